"""Brings a database to this version's schema, and tells whether it is there. The revisions themselves are in
`migrations/`.
"""

from contextlib import nullcontext
from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

import migrations
from app.errors import SchemaOutdated
from app.store.act_json import list_unmade, make_json
from app.store.database import Database


def migrate(database: Database) -> None:
    """Bring the schema to this version's, in one transaction; an embedded database is made where there is
    none. Raises SchemaOutdated when the schema is none of ours, and RunInProgress where it is older while a
    run writes by it.
    """
    database.make_file()
    current = current_revision(database)
    _check_known(database, current)
    is_older = current not in {None, newest_revision()}
    with database.run_lock() if is_older else nullcontext(), database.migrating() as connection:
        upgrade(connection)
        make_json(connection, list_unmade(connection))


def upgrade(connection: Connection, *, revision: str = "head") -> None:
    """Run revisions forwards in the connection's transaction."""
    command.upgrade(_config(connection), revision)


def downgrade(connection: Connection, *, revision: str) -> None:
    """Run revisions backwards in the connection's transaction; `base` is the empty database."""
    command.downgrade(_config(connection), revision)


def current_revision(database: Database) -> str | None:
    """The revision the database is at; None when it was never migrated."""
    with database.reading() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def check_schema(database: Database) -> None:
    """Raise SchemaOutdated unless the database has this version's schema, and say what to do about it."""
    current, wanted = current_revision(database), newest_revision()
    if current == wanted:
        return
    if current is None:
        raise SchemaOutdated(f"the database {database} has no schema yet: run `communique migrate`")
    _check_known(database, current)
    raise SchemaOutdated(
        f"the database {database} is at revision {current}, this version needs {wanted}: "
        "run `communique migrate`"
    )


def _check_known(database: Database, current: str | None) -> None:
    if current is not None and current not in _known_revisions():
        raise SchemaOutdated(
            f"the database {database} is at revision {current}, which this version does not know: "
            "a newer Communiqué made it, or something else did"
        )


@lru_cache
def newest_revision() -> str:
    """The revision this version's code is written for."""
    return str(_scripts().get_current_head())


@lru_cache
def _known_revisions() -> frozenset[str]:
    return frozenset(script.revision for script in _scripts().walk_revisions())


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(str(migrations.__file__)).parent).replace("%", "%%"))
    return config
