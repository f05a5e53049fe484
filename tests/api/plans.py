"""How the databases carry out the queries that something runs."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine

from app.store.dialects import is_sqlite

Query = tuple[str, Any]
"""A query in the database's language, and its parameters."""
WAYS = ("seqscan", "bitmapscan", "hashjoin", "mergejoin", "sort", "incremental_sort")
"""How PostgreSQL gets along without an index that fits."""


@contextmanager
def noting_queries(of: Connection | type[Engine]) -> Iterator[list[Query]]:
    """The queries that a connection runs in the block, or all of them."""
    queries: list[Query] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            queries.append((statement, parameters))

    event.listen(of, "before_cursor_execute", note)
    yield queries
    event.remove(of, "before_cursor_execute", note)


def explain_query(connection: Connection, query: Query, *, without: Sequence[str]) -> list[str]:
    """The plan of a query, line by line. PostgreSQL has to show what its indexes can do, however few rows
    there are, and is not to take these ways if there is another.
    """
    statement, parameters = query
    explain = "EXPLAIN QUERY PLAN" if is_sqlite(connection) else "EXPLAIN"
    if not is_sqlite(connection):
        for way in without:
            connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
    return [str(row[-1]) for row in connection.exec_driver_sql(f"{explain} {statement}", parameters)]


def explain(connection: Connection, number: int, run: Callable[[], Any], *, but: Sequence[str] = ()) -> str:
    """The plan of one of the queries that a function runs, counted from 0; PostgreSQL may get along in these
    ways.
    """
    with noting_queries(connection) as queries:
        run()
    without = [way for way in WAYS if way not in but]
    return "\n".join(explain_query(connection, queries[number], without=without))
