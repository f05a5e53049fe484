"""Counts of what is served, by the values of its facets and by pairs of them; they are filled in from the
facets that the feed keeps.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.store.counts import count_moves

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NAME = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")
KEY = ("kind", "dimension", "value", "other_dimension", "other_value")
FACETS = sa.text(
    "SELECT change.kind, change.after FROM act JOIN change ON change.seq = act.changed_seq"
    " WHERE act.status = 'active'"
).columns(after=sa.JSON().with_variant(postgresql.JSONB(), "postgresql"))
BATCH = 5000


def upgrade() -> None:
    op.create_table(
        "actor_set",
        sa.Column("id", NAME, nullable=False),
        sa.Column("actor_id", NAME, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_actor_set_actor_id_actor"),
        sa.PrimaryKeyConstraint("id", "actor_id", name="pk_actor_set"),
    )
    op.create_index("ix_actor_set_actor_id_id", "actor_set", ["actor_id", "id"])
    op.create_table(
        "facet_count",
        *(sa.Column(name, NAME, nullable=False) for name in KEY),
        sa.Column("acts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*KEY, name="pk_facet_count"),
    )
    op.create_index(
        "ix_facet_count_other", "facet_count", ["other_value", "kind", "other_dimension", "dimension"]
    )
    acts = op.get_bind().execute(FACETS, execution_options={"yield_per": BATCH})
    for some in acts.partitions():
        count_moves(op.get_bind(), [(kind, None, after) for kind, after in some])


def downgrade() -> None:
    op.drop_table("facet_count")
    op.drop_table("actor_set")
