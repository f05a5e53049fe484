"""Which acts hold the words of a withdrawn one, and the guard that lets nobody say so without a change."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.guards import is_sqlite

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NAME = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")
TABLE = "act_replacement"
EVENTS = {"insert": "NEW", "update": "NEW", "delete": "OLD"}
"""What can be done to a row, and what the row is called then."""
MESSAGE = f"%s of {TABLE} leaves no change in the feed"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("act_id", NAME, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("replaced_by_id", NAME, nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=f"fk_{TABLE}_act_id_act", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["act.id"], name=f"fk_{TABLE}_replaced_by_id_act"),
        sa.PrimaryKeyConstraint("act_id", "ordinal", name=f"pk_{TABLE}"),
    )
    op.create_index(f"ix_{TABLE}_replaced_by_id", TABLE, ["replaced_by_id"])
    for event, row in EVENTS.items():
        create_guard(event, f"EXISTS (SELECT 1 FROM act WHERE id = {row}.act_id AND changed_seq <> 0)")  # noqa: S608


def downgrade() -> None:
    """The table's triggers go with it, their functions do not."""
    op.drop_table(TABLE)
    if not is_sqlite():
        for event in EVENTS:
            op.execute(f"DROP FUNCTION guard_{TABLE}_{event}()")


def create_guard(event: str, is_refused: str) -> None:
    """A row is written only while its act is: its number is that of no change."""
    name, message = f"guard_{TABLE}_{event}", MESSAGE % event
    if is_sqlite():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} WHEN {is_refused}"
            f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {is_refused} THEN"
        f" RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        f" RETURN {EVENTS[event]}; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {name}()")
