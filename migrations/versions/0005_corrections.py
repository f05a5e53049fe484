"""What people said of acts, and what extraction last found of those."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NAME = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "correction",
        *(sa.Column(name, NAME, nullable=False) for name in ("id", "act_id", "decision", "author", "run_id")),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fields", JSON, nullable=False),
        sa.Column("against", JSON, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", NAME),
        sa.CheckConstraint("decision IN ('confirm', 'correct', 'reject', 'take_back')", name="decision"),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name="fk_correction_act_id_act"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_correction_run_id_run"),
        sa.ForeignKeyConstraint(["ended_by"], ["correction.id"], name="fk_correction_ended_by_correction"),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
    )
    op.create_index("ix_correction_act_id_number", "correction", ["act_id", "number"], unique=True)
    for column in ("run_id", "ended_by"):
        op.create_index(f"ix_correction_{column}", "correction", [column])
    op.create_table(
        "extracted_act",
        sa.Column("act_id", NAME, nullable=False),
        sa.Column("is_found", sa.Boolean(), nullable=False),
        sa.Column("record", JSON, nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name="fk_extracted_act_act_id_act"),
        sa.PrimaryKeyConstraint("act_id", name="pk_extracted_act"),
    )


def downgrade() -> None:
    """Acts stay as they were corrected; what people said of them is forgotten."""
    op.drop_table("extracted_act")
    op.drop_table("correction")
