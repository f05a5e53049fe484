"""Which acts hold the words of a withdrawn one, and the guard that lets nobody say so without a change."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.guards import create_part_guards, drop_guards

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NAME = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")
TABLE = "act_replacement"


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
    create_part_guards(TABLE, owner="act")


def downgrade() -> None:
    drop_guards(TABLE)
    op.drop_table(TABLE)
