"""The timeline over HTTP."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.api.acts.due import day_of_timeliness
from app.api.answers import Beside, answer_page
from app.api.deadlines import queries
from app.api.deadlines.columns import DEADLINE_COLUMNS
from app.api.deadlines.entries import describe
from app.api.deadlines.schemas import DeadlinePageOut, DeadlineQuery
from app.api.dependencies import Store
from app.api.formats.routes import add_formats, reading
from app.api.included.queries import find_included
from app.api.problems.responses import LIST
from app.api.resources import make_router

router = make_router("deadlines", tag="deadlines")


@router.get(
    "",
    summary="List deadlines",
    response_model=DeadlinePageOut,
    response_description="A page.",
    responses=LIST,
)
def list_deadlines(request: Request, query: Annotated[DeadlineQuery, Query()], database: Store) -> Response:
    """The timeline: one result for each deadline, with its pledge, by the last possible day; those without a
    day come last.

    Filters on deadlines apply to the deadline itself, the others to its pledge. Deadlines of calls are in
    `/v1/calls`.
    """
    with database.reading() as connection:
        page, deadlines = queries.list_deadlines(connection, query)
        acts = list(map(queries.read_act, deadlines))
        beside = Beside(included=find_included(connection, query.include, acts))
    return answer_page(request, page, deadlines, as_of=day_of_timeliness(query), beside=beside)


add_formats(
    router,
    "",
    columns=DEADLINE_COLUMNS,
    reader=reading(queries.list_deadlines),
    describe=describe,
    describe_event=describe,
)
