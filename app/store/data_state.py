"""What every answer depends on, read before each: where the feed stands, and which facts the registry's
projection was made from. As cheaply as each database allows, on a connection of its own beside the pool.

A reading never misses a commit that was made before it was asked for. To be used from one event loop.
"""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import select

from app.errors import DatabaseUnavailable
from app.store.asides import Aside, open_aside
from app.store.database import Database
from app.store.dialects import is_sqlite
from app.store.feed_tables import ChangeRow, FeedHeadRow
from app.store.tables import RegistryStateRow


@dataclass(frozen=True, slots=True)
class DataState:
    """Equal states give equal answers. `oldest_seq`: where the feed begins, later once it was
    pruned; `run_id`: of the newest change, for a number can be given twice where a backup was restored;
    `facts`: digest of the registry files; None before the first run.
    """

    epoch: str
    seq: int
    oldest_seq: int
    run_id: str | None
    facts: str | None


class StateReader(Protocol):
    """Reads the state of the data; connects when first used."""

    async def read(self) -> DataState:
        """The state now. Raises DatabaseUnavailable, and connects anew when asked again."""

    async def read_for_request(self) -> DataState:
        """The same for a request that came over a socket, which may share what is read for others."""

    async def close(self) -> None:
        """Give the connection back."""


def open_state_reader(database: Database) -> StateReader:
    """The reader for this kind of database."""
    engine = database.engine
    head = select(FeedHeadRow.epoch, FeedHeadRow.seq, FeedHeadRow.oldest_seq)
    run_id = select(ChangeRow.run_id).where(ChangeRow.seq == FeedHeadRow.seq).scalar_subquery()
    facts = select(RegistryStateRow.digest).scalar_subquery()
    sql = str(head.add_columns(run_id, facts).compile(engine))
    return (SqliteStates if is_sqlite(engine) else PostgresqlStates)(open_aside(database), sql)


class SqliteStates:
    """Asks SQLite whether any other connection has committed, which takes microseconds, and reads only
    then.
    """

    def __init__(self, aside: Aside, sql: str) -> None:
        self._aside = aside
        self._sql = sql
        self._seen: tuple[object, DataState] | None = None
        self._of_this_turn: DataState | None = None

    async def read(self) -> DataState:
        """The state now."""
        try:
            version = await self._aside.ask("PRAGMA data_version")
            if self._seen is None or self._seen[0] != version:
                # Asked before reading: what is committed in between is read now, and once more the next time.
                self._seen = version, await _read(self._aside, self._sql)
        except DatabaseUnavailable:
            self._seen = None  # versions count for one connection
            raise
        return self._seen[1]

    async def read_for_request(self) -> DataState:
        """Read once for all requests that the event loop has at hand: they came before it turned to the first
        of them, and so did every commit that they may know of.
        """
        if self._of_this_turn is None:
            self._of_this_turn = await self.read()
            asyncio.get_running_loop().call_soon(self._end_turn)
        return self._of_this_turn

    def _end_turn(self) -> None:
        self._of_this_turn = None

    async def close(self) -> None:
        """Give the connection back."""
        self._seen = None
        await self._aside.close()


class PostgresqlStates:
    """Asks PostgreSQL once for all who ask at a time: who comes while an answer is under way, which may not
    know of the latest commit, shares the next one. Notifications would come too late: a commit is told to
    its writer first.
    """

    def __init__(self, aside: Aside, sql: str) -> None:
        self._aside = aside
        self._sql = sql
        self._under_way: asyncio.Future[DataState] | None = None
        self._next: asyncio.Future[DataState] | None = None

    async def read(self) -> DataState:
        """The state now."""
        if self._next is None:
            self._next = asyncio.ensure_future(self._read_after(self._under_way))
        return await asyncio.shield(self._next)

    async def read_for_request(self) -> DataState:
        """The state now."""
        return await self.read()

    async def close(self) -> None:
        """Give the connection back."""
        await self._aside.close()

    async def _read_after(self, other: Awaitable[DataState] | None) -> DataState:
        """Read when the other has ended, however it did."""
        if other is not None:
            await asyncio.wait([asyncio.ensure_future(other)])
        self._under_way, self._next = self._next, None
        return await _read(self._aside, self._sql)


async def _read(aside: Aside, sql: str) -> DataState:
    return DataState(*await aside.ask(sql))
