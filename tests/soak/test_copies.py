"""Copies kept by followers, begun and followed while others write, equal what the lists say."""

import gzip
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from time import sleep

import httpx
import orjson
import pytest

from app.api.exports.queries import PACKAGE
from app.exporting.job import make_export
from app.store.database import Database
from tests.api.conftest import serving
from tests.api.followers import Json, apply, walk
from tests.soak.conftest import IS_LONG, SECONDS
from tests.soak.polling import ask
from tests.soak.writers import Writers

WRITERS = 2
MOST_COPIES = 20 if IS_LONG else 5
FEW_A_PAGE = 5
PATHS = {
    "pledge": "/v1/pledges",
    "statement": "/v1/statements",
    "actor": "/v1/actors",
    "meeting": "/v1/meetings",
}
FILTERS: list[dict[str, str]] = [
    {"stage": "promised"},
    {"firmness": "strong", "polarity": "positive"},
    {"issuer": "fin"},
    {"actor": "fin", "actor_mode": "direct"},
    {"has_deadline": "true"},
    {"due_before": "2031-12-31"},
    {"theme": "climate", "min_confidence": "0.8"},
]


# --- all of it ----------------------------------------------------------------------------------------------


class Copy:
    """What a follower holds, by kind and id, and where it stands in the feed."""

    def __init__(self, things: Mapping[str, dict[str, Json]], cursor: str) -> None:
        self.things = things
        self._cursor = cursor

    def follow(self, api: httpx.Client) -> bool:
        """Take one page in; whether there is more."""
        page = ask(api, since=self._cursor, include="object", limit=50)
        for kind in self.things:
            apply(page["results"], self.things[kind], kind)
        self._cursor = page["next_cursor"]
        return bool(page["has_more"])


def list_then_follow(api: httpx.Client, *_: object) -> Copy:
    """Take the head, list everything, follow from that head."""
    cursor = ask(api, since="now")["next_cursor"]
    return Copy(walk_all(api), cursor)


def export_then_follow(_: httpx.Client, database: Database, folder: Path) -> Copy:
    """Load the files of an export, follow from the number it holds."""
    made = make_export(database, folder)
    package = orjson.loads((made / PACKAGE).read_bytes())
    things = {kind: read_lines(made / f"{kind}s.jsonl.gz") for kind in PATHS}
    return Copy(things, package["cursor"])


def read_lines(file: Path) -> dict[str, Json]:
    with gzip.open(file) as lines:
        return {thing["id"]: thing for thing in map(orjson.loads, lines)}


def walk_all(api: httpx.Client) -> dict[str, dict[str, Json]]:
    return {kind: walk(api, path, limit=FEW_A_PAGE) for kind, path in PATHS.items()}


@pytest.mark.parametrize("begin", [list_then_follow, export_then_follow])
def test_a_copy_begun_while_others_write_ends_up_like_the_lists(
    database: Database,
    begin: Callable[[httpx.Client, Database, Path], Copy],
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    copies: list[Copy] = []
    with serving(database) as api, Writers(database, WRITERS, seconds=SECONDS, folder=tmp_path) as writers:
        while not writers.are_gone():
            if len(copies) < MOST_COPIES:
                copies.append(begin(api, database, tmp_path / f"export-{len(copies)}"))
            for copy in copies:
                copy.follow(api)
            sleep(SECONDS / MOST_COPIES)
        for copy in copies:
            while copy.follow(api):
                pass
        expected = walk_all(api)
        differing = sum(copy.things != expected for copy in copies)
    record_property("commits", len(writers.read_ledgers()))
    record_property("copies", len(copies))
    record_property("differing", differing)
    assert len(copies) > 1
    assert differing == 0


# --- filtered -----------------------------------------------------------------------------------------------


class FilteredCopy:
    """What a follower of a filter was told, and at some moments what the list said."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self.moments: list[tuple[int, set[str]]] = []
        self._query = query
        self._told: list[Json] = []
        self._cursor = "beginning"

    def follow(self, api: httpx.Client) -> bool:
        """Take one page in; whether there is more."""
        page = ask(api, since=self._cursor, **self._query)
        self._told += page["results"]
        self._cursor = page["next_cursor"]
        return bool(page["has_more"])

    def look(self, api: httpx.Client) -> None:
        """Ask the list afresh: which pledges are in it, and at which number."""
        page = api.get("/v1/pledges", params={**self._query, "limit": 200}).json()
        assert not page["page"]["has_more"]
        self.moments.append((page["page"]["as_of_seq"], {pledge["id"] for pledge in page["results"]}))

    def count_differences(self) -> int:
        """At how many moments the follower, who had been told all up to that number, holds something else."""
        held: set[str] = set()
        differences, told = 0, iter(self._told)
        change = next(told, None)
        for seq, listed in self.moments:
            while change is not None and change["seq"] <= seq:
                (held.add if change["matches"] else held.discard)(change["object"]["id"])
                change = next(told, None)
            differences += held != listed
        return differences

    def count_departures(self) -> int:
        """How often something left the filter."""
        return sum(not change["matches"] for change in self._told)


def test_who_follows_a_filter_holds_at_every_moment_what_the_list_says(
    database: Database, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    copies = [FilteredCopy(query) for query in FILTERS]
    with serving(database) as api, Writers(database, WRITERS, seconds=SECONDS, folder=tmp_path) as writers:
        while not writers.are_gone():
            look_and_follow(copies, api)
        look_and_follow(copies, api)
        for copy in copies:
            while copy.follow(api):
                pass
    record_property("commits", len(writers.read_ledgers()))
    record_property("moments", sum(len(copy.moments) for copy in copies))
    record_property("departures", sum(copy.count_departures() for copy in copies))
    record_property("differing", sum(copy.count_differences() for copy in copies))
    assert [copy.count_differences() for copy in copies] == [0] * len(FILTERS)
    assert sum(copy.count_departures() for copy in copies) > 0


def look_and_follow(copies: Iterable[FilteredCopy], api: httpx.Client) -> None:
    for copy in copies:
        copy.look(api)
        copy.follow(api)
