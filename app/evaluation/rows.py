"""Files of JSON rows, one a line -> values of one type. Knows no meaning of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from app.errors import GoldError

Row = TypeVar("Row")


def load_rows(path: Path, row: TypeAdapter[Row]) -> Iterator[Row]:
    """The rows of the file, blank lines left out. Raises `GoldError` naming file, line and field."""
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if line.strip():
            yield _parse_row(line, row, where=f"{path}, line {number}")


def _parse_row(line: bytes, row: TypeAdapter[Row], *, where: str) -> Row:
    try:
        return row.validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise GoldError(f"{where}: {field or 'row'}: {first['msg']}") from error
