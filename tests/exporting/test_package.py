"""`datapackage.json` is a Data Package by the standard's own profile, and cells of CSV are what it says."""

import csv
from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from jsonschema import Draft7Validator

from app.exporting.tables import TABLES, Table
from tests.exporting.conftest import Made

PROFILE = Draft7Validator(orjson.loads((Path(__file__).parent / "datapackage-2.0.json").read_bytes()))
READ: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}
"""What a cell of each of Table Schema's types is read by; it raises for another's."""


def test_an_export_is_a_data_package(made: Made) -> None:
    assert [error.message for error in PROFILE.iter_errors(made.package)] == []


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("hash", "sha256:?"),
        ("path", "/etc/passwd"),
        ("type", "sheet"),
        ("schema", {"fields": [{"name": "id", "type": "text"}]}),
    ],
)
def test_the_profile_refuses_what_is_none(made: Made, member: str, value: Any) -> None:
    package = deepcopy(made.package)
    package["resources"][1][member] = value
    assert list(PROFILE.iter_errors(package))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_cell_is_of_its_column_s_type(made: Made, table: Table) -> None:
    (resource,) = [one for one in made.package["resources"] if one["name"] == f"{table.name}-csv"]
    fields = resource["schema"]["fields"]
    with (made.folder / resource["path"]).open(encoding="utf-8", newline="") as sheet:
        header, *rows = csv.reader(sheet)
    assert header == [field["name"] for field in fields]
    assert len(rows) == resource["rows"]
    for field, *cells in zip(fields, *rows, strict=True):
        assert all(cells) or not field["constraints"]["required"], field
        for cell in filter(None, cells):
            READ[field["type"]](cell)
