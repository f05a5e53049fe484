"""Facets of a change are kept as they were written: the feed looks into the words of most, and reads few."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _alter(sa.JSON(), using="json")


def downgrade() -> None:
    _alter(postgresql.JSONB(), using="jsonb")


def _alter(type_: sa.types.TypeEngine[object], *, using: str) -> None:
    """SQLite keeps all JSON as it was written."""
    if op.get_bind().dialect.name == "postgresql":
        for name in ("before", "after"):
            op.alter_column("change", name, type_=type_, postgresql_using=f"{name}::{using}")
