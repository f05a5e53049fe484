"""Everything that differs between SQLite and PostgreSQL: connecting, beginning, upserting, locking, hinting,
telling that the database is gone.

The rest of the store and its users speak SQLAlchemy Core alike to both.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote

import orjson
from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError

from app.errors import DatabaseUnavailable
from app.store.declarations import Row

BUSY_TIMEOUT_S = 30
CONNECT_TIMEOUT_S = 10
READER_CACHE_KIB, WRITER_CACHE_KIB, ASIDE_CACHE_KIB = 750, 2000, 4000
"""Of pages, for each connection to a SQLite file: there are many that read, and the system keeps pages for
them too; one beside the pool finds single rows all over the file.
"""
MOST_CONNECTIONS = 15
"""Of a pool to PostgreSQL. All stay open: to make another takes longer than most answers."""
MIGRATION_LOCK_TIMEOUT_S = 10
MIGRATION_STATEMENT_TIMEOUT_S = 900

RUN_LOCK = 7_305_001
"""Advisory lock of a PostgreSQL database: held by the run that writes."""
SCHEMA_LOCK = 7_305_002
"""Advisory lock of a PostgreSQL database: held by the migration that changes its schema."""

FEED_CHANNEL = "communique_feed"
"""Channel of a PostgreSQL database: notified by each transaction that moves the feed."""
DEAF_S = 10
"""How long nobody tries to listen after listening has failed."""

SQLITE_OUT_OF_REACH = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_READONLY,
}
POSTGRESQL_REFUSES_US = {"25006", "42501"}
"""Error codes: the transaction is read-only (a standby, a setting), and the role lacks a privilege."""


def is_sqlite(bound: Connection | Engine) -> bool:
    """Whether this is the embedded database; otherwise it is PostgreSQL."""
    return bound.dialect.name == "sqlite"


# --- connecting and beginning -------------------------------------------------------------------------------


def build_engine(url: URL, *, is_read_only: bool = False) -> Engine:
    """An engine for a SQLite file or a PostgreSQL database; connects to nothing yet. `is_read_only`: the file
    is opened so that nothing can be written, in a folder where nothing can be.
    """
    json_options: dict[str, Any] = {"json_serializer": _dump_json, "json_deserializer": orjson.loads}
    if url.get_backend_name() == "sqlite":
        path = Path(str(url.database))
        if is_read_only:
            url = url.set(database=f"file:{quote(str(path))}", query={"mode": "ro", "uri": "true"})
        engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_S}, **json_options)
        event.listen(engine, "do_connect", partial(_refuse_missing_file, path))
        event.listen(engine, "connect", _leave_transactions_to_us if is_read_only else _set_pragmas)
        event.listen(engine, "begin", _begin_as_told)
        return engine
    pool: dict[str, Any] = {"pool_size": MOST_CONNECTIONS, "max_overflow": 0, "pool_pre_ping": True}
    engine = create_engine(url, connect_args=_connect_options(url), **pool, **json_options)
    event.listen(engine, "connect", _let_queries_work_alone)
    return engine


def _connect_options(url: URL) -> dict[str, Any]:
    """What a connection to PostgreSQL is told besides its address."""
    options: dict[str, Any] = {"fallback_application_name": "communique"}
    if "connect_timeout" not in url.query:
        options["connect_timeout"] = CONNECT_TIMEOUT_S
    return options


def reading_engine(engine: Engine) -> Engine:
    """The same pool, for transactions that see one moment of the database and write nothing."""
    if is_sqlite(engine):
        return engine.execution_options(pragmas=("query_only = 1", f"cache_size = -{READER_CACHE_KIB}"))
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def writing_engine(engine: Engine) -> Engine:
    """The same pool, for transactions that write; on SQLite they queue where they begin, so that none fails
    in its middle.
    """
    if is_sqlite(engine):
        return engine.execution_options(
            pragmas=("query_only = 0", "foreign_keys = 1", f"cache_size = -{WRITER_CACHE_KIB}"),
            begin="BEGIN IMMEDIATE",
        )
    return engine


def migrating_engine(engine: Engine) -> Engine:
    """The same pool, for transactions that change the schema. SQLite adds a column that refers to others only
    while foreign keys are off; `check_foreign_keys` makes up for it.
    """
    if is_sqlite(engine):
        return engine.execution_options(
            pragmas=("query_only = 0", "foreign_keys = 0", f"cache_size = -{WRITER_CACHE_KIB}"),
            begin="BEGIN IMMEDIATE",
        )
    return engine


def check_foreign_keys(connection: Connection) -> None:
    """Raise IntegrityError where a row refers to one that is not there; PostgreSQL sees to it by itself."""
    if is_sqlite(connection) and (broken := connection.execute(text("PRAGMA foreign_key_check")).first()):
        raise IntegrityError(f"a row of {broken[0]} refers to none of {broken[2]}", None, ValueError())


def _dump_json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _refuse_missing_file(path: Path, *_: Any) -> None:
    """SQLite would make an empty database wherever an address is mistyped."""
    if not path.exists():
        raise sqlite3.OperationalError("the file does not exist; `communique migrate` makes it")


def _leave_transactions_to_us(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: `_begin_as_told` does


def _set_pragmas(connection: sqlite3.Connection, _: Any) -> None:
    _leave_transactions_to_us(connection, _)
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _let_queries_work_alone(connection: Any, _: Any) -> None:
    """To start helpers takes PostgreSQL longer than to bring a page, and others ask at the same time."""
    connection.execute("SET max_parallel_workers_per_gather = 0")
    connection.commit()


def _begin_as_told(connection: Connection) -> None:
    """Pragmas are set where they are not: each makes SQLite compile all its statements anew."""
    options, known = connection.get_execution_options(), connection.connection.info
    pragmas = options.get("pragmas", ())
    if known.get("pragmas") != pragmas:
        for pragma in pragmas:
            connection.exec_driver_sql(f"PRAGMA {pragma}")
        known["pragmas"] = pragmas
    connection.exec_driver_sql(options.get("begin", "BEGIN"))


def is_out_of_reach(error: DBAPIError) -> bool:
    """Whether the database, and not the statement sent to it, is the trouble."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in SQLITE_OUT_OF_REACH
    if isinstance(error, IntegrityError):  # the database answers, and refuses to commit
        return False
    is_before_any_statement = error.statement is None
    return (
        error.connection_invalidated
        or getattr(error.orig, "sqlstate", None) in POSTGRESQL_REFUSES_US
        or is_before_any_statement
        or isinstance(error, OperationalError | InterfaceError)
    )


# --- writing ------------------------------------------------------------------------------------------------


def upsert(connection: Connection, row_type: type[Row], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; where the primary key is taken, the other columns given take the new values."""
    if not rows:
        return
    keys = [column.name for column in row_type.__table__.primary_key]
    statement = (sqlite if is_sqlite(connection) else postgresql).insert(row_type.__table__)
    replaced = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=replaced), list(rows))


def insert_missing(connection: Connection, row_type: type[Row], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, except those whose primary key is taken: they stay as they are."""
    if not rows:
        return
    statement = (sqlite if is_sqlite(connection) else postgresql).insert(row_type.__table__)
    connection.execute(statement.on_conflict_do_nothing(), list(rows))


def insert_adding(
    connection: Connection, row_type: type[Row], rows: Sequence[Mapping[str, Any]], *, column: str
) -> None:
    """Insert rows; where the primary key is taken, what they say in `column` is added to what is there."""
    if not rows:
        return
    table = row_type.__table__
    statement = (sqlite if is_sqlite(connection) else postgresql).insert(table)
    added = {column: table.c[column] + statement.excluded[column]}
    adding = statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=added)
    connection.execute(adding, list(rows))


def seal_file(path: Path) -> None:
    """Make an SQLite file fit to be handed out, once nobody has it open: packed, so that the same rows make
    the same bytes, and without the write-ahead log, which could not be opened in a read-only folder.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("VACUUM")


def connect_aside(engine: Engine) -> Any:
    """A connection of SQLite's driver that the pool knows nothing of; each statement is a transaction."""
    pooled = engine.raw_connection()
    connection: Any = pooled.driver_connection
    pooled.detach()
    connection.execute(f"PRAGMA cache_size = -{ASIDE_CACHE_KIB}")
    return connection


async def connect_aside_async(engine: Engine) -> Any:
    """An asynchronous connection of PostgreSQL's driver; each statement is a transaction."""
    arguments, options = _address_aside(engine)
    return await engine.dialect.loaded_dbapi.AsyncConnection.connect(*arguments, **options)


def _address_aside(engine: Engine) -> tuple[Sequence[Any], Mapping[str, Any]]:
    """What PostgreSQL's driver is asked with for a connection beside the pool."""
    arguments, options = engine.dialect.create_connect_args(engine.url)
    return arguments, {**options, **_connect_options(engine.url), "autocommit": True}


# --- hints --------------------------------------------------------------------------------------------------


def send_hint(connection: Connection) -> None:
    """Let those who listen know that the feed has moved, as soon as this transaction commits; of a SQLite
    file nobody can hear.
    """
    if not is_sqlite(connection):
        connection.execute(text("SELECT pg_notify(:channel, '')"), {"channel": FEED_CHANNEL})


class Hints:
    """Sleep that a hint ends. A hint that is lost costs the rest of one sleep: whoever wakes looks for
    himself. To be used by one thread at a time.

    Listening takes a connection of its own, beside the pool; one that cannot be had, or is lost, is not
    missed, and tried for again after DEAF_S.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._listening: Any = None  # a connection of psycopg, which is loaded where it is used
        self._is_deaf_until = float("inf") if is_sqlite(engine) else 0.0

    def wait(self, seconds: float) -> None:
        """Sleep until a hint comes, at most so long."""
        until = monotonic() + seconds
        if not self._hear(seconds):
            sleep(max(0.0, until - monotonic()))

    def close(self) -> None:
        """Listen no more."""
        if self._listening is not None:
            self._listening.close()
            self._listening = None

    def _hear(self, seconds: float) -> bool:
        """Whether a hint has come within so many seconds."""
        if monotonic() < self._is_deaf_until:
            return False
        try:
            self._listening = self._listening or self._listen()
            return any(True for _ in self._listening.notifies(timeout=seconds, stop_after=1))
        except self._engine.dialect.loaded_dbapi.Error:
            self.close()
            self._is_deaf_until = monotonic() + DEAF_S
            return False

    def _listen(self) -> Any:
        arguments, options = _address_aside(self._engine)
        connection: Any = self._engine.dialect.connect(*arguments, **options)
        connection.execute(f"LISTEN {FEED_CHANNEL}")
        return connection


# --- locks --------------------------------------------------------------------------------------------------


@contextmanager
def try_run_lock(engine: Engine) -> Iterator[bool]:
    """Try to be the one run that writes; yields whether it is so. The lock dies with its process, however
    that ends.
    """
    attempt = _try_file_lock(engine) if is_sqlite(engine) else _try_advisory_lock(engine)
    with attempt as is_held:
        yield is_held


@contextmanager
def _try_file_lock(engine: Engine) -> Iterator[bool]:
    """A transaction left open in a small SQLite file beside the database: the system drops its lock with the
    process.
    """
    path = f"{Path(str(engine.url.database)).resolve()}-run"
    with ExitStack() as stack:
        try:
            lock = stack.enter_context(closing(sqlite3.connect(path, timeout=0, isolation_level=None)))
            lock.execute("BEGIN EXCLUSIVE")
            is_held = True
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise DatabaseUnavailable(f"cannot lock {path}: {error}") from error
            is_held = False
        yield is_held


@contextmanager
def _try_advisory_lock(engine: Engine) -> Iterator[bool]:
    """A lock of a session that stays open for the run: the server drops it with the session."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.detach()  # the pool would keep the session, and with it the lock, after a run that raises
        is_held = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": RUN_LOCK}))
        try:
            yield is_held
        finally:
            if is_held:
                with suppress(DBAPIError):  # a session that is lost has no lock left
                    connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": RUN_LOCK})


def limit_migration(connection: Connection) -> None:
    """One migration at a time, and none that keeps readers waiting for ever. SQLite's writing transaction
    says the same by itself.
    """
    if is_sqlite(connection):
        return
    connection.execute(text(f"SET LOCAL lock_timeout = '{MIGRATION_LOCK_TIMEOUT_S}s'"))
    connection.execute(text(f"SET LOCAL statement_timeout = '{MIGRATION_STATEMENT_TIMEOUT_S}s'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": SCHEMA_LOCK})
