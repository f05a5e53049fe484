"""Who asks about the same place of the feed in the same state of the data -> the stretch there, read once for
all of them, and a page for each question.

A stretch is shared only while it is read: nothing is kept. To be used from one event loop.
"""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from app.api.changes.pages import FeedPage, make_pages
from app.api.changes.queries import Objects, Place, Stretch, find_objects, find_place, read_stretch
from app.api.changes.schemas import ChangeQuery
from app.api.selects import AnyRow
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
        asked, pages = self._under_way.get(key) or self._begin(key)
        question = write_question(query)
        asked[question] = query
        return (await asyncio.shield(pages))[question]  # who goes away ends it for nobody else

    async def read_together(self, place: Place, asked: Asked) -> Pages:
        """The page of each question about a place, as it is now. Raises as `read`."""
        stretch = await run_in_threadpool(self._read, place)
        return await run_in_threadpool(make_pages, stretch, asked, self._find_objects)

    def _begin(self, key: Key) -> tuple[Asked, asyncio.Task[Pages]]:
        asked: Asked = {}
        self._under_way[key] = asked, asyncio.create_task(self._make(key, asked))
        return self._under_way[key]

    async def _make(self, key: Key, asked: Asked) -> Pages:
        try:
            stretch = await run_in_threadpool(self._read, key[1])
        finally:
            del self._under_way[key]  # from here on nobody is added to those who asked
        return await run_in_threadpool(make_pages, stretch, asked, self._find_objects)

    def _read(self, place: Place) -> Stretch:
        with self._database.reading() as connection:
            return read_stretch(connection, place)

    def _find_objects(self, rows: Iterable[AnyRow]) -> Objects:
        with self._database.reading() as connection:
            return find_objects(connection, rows)


def write_question(query: ChangeQuery) -> str:
    """What a query asks about a place; equal questions have the same answer."""
    return query.model_dump_json(exclude={"since", "wait"}, exclude_unset=True)


async def get_shared_pages(request: Request) -> SharedPages:
    """Those of the running service."""
    pages: SharedPages = request.app.state.shared_pages
    return pages


Sharing = Annotated[SharedPages, Depends(get_shared_pages)]
