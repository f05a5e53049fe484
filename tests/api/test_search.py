"""`q`: what it finds over HTTP, where it says it was met, and that it is a filter like the others."""

from typing import Any

import httpx
import pytest

from app.api.acts import ranking
from app.api.pledges.queries import list_pledges
from app.api.pledges.schemas import PledgeQuery
from app.store.database import Database
from app.store.dialects import is_sqlite
from tests.api.plans import explain
from tests.api.test_lists import counting_selects
from tests.api.test_orders import walk
from tests.api.world import BRUSSELS, JOINT, PLEDGES, TEXT

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


@pytest.mark.parametrize("q", ["we OR our", "will -bridge", "bridge", "ports OR parks OR ships"])
@pytest.mark.parametrize("stage", [[], ["promised", "done"]])
def test_pages_of_the_newest_finds_are_those_of_all(api: httpx.Client, q: str, stage: list[str]) -> None:
    """Of which SQLite looks at as many as a page needs, and at all where they are counted."""
    whole = api.get("/v1/pledges", params={"q": q, "stage": stage, "limit": 200, "count": "exact"}).json()
    assert ids(search(api, q, stage=stage, limit=2)) == ids(whole["results"])
    assert len(whole["results"]) > 2


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


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("regions -madrid", [2]),
        ('"as soon as" OR stocks', [3, 6]),
        ("shar* OR LEADERS", [0, 9]),
        ("we", [1, 3, 4, 5, 6, 7, 8, 9]),
        ("bridge", []),  # another statement's
        ("-we", [0, 2]),
    ],
)
def test_the_passages_of_a_statement_are_searched(api: httpx.Client, q: str, found: list[int]) -> None:
    passages = search(api, q, path=f"/v1/statements/{BRUSSELS}/passages", limit=3)
    assert [passage["ordinal"] for passage in passages] == found
    for passage in passages:
        match = passage["match"]
        assert TEXT[match["start"] : match["end"]] == match["text"] == passage["text"]
        assert [TEXT[light["start"] : light["end"]] for light in match["highlights"]] == [
            light["text"] for light in match["highlights"]
        ]


def test_a_passage_that_nobody_sought_shows_no_match(api: httpx.Client) -> None:
    passages = api.get(f"/v1/statements/{BRUSSELS}/passages").json()["results"]
    assert {passage["match"] for passage in passages} == {None}


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
        plan = explain(connection, 0, lambda: list_pledges(connection, PledgeQuery(q="coastal")))
        assert "SEARCH act USING INDEX sqlite_autoindex_act_1 (id=?)" in plan, plan


# --- the best first -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("q", "best"),
    [
        ("will OR depots", ["plg_open", "plg_ships", "plg_parks", "plg_ports"]),  # rare, short, newer
        ("we OR coast* OR region*", ["plg_report", "plg_station"]),
        ('we OR "open doors" OR depots', ["plg_open", "plg_doors"]),
        ("bridge 7", ["plg_bridge07"]),
        ("-bridge -we", ["plg_report"]),
    ],
)
def test_what_answers_best_comes_first(api: httpx.Client, q: str, best: list[str]) -> None:
    (page,) = walk(api, "/v1/pledges", q=q, sort="relevance", limit=200, count="exact")
    assert ids(page["results"])[: len(best)] == best
    assert sorted(ids(page["results"])) == sorted(ids(search(api, q)))
    assert (page["page"]["count"], page["page"]["approximate"]) == (len(page["results"]), False)
    assert all(result["match"]["highlights"] or q.startswith("-") for result in page["results"])


@pytest.mark.parametrize("path", ["/v1/pledges", "/v1/calls"])
def test_where_nothing_is_found_nothing_is_ranked(api: httpx.Client, path: str) -> None:
    assert search(api, "glaciers", path=path, sort="relevance") == []


def test_the_best_are_asked_for_with_filters_and_come_in_one_page(api: httpx.Client) -> None:
    query = {"q": "we OR our", "sort": "relevance", "stage": "promised", "limit": 2}
    page = api.get("/v1/pledges", params=query).json()
    assert ids(page["results"]) == ["plg_ports", "plg_report"]
    assert (page["page"]["has_more"], page["page"]["next_cursor"], page["links"]["next"]) == (
        False,
        None,
        None,
    )


def test_equals_come_by_date_then_by_id(api: httpx.Client) -> None:
    found = ids(search(api, "", sort="relevance", limit=200))
    assert found == [*ids(search(api, "", statement=JOINT)), *sorted(PLEDGES), *found[8:]]
    assert found[8:] == ["plg_ships", *sorted(found[9:-1]), "plg_parks"]


def test_only_the_newest_finds_are_ranked_and_the_page_says_so(
    api: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "MOST_CANDIDATES", 3)
    query = {"q": "will OR ships", "sort": "relevance", "count": "exact", "min_confidence": "0.03"}
    page = api.get("/v1/pledges", params=query).json()
    assert set(ids(page["results"])) == {"plg_ports", "plg_decide", "plg_report"}
    assert (page["page"]["approximate"], page["page"]["count"]) == (True, 67)


def test_ranking_costs_a_fixed_number_of_statements(api: httpx.Client) -> None:
    costs = set()
    for limit in (3, 150):
        with counting_selects() as selects:
            api.get("/v1/pledges", params={"q": "will OR 7*", "sort": "relevance", "limit": limit})
        of_sqlite = "SELECT act_words_fts.rowid"
        costs.add(len([select for select in selects if not select.startswith(of_sqlite)]))
    assert costs == {4}


@pytest.mark.parametrize(
    ("path", "query", "refused"),
    [
        ("/v1/pledges", {}, (422, "invalid-parameter", "sort")),
        ("/v1/calls", {}, (422, "invalid-parameter", "sort")),
        ("/v1/pledges.csv", {"q": "ports"}, (422, "invalid-parameter", "sort")),
        ("/v1/pledges", {"q": "ports", "cursor": "none"}, (400, "invalid-cursor", None)),
    ],
)
def test_what_cannot_be_ranked_is_refused(
    api: httpx.Client, path: str, query: Json, refused: tuple[int, str, str | None]
) -> None:
    answer = api.get(path, params={**query, "sort": "relevance"})
    faults = [fault["parameter"] for fault in answer.json()["errors"]] or [None]
    assert (answer.status_code, answer.json()["type"].rsplit("/")[-1], *faults) == refused
