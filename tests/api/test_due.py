"""The algebra of intervals and windows, in both databases: every interval of few days in every window."""

from datetime import date
from itertools import product

import pytest
from sqlalchemy import select

from app.api.acts.filters import deadline_conditions
from app.api.acts.schemas import ActQuery
from app.ingestion.runs import start_run
from app.store.database import Database
from app.store.tables import DeadlineRow
from tests.builders import a_deadline, a_registry, a_resolved_act, a_statement
from tests.ingestion.runs import save

DAYS = [date(2030, 6, day) for day in (10, 11, 12)]
EDGES = [date(2030, 6, day) for day in (9, 10, 11, 12, 13)]


def list_stretches(days: list[date]) -> list[tuple[date | None, date | None]]:
    """Every stretch from one of the days to one of them, either side open or not."""
    pairs = product([None, *days], repeat=2)
    return [(first, last) for first, last in pairs if first is None or last is None or first <= last]


INTERVALS = list_stretches(DAYS)
WINDOWS = [window for window in list_stretches(EDGES) if window != (None, None)]


@pytest.fixture
def intervals(database: Database) -> Database:
    """A store with one deadline of each interval."""
    deadlines = tuple(a_deadline(earliest=earliest, latest=latest) for earliest, latest in INTERVALS)
    save(start_run(database, a_registry()), a_statement(), [a_resolved_act(deadlines=deadlines)])
    return database


def find(
    database: Database, window: tuple[date | None, date | None], match: str
) -> set[tuple[date | None, ...]]:
    """The intervals that a window finds."""
    bounds = {
        name: day.isoformat() for name, day in zip(("due_after", "due_before"), window, strict=True) if day
    }
    asked = ActQuery.model_validate({"due_match": match, **bounds})
    query = select(DeadlineRow.earliest, DeadlineRow.latest).where(*deadline_conditions(asked))
    with database.reading() as connection:
        return {tuple(row) for row in connection.execute(query)}


def days_of(first: date | None, last: date | None) -> set[int]:
    """The days of June that a stretch holds; an open side reaches beyond all of them."""
    return set(range(first.day if first else 0, (last.day if last else 30) + 1))


def test_a_window_finds_what_overlaps_it_and_with_certainty_what_lies_in_it(intervals: Database) -> None:
    dated = [interval for interval in INTERVALS if interval != (None, None)]
    for window in WINDOWS:
        inside = days_of(*window)
        possible, certain = find(intervals, window, "possible"), find(intervals, window, "certain")
        assert possible == {one for one in dated if days_of(*one) & inside}, window
        assert certain == {one for one in dated if days_of(*one) <= inside}, window
        assert certain <= possible
