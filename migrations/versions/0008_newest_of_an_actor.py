"""The newest acts of an actor in one stretch of an index: on bindings what their acts say."""

import sqlalchemy as sa
from alembic import op

from migrations.guards import guards_down, is_sqlite

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NO_DATE_FIRST, NO_DATE_LAST = "0001-01-01", "9999-12-31"
NAMED = {"act_kind": "NOT NULL DEFAULT ''", "act_stage": "", "statement_id": "NOT NULL DEFAULT ''"}
DAYS = ("adopted_order", "due_from")
INDEX = (
    *("actor_id", "act_kind", sa.text("adopted_order DESC"), "statement_id", "start_offset", "act_id"),
    *("act_stage", "due_from", "is_direct"),
)
FILL = f"""
    UPDATE act_binding SET
        act_kind = act.kind, act_stage = act.stage, adopted_order = act.adopted_order,
        statement_id = act.statement_id, start_offset = act.start_offset,
        due_from = coalesce(
            (SELECT min(coalesce(earliest, '{NO_DATE_FIRST}')) FROM deadline
             WHERE deadline.act_id = act.id AND role IN ('due', 'follow_up')
             AND (earliest IS NOT NULL OR latest IS NOT NULL)),
            '{NO_DATE_LAST}')
    FROM act WHERE act.id = act_binding.act_id
"""  # noqa: S608 - days of our own


def upgrade() -> None:
    name = "VARCHAR" if is_sqlite() else 'VARCHAR COLLATE "C"'
    for column, rest in NAMED.items():
        op.execute(f"ALTER TABLE act_binding ADD COLUMN {column} {name} {rest}")
    op.execute("ALTER TABLE act_binding ADD COLUMN start_offset INTEGER DEFAULT 0 NOT NULL")
    for column in DAYS:
        op.execute(f"ALTER TABLE act_binding ADD COLUMN {column} DATE DEFAULT '{NO_DATE_LAST}' NOT NULL")
    with guards_down("act_binding"):
        op.execute(FILL)
    if not is_sqlite():
        for column in (*NAMED, "start_offset", *DAYS):
            op.alter_column("act_binding", column, server_default=None)
    op.create_index("ix_act_binding_newest_first", "act_binding", list(INDEX))


def downgrade() -> None:
    op.drop_index("ix_act_binding_newest_first", "act_binding")
    for column in (*NAMED, "start_offset", *DAYS):
        op.drop_column("act_binding", column)
