"""Batches of a list -> CSV (RFC 4180) that a spreadsheet can open: a header, then a line a result.

A cell that a spreadsheet would take for a formula begins with an apostrophe; the values of a list are joined
by `|`.
"""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from app.api.formats.cells import write_cell, write_value
from app.api.formats.columns import Columns, pick
from app.api.formats.walking import Batch
from app.api.selects import Json

SEPARATOR = "|"


def write_csv(batches: Iterator[Batch], columns: Columns) -> Iterator[bytes]:
    """The table in UTF-8, a piece a batch."""
    written = StringIO()
    table = csv.writer(written)
    table.writerow(columns)
    for batch in batches:
        table.writerows(write_cells(row, columns) for row in batch.rows)
        yield written.getvalue().encode()
        written.seek(0)
        written.truncate()


def write_cells(row: Json, columns: Columns) -> list[str]:
    """A line of the table."""
    return [write_cell(_join(pick(row, steps))) for steps in columns.values()]


def _join(value: Any) -> Any:
    """The members of a list in one cell; anything else is itself."""
    if not isinstance(value, list):
        return value
    return SEPARATOR.join(_escape(write_value(member)) for member in value)


def _escape(member: str) -> str:
    """A member of a joined list, in which the separator is no separator."""
    return member.replace("\\", "\\\\").replace(SEPARATOR, f"\\{SEPARATOR}")
