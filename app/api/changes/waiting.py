"""Requests that wait for the feed to tell them something -> answered, all by one loop that looks where the
feed stands, and reads what came once for all of them.

A waiter is a future in memory: it holds no connection and no thread, and is not woken before there is
something to tell. The loop runs only while somebody waits.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from typing import Annotated

from fastapi import Depends, Request
from starlette.types import Receive

from app.api.changes.pages import FeedPage
from app.api.changes.queries import Place, find_place
from app.api.changes.schemas import ChangeQuery
from app.api.changes.sharing import SharedPages, write_question
from app.errors import StoreError
from app.store.data_state import DataState, StateReader
from app.store.database import Database

LOOK_EVERY_S = 0.1
REST_S = 0.05
"""The least time between two looks, however fast hints come."""
MOST_WAITING = 2000
"""Of one process; whoever comes after them is answered at once."""


class Waiter:
    """Who asked, and the newest page he could be given, which tells nothing; it was read in `state` or later.
    `answered` is the one that does.
    """

    def __init__(self, query: ChangeQuery, page: FeedPage, state: DataState) -> None:
        self.query = query
        self.question = write_question(query)
        self.page = page
        self.state = state
        self.place = find_place(query, page.next_cursor)
        self.answered: asyncio.Future[FeedPage] = asyncio.get_running_loop().create_future()

    def take(self, page: FeedPage, state: DataState) -> None:
        """A newer page."""
        self.page, self.state = page, state
        self.place = self.place._replace(since=page.next_cursor)
        if not page.is_empty:
            self.end()

    def end(self, error: Exception | None = None) -> None:
        """Wait no longer."""
        if self.answered.done():
            return
        if error is None:
            self.answered.set_result(self.page)
        else:
            self.answered.set_exception(error)


class Waiters:
    """Those who wait in this process. To be used from its event loop alone."""

    def __init__(self, database: Database, reader: StateReader, pages: SharedPages) -> None:
        self._database = database
        self._reader = reader
        self._pages = pages
        self._waiting: set[Waiter] = set()
        self._looking: asyncio.Task[None] | None = None
        self._is_stopping = False

    async def wait(self, query: ChangeQuery, page: FeedPage, state: DataState, receive: Receive) -> FeedPage:
        """The next page after this one that tells something; the newest that does not where the time is over
        first, the client goes away, or the service stops. `receive` tells what comes from the client. Raises
        as `SharedPages.read`.
        """
        if self._is_stopping or len(self._waiting) >= MOST_WAITING:
            return page
        waiter = Waiter(query, page, state)
        self._waiting.add(waiter)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        gone = asyncio.create_task(_see_off(receive))
        try:
            first = asyncio.FIRST_COMPLETED
            await asyncio.wait((waiter.answered, gone), timeout=query.wait, return_when=first)
            return waiter.answered.result() if waiter.answered.done() else waiter.page
        finally:
            gone.cancel()
            self._waiting.remove(waiter)

    def stop(self) -> None:
        """Let nobody wait any longer, nor from now on."""
        self._is_stopping = True
        for waiter in self._waiting:
            waiter.end()

    async def close(self) -> None:
        """Stop, and see the loop end, so that nothing uses the database any more."""
        self.stop()
        if self._looking is not None:
            await asyncio.wait([self._looking])

    async def _look(self) -> None:
        with self._database.hints() as hints:
            while self._waiting:
                try:
                    await self._tell(await self._reader.read())
                except StoreError as error:
                    _end_all(self._waiting, error)
                await asyncio.sleep(REST_S)
                await asyncio.to_thread(hints.wait, LOOK_EVERY_S - REST_S)

    async def _tell(self, current: DataState) -> None:
        """What came since each of them was told how things stand; most stand at the same place."""
        behind: dict[Place, list[Waiter]] = defaultdict(list)
        for waiter in self._waiting:
            if waiter.state != current:
                behind[waiter.place].append(waiter)
        await asyncio.gather(*(self._tell_at(place, there, current) for place, there in behind.items()))

    async def _tell_at(self, place: Place, there: list[Waiter], current: DataState) -> None:
        try:
            asked = {waiter.question: waiter.query for waiter in there}
            pages = await self._pages.read_together(place, asked)
        except Exception as error:  # theirs, whatever it is; the others go on waiting
            _end_all(there, error)
            return
        for waiter in there:
            waiter.take(pages[waiter.question], current)


def _end_all(waiters: Iterable[Waiter], error: Exception) -> None:
    for waiter in waiters:
        waiter.end(error)


async def _see_off(receive: Receive) -> None:
    """Until the client goes away."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def get_waiters(request: Request) -> Waiters:
    """Those of the running service."""
    waiters: Waiters = request.app.state.waiters
    return waiters


Waiting = Annotated[Waiters, Depends(get_waiters)]
