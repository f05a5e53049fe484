"""The feed over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.api.answers import answer
from app.api.changes import queries
from app.api.changes.schemas import ChangeQuery, ChangesOut
from app.api.dependencies import Store
from app.api.problems.responses import BAD_CURSOR, GONE

router = APIRouter(prefix="/changes", tags=["changes"])


@router.get(
    "",
    summary="Follow the changes",
    response_model=ChangesOut,
    response_description="What happened.",
    responses={**BAD_CURSOR, **GONE},
)
def list_changes(query: Annotated[ChangeQuery, Query()], database: Store) -> Response:
    """Every change of a pledge, call, statement, actor or meeting, in the order of the commits, each with a
    number and none missing. To keep a copy in step, take `since=now`, list everything, then follow
    `next_cursor` for ever; a change may tell what the list held already.

    With filters only pledges come: those that are in the list the filters ask for, and with `matches: false`
    those that have left it. 410 means that the feed does not lead on from the cursor; its detail says what to
    do.
    """
    with database.reading() as connection:
        return answer(queries.list_changes(connection, query))
