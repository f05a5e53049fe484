"""What is answered of an act, as JSON beside its rows. `communique migrate` makes what is missing there."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

NAME = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "act_json",
        sa.Column("act_id", NAME, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name="fk_act_json_act_id_act", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("act_id", name="pk_act_json"),
    )


def downgrade() -> None:
    op.drop_table("act_json")
