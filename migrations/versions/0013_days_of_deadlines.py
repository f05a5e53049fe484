"""What is asked of the deadlines of an act, in the index that finds them; acts that are due before they were
adopted, which are few.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

DAYS = ["act_id", "role", "kind", "earliest", "latest", "latest_order", "meeting_id"]
IS_EARLY = sa.text("due_from < adopted_order")


def upgrade() -> None:
    op.create_index("ix_deadline_of_act", "deadline", DAYS)
    op.drop_index("ix_deadline_act_id", "deadline")
    op.create_index(
        "ix_act_binding_due_early",
        "act_binding",
        ["adopted_order"],
        sqlite_where=IS_EARLY,
        postgresql_where=IS_EARLY,
    )


def downgrade() -> None:
    op.drop_index("ix_act_binding_due_early", "act_binding")
    op.create_index("ix_deadline_act_id", "deadline", ["act_id"])
    op.drop_index("ix_deadline_of_act", "deadline")
