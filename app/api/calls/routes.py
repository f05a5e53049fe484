"""Calls over HTTP."""

from typing import Annotated

from fastapi import Path, Query, Request, Response
from orjson import Fragment

from app.api.acts.columns import VERSION_COLUMNS
from app.api.acts.due import day_of_timeliness
from app.api.acts.entries import describe_act, describe_version
from app.api.acts.explanation import get_explanation
from app.api.acts.history import list_versions
from app.api.acts.history_schemas import ActVersionPageOut
from app.api.acts.queries import get_body, list_bodies
from app.api.answers import Beside, answer, answer_page
from app.api.calls import queries
from app.api.calls.columns import CALL_COLUMNS
from app.api.calls.schemas import CallExplanationOut, CallOut, CallPageOut, CallQuery
from app.api.dependencies import Store
from app.api.facets.queries import find_facets
from app.api.formats.routes import add_formats, reading
from app.api.formats.walking import Reader
from app.api.included.queries import find_included
from app.api.paging import NoQuery, PageQuery
from app.api.problems.responses import GONE, LIST, MERGED, NOT_FOUND
from app.api.resources import make_router
from app.api.types import Id
from app.vocabulary import ActKind

router = make_router("calls", tag="calls")
CallId = Annotated[Id, Path(description="The call's id.", examples=["cal_5m2qx7k3ab4d"])]


@router.get(
    "", summary="List calls", response_model=CallPageOut, response_description="A page.", responses=LIST
)
def list_calls(request: Request, query: Annotated[CallQuery, Query()], database: Store) -> Response:
    """What issuers ask of somebody else: the newest statement first, then in the order of its text.

    The values of a repeated parameter are alternatives; different parameters must all hold. All filters on
    deadlines apply to one and the same deadline.
    """
    with database.reading() as connection:
        page, bodies = list_bodies(connection, ActKind.CALL, query)
        beside = Beside(
            facets=find_facets(connection, ActKind.CALL, query.facets, query),
            included=find_included(connection, query.include, bodies),
        )
    return answer_page(request, page, map(Fragment, bodies), as_of=day_of_timeliness(query), beside=beside)


@router.get(
    "/{call_id}",
    summary="Get a call",
    response_model=CallOut,
    response_description="The call.",
    responses={**MERGED, **NOT_FOUND, **GONE},
)
def get_call(call_id: CallId, _: Annotated[NoQuery, Query()], database: Store) -> Response:
    """One call, in the shape it has in lists. A call that is no longer found in its statement answers 410 or
    308, as a pledge does.
    """
    with database.reading() as connection:
        return answer(Fragment(get_body(connection, ActKind.CALL, call_id)))


@router.get(
    "/{call_id}/explanation",
    summary="Explain a call",
    response_model=CallExplanationOut,
    response_description="The explanation.",
    responses={**MERGED, **NOT_FOUND, **GONE},
)
def get_call_explanation(call_id: CallId, _: Annotated[NoQuery, Query()], database: Store) -> Response:
    """Why the words are a call: which rules fired on which words, and which words became which facts."""
    with database.reading() as connection:
        return answer(get_explanation(connection, ActKind.CALL, call_id))


@router.get(
    "/{call_id}/history",
    summary="List a call's versions",
    response_model=ActVersionPageOut,
    response_description="A page.",
    responses={**LIST, **NOT_FOUND},
)
def list_call_versions(
    request: Request, call_id: CallId, query: Annotated[PageQuery, Query()], database: Store
) -> Response:
    """Every version of the call, the newest first, as the history of a pledge tells it."""
    with database.reading() as connection:
        page, versions = list_versions(connection, ActKind.CALL, call_id, query)
    return answer_page(request, page, versions)


async def reading_versions(call_id: CallId) -> Reader:
    """What reads the versions of the call in the path."""
    return lambda connection, query: list_versions(connection, ActKind.CALL, call_id, query)


add_formats(router, "", columns=CALL_COLUMNS, reader=reading(queries.list_calls), describe=describe_act)
add_formats(
    router, "/{call_id}/history", columns=VERSION_COLUMNS, reader=reading_versions, describe=describe_version
)
