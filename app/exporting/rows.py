"""Objects -> a file of JSON lines and a table in CSV, both as the API serves them, in one pass."""

import csv
import gzip
from collections.abc import Iterable
from pathlib import Path

import orjson

from app.api.formats.columns import find_columns
from app.api.formats.tables import write_cells
from app.api.selects import Json
from app.exporting.tables import Table


def write_rows(things: Iterable[Json], table: Table, folder: Path) -> int:
    """How many there were. The same objects make the same bytes: the archive tells no time."""
    columns = find_columns(table.shape, table.columns)
    count = 0
    with (
        (folder / f"{table.name}.jsonl.gz").open("wb") as file,
        gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as lines,
        (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as sheet,
    ):
        writer = csv.writer(sheet)
        writer.writerow(columns)
        for thing in things:
            lines.write(orjson.dumps(thing, option=orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE))
            writer.writerow(write_cells(thing, columns))
            count += 1
    return count
