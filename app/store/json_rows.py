"""What belongs to a row, as one column of JSON that the database makes: columns -> an object, the rows of a
select -> an array. One SQL statement then brings a page with all its parts, and Python looks at no row of
them.

Days become strings, as JSON has them. SQLite writes numbers with fifteen digits.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from sqlalchemy import JSON, ColumnElement, Select, String, case, literal_column, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

Rows = Select[*tuple[Any, ...]]


class _Made(FunctionElement[Any]):
    """JSON, read as what it stands for."""

    type = JSON()


class _Object(_Made):
    """Of names and values in turn."""

    inherit_cache = True
    name = "json_object"


class _Array(_Made):
    """Of the values of all rows."""

    inherit_cache = True
    name = "json_array"


class _Instant(FunctionElement[str]):
    """An instant in UTC, as RFC 3339 writes it."""

    inherit_cache = True
    name = "json_instant"
    type = String()


@compiles(_Object, "sqlite")
def _write_sqlite_object(made: _Object, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_object({', '.join(_write_sqlite_values(made, compiler, options))})"


@compiles(_Array, "sqlite")
def _write_sqlite_array(made: _Array, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_group_array({', '.join(_write_sqlite_values(made, compiler, options))})"


def _write_sqlite_values(made: _Made, compiler: SQLCompiler, options: dict[str, Any]) -> Iterator[str]:
    """JSON that was stored, or made further in, is text to SQLite, and is told from a string."""
    for part in made.clauses:
        text = compiler.process(part, **options)
        is_text = isinstance(part.type, JSON) and not isinstance(part, _Made)
        yield f"json({text})" if is_text else text


@compiles(_Object, "postgresql")
def _write_postgresql_object(made: _Object, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_build_object({compiler.process(made.clauses, **options)})"


@compiles(_Array, "postgresql")
def _write_postgresql_array(made: _Array, compiler: SQLCompiler, **options: Any) -> str:
    return f"coalesce(json_agg({compiler.process(made.clauses, **options)}), '[]')"


@compiles(_Instant, "sqlite")
def _write_sqlite_instant(made: _Instant, compiler: SQLCompiler, **options: Any) -> str:
    return f"replace({compiler.process(made.clauses, **options)}, ' ', 'T') || 'Z'"


@compiles(_Instant, "postgresql")
def _write_postgresql_instant(made: _Instant, compiler: SQLCompiler, **options: Any) -> str:
    instant = f"{compiler.process(made.clauses, **options)} AT TIME ZONE 'UTC'"
    return f"""to_char({instant}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""


def json_object(*columns: Any, **members: Any) -> ColumnElement[Any]:
    """Columns by their own names, and others by those given -> an object with its members in this order.
    Names are ours: they are part of the SQL.
    """
    named = {**{column.key: column for column in columns}, **members}
    pairs = ((literal_column(f"'{name}'", String), value) for name, value in named.items())
    return _Object(*chain.from_iterable(pairs))


def json_instant(column: Any) -> ColumnElement[str]:
    """A column of `UtcDateTime` -> the instant in UTC with a Z."""
    return _Instant(column)


def json_object_or_null(key: Any, **members: Any) -> ColumnElement[Any]:
    """The same of what was joined, perhaps in vain: null where `key` is."""
    return case((key.is_not(None), json_object(**members)))


def json_rows(rows: Rows) -> ColumnElement[Any]:
    """A select -> an array with an object for each row, its members named as the columns; empty without rows.

    To be used in the columns of another select, of whose tables `rows` says in `correlate` which it means.
    """
    table = rows.subquery()
    return select(_Array(json_object(*table.columns))).scalar_subquery()


def json_values(rows: Rows) -> ColumnElement[Any]:
    """The same of a select with one column: an array of its values."""
    return select(_Array(*rows.subquery().columns)).scalar_subquery()
