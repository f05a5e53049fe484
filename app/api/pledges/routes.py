"""Pledges over HTTP."""

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
from app.api.dependencies import Store
from app.api.facets.queries import find_facets
from app.api.formats.routes import add_formats, reading
from app.api.formats.walking import Reader
from app.api.included.queries import find_included
from app.api.paging import NoQuery, PageQuery
from app.api.pledges import queries
from app.api.pledges.columns import PLEDGE_COLUMNS
from app.api.pledges.schemas import ExplanationOut, PledgeOut, PledgePageOut, PledgeQuery
from app.api.problems.responses import GONE, LIST, MERGED, NOT_FOUND
from app.api.resources import make_router
from app.api.types import Id
from app.vocabulary import ActKind

router = make_router("pledges", tag="pledges")
PledgeId = Annotated[Id, Path(description="The pledge's id.", examples=["plg_7f3kq2m5ab4d"])]


@router.get(
    "",
    summary="List pledges",
    response_model=PledgePageOut,
    response_description="A page.",
    responses=LIST,
)
def list_pledges(request: Request, query: Annotated[PledgeQuery, Query()], database: Store) -> Response:
    """What statements promise, report as done or under way, and reaffirm: the newest statement first, then in
    the order of its text.

    The values of a repeated parameter are alternatives; different parameters must all hold. All filters on
    deadlines apply to one and the same deadline.
    """
    with database.reading() as connection:
        page, bodies = list_bodies(connection, ActKind.PLEDGE, query)
        beside = Beside(
            facets=find_facets(connection, ActKind.PLEDGE, query.facets, query),
            included=find_included(connection, query.include, bodies),
        )
    return answer_page(request, page, map(Fragment, bodies), as_of=day_of_timeliness(query), beside=beside)


@router.get(
    "/{pledge_id}",
    summary="Get a pledge",
    response_model=PledgeOut,
    response_description="The pledge.",
    responses={**MERGED, **NOT_FOUND, **GONE},
)
def get_pledge(pledge_id: PledgeId, _: Annotated[NoQuery, Query()], database: Store) -> Response:
    """One pledge, in the shape it has in lists. A pledge that is no longer found in its statement answers
    410, and `replaced_by` names the pledges and calls that hold its words now; if that is one other pledge,
    308 leads there.
    """
    with database.reading() as connection:
        return answer(Fragment(get_body(connection, ActKind.PLEDGE, pledge_id)))


@router.get(
    "/{pledge_id}/explanation",
    summary="Explain a pledge",
    response_model=ExplanationOut,
    response_description="The explanation.",
    responses={**MERGED, **NOT_FOUND, **GONE},
)
def get_pledge_explanation(pledge_id: PledgeId, _: Annotated[NoQuery, Query()], database: Store) -> Response:
    """Why the words are a pledge: which rules fired on which words, and which words became which facts."""
    with database.reading() as connection:
        return answer(get_explanation(connection, ActKind.PLEDGE, pledge_id))


@router.get(
    "/{pledge_id}/history",
    summary="List a pledge's versions",
    response_model=ActVersionPageOut,
    response_description="A page.",
    responses={**LIST, **NOT_FOUND},
)
def list_pledge_versions(
    request: Request, pledge_id: PledgeId, query: Annotated[PageQuery, Query()], database: Store
) -> Response:
    """Every version of the pledge, the newest first: when, why, by which run, and what the changed fields
    said before and after. A withdrawn pledge has a history too; an id that never existed answers 404.

    Names are those of today. Where the operator pruned the feed, the history ends with the version
    `known_from`.
    """
    with database.reading() as connection:
        page, versions = list_versions(connection, ActKind.PLEDGE, pledge_id, query)
    return answer_page(request, page, versions)


async def reading_versions(pledge_id: PledgeId) -> Reader:
    """What reads the versions of the pledge in the path."""
    return lambda connection, query: list_versions(connection, ActKind.PLEDGE, pledge_id, query)


add_formats(router, "", columns=PLEDGE_COLUMNS, reader=reading(queries.list_pledges), describe=describe_act)
add_formats(
    router,
    "/{pledge_id}/history",
    columns=VERSION_COLUMNS,
    reader=reading_versions,
    describe=describe_version,
)
