"""The feed over HTTP."""

from time import monotonic
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.concurrency import run_in_threadpool

from app.api.answers import answer
from app.api.changes import queries
from app.api.changes.schemas import ChangeQuery, ChangesOut
from app.api.changes.waiting import Waiting
from app.api.dependencies import Store
from app.api.problems.responses import BAD_CURSOR, GONE
from app.api.selects import Json
from app.store.database import Database

POLL_INTERVAL_S = 15
HEADERS = {
    "Poll-Interval": {
        "description": "After how many seconds it is worth asking again, where nobody waits.",
        "schema": {"type": "integer", "format": "int32"},
    }
}

router = APIRouter(prefix="/changes", tags=["changes"])


@router.get(
    "",
    summary="Follow the changes",
    response_model=ChangesOut,
    response_description="What happened.",
    responses={200: {"headers": HEADERS}, **BAD_CURSOR, **GONE},
)
async def list_changes(query: Annotated[ChangeQuery, Query()], database: Store, waiters: Waiting) -> Response:
    """Every change of a pledge, call, statement, actor or meeting, in the order of the commits, each with a
    number and none missing. To keep a copy in step, take `since=now`, list everything, then follow
    `next_cursor` for ever; a change may tell what the list held already.

    With filters only pledges come: those that are in the list the filters ask for, and with `matches: false`
    those that have left it. With `wait` an answer without a change waits for one. 410 means that the feed
    does not lead on from the cursor; its detail says what to do.
    """
    until = monotonic() + query.wait
    found = await run_in_threadpool(_read, database, query)
    while not found["results"] and not found["has_more"] and (left := until - monotonic()) > 0:
        if not await waiters.wait_beyond(found["head_seq"], seconds=left):
            break
        query = query.model_copy(update={"since": found["next_cursor"]})
        found = await run_in_threadpool(_read, database, query)
    return answer(found, headers={"Poll-Interval": str(POLL_INTERVAL_S)})


def _read(database: Database, query: ChangeQuery) -> Json:
    with database.reading() as connection:
        return queries.list_changes(connection, query)
