"""Cells a spreadsheet can open without harm, and columns named after their paths."""

import csv
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.api.formats.columns import find_columns
from app.api.formats.tables import write_csv
from app.api.formats.walking import Batch
from app.api.pledges.schemas import PledgeOut


def write_value(value: Any) -> str:
    """The one cell of a table with one row."""
    written = b"".join(write_csv(iter([Batch([{"cell": value}], 0)]), {"cell": ("cell",)}))
    header, row = csv.reader(written.decode().splitlines(keepends=True))
    assert header == ["cell"]
    return row[0] if row else ""


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (0.5, "0.5"),
        (-3, "-3"),
        (date(2022, 6, 30), "2022-06-30"),
        (datetime(2022, 6, 30, 8, 5, tzinfo=UTC), "2022-06-30T08:05:00Z"),
        ('ships, "ports"\nand 🌊', 'ships, "ports"\nand 🌊'),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        (["est", "fin"], "est|fin"),
        (["est", None], "est|"),
        ([date(2022, 6, 30), None], "2022-06-30|"),
        (["=1", "x"], "'=1|x"),
        (["a|b", "c\\d"], "a\\|b|c\\\\d"),
        ([], ""),
        ({"inserted": 3}, '{"inserted":3}'),
    ],
)
def test_a_value_is_written(value: Any, cell: str) -> None:
    assert write_value(value) == cell


def test_lines_end_as_the_standard_says() -> None:
    written = b"".join(write_csv(iter([Batch([{"id": "a"}, {"id": "b"}], 0)]), {"id": ("id",)}))
    assert written == b"id\r\na\r\nb\r\n"


def test_a_column_is_named_after_its_path_and_leads_through_lists_and_nulls() -> None:
    columns = find_columns(PledgeOut, ["statement.issuers.name", "deadlines.meeting.id"])
    row = {
        "statement": {"issuers": [{"name": "NATO"}, {"name": "Finland"}]},
        "deadlines": [{"meeting": None}, {"meeting": {"id": "nato-summit-2022-madrid"}}],
    }
    assert b"".join(write_csv(iter([Batch([row], 0)]), columns)).decode().splitlines() == [
        "statement_issuers_name,deadlines_meeting_id",
        "NATO|Finland,|nato-summit-2022-madrid",
    ]


@pytest.mark.parametrize("path", ["colour", "statement.colour", "quote.length", "deadlines.meeting.colour"])
def test_a_path_that_no_result_has_is_refused(path: str) -> None:
    with pytest.raises(KeyError):
        find_columns(PledgeOut, [path])
