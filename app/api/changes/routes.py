"""The feed over HTTP."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.api.answers import JSON
from app.api.changes.schemas import ChangeQuery, ChangesOut
from app.api.changes.sharing import Sharing
from app.api.changes.waiting import Waiting
from app.api.dependencies import CurrentState
from app.api.problems.responses import BAD_CURSOR, GONE
from app.api.resources import make_router

POLL_INTERVAL_S = 15
HEADERS = {
    "Poll-Interval": {
        "description": "After how many seconds it is worth asking again without `wait`.",
        "schema": {"type": "integer", "format": "int32"},
    }
}

router = make_router("changes", tag="changes")


@router.get(
    "",
    summary="Follow the changes",
    response_model=ChangesOut,
    response_description="What happened.",
    responses={200: {"headers": HEADERS}, **BAD_CURSOR, **GONE},
)
async def list_changes(
    query: Annotated[ChangeQuery, Query()],
    request: Request,
    *,
    state: CurrentState,
    pages: Sharing,
    waiters: Waiting,
) -> Response:
    """Every change of a pledge, call, statement, actor or meeting, in the order of the commits, each with a
    number and none missing. To keep a copy in step, take `since=now`, list everything, then follow
    `next_cursor` for ever; a change may be in the list already.

    With filters only pledges come: those that are in the list the filters ask for, and with `matches: false`
    those that have left it. With `wait`, the service holds the answer until there is a change. 410 means that
    the feed does not continue from the cursor; the detail says what to do.
    """
    page = await pages.read(query, state, since=query.since)
    if page.is_empty and query.wait:
        page = await waiters.wait(query, page, state, request.receive)
    return Response(page.body, media_type=JSON, headers={"Poll-Interval": str(POLL_INTERVAL_S)})
