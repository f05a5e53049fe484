"""What a withdrawn act is replaced by is said by the change that withdrew it, and by no table of its own."""

from itertools import groupby

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.guards import create_part_guards, drop_guards

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NAME = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TABLE = "act_replacement"
REPLACED = sa.text(
    "SELECT act.changed_seq, replaced_by_id FROM act_replacement JOIN act ON act.id = act_id"
    " ORDER BY act.changed_seq, ordinal"
)
SAY = sa.text("UPDATE change SET replaced_by = :ids WHERE seq = :seq").bindparams(
    sa.bindparam("ids", type_=JSON)
)
WITHDRAWALS = sa.text(
    "SELECT act.id, change.replaced_by FROM act JOIN change ON change.seq = act.changed_seq"
    " WHERE act.status = 'withdrawn'"
).columns(replaced_by=JSON)
INSERT = sa.text("INSERT INTO act_replacement VALUES (:act_id, :ordinal, :replaced_by_id)")


def upgrade() -> None:
    op.add_column("change", sa.Column("replaced_by", JSON, nullable=False, server_default="[]"))
    replaced = op.get_bind().execute(REPLACED).all()
    for seq, rows in groupby(replaced, key=lambda row: row.changed_seq):
        op.get_bind().execute(SAY, {"seq": seq, "ids": [row.replaced_by_id for row in rows]})
    drop_guards(TABLE)
    op.drop_table(TABLE)


def downgrade() -> None:
    """What was withdrawn once and came back is forgotten."""
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
    for act_id, replaced_by in op.get_bind().execute(WITHDRAWALS).all():
        for ordinal, id_ in enumerate(replaced_by):
            op.get_bind().execute(INSERT, {"act_id": act_id, "ordinal": ordinal, "replaced_by_id": id_})
    create_part_guards(TABLE, owner="act")
    op.drop_column("change", "replaced_by")
