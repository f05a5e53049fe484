"""Column types that behave the same on both databases, and a column said in other words."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ColumnElement, DateTime, Integer, String
from sqlalchemy.dialects.postgresql import JSONB, VARCHAR
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import TypeDecorator

Json = JSON().with_variant(JSONB(), "postgresql")
JsonOrNull = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
Seq = BigInteger().with_variant(Integer(), "sqlite")
"""A number in the feed; SQLite calls integers of any size INTEGER, and finds rows by nothing faster."""
Name = String().with_variant(VARCHAR(collation="C"), "postgresql")
"""Ids and names sort by code point, as SQLite does, so that both databases answer in the same order."""


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, always UTC and always aware; a naive value is a bug and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What values are; a decorator does not say so by itself."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """To the database: UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002 - as above
        """From the database: SQLite forgets the zone, so it is put back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def without_index(column: InstrumentedAttribute[str]) -> ColumnElement[str]:
    """The same in words for which SQLite knows no index: it would take one of an order before one of ids."""
    return column.concat("")
