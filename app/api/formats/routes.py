"""The route of a list -> its routes in other formats, at the same address with a suffix.

One call of `add_formats` beneath the route is all that a resource does. Name, texts, filters, errors and the
shape of results are the route's own. Where a list comes whole the parameters of pages go, and `fields` comes;
Atom comes in pages, and has one order.
"""

from collections.abc import Awaitable, Callable, Generator, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import Annotated, cast, get_args

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel

from app.api.answers import NO_STORE, link_next
from app.api.dependencies import Store
from app.api.formats.atom import write_atom
from app.api.formats.calendars import UNDATED, write_ics
from app.api.formats.columns import Columns, choose_columns, find_columns
from app.api.formats.entries import Describe, DescribeEvent
from app.api.formats.lines import write_jsonl
from app.api.formats.media import ATOM, CSV, ICS, JSONL, Format
from app.api.formats.parameters import atom_order, atom_query, columns_query, find_query, whole_query
from app.api.formats.streams import StreamedAnswer
from app.api.formats.tables import write_csv
from app.api.formats.walking import Batch, Reader, walk

ERRORS_OF_PAGES = {400, 406}
ReaderOf = Callable[..., Awaitable[Reader]]
"""A dependency: what it takes from a request besides the query, its reader holds already."""
Write = Callable[[Iterator[Batch]], Iterator[bytes]]
Writing = Callable[[Request, Sequence[str]], Write]
"""What writes the answer to a request that asks for these columns."""


def add_formats(
    router: APIRouter,
    path: str,
    *,
    columns: Sequence[str],
    reader: ReaderOf,
    describe: Describe | None = None,
    describe_event: DescribeEvent | None = None,
) -> None:
    """Give the list at `path` of `router` its other formats.

    `columns` are the paths of its flat columns (`app.api.formats.columns`); `reader`, a dependency, gives
    what reads a page of it; `describe`, for things that say when they changed, makes an entry of Atom of a
    result, and `describe_event`, for things that have their days, one of a calendar. Raises KeyError for a
    column that no result has.
    """
    route = _find_route(router, path)
    schema = _find_schema(route)
    flat, members = find_columns(schema, columns), find_columns(schema, list(schema.model_fields))
    _add_stream(router, route, CSV, reader=reader, writing=_in_columns(flat, write_csv), columns=flat)
    _add_stream(
        router, route, JSONL, reader=reader, writing=_in_columns(members, write_jsonl), columns=members
    )
    if describe:
        _add_atom(router, route, reader=reader, describe=describe)
    if describe_event:
        _add_stream(router, route, ICS, reader=reader, writing=_as_events(describe_event))


def reading(read: Reader) -> ReaderOf:
    """The dependency of a list that takes all its parameters from the query."""

    async def give_reader() -> Reader:
        return read

    return give_reader


def _in_columns(columns: Columns, write: Callable[[Iterator[Batch], Columns], Iterator[bytes]]) -> Writing:
    def choose(_: Request, names: Sequence[str]) -> Write:
        chosen = choose_columns(columns, names)
        return lambda batches: write(batches, chosen)

    return choose


def _as_events(describe: DescribeEvent) -> Writing:
    return lambda request, _: partial(write_ics, describe=describe, request=request)


def _add_stream(
    router: APIRouter,
    route: APIRoute,
    format: Format,
    *,
    reader: ReaderOf,
    writing: Writing,
    columns: Columns | None = None,
) -> None:
    """The whole list, sent while it is read."""
    paged = find_query(route)
    whole = columns_query(paged, columns) if columns else whole_query(paged)

    def send_list(
        request: Request,
        query: Annotated[whole, Query()],  # type: ignore[valid-type]  # known when the route is made
        database: Store,
        read: Annotated[Reader, Depends(reader)],
    ) -> Response:
        asked = query.model_dump()  # type: ignore[attr-defined]
        write = writing(request, asked.pop("fields", ()))

        def make_pieces() -> Generator[bytes, None, None]:
            walked = walk(database, read, paged.model_construct(**asked), request.app.state.streams)
            with closing(walked) as batches:
                yield from write(batches)

        return StreamedAnswer(make_pieces(), request, media_type=format.media_type)

    left_out = "" if columns else f" {UNDATED}"
    _add_route(router, route, format, send_list, said=f"The whole list as {format.name}.{left_out}")


def _add_atom(router: APIRouter, route: APIRoute, *, reader: ReaderOf, describe: Describe) -> None:
    """The list page by page: what changed last comes first."""
    paged = find_query(route)
    shown, order = atom_query(paged), atom_order(paged)

    def send_page(
        request: Request,
        query: Annotated[shown, Query()],  # type: ignore[valid-type]  # known when the route is made
        database: Store,
        read: Annotated[Reader, Depends(reader)],
    ) -> Response:
        asked = query.model_dump()  # type: ignore[attr-defined]
        with database.reading() as connection:
            page, rows = read(connection, paged.model_construct(**asked, **order))
        body = write_atom(request, page, [describe(row) for row in rows])
        return Response(body, media_type=ATOM.media_type, headers={**NO_STORE, **link_next(request, page)})

    _add_route(router, route, ATOM, send_page, said="The list as an Atom feed, what changed last first.")


def _add_route(
    router: APIRouter, route: APIRoute, format: Format, endpoint: Callable[..., Response], *, said: str
) -> None:
    """A route beside that of the list, which says of itself that and what that one says."""
    content = {format.media_type: {"schema": {"type": "string"}}}
    errors = {status: said for status, said in route.responses.items() if status not in ERRORS_OF_PAGES}
    router.add_api_route(
        route.path.removeprefix(router.prefix) + format.suffix,
        endpoint,
        name=route.name + format.suffix.replace(".", "_"),
        summary=f"{route.summary} as {format.name}",
        description=f"{said} {route.description}",
        include_in_schema=format.is_declared,
        response_class=Response,
        response_description=f"The list as {format.name}.",
        responses={200: {"content": content}, **errors},
    )


def _find_route(router: APIRouter, path: str) -> APIRoute:
    return next(
        route for route in router.routes if isinstance(route, APIRoute) and route.path == router.prefix + path
    )


def _find_schema(route: APIRoute) -> type[BaseModel]:
    """The shape of a result, from that of a page."""
    (schema,) = get_args(route.response_model.model_fields["results"].annotation)
    return cast(type[BaseModel], schema)
