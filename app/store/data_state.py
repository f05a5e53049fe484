"""What every answer depends on, read before each: where the feed stands, and which facts the registry's
projection was made from. As cheaply as each database allows, on a connection of its own beside the pool.

A reading never misses a commit that was made before it was asked for. To be used from one event loop.
"""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from app.errors import DatabaseUnavailable, tell_in_a_line
from app.store.database import Database
from app.store.dialects import connect_aside, connect_aside_async, is_sqlite
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

    async def close(self) -> None:
        """Give the connection back."""


def open_state_reader(database: Database) -> StateReader:
    """The reader for this kind of database."""
    engine = database.engine
    head = select(FeedHeadRow.epoch, FeedHeadRow.seq, FeedHeadRow.oldest_seq)
    run_id = select(ChangeRow.run_id).where(ChangeRow.seq == FeedHeadRow.seq).scalar_subquery()
    facts = select(RegistryStateRow.digest).scalar_subquery()
    query = str(head.add_columns(run_id, facts).compile(engine))
    return SqliteStates(engine, query) if is_sqlite(engine) else PostgresqlStates(engine, query)


class SqliteStates:
    """Asks SQLite whether any other connection has committed, which takes microseconds, and reads only then;
    nothing is worth a thread.
    """

    def __init__(self, engine: Engine, query: str) -> None:
        self._engine = engine
        self._query = query
        self._connection: Any = None  # a connection of the driver
        self._cursor: Any = None
        self._seen: tuple[int, DataState] | None = None

    async def read(self) -> DataState:
        """The state now."""
        try:
            return self._read()
        except (self._engine.dialect.loaded_dbapi.Error, DBAPIError) as error:
            await self.close()
            raise _explain(error) from error

    async def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.close()
        self._connection = self._cursor = self._seen = None

    def _read(self) -> DataState:
        if self._connection is None:
            self._connection = connect_aside(self._engine)
            self._cursor = self._connection.cursor()
        (version,) = self._cursor.execute("PRAGMA data_version").fetchone()
        if self._seen is None or self._seen[0] != version:
            # Asked before reading: what is committed in between is read now, and once more the next time.
            self._seen = version, DataState(*self._cursor.execute(self._query).fetchone())
        return self._seen[1]


class PostgresqlStates:
    """Asks PostgreSQL once for all who ask at a time: who comes while an answer is under way, which may not
    know of the latest commit, shares the next one. Notifications would come too late: a commit is told to
    its writer first.
    """

    def __init__(self, engine: Engine, query: str) -> None:
        self._engine = engine
        self._query = query
        self._connection: Any = None  # an asynchronous connection of the driver
        self._under_way: asyncio.Future[DataState] | None = None
        self._next: asyncio.Future[DataState] | None = None

    async def read(self) -> DataState:
        """The state now."""
        if self._next is None:
            self._next = asyncio.ensure_future(self._read_after(self._under_way))
        return await asyncio.shield(self._next)

    async def close(self) -> None:
        """Give the connection back."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    async def _read_after(self, other: Awaitable[DataState] | None) -> DataState:
        """Read when the other has ended, however it did."""
        if other is not None:
            await asyncio.wait([asyncio.ensure_future(other)])
        self._under_way, self._next = self._next, None
        try:
            return await self._read()
        except self._engine.dialect.loaded_dbapi.Error as error:
            await self.close()
            raise _explain(error) from error

    async def _read(self) -> DataState:
        """By a connection that was cut meanwhile nobody is the worse: another is made, once."""
        if self._connection is not None:
            with suppress(self._engine.dialect.loaded_dbapi.Error):
                return await self._ask()
            await self.close()
        self._connection = await connect_aside_async(self._engine)
        return await self._ask()

    async def _ask(self) -> DataState:
        cursor = await self._connection.execute(self._query)
        return DataState(*await cursor.fetchone())


def _explain(error: Exception) -> DatabaseUnavailable:
    return DatabaseUnavailable(f"cannot tell where the feed stands: {tell_in_a_line(error)}")
