"""Number the words of acts by their kind and the day of their statement in SQLite, whose index gives finds by
number.
"""

from alembic import op

from migrations.guards import guards_down, is_sqlite

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

LAST_DAY, DAYS, A_DAY = "9999-12-31", 3_652_059, 1 << 24
NUMBER = f"""
    WITH numbered AS (
        SELECT number AS old,
            (CASE kind WHEN 'pledge' THEN 0 ELSE {DAYS} END
            + CAST(julianday('{LAST_DAY}') - julianday(adopted_order) AS INTEGER)) * {A_DAY}
            + row_number() OVER (PARTITION BY kind, adopted_order ORDER BY number) - 1 AS new
        FROM act_words JOIN act ON act.id = act_id
    )
    UPDATE act_words SET number = new FROM numbered WHERE number = old
"""  # noqa: S608 - numbers and a day of our own


def upgrade() -> None:
    if is_sqlite():
        with guards_down("act_words"):  # its triggers would alter the index row by row
            op.execute(NUMBER)
        op.execute("INSERT INTO act_words_fts(act_words_fts) VALUES ('rebuild')")


def downgrade() -> None:
    """Any numbers do for the version before."""
