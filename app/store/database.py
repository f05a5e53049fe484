"""Turns the address of a database into connections with a transaction around them. Knows no table.

A transaction begins and ends here and nowhere else: callers read or write inside `with database.reading()` or
`with database.writing()`, and what they raise rolls everything back.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.errors import DatabaseUnavailable, RunInProgress, tell_in_a_line
from app.store.dialects import (
    Hints,
    build_engine,
    check_foreign_keys,
    is_out_of_reach,
    migrating_engine,
    reading_engine,
    try_run_lock,
    writing_engine,
)

DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg"}
READ_ONLY = {"mode": "ro"}
"""The one option of an SQLite file's address, in the words of SQLite's own addresses."""


class Database:
    """A SQLite file or a PostgreSQL database; `url` is an SQLAlchemy URL. Connects when first used; a `with`
    block disposes of the connections at its end. Safe to share between threads. `sqlite:///FILE?mode=ro` is a
    file that is read and never written.

    Raises DatabaseUnavailable, here for a URL of another kind, later whenever the database cannot be reached.
    """

    def __init__(self, url: str | URL) -> None:
        self.url = _parse_url(url)
        driven = self.url.set(drivername=DRIVERS[self.url.get_backend_name()])
        self._engine = build_engine(driven, is_read_only=driven.query == READ_ONLY)
        self._readers = reading_engine(self._engine)
        self._writers = writing_engine(self._engine)
        self._migrators = migrating_engine(self._engine)

    def __str__(self) -> str:
        """The address, fit to be shown: without the password."""
        return self.url.render_as_string(hide_password=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.dispose()

    @property
    def file(self) -> Path | None:
        """Where an embedded database lies; None for a server."""
        return Path(str(self.url.database)) if self.url.get_backend_name() == "sqlite" else None

    def make_file(self) -> None:
        """Where the database is a file and there is none, make it, empty, and the folders around it."""
        if self.file is not None:
            try:
                self.file.parent.mkdir(parents=True, exist_ok=True)
                self.file.touch()
            except OSError as error:
                raise DatabaseUnavailable(f"cannot make the database {self}: {error.strerror}") from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment of the database and cannot write."""
        with self._transaction(self._readers) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes; it commits at the end of the block, and rolls back when the block
        raises.
        """
        with self._transaction(self._writers) as connection:
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A transaction that changes the schema; it commits only what keeps every foreign key."""
        with self._transaction(self._migrators) as connection:
            yield connection
            check_foreign_keys(connection)

    @contextmanager
    def run_lock(self) -> Iterator[None]:
        """The right to write statements, held by one run, or the migration of what stands, at a time; raises
        RunInProgress while another holds it.
        """
        with self._reachable(), try_run_lock(self._engine) as is_held:
            if not is_held:
                raise RunInProgress(f"another run or migration writes to {self}; try again when it has ended")
            yield

    @contextmanager
    def hints(self) -> Iterator[Hints]:
        """Means to sleep until the feed has probably moved."""
        with closing(Hints(self._engine)) as hints:
            yield hints

    @property
    def engine(self) -> Engine:
        """For what takes a connection of its own, beside the pool."""
        return self._engine

    def dispose(self) -> None:
        """Close the connections that lie idle."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Connection]:
        with self._reachable(), engine.begin() as connection:
            yield connection

    @contextmanager
    def _reachable(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            if is_out_of_reach(error):
                reason = tell_in_a_line(error.orig or error)
                raise DatabaseUnavailable(f"cannot use the database {self}: {reason}") from error
            raise
        except PoolTimeout as error:
            raise DatabaseUnavailable(f"every connection to {self} is busy") from error


def _parse_url(url: str | URL) -> URL:
    """A URL of a kind of database we know, or DatabaseUnavailable."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise DatabaseUnavailable("the database's address is no SQLAlchemy URL") from error
    kind = parsed.get_backend_name()
    if kind == "sqlite" and parsed.query not in ({}, READ_ONLY):
        raise DatabaseUnavailable(
            f"the address of an SQLite file takes no options but mode=ro: {', '.join(parsed.query)}"
        )
    if kind not in DRIVERS or (kind == "sqlite" and parsed.database in (None, "", ":memory:")):
        shown = parsed.render_as_string(hide_password=True)
        raise DatabaseUnavailable(f"the database must be sqlite:///<file> or postgresql://..., not {shown}")
    return parsed
