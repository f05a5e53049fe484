"""A SQLite database -> the same rows in an empty PostgreSQL database of the same schema, as fast as it takes
them: by COPY, in the order of the keys, with the other indexes made afterwards.

It asks for a superuser: triggers and foreign keys are not looked at, because all of it stood before.
"""

from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg.types.json import Jsonb
from sqlalchemy import JSON, Connection, select

from app.store.database import Database
from app.store.tables import METADATA

ROWS_AT_A_TIME = 10_000
INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    AND indexname NOT IN (SELECT conname FROM pg_constraint) ORDER BY indexname
"""
SEQUENCES = """
    SELECT table_name, column_name, pg_get_serial_sequence(table_name, column_name)
    FROM information_schema.columns WHERE table_schema = 'public'
    AND pg_get_serial_sequence(table_name, column_name) IS NOT NULL
"""


def copy_rows(source: Database, target: Database) -> None:
    """Every row of every table."""
    address = target.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with source.reading() as reading, psycopg.connect(address) as writing:
        writing.execute("SET session_replication_role = replica")
        indexes = writing.execute(INDEXES).fetchall()
        for name, _ in indexes:
            writing.execute(f"DROP INDEX {name}")
        for table in METADATA.sorted_tables:
            writing.execute(f"DELETE FROM {table.name}")  # noqa: S608 - a name of our own
            columns = ", ".join(column.name for column in table.columns)
            with writing.cursor().copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
                for row in _read(reading, table):
                    copy.write_row(row)
        for _, definition in indexes:
            writing.execute(definition)
        for table, column, sequence in writing.execute(SEQUENCES).fetchall():
            newest = f"(SELECT coalesce(max({column}), 1) FROM {table})"  # noqa: S608 - as above
            writing.execute(f"SELECT setval('{sequence}', {newest})")
        writing.commit()
        writing.execute("ANALYZE")  # as its own housekeeping does, sooner or later


def _read(connection: Connection, table: Any) -> Iterator[list[Any]]:
    is_json = [isinstance(column.type, JSON) for column in table.columns]
    rows = connection.execute(
        select(table).order_by(*table.primary_key), execution_options={"yield_per": ROWS_AT_A_TIME}
    )
    for row in rows:
        yield [
            Jsonb(value) if json and value is not None else value
            for json, value in zip(is_json, row, strict=True)
        ]
