"""Who asks the same of the same state of the data -> one page, read and written once for all of them.

A page is shared only while it is made: nothing is kept. To be used from one event loop.
"""

import asyncio
from typing import Annotated, NamedTuple

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from app.api.answers import write_json
from app.api.changes.queries import list_changes
from app.api.changes.schemas import ChangeQuery
from app.store.data_state import DataState
from app.store.database import Database


class FeedPage(NamedTuple):
    """A page of the feed as JSON. `is_empty`: it tells nothing, and there is no more yet."""

    body: bytes
    next_cursor: str
    is_empty: bool


class SharedPages:
    """The pages that are being made."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._under_way: dict[tuple[DataState, str], asyncio.Task[FeedPage]] = {}

    async def read(self, query: ChangeQuery, state: DataState) -> FeedPage:
        """A page that holds at least what this state does. Raises as `list_changes`, and StoreError."""
        question = state, query.model_dump_json(exclude={"wait"}, exclude_unset=True)
        page = self._under_way.get(question)
        if page is None:
            page = asyncio.create_task(run_in_threadpool(self._make, query))
            self._under_way[question] = page
            page.add_done_callback(lambda _: self._under_way.pop(question))
        return await asyncio.shield(page)  # who goes away ends it for nobody else

    def _make(self, query: ChangeQuery) -> FeedPage:
        with self._database.reading() as connection:
            found = list_changes(connection, query)
        is_empty = not found["results"] and not found["has_more"]
        return FeedPage(write_json(found), found["next_cursor"], is_empty)


async def get_shared_pages(request: Request) -> SharedPages:
    """Those of the running service."""
    pages: SharedPages = request.app.state.shared_pages
    return pages


Pages = Annotated[SharedPages, Depends(get_shared_pages)]
