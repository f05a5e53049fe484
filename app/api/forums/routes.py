"""Forums over HTTP."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.api.answers import answer_page
from app.api.dependencies import Store
from app.api.formats.routes import add_formats, reading
from app.api.forums import queries
from app.api.forums.columns import FORUM_COLUMNS
from app.api.forums.schemas import ForumPageOut, ForumQuery
from app.api.problems.responses import LIST
from app.api.resources import make_router

router = make_router("forums", tag="meetings")


@router.get(
    "",
    summary="List forums",
    response_model=ForumPageOut,
    response_description="A page.",
    responses=LIST,
)
def list_forums(request: Request, query: Annotated[ForumQuery, Query()], database: Store) -> Response:
    """The series of meetings that statements come from and refer to, by id."""
    with database.reading() as connection:
        page, forums = queries.list_forums(connection, query)
    return answer_page(request, page, forums)


add_formats(router, "", columns=FORUM_COLUMNS, reader=reading(queries.list_forums))
