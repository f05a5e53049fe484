"""The orders of lists: on acts the day they are due by, on deadlines whose they are, and an index for every
order.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations.guards import guards_down, is_sqlite

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NO_DATE_LAST = "9999-12-31"
ORDERS: dict[str, dict[str, list[Any]]] = {
    "act": {
        "ix_act_oldest_first": ["kind", "adopted_order", "statement_id", "start_offset", "id"],
        "ix_act_due_first": ["kind", "due_order", "id"],
        "ix_act_updated_first": ["kind", sa.text("updated_at DESC"), "id"],
        "ix_act_surest_first": ["kind", sa.text("confidence DESC"), "id"],
    },
    "deadline": {"ix_deadline_nearest_first": ["act_kind", "latest_order", "id"]},
    "statement": {"ix_statement_updated_first": [sa.text("updated_at DESC"), "id"]},
}


def upgrade() -> None:
    name = "VARCHAR" if is_sqlite() else 'VARCHAR COLLATE "C"'
    op.execute(f"ALTER TABLE act ADD COLUMN due_order DATE DEFAULT '{NO_DATE_LAST}' NOT NULL")
    with guards_down("act"):
        op.execute(
            "UPDATE act SET due_order = coalesce("
            " (SELECT min(latest_order) FROM deadline"
            "  WHERE act_id = act.id AND role IN ('due', 'follow_up')), due_order)"
        )
    op.execute(f"ALTER TABLE deadline ADD COLUMN act_kind {name} DEFAULT '' NOT NULL")
    with guards_down("deadline"):
        op.execute("UPDATE deadline SET act_kind = (SELECT kind FROM act WHERE id = act_id)")
    if not is_sqlite():
        op.alter_column("act", "due_order", server_default=None)
        op.alter_column("deadline", "act_kind", server_default=None)
    for table, indexes in ORDERS.items():
        for name, columns in indexes.items():
            op.create_index(name, table, columns)
    op.drop_index("ix_deadline_latest_order_id", "deadline")
    op.drop_index("ix_actor_name", "actor")
    op.create_index("ix_actor_name_id", "actor", ["name", "id"])


def downgrade() -> None:
    op.drop_index("ix_actor_name_id", "actor")
    op.create_index("ix_actor_name", "actor", ["name"])
    op.create_index("ix_deadline_latest_order_id", "deadline", ["latest_order", "id"])
    for table, indexes in ORDERS.items():
        for name in indexes:
            op.drop_index(name, table)
    op.drop_column("act", "due_order")
    op.drop_column("deadline", "act_kind")
