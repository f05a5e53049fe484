"""Questions whose answer costs the database less than a thread and a transaction would cost the service: one
row, asked for from the event loop over a connection of its own beside the pool. Each is a transaction.
"""

import asyncio
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Dialect, Engine, Select
from sqlalchemy.exc import DBAPIError

from app.errors import DatabaseUnavailable, tell_in_a_line
from app.store.database import Database
from app.store.dialects import connect_aside, connect_aside_async, is_sqlite

AnySelect = Select[*tuple[Any, ...]]
Given = Mapping[str, Any] | Sequence[Any]


class Aside(Protocol):
    """One connection; connects when first used. To be used from one event loop."""

    async def ask(self, sql: str, given: Given = ()) -> Any:
        """The first row, in the driver's values; None where there is none. Raises DatabaseUnavailable, and
        connects anew when asked again.
        """

    async def close(self) -> None:
        """Give the connection back."""


def open_aside(database: Database) -> Aside:
    """The connection for this kind of database."""
    engine = database.engine
    return SqliteAside(engine) if is_sqlite(engine) else PostgresqlAside(engine)


class SqliteAside:
    """Asks at once: to find a row by its key takes SQLite less time than to wake a thread takes us."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Any = None  # of the driver

    async def ask(self, sql: str, given: Given = ()) -> Any:
        """The first row."""
        try:
            if self._connection is None:
                self._connection = connect_aside(self._engine)
            return self._connection.execute(sql, given).fetchone()
        except (self._engine.dialect.loaded_dbapi.Error, DBAPIError) as error:
            await self.close()
            raise _explain(error) from error

    async def close(self) -> None:
        """Give the connection back."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


class PostgresqlAside:
    """Lets others be answered while PostgreSQL looks, and asks together what was asked meanwhile. By a
    connection that was cut nobody is the worse: another is made, once.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._error: type[Exception] = engine.dialect.loaded_dbapi.Error
        self._connection: Any = None  # an asynchronous one, of the driver
        self._waiting: list[_Waiting] = []
        self._asking: asyncio.Task[None] | None = None

    async def ask(self, sql: str, given: Given = ()) -> Any:
        """The first row."""
        waiting = _Waiting(sql, given, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask_all())
        return await waiting.row

    async def close(self) -> None:
        """Give the connection back."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    async def _ask_all(self) -> None:
        """Until nobody waits."""
        while self._waiting:
            together, self._waiting = self._waiting, []
            try:
                rows = await self._fetch(together)
            except Exception as error:  # whatever it is, nobody is to wait for ever
                told = _explain(error) if isinstance(error, self._error) else error
                rows = [told] * len(together)
            for waiting, row in zip(together, rows, strict=True):
                waiting.settle(row)

    async def _fetch(self, together: Sequence["_Waiting"]) -> Sequence[Any]:
        if self._connection is not None:
            with suppress(self._error):
                return await _fetch_each(self._connection, together)
            await self.close()
        self._connection = await connect_aside_async(self._engine)
        return await _fetch_each(self._connection, together)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Somebody who waits for a row."""

    sql: str
    given: Given
    row: asyncio.Future[Any]

    def settle(self, row: Any) -> None:
        """Give them the row, or the error; they may have gone."""
        if self.row.done():
            return
        if isinstance(row, Exception):
            self.row.set_exception(row)
        else:
            self.row.set_result(row)


async def _fetch_each(connection: Any, together: Sequence[_Waiting]) -> Sequence[Any]:
    """A pipeline costs as much as it saves, where nobody else asks."""
    async with connection.pipeline() if len(together) > 1 else nullcontext():
        cursors = [await connection.execute(waiting.sql, waiting.given) for waiting in together]
    return [await cursor.fetchone() for cursor in cursors]


def _explain(error: Exception) -> DatabaseUnavailable:
    return DatabaseUnavailable(f"cannot ask the database: {tell_in_a_line(error)}")


class RowFinder:
    """Finds single rows aside; what a select is for the driver is worked out once."""

    def __init__(self, database: Database) -> None:
        self._dialect = database.engine.dialect
        self._aside = open_aside(database)
        self._known: dict[AnySelect, _Question] = {}

    async def find_row(self, wanted: AnySelect, **values: Any) -> Any:
        """The row of a select that finds at most one, as the pool would bring it; None where there is none.
        `values`: what the select leaves open. Raises DatabaseUnavailable.
        """
        question = self._known.get(wanted) or self._known.setdefault(wanted, _compile(wanted, self._dialect))
        row = await self._aside.ask(question.sql, question.fill(values))
        return None if row is None else question.read(row)

    async def close(self) -> None:
        """Give the connection back."""
        await self._aside.close()


@dataclass(frozen=True, slots=True)
class _Question:
    """A select in the driver's terms. `parameters`: by name, `order`: theirs, where the driver counts them;
    `processors`: what makes values of what the driver brings.
    """

    sql: str
    parameters: Mapping[str, Any]
    order: Sequence[str] | None
    processors: Sequence[Callable[[Any], Any] | None]
    make_row: Callable[..., Any]

    def fill(self, values: Mapping[str, Any]) -> Given:
        """What the driver is asked with."""
        given = {**self.parameters, **values}
        return given if self.order is None else [given[name] for name in self.order]

    def read(self, values: Sequence[Any]) -> Any:
        """A row with its columns as attributes."""
        pairs = zip(values, self.processors, strict=True)
        return self.make_row(*(process(value) if process else value for value, process in pairs))


def _compile(wanted: AnySelect, dialect: Dialect) -> _Question:
    compiled = wanted.compile(dialect=dialect)
    columns = wanted.selected_columns
    return _Question(
        sql=str(compiled),
        parameters=compiled.params,
        order=getattr(compiled, "positiontup", None),
        processors=[column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns],
        make_row=namedtuple("Row", columns.keys()),
    )
