"""Requests that wait for the feed to move -> woken, all by one loop that reads the state of the data.

A waiter is a future in memory: it holds no connection and no thread. The loop runs only while somebody waits.
"""

import asyncio
from typing import Annotated

from fastapi import Depends, Request
from starlette.types import Receive

from app.errors import StoreError
from app.store.data_state import DataState, StateReader
from app.store.database import Database

LOOK_EVERY_S = 0.1
REST_S = 0.05
"""The least time between two looks, however fast hints come."""
MOST_WAITING = 2000
"""Of one process; whoever comes after them is answered at once."""


class Waiters:
    """Those who wait in this process. To be used from its event loop alone."""

    def __init__(self, database: Database, reader: StateReader) -> None:
        self._database = database
        self._reader = reader
        self._waiting: dict[asyncio.Future[DataState | None], DataState] = {}
        self._looking: asyncio.Task[None] | None = None
        self._is_stopping = False

    async def wait_beyond(self, state: DataState, receive: Receive, *, seconds: float) -> DataState | None:
        """The next state that is not this one; None where the time is over first, the client goes away, or
        the service stops. `receive` tells what comes from the client. Raises StoreError.
        """
        if self._is_stopping or len(self._waiting) >= MOST_WAITING:
            return None
        moved: asyncio.Future[DataState | None] = asyncio.get_running_loop().create_future()
        self._waiting[moved] = state
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        gone = asyncio.create_task(_see_off(receive))
        try:
            await asyncio.wait((moved, gone), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            return moved.result() if moved.done() else None
        finally:
            gone.cancel()
            del self._waiting[moved]

    def stop(self) -> None:
        """Let nobody wait any longer, nor from now on."""
        self._is_stopping = True
        for moved in self._waiting:
            if not moved.done():
                moved.set_result(None)

    async def close(self) -> None:
        """Stop, and see the loop end, so that nothing uses the database any more."""
        self.stop()
        if self._looking is not None:
            await asyncio.wait([self._looking])

    async def _look(self) -> None:
        with self._database.hints() as hints:
            while self._waiting:
                try:
                    self._wake(await self._reader.read())
                except StoreError as error:
                    self._fail(error)
                await asyncio.sleep(REST_S)
                await asyncio.to_thread(hints.wait, LOOK_EVERY_S - REST_S)

    def _wake(self, current: DataState) -> None:
        for moved, state in self._waiting.items():
            if state != current and not moved.done():
                moved.set_result(current)

    def _fail(self, error: StoreError) -> None:
        for moved in self._waiting:
            if not moved.done():
                moved.set_exception(error)


async def _see_off(receive: Receive) -> None:
    """Until the client goes away."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def get_waiters(request: Request) -> Waiters:
    """Those of the running service."""
    waiters: Waiters = request.app.state.waiters
    return waiters


Waiting = Annotated[Waiters, Depends(get_waiters)]
