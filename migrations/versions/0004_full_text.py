"""Full text: the words of what is served, and each database's index over them.

The words of what stands in the database when it comes here are filled in.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.guards import is_sqlite

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NAME = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("act_words", "passage_words")
BATCH = 1000

ACRONYM = r"[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?"
PLAIN = r"[^\W_]+"
WORD = re.compile(rf"['’][sS](?![^\W_])|(?P<word>{ACRONYM}|{PLAIN}(?:[\u0300-\u036f]+(?:{PLAIN})?)*)")
PIECE = re.compile(PLAIN)
LONGEST_WORD = 100
MOST_BYTES = 1_000_000


def upgrade() -> None:
    create_tables()
    fill("act_words", read_acts())
    fill("passage_words", read_passages())
    for table in TABLES:
        create_index(table)


def downgrade() -> None:
    for table in reversed(TABLES):
        if is_sqlite():
            op.execute(f"DROP TABLE {table}_fts")
        op.drop_table(table)


def create_tables() -> None:
    op.create_table(
        "act_words",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("act_id", NAME, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name="fk_act_words_act_id_act", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name="pk_act_words"),
    )
    op.create_index("ix_act_words_act_id", "act_words", ["act_id"], unique=True)
    op.create_table(
        "passage_words",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("statement_id", NAME, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id", "ordinal"],
            ["passage.statement_id", "passage.ordinal"],
            name="fk_passage_words_statement_id_ordinal_passage",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("number", name="pk_passage_words"),
    )
    op.create_index(
        "ix_passage_words_statement_id_ordinal", "passage_words", ["statement_id", "ordinal"], unique=True
    )


def create_index(table: str) -> None:
    """SQLite's parts words at spaces and looks into none: they come folded. It is kept by triggers."""
    if not is_sqlite():
        words = "array_to_tsvector(string_to_array(words, ' '))"
        op.execute(f"CREATE INDEX ix_{table}_words ON {table} USING gin ({words})")
        return
    op.execute(
        f"CREATE VIRTUAL TABLE {table}_fts"
        f" USING fts5(words, content='{table}', content_rowid='number', tokenize='ascii')"
    )
    op.execute(f"INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')")  # noqa: S608
    enter = f"INSERT INTO {table}_fts(rowid, words) VALUES (NEW.number, NEW.words);"  # noqa: S608
    leave = f"INSERT INTO {table}_fts({table}_fts, rowid, words) VALUES ('delete', OLD.number, OLD.words);"  # noqa: S608
    for event, steps in (("insert", enter), ("delete", leave), ("update", leave + enter)):
        op.execute(f"CREATE TRIGGER {table}_{event} AFTER {event} ON {table} BEGIN {steps} END")


# --- what stands is filled in -------------------------------------------------------------------------------


def fill(table: str, rows: Iterator[Mapping[str, Any]]) -> None:
    names = ("act_id", "words") if table == "act_words" else ("statement_id", "ordinal", "words")
    target = sa.table(table, *(sa.column(name) for name in names))
    batch: list[Mapping[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            op.get_bind().execute(sa.insert(target), batch)
            batch = []
    if batch:
        op.get_bind().execute(sa.insert(target), batch)


def read_acts() -> Iterator[Mapping[str, Any]]:
    acts = op.get_bind().execute(
        sa.text("SELECT id, quote FROM act WHERE status = 'active' ORDER BY id"),
        execution_options={"yield_per": BATCH},
    )
    for act in acts:
        yield {"act_id": act.id, "words": index_words(act.quote)}


def read_passages() -> Iterator[Mapping[str, Any]]:
    statements = op.get_bind().execute(
        sa.text("SELECT id, text_id FROM statement WHERE status = 'active' ORDER BY id")
    )
    for statement in statements.all():
        content = op.get_bind().scalar(
            sa.text("SELECT content FROM text WHERE id = :id"), {"id": statement.text_id}
        )
        passages = op.get_bind().execute(
            sa.text(
                "SELECT ordinal, start_offset, end_offset FROM passage WHERE statement_id = :id"
                " ORDER BY ordinal"
            ),
            {"id": statement.id},
        )
        for passage in passages.all():
            words = index_words(content[passage.start_offset : passage.end_offset])
            yield {"statement_id": statement.id, "ordinal": passage.ordinal, "words": words}


# --- words, as they were parted and folded when this revision was made --------------------------------------


def index_words(content: str) -> str:
    """The words of `content`, one space between; the first million bytes of different ones."""
    words: list[str] = []
    different: set[str] = set()
    size = 0
    for word in find_words(content):
        if word not in different:
            different.add(word)
            size += len(word.encode())
        if size > MOST_BYTES:
            break
        words.append(word)
    return " ".join(words)


def find_words(content: str) -> Iterator[str]:
    """Runs of letters and digits, without case or accents; a possessive leaves no trace."""
    for found in WORD.finditer(content):
        if found["word"]:
            for piece in PIECE.findall(fold_word(found["word"])):
                yield piece[:LONGEST_WORD]


def fold_word(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.casefold().replace(".", "")
