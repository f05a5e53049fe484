"""What tables are declared with: the base of every row, names of constraints, closed lists, spans."""

from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, MetaData
from sqlalchemy.orm import DeclarativeBase

from app.store.columns import Name


class Row(DeclarativeBase):
    """Base of every table; constraint names follow one convention on both databases."""

    type_annotation_map: ClassVar = {str: Name}
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


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
