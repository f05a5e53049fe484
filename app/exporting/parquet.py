"""A file of JSON lines -> a file of Parquet, by DuckDB: typed flat columns, lists as lists."""

from pathlib import Path

import duckdb

from app.exporting.columns import Column, list_columns, list_members, quote
from app.exporting.tables import Table

ROWS_A_GROUP = 10_000
SETTINGS: dict[str, str | int | float | list[str]] = {
    "threads": 1,  # more would write rows in another order each time
    "memory_limit": "512MB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def write_parquet(table: Table, folder: Path) -> None:
    """Write `<table>.parquet` beside `<table>.jsonl.gz`. The same lines make the same bytes."""
    members = {member.name: member.duckdb_type for member in list_members(table.shape)}
    columns = ", ".join(_select(column) for column in list_columns(table.shape))
    target = str(folder / f"{table.name}.parquet").replace("'", "''")
    with duckdb.connect(config={**SETTINGS, "temp_directory": str(folder)}) as connection:
        connection.execute(
            f"COPY (SELECT {columns} FROM"  # noqa: S608 - names of our own columns
            " read_json($source, format = 'newline_delimited', columns = $members))"
            f" TO '{target}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_A_GROUP})",
            {"source": str(folder / f"{table.name}.jsonl.gz"), "members": members},
        )


def _select(column: Column) -> str:
    return f"{'.'.join(quote(member) for member in column.path)} AS {quote(column.name)}"
