"""What tables are declared with: the base of every row, what versioned rows share, constraints and their
names.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.store.columns import Name, Seq, UtcDateTime

UNTOLD = 0
"""The `changed_seq` of a row that is being written: no change has that number, so none can be committed."""


class Row(DeclarativeBase):
    """Base of every table; constraint names follow one convention on both databases."""

    type_annotation_map: ClassVar = {str: Name, datetime: UtcDateTime}
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Versioned:
    """Columns of what is published: `version` and `updated_at` move with what the row and its parts say, and
    never without. `run_id` is the run that wrote this version, `changed_seq` its change in the feed.

    The schema refuses to write such a row, or a part of one, without a change (docs/decisions/0008): it has
    to be `UNTOLD` meanwhile, and a deferred foreign key lets nobody commit that.
    """

    status: Mapped[str]
    content_digest: Mapped[str] = mapped_column(String(64))
    run_id: Mapped[str] = mapped_column(ForeignKey("run.id"), index=True)
    version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    changed_seq: Mapped[int] = mapped_column(
        Seq,
        ForeignKey("change.seq", deferrable=True, initially="DEFERRED"),
        index=True,
        server_default=str(UNTOLD),
    )


class RepeatsAct:
    """Columns in which a part of an act repeats what the act says (`app.store.copies`), so that what belongs
    to many acts can be listed in their order, and those of a stage and a time, without a look at them.

    `due_from`: from this day on something of the act may be due or followed up.
    """

    act_kind: Mapped[str]
    act_stage: Mapped[str | None]
    adopted_order: Mapped[date]
    statement_id: Mapped[str]
    start: Mapped[int] = mapped_column("start_offset")
    due_from: Mapped[date]


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """A closed list as a check constraint named after its column."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def is_span() -> CheckConstraint:
    """Offsets are a non-empty stretch of the text, or NULL where no words say it."""
    return CheckConstraint("0 <= start_offset AND start_offset < end_offset", name="span")


def part_of(table: str) -> ForeignKey:
    """A foreign key to the id of what the row is a part of, and goes with."""
    return ForeignKey(f"{table}.id", ondelete="CASCADE")
