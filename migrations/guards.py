"""What revisions share: which database they run on, and the triggers that refuse to write to a served table
what no change in the feed tells of.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

UNTOLD = 0
"""The number of what is being written: that of no change."""
EVENTS = {"insert": "NEW", "update": "NEW", "delete": "OLD"}
"""What can be done to a row, and what the row is called then."""


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


def create_guard(table: str, event: str, is_refused: str) -> None:
    """Refuse an event where the condition holds of the row."""
    message = f"{event} of {table} leaves no change in the feed"
    name = f"guard_{table}_{event}"
    if is_sqlite():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {is_refused}"
            f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {is_refused} THEN"
        f" RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        f" RETURN {EVENTS[event]}; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def create_part_guards(part: str, *, owner: str) -> None:
    """A row of a part is written only while its owner is."""
    for event, row in EVENTS.items():
        is_told = f"EXISTS (SELECT 1 FROM {owner} WHERE id = {row}.{owner}_id AND changed_seq <> {UNTOLD})"  # noqa: S608
        create_guard(part, event, is_told)


def drop_guards(table: str) -> None:
    """All three of a table."""
    for event in EVENTS:
        name = f"guard_{table}_{event}"
        op.execute(f"DROP TRIGGER {name}" if is_sqlite() else f"DROP FUNCTION {name}() CASCADE")
