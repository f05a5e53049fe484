"""The tables of full text: the words of what is served, as `app.search` folds them. `app.store.search_index`
alone writes them.

Each database has an index of its own over `words`, which keeps itself (`app.store.search_dialects`).
"""

from sqlalchemy import ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.columns import Seq
from app.store.declarations import Row, part_of


class ActWordsRow(Row):
    """The words of an act's quote. A withdrawn act has none. `number` is what SQLite's index knows it by
    and gives finds in the order of: by kind, and the less the newer the statement.
    """

    __tablename__ = "act_words"

    number: Mapped[int] = mapped_column(Seq, primary_key=True)
    act_id: Mapped[str] = mapped_column(part_of("act"), unique=True, index=True)
    words: Mapped[str] = mapped_column(Text)


class PassageWordsRow(Row):
    """The words of a passage. Those of a withdrawn statement have none."""

    __tablename__ = "passage_words"
    __table_args__ = (
        Index(None, "statement_id", "ordinal", unique=True),
        ForeignKeyConstraint(
            ["statement_id", "ordinal"], ["passage.statement_id", "passage.ordinal"], ondelete="CASCADE"
        ),
    )

    number: Mapped[int] = mapped_column(Seq, primary_key=True)
    statement_id: Mapped[str]
    ordinal: Mapped[int]
    words: Mapped[str] = mapped_column(Text)


WordsType = type[ActWordsRow] | type[PassageWordsRow]
