"""Runs revisions against a database: on the connection `app.store.schema` hands over, else on the one the
settings name.

The first is `communique migrate`; the second is the `alembic` command of a developer, who writes revisions
with it.
"""

from alembic import context
from sqlalchemy import Connection

from app.settings import load_settings
from app.store.database import Database
from app.store.dialects import limit_migration
from app.store.search_dialects import is_modelled
from app.store.tables import METADATA


def run(connection: Connection) -> None:
    """Run the revisions asked for, all in the connection's transaction."""
    limit_migration(connection)
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        compare_type=True,
        include_name=lambda name, kind, _: is_modelled(name, kind),
    )
    with context.begin_transaction():
        context.run_migrations()


def run_on_settings() -> None:
    """Run them on the database of the settings."""
    database = Database(load_settings().database_url)
    database.make_file()
    with database.migrating() as connection:
        run(connection)


handed_over: Connection | None = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    run_on_settings()
