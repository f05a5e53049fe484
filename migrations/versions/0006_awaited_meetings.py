"""Meetings that deadlines wait for, in words."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deadline", sa.Column("awaited_meeting", sa.Text()))


def downgrade() -> None:
    op.drop_column("deadline", "awaited_meeting")
