"""What revisions share: which database they run on, and how to write to tables that triggers guard."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op


def is_sqlite() -> bool:
    """Whether the revision runs on SQLite; else it runs on PostgreSQL."""
    return op.get_bind().dialect.name == "sqlite"


@contextmanager
def guards_down(table: str) -> Iterator[None]:
    """What stands is said anew in other columns: no change of the thing itself, which the guards would ask
    for.
    """
    if not is_sqlite():
        op.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for moment in ("IMMEDIATE", "DEFERRED"):  # no table is altered that has checks to come
            op.execute(f"SET CONSTRAINTS ALL {moment}")
        op.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    named = sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
    guards = op.get_bind().execute(named, {"table": table}).all()
    for name, _ in guards:
        op.execute(f"DROP TRIGGER {name}")
    yield
    for _, written in guards:
        op.execute(sa.text(written.replace(":", r"\:")))
