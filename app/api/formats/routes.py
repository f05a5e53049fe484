"""The route of a list -> its routes in other formats, at the same address with a suffix.

One call of `add_formats` beneath the route is all that a resource does. Name, texts, filters, errors and the
shape of results are the route's own; the parameters of pages go, and `fields` comes.
"""

from collections.abc import Awaitable, Callable, Generator, Iterator, Sequence
from contextlib import closing
from typing import Annotated, Any, cast, get_args

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field, WithJsonSchema, create_model

from app.api.dependencies import Store
from app.api.formats.columns import Columns, choose_columns, find_columns
from app.api.formats.lines import write_jsonl
from app.api.formats.media import CSV, JSONL, Format
from app.api.formats.streams import StreamedAnswer
from app.api.formats.tables import write_csv
from app.api.formats.walking import Batch, Reader, walk
from app.api.paging import BESIDE_THE_LIST, PageQuery, QueryModel
from app.api.problems.faults import find_query_model
from app.api.types import MOST_VALUES

ERRORS_OF_PAGES = {400, 406}
ReaderOf = Callable[..., Awaitable[Reader]]
"""A dependency: what it takes from a request besides the query, its reader holds already."""
Write = Callable[[Iterator[Batch], Columns], Iterator[bytes]]


def add_formats(router: APIRouter, path: str, *, columns: Sequence[str], reader: ReaderOf) -> None:
    """Give the list at `path` of `router` its other formats.

    `columns` are the paths of its flat columns (`app.api.formats.columns`); `reader`, a dependency, gives
    what reads a page of it. Raises KeyError for a column that no result has.
    """
    route = _find_route(router, path)
    schema = _find_schema(route)
    flat, members = find_columns(schema, columns), find_columns(schema, list(schema.model_fields))
    _add_stream(router, route, CSV, columns=flat, reader=reader, write=write_csv)
    _add_stream(router, route, JSONL, columns=members, reader=reader, write=write_jsonl)


def reading(read: Reader) -> ReaderOf:
    """The dependency of a list that takes all its parameters from the query."""

    async def give_reader() -> Reader:
        return read

    return give_reader


def _add_stream(
    router: APIRouter,
    route: APIRoute,
    format: Format,
    *,
    columns: Columns,
    reader: ReaderOf,
    write: Write,
) -> None:
    """The whole list, sent while it is read."""
    paged = _find_query(route)
    whole = _without_pages(paged, columns)

    def send_list(
        request: Request,
        query: Annotated[whole, Query()],  # type: ignore[valid-type]  # known when the route is made
        database: Store,
        read: Annotated[Reader, Depends(reader)],
    ) -> Response:
        asked = query.model_dump()  # type: ignore[attr-defined]
        chosen = choose_columns(columns, asked.pop("fields"))

        def make_pieces() -> Generator[bytes, None, None]:
            walked = walk(database, read, paged.model_construct(**asked), request.app.state.streams)
            with closing(walked) as batches:
                yield from write(batches, chosen)

        return StreamedAnswer(make_pieces(), request, media_type=format.media_type)

    _add_route(router, route, format, send_list)


def _add_route(router: APIRouter, route: APIRoute, format: Format, endpoint: Callable[..., Response]) -> None:
    """A route beside that of the list, which says of itself what that one says."""
    content = {format.media_type: {"schema": {"type": "string"}}}
    errors = {status: said for status, said in route.responses.items() if status not in ERRORS_OF_PAGES}
    router.add_api_route(
        route.path.removeprefix(router.prefix) + format.suffix,
        endpoint,
        name=route.name + format.suffix.replace(".", "_"),
        summary=f"{route.summary} as {format.name}",
        description=f"The whole list as {format.name}. {route.description}",
        include_in_schema=format.is_declared,
        response_class=Response,
        response_description=f"The list as {format.name}.",
        responses={200: {"content": content}, **errors},
    )


def _without_pages(paged: type[PageQuery], columns: Columns) -> type[QueryModel]:
    """The parameters of a list that comes whole: its filters and orders, and its columns."""
    kept = {
        name: (field.annotation, field)
        for name, field in paged.model_fields.items()
        if name not in BESIDE_THE_LIST
    }
    names = WithJsonSchema({"type": "string", "x-extensible-enum": list(columns)})
    described = Field(max_length=MOST_VALUES, description="Only these columns, in this order.")
    fields: Any = {**kept, "fields": (Annotated[list[Annotated[str, names]], described], [])}
    return create_model(f"Whole{paged.__name__}", __base__=QueryModel, **fields)


def _find_route(router: APIRouter, path: str) -> APIRoute:
    return next(
        route for route in router.routes if isinstance(route, APIRoute) and route.path == router.prefix + path
    )


def _find_query(route: APIRoute) -> type[PageQuery]:
    model = find_query_model(route)
    if model is None or not issubclass(model, PageQuery):
        raise TypeError(f"{route.name} does not come in pages")
    return model


def _find_schema(route: APIRoute) -> type[BaseModel]:
    """The shape of a result, from that of a page."""
    (schema,) = get_args(route.response_model.model_fields["results"].annotation)
    return cast(type[BaseModel], schema)
