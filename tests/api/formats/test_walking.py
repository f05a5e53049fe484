"""A whole list from one moment, a page of it in memory at a time, and not too many at once."""

import weakref
from collections import UserList
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from typing import Any

import pytest
from sqlalchemy import Connection

from app.api.formats.lines import write_jsonl
from app.api.formats.walking import ROWS_AT_A_TIME, Streams, walk
from app.api.paging import Page, PageQuery
from app.api.pledges.queries import list_pledges
from app.api.pledges.schemas import PledgeQuery
from app.errors import TooManyStreams
from app.store.database import Database
from tests.api.test_changes import weaken

PAGES = 100


class Rows(UserList[dict[str, Any]]):
    """Rows of which one can tell whether somebody still holds them."""

    __hash__ = object.__hash__


def a_long_list(alive: "weakref.WeakSet[Rows]") -> Callable[[Connection, PageQuery], tuple[Page, Any]]:
    """Pages of a list that is `PAGES` long; `alive` holds those that are still in memory."""

    def read(_: Connection, query: PageQuery) -> tuple[Page, Any]:
        number = int(query.cursor) if isinstance(query.cursor, str) else 0
        rows = Rows({"id": f"plg_{number}_{row}"} for row in range(query.limit))
        alive.add(rows)
        return Page([], query.limit, str(number + 1) if number + 1 < PAGES else None, 7), rows

    return read


def test_a_list_of_any_length_takes_the_memory_of_a_page(database: Database) -> None:
    alive = weakref.WeakSet[Rows]()
    held: list[int] = []

    def note_held(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            held.append(len(alive))
            yield batch
            del batch

    batches = walk(database, a_long_list(alive), PageQuery(), Streams())
    lines = b"".join(write_jsonl(note_held(batches), {"id": ("id",)})).splitlines()
    assert len(lines) == PAGES * ROWS_AT_A_TIME + 1
    assert lines[-1] == b'{"end":{"count":%d,"seq":7}}' % (PAGES * ROWS_AT_A_TIME)
    assert max(held) <= 3


def test_the_whole_list_is_of_one_moment(changing: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.api.formats.walking.ROWS_AT_A_TIME", 3)
    with closing(walk(changing, list_pledges, PledgeQuery(), Streams())) as batches:
        first = next(batches)
        weaken(changing)
        rest = list(batches)
    rows = [row for batch in (first, *rest) for row in batch.rows]
    assert len(rows) == len({row["id"] for row in rows}) == 70
    assert {batch.seq for batch in rest} == {first.seq}
    assert next(row["version"] for row in rows if row["id"] == "plg_review") == 1


def test_no_more_lists_than_there_are_places_are_sent_at_once(database: Database) -> None:
    streams = Streams(most=2)
    read = a_long_list(weakref.WeakSet())
    one, other, third = (walk(database, read, PageQuery(), streams) for _ in range(3))
    assert len([*islice(one, 1), *islice(other, 1)]) == 2
    with pytest.raises(TooManyStreams):
        next(third)
    one.close()
    with closing(walk(database, read, PageQuery(), streams)) as fourth:
        assert next(fourth).seq == 7
    other.close()
