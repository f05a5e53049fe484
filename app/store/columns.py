"""Column types that behave the same on both databases, and a column said in other words."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Integer, String
from sqlalchemy.dialects.postgresql import JSONB, VARCHAR
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

Json = JSON().with_variant(JSONB(), "postgresql")
JsonAsWritten = JSON(none_as_null=True)
"""NULL where there is none; for who reads it as text, which PostgreSQL makes of its other JSON each time."""
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


class without_index(FunctionElement[Any]):  # noqa: N801 - stands in SQL as a function does
    """A column in words for which SQLite knows no index, since it would take one of an order before one of
    ids, or one of a range before one of an order: the unary plus of its documentation
    (https://www.sqlite.org/optoverview.html). PostgreSQL decides by its statistics.
    """

    inherit_cache = True

    def __init__(self, column: InstrumentedAttribute[Any]) -> None:
        super().__init__(column)
        self.type = column.type


@compiles(without_index)
def _name(column: without_index, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(column.clauses, **options)


@compiles(without_index, "sqlite")
def _name_in_sqlite(column: without_index, compiler: SQLCompiler, **options: Any) -> str:
    return f"+{compiler.process(column.clauses, **options)}"
