"""Objects -> a file of JSON lines, whole and as the API serves them, and a file of flat CSV, in one pass."""

import csv
import gzip
from collections.abc import Iterable
from pathlib import Path

import orjson

from app.api.formats.cells import write_cell
from app.api.formats.columns import pick
from app.api.selects import Json
from app.exporting.columns import list_columns
from app.exporting.tables import Table


def write_rows(things: Iterable[Json], table: Table, folder: Path) -> int:
    """How many there were. The same objects make the same bytes: the archive tells no time."""
    columns = list_columns(table.shape)
    count = 0
    with (
        (folder / f"{table.name}.jsonl.gz").open("wb") as file,
        gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as lines,
        (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as sheet,
    ):
        writer = csv.writer(sheet)
        writer.writerow(column.name for column in columns)
        for thing in things:
            lines.write(orjson.dumps(thing, option=orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE))
            writer.writerow(write_cell(pick(thing, column.path)) for column in columns)
            count += 1
    return count
