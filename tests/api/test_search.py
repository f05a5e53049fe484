"""`q`: what it finds over HTTP, where it says it was met, and that it is a filter like the others."""

from typing import Any

import httpx
import pytest

from app.api.pledges.queries import list_pledges
from app.api.pledges.schemas import PledgeQuery
from app.store.database import Database
from app.store.dialects import is_sqlite
from tests.api.test_orders import explain, walk
from tests.api.world import BRUSSELS, PLEDGES, TEXT

Json = dict[str, Any]


def search(api: httpx.Client, q: str, *, path: str = "/v1/pledges", **query: Any) -> list[Json]:
    """All that a list finds."""
    return [result for page in walk(api, path, q=q, **query) for result in page["results"]]


def ids(results: list[Json]) -> list[str]:
    """Their ids, in order."""
    return [result["id"] for result in results]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("COASTAL", ["plg_report"]),
        ('"air defence"', ["plg_decide"]),
        ('"defence air"', []),
        ("commit*", ["plg_doors"]),
        ("ships OR parks", ["plg_ships", "plg_parks"]),
        ("new -region", []),
        ("depots -ports", ["plg_open"]),
        ("rails", []),  # withdrawn
        ("rivers", []),  # a call's
        ('-bridge "((', ["plg_ports", *PLEDGES, "plg_ships", "plg_parks"]),
    ],
)
def test_a_query_finds_pledges_in_the_order_of_the_list(api: httpx.Client, q: str, found: list[str]) -> None:
    assert ids(search(api, q)) == found


def test_calls_are_searched_too(api: httpx.Client) -> None:
    assert ids(search(api, "rivers", path="/v1/calls")) == ["cal_protect"]


def test_what_is_found_is_walked_and_counted_like_any_list(api: httpx.Client) -> None:
    pages = list(walk(api, "/v1/pledges", q="bridge -7", limit=25, count="exact"))
    assert [len(page["results"]) for page in pages] == [25, 25, 9]
    assert {page["page"]["count"] for page in pages} == {59}
    lines = api.get("/v1/pledges.jsonl", params={"q": "bridge -7"}).text.splitlines()
    assert len(lines) == 60  # the last tells the end


def test_a_search_and_the_filters_have_to_hold(api: httpx.Client) -> None:
    assert ids(search(api, "we", statement=BRUSSELS, stage="done")) == ["plg_open"]
    assert ids(search(api, "we", sort="oldest", stage="promised", limit=30))[0] == "plg_parks"


def test_a_match_is_a_slice_of_the_text_with_what_was_sought(api: httpx.Client) -> None:
    (pledge,) = search(api, "regions coast*")
    match = pledge["match"]
    assert TEXT[match["start"] : match["end"]] == match["text"] == pledge["quote"]
    assert [light["text"] for light in match["highlights"]] == ["coastal", "regions"]
    for light in match["highlights"]:
        assert TEXT[light["start"] : light["end"]] == light["text"]
    assert api.get("/v1/pledges/plg_report").json()["match"] is None


def test_a_cursor_belongs_to_its_search(api: httpx.Client) -> None:
    cursor = api.get("/v1/pledges?q=bridge&limit=1").json()["page"]["next_cursor"]
    assert api.get("/v1/pledges", params={"q": "bridge", "cursor": cursor}).status_code == 200
    assert api.get("/v1/pledges", params={"q": "number", "cursor": cursor}).status_code == 400


def test_the_feed_takes_no_search(api: httpx.Client) -> None:
    answer = api.get("/v1/changes?since=beginning&q=bridge")
    (fault,) = answer.json()["errors"]
    assert (answer.status_code, fault["parameter"], fault["code"]) == (422, "q", "unknown-parameter")


def test_sqlite_begins_with_the_finds_where_they_are_few(world: Database) -> None:
    with world.reading() as connection:
        if not is_sqlite(connection):
            pytest.skip("PostgreSQL decides by its statistics")
        plan = explain(connection, 1, lambda: list_pledges(connection, PledgeQuery(q="coastal")))
        assert "SEARCH act USING INDEX sqlite_autoindex_act_1 (id=?)" in plan, plan
