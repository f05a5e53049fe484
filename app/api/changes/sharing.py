"""Who asks about the same place of the feed in the same state of the data -> the stretch there, read once for
all of them, and a page for each question.

A stretch is shared only while it is read: nothing is kept. To be used from one event loop.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from app.api.changes.pages import FeedPage, make_pages
from app.api.changes.queries import Place, find_place, read_stretch
from app.api.changes.schemas import ChangeQuery
from app.store.data_state import DataState
from app.store.database import Database

Asked = dict[str, ChangeQuery]
"""Each question once, by what it says of the place: filters, limit, and what comes along."""
Pages = Mapping[str, FeedPage]
Key = tuple[DataState, Place]


class SharedPages:
    """The stretches that are being read, with what is asked about them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._under_way: dict[Key, tuple[Asked, asyncio.Task[Pages]]] = {}

    async def read(self, query: ChangeQuery, state: DataState, *, since: str) -> FeedPage:
        """A page that holds at least what this state does. Raises as `read_stretch`, and StoreError."""
        key = state, find_place(query, since)
        question = write_question(query)
        page = None
        while page is None:  # who asks while a reading ends comes too late for it
            asked, pages = self._under_way.get(key) or self._begin(key)
            asked[question] = query
            page = (await asyncio.shield(pages)).get(question)  # who goes away ends it for nobody else
        return page

    async def read_together(self, place: Place, asked: Asked) -> Pages:
        """The page of each question about a place, as it is now. Raises as `read`."""
        return await run_in_threadpool(self._read, place, lambda: asked)

    def _begin(self, key: Key) -> tuple[Asked, asyncio.Task[Pages]]:
        asked: Asked = {}

        def close() -> Asked:
            del self._under_way[key]  # from here on nobody is added to those who asked
            return asked.copy()

        pages = asyncio.create_task(run_in_threadpool(self._read, key[1], close))
        self._under_way[key] = asked, pages
        return asked, pages

    def _read(self, place: Place, close: Callable[[], Asked]) -> Pages:
        """All at one moment of the database. `close` tells who asked, once the stretch is read."""
        with ExitStack() as reading:
            try:
                connection = reading.enter_context(self._database.reading())
                stretch = read_stretch(connection, place)
            finally:
                asked = close()
            return make_pages(connection, stretch, asked)


def write_question(query: ChangeQuery) -> str:
    """What a query asks about a place; equal questions have the same answer."""
    return query.model_dump_json(exclude={"since", "wait"}, exclude_unset=True)


async def get_shared_pages(request: Request) -> SharedPages:
    """Those of the running service."""
    pages: SharedPages = request.app.state.shared_pages
    return pages


Sharing = Annotated[SharedPages, Depends(get_shared_pages)]
