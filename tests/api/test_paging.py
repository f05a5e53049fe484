"""A walk by cursors sees every row once, in order; a cursor that is not the list's own is refused."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, select, update

from app.api.paging import LONGEST_CURSOR, Listing, PageQuery, Term, _describe, _seal, fetch_page
from app.errors import InvalidCursor
from app.ingestion.runs import start_run
from app.store.database import Database
from app.store.tables import MeetingRow, RunRow, ThemeRow
from tests.builders import a_meeting, a_registry
from tests.databases import KINDS, Databases

DAY = date(2022, 1, 1)
MEETINGS = [(f"m{number:02}", DAY + timedelta(days=number * 7 % 5)) for number in range(30)]
"""Thirty on five days, so that six share each."""

A_FEW = settings(deadline=None, max_examples=40)


@pytest.fixture(scope="module", params=KINDS)
def meetings(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Database]:
    """A database with the thirty meetings and no others, for tests that only read."""
    with databases.open(request.param) as database:
        hold_meetings(database)
        yield database


def hold_meetings(database: Database) -> None:
    """Put the thirty meetings into a database."""
    meetings = {slug: a_meeting(slug, name=slug, first_day=day, last_day=day) for slug, day in MEETINGS}
    start_run(database, a_registry(meetings=meetings))


def a_listing(*order: str, scope: str = "meetings") -> Listing:
    """The meetings, ordered by columns; a minus is descending."""
    terms = tuple(
        Term(name.lstrip("-"), getattr(MeetingRow, name.lstrip("-")), is_descending=name.startswith("-"))
        for name in order
    )
    return Listing(scope, select(MeetingRow.id, MeetingRow.first_day, MeetingRow.name), terms)


def walk(connection: Connection, listing: Listing, limit: int) -> list[list[str]]:
    """Ids by page, from the first to the last."""
    pages, cursor = [], None
    while cursor or not pages:
        page = fetch_page(
            connection, listing, PageQuery(limit=limit, **({"cursor": cursor} if cursor else {}))
        )
        pages.append([row.id for row in page.rows])
        cursor = page.next_cursor
    return pages


@pytest.mark.parametrize(
    ("order", "key"),
    [
        (("id",), lambda row: row[0]),
        (("first_day", "id"), lambda row: (row[1], row[0])),
        (("-first_day", "id"), lambda row: (-row[1].toordinal(), row[0])),
        (("first_day", "-id"), lambda row: (row[1], -int(row[0][1:]))),
        (("-first_day", "-id"), lambda row: (-row[1].toordinal(), -int(row[0][1:]))),
        (("first_day", "-name", "id"), lambda row: (row[1], -int(row[0][1:]))),
    ],
)
@pytest.mark.parametrize("limit", [1, 7, 29, 30, 31])
def test_a_walk_sees_every_row_once_and_in_order(
    meetings: Database, order: tuple[str, ...], key: Callable[[Any], Any], limit: int
) -> None:
    with meetings.reading() as connection:
        pages = walk(connection, a_listing(*order), limit)
    assert [slug for page in pages for slug in page] == [slug for slug, _ in sorted(MEETINGS, key=key)]
    assert all(len(page) == limit for page in pages[:-1])
    assert 0 < len(pages[-1]) <= limit


@A_FEW
@given(cursor=st.text(max_size=LONGEST_CURSOR))
def test_no_string_but_a_cursor_is_one(meetings: Database, cursor: str) -> None:
    with meetings.reading() as connection, pytest.raises(InvalidCursor):
        fetch_page(connection, a_listing("-first_day", "id"), PageQuery(cursor=cursor))


@A_FEW
@given(data=st.data())
def test_a_cursor_with_one_character_changed_is_refused(meetings: Database, data: st.DataObject) -> None:
    listing = a_listing("-first_day", "id")
    with meetings.reading() as connection:
        cursor = fetch_page(connection, listing, PageQuery(limit=5)).next_cursor
        assert cursor is not None
        at = data.draw(st.integers(0, len(cursor) - 1))
        other = data.draw(st.characters(codec="utf-8", exclude_characters=cursor[at]))
        with pytest.raises(InvalidCursor):
            fetch_page(connection, listing, PageQuery(cursor=cursor[:at] + other + cursor[at + 1 :]))


@pytest.mark.parametrize(
    "values",
    [
        b"no JSON",
        b"{}",
        b"null",
        b"[]",
        b'["2022-01-01"]',
        b'["2022-01-01", "m01", "m02"]',
        b'["2022-13-01", "m01"]',
        b'["0001-01-01T00:00:00+23:59", "m01"]',
        b'[20220101, "m01"]',
        b'["2022-01-01", "m\\u0000"]',
        b'["2022-01-01", "m\\ud800"]',
        b'["2022-01-01", null]',
    ],
)
def test_a_forged_seal_does_not_bring_nonsense_to_the_database(meetings: Database, values: bytes) -> None:
    listing = a_listing("first_day", "id")
    forged = _seal(values, _describe(listing, PageQuery()))
    with meetings.reading() as connection, pytest.raises(InvalidCursor):
        fetch_page(connection, listing, PageQuery(cursor=forged))


@pytest.mark.parametrize("started", ["0001-01-01T00:00:00+23:59", "yesterday", 5])
def test_a_forged_instant_is_refused(database: Database, started: object) -> None:
    terms = (Term("started_at", RunRow.started_at, is_descending=True), Term("id", RunRow.id))
    listing = Listing("runs", select(RunRow.id, RunRow.started_at), terms)
    forged = _seal(orjson.dumps([started, "run_a"]), _describe(listing, PageQuery()))
    with database.reading() as connection, pytest.raises(InvalidCursor):
        fetch_page(connection, listing, PageQuery(cursor=forged))


@pytest.mark.parametrize(
    "other",
    [a_listing("first_day", "id"), a_listing("-first_day", "id", scope="others"), a_listing("id")],
    ids=["another order", "another scope", "another number of columns"],
)
def test_a_cursor_of_another_list_is_refused(meetings: Database, other: Listing) -> None:
    with meetings.reading() as connection:
        cursor = fetch_page(connection, a_listing("-first_day", "id"), PageQuery(limit=5)).next_cursor
        with pytest.raises(InvalidCursor):
            fetch_page(connection, other, PageQuery(cursor=cursor))


def test_the_limit_may_change_on_the_way(meetings: Database) -> None:
    with meetings.reading() as connection:
        first = fetch_page(connection, a_listing("id"), PageQuery(limit=10))
        rest = fetch_page(connection, a_listing("id"), PageQuery(limit=200, cursor=first.next_cursor))
    assert [row.id for row in (*first.rows, *rest.rows)] == sorted(slug for slug, _ in MEETINGS)


def test_rows_that_change_behind_the_walk_move_nothing(database: Database) -> None:
    themes = [{"id": slug, "label": slug, "scope": "", "cap": [], "sdgs": []} for slug, _ in MEETINGS]
    listing = Listing("themes", select(ThemeRow.id), (Term("id", ThemeRow.id),))
    with database.writing() as connection:
        connection.execute(insert(ThemeRow), themes)
        first = fetch_page(connection, listing, PageQuery(limit=10))
        connection.execute(delete(ThemeRow).where(ThemeRow.id == "m03"))
        connection.execute(update(ThemeRow).where(ThemeRow.id == "m05").values(id="m05b"))
    with database.reading() as connection:
        second = fetch_page(connection, listing, PageQuery(limit=10, cursor=first.next_cursor))
    assert [row.id for row in second.rows] == [f"m{number}" for number in range(10, 20)]
