"""What an export says of its files is so, and its tables hold what the API serves, in three forms."""

import csv
import gzip
import re
from datetime import UTC, date, datetime
from hashlib import sha256
from io import StringIO
from typing import Any

import duckdb
import orjson
import pytest

from app.api.formats.cells import write_cell
from app.exporting.package import PACKAGE
from app.exporting.tables import TABLES, Table
from app.store.feed import read_head
from tests.api.conftest import serving
from tests.exporting.conftest import Made

PARQUET_TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "datetime": "TIMESTAMP WITH TIME ZONE",
    "array": r".*\[\]",
}
EVERY_TABLE = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


def read_lines(made: Made, table: Table) -> list[dict[str, Any]]:
    with gzip.open(made.folder / f"{table.name}.jsonl.gz") as lines:
        return [orjson.loads(line) for line in lines]


def read_sheet(made: Made, table: Table) -> list[dict[str, str]]:
    with (made.folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(sheet))


def resource(made: Made, name: str) -> dict[str, Any]:
    (found,) = [found for found in made.package["resources"] if found["name"] == name]
    return dict(found)


def test_every_file_is_described_with_its_digest_and_its_size(made: Made) -> None:
    told = {found["path"]: (found["hash"], found["bytes"]) for found in made.package["resources"]}
    files = {path.name: path.read_bytes() for path in made.folder.iterdir() if path.name != PACKAGE}
    assert told == {
        name: (f"sha256:{sha256(content).hexdigest()}", len(content)) for name, content in files.items()
    }
    assert len(told) == 1 + 3 * len(TABLES)


def test_an_export_names_the_moment_it_tells_of(made: Made) -> None:
    with made.source.reading() as connection:
        head = read_head(connection)
    assert (made.package["seq"], made.package["epoch"]) == (head.seq, head.epoch)
    created = datetime.fromisoformat(made.package["created"])
    assert made.folder.name == f"communique-{created:%Y-%m-%d}-{head.epoch}-{head.seq}"
    assert made.package["versions"]["schema"]
    assert made.package["versions"]["extraction"]


@EVERY_TABLE
def test_the_lines_are_what_the_api_serves(made: Made, table: Table) -> None:
    with serving(made.source) as api:
        served = api.get(f"/v1/{table.name}?limit=200").json()["results"]
    lines = read_lines(made, table)
    assert lines == sorted(served, key=lambda thing: str(thing["id"]))
    assert len(lines) == resource(made, f"{table.name}-jsonl")["rows"] > 0


@EVERY_TABLE
def test_the_sheet_is_the_table_that_the_api_sends(made: Made, table: Table) -> None:
    with serving(made.source) as api:
        sent = list(csv.DictReader(StringIO(api.get(f"/v1/{table.name}.csv").text, newline="")))
    assert read_sheet(made, table) == sorted(sent, key=lambda row: row["id"])
    assert len(sent) == len(read_lines(made, table))
    assert all(field["description"] for field in resource(made, f"{table.name}-csv")["schema"]["fields"])


@EVERY_TABLE
def test_parquet_has_the_same_rows_and_columns_with_types(made: Made, table: Table) -> None:
    file = str(made.folder / f"{table.name}.parquet")
    with duckdb.connect() as connection:
        columns = connection.execute("DESCRIBE SELECT * FROM read_parquet($file)", {"file": file}).fetchall()
        ids = connection.execute("SELECT id FROM read_parquet($file)", {"file": file}).fetchall()
    fields = resource(made, f"{table.name}-parquet")["schema"]["fields"]
    assert [name for name, *_ in columns] == [field["name"] for field in fields]
    types = {field["name"]: field["type"] for field in fields}
    held = {name: kind for name, kind, *_ in columns}
    for name, kind in types.items():
        assert re.fullmatch(PARQUET_TYPES[kind], held[name]), name
    assert [id_ for (id_,) in ids] == [line["id"] for line in read_lines(made, table)]


def test_values_are_the_same_in_every_form(made: Made) -> None:
    (pledges,) = [table for table in TABLES if table.name == "pledges"]
    (line,) = [line for line in read_lines(made, pledges) if line["id"] == "plg_report"]
    (cells,) = [row for row in read_sheet(made, pledges) if row["id"] == "plg_report"]
    query = (
        "SELECT statement_adopted_date, confidence, version, deadlines, updated_at = $updated, actors[1].name"
        " FROM read_parquet($file) WHERE id = 'plg_report'"
    )
    given = {
        "file": str(made.folder / "pledges.parquet"),
        "updated": datetime.fromisoformat(line["updated_at"]),
    }
    with duckdb.connect() as connection:
        row = connection.execute(query, given).fetchone()
    assert row is not None
    adopted, confidence, version, deadlines, is_updated, actor = row
    assert adopted == date(2022, 3, 24)
    assert (confidence, version, is_updated) == (line["confidence"], line["version"], True)
    assert deadlines[0]["latest"] == date(2023, 12, 31)
    assert actor == line["actors"][0]["name"]
    assert cells["statement_adopted_date"] == "2022-03-24"
    assert cells["updated_at"] == line["updated_at"]
    assert cells["deadlines_latest"] == "|".join(deadline["latest"] or "" for deadline in line["deadlines"])
    assert cells["evidence_passage_number"] == ""
    assert "match" not in cells


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-1", "'-1"),
        ("@name", "'@name"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("a=1", "a=1"),
        (None, ""),
        (True, "true"),
        (-1, "-1"),
        (0.5, "0.5"),
        (date(2022, 3, 24), "2022-03-24"),
        (datetime(2022, 3, 24, 12, tzinfo=UTC), "2022-03-24T12:00:00Z"),
        (["=1"], '["=1"]'),
    ],
)
def test_a_cell_is_never_run_by_a_spreadsheet(value: object, cell: str) -> None:
    assert write_cell(value) == cell
