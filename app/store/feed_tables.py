"""The tables of the feed: every change of a served object by its number, and the one row that gives numbers.

`app.store.feed` alone writes them.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app import vocabulary
from app.store.columns import Json, JsonAsWritten, Seq
from app.store.declarations import Row, one_of


class FeedHeadRow(Row):
    """One row, `seq`: the number of the newest change. Who takes numbers locks it until he commits.

    `oldest_seq`: the first number that is still told. `epoch`: the life of this database; a backup that is
    restored begins another (`communique restore-epoch`).
    """

    __tablename__ = "feed_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(Seq)
    oldest_seq: Mapped[int] = mapped_column(Seq)
    epoch: Mapped[str]


class ChangeRow(Row):
    """One version of a served object. Numbers have no gaps, and their order is that of the commits.

    `was`: what the changed fields said before. `before`, `after`: the facets of an act, by which the feed is
    filtered; NULL where it was not served, and for other objects. `replaced_by`: of an act that was
    withdrawn, ids of those of its statement that held its words from then on, in the order of the text; what
    they come to be is their own affair.
    """

    __tablename__ = "change"
    __table_args__ = (
        one_of("type", vocabulary.ChangeType),
        one_of("cause", vocabulary.ChangeCause),
        one_of("kind", vocabulary.ObjectKind),
        UniqueConstraint("object_id", "kind", "version"),
    )

    seq: Mapped[int] = mapped_column(Seq, primary_key=True, autoincrement=False)
    type: Mapped[str]
    cause: Mapped[str]
    kind: Mapped[str]
    object_id: Mapped[str]
    version: Mapped[int]
    changed_fields: Mapped[list[str]] = mapped_column(Json)
    was: Mapped[dict[str, Any]] = mapped_column(Json)
    before: Mapped[dict[str, Any] | None] = mapped_column(JsonAsWritten)
    after: Mapped[dict[str, Any] | None] = mapped_column(JsonAsWritten)
    replaced_by: Mapped[list[str]] = mapped_column(Json)
    at: Mapped[datetime]
    run_id: Mapped[str] = mapped_column(ForeignKey("run.id"), index=True)
