"""Counts beside a list are those of the list itself, under every filter but the facet's own."""

from collections import Counter
from typing import Any

import httpx
import pytest

from app.api.facets import counted, queries
from app.api.facets.counted import find_counted
from app.api.facets.schemas import Facet
from app.api.pledges.schemas import PledgeQuery
from app.store.database import Database
from app.store.dialects import is_sqlite
from app.store.facets import Dimension
from app.vocabulary import ActKind
from tests.api.test_lists import counting_selects

QUERIES = [
    "",
    "stage=promised",
    "actor=est&firmness=strong",
    "theme=cyber",
    "due_after=2022-06-01",
    "issuer=fin",
    "adopted_after=2021-01-01&adopted_before=2022-12-31",
    "actor=fin&actor=est&actor=est",
    "stage=promised&stage=done&theme=cyber",
    "theme_not=cyber&stage_not=done",
    "issuer=nato&issuer_not=fin&firmness_not=strong",
]
OWN = {
    "actor": ("actor",),
    "theme": ("theme",),
    "stage": ("stage",),
    "firmness": ("firmness",),
    "issuer": ("issuer",),
    "adopted_year": ("adopted_after", "adopted_before"),
    "due_year": ("due_after", "due_before"),
    "forum": ("forum",),
}


def walk(api: httpx.Client, query: httpx.QueryParams) -> list[dict[str, Any]]:
    """Every pledge that a query finds."""
    pledges: list[dict[str, Any]] = []
    address = f"/v1/pledges?{query.set('limit', 200)}"
    while address:
        page = api.get(address).json()
        pledges += page["results"]
        address = page["links"]["next"]
    return pledges


def values_of(pledge: dict[str, Any], dimension: str) -> set[str | None]:
    """What a pledge counts as, told from its answer."""
    days = [
        deadline["latest"]
        for deadline in pledge["deadlines"]
        if deadline["role"] in ("due", "follow_up") and deadline["latest"]
    ]
    adopted = pledge["statement"]["adopted_date"]
    found: set[str | None] = {
        "theme": {theme["id"] for theme in pledge["themes"]},
        "stage": {pledge["stage"]},
        "firmness": {pledge["firmness"]},
        "issuer": {issuer["id"] for issuer in pledge["statement"]["issuers"]},
        "adopted_year": {adopted and adopted[:4]},
        "due_year": {min(days)[:4]} if days else set(),
    }[dimension]
    return found or {None}


@pytest.mark.parametrize("facet", [facet for facet in Facet if facet is not Facet.ACTOR])
@pytest.mark.parametrize("query", QUERIES)
def test_a_facet_counts_what_the_list_holds_without_its_own_filter(
    api: httpx.Client, query: str, facet: Facet
) -> None:
    asked = httpx.QueryParams(query)
    facets = api.get(f"/v1/pledges?{asked.set('facets', facet)}").json()["facets"]
    for own in OWN[facet]:
        asked = asked.remove(own)
    expected = Counter(value for pledge in walk(api, asked) for value in values_of(pledge, facet))
    assert {count["value"]: count["count"] for count in facets[facet]} == expected
    assert facets["approximate"] is False
    assert [name for name in Facet if facets[name] is not None] == [facet]


@pytest.mark.parametrize("query", ["actor_mode=any", "actor_mode=direct", "actor_not=fin"])
def test_actors_are_counted_as_their_filter_finds_them(api: httpx.Client, query: str) -> None:
    counts = api.get(f"/v1/pledges?facets=actor&{query}").json()["facets"]["actor"]
    assert len(counts) > 1
    for count in counts:
        if count["value"] is not None:
            found = api.get(f"/v1/pledges?count=exact&actor={count['value']}&{query}").json()
            assert found["page"]["count"] == count["count"]


def test_the_most_come_first_with_what_they_are_called(api: httpx.Client) -> None:
    counts = api.get("/v1/pledges?facets=actor").json()["facets"]["actor"]
    assert [count["count"] for count in counts] == sorted((count["count"] for count in counts), reverse=True)
    labels = {count["value"]: count["label"] for count in counts}
    assert labels["est"] == api.get("/v1/actors/est").json()["name"]


def test_calls_are_counted_too_and_have_no_stage(api: httpx.Client) -> None:
    facets = api.get("/v1/calls?facets=stage&facets=firmness").json()["facets"]
    calls = api.get("/v1/calls?count=exact").json()["page"]["count"]
    assert facets["stage"] == [{"value": None, "label": None, "count": calls}]
    assert sum(count["count"] for count in facets["firmness"]) == calls


def test_counts_of_a_part_say_so(api: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST_HITS", 5)
    facets = api.get("/v1/pledges?facets=firmness&min_confidence=0.01").json()["facets"]
    assert facets["approximate"] is True
    assert sum(count["count"] for count in facets["firmness"]) == 5


def test_counts_of_one_filter_are_kept_and_exact(api: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST_HITS", 5)
    with counting_selects() as selects:
        page = api.get("/v1/pledges?facets=firmness&facets=stage&stage=promised&count=exact&limit=4").json()
    assert page["facets"]["approximate"] is False
    assert sum(count["count"] for count in page["facets"]["firmness"]) == page["page"]["count"] > 5
    assert len([select for select in selects if "FROM facet_count" in select]) == 2 + 1  # facets and the page


@pytest.mark.parametrize(
    ("query", "are_kept"),
    [
        ("actor=est&actor=fin&stage=promised", True),
        ("theme=cyber&adopted_after=2021-01-01&adopted_before=2022-12-31", True),
        ("theme=cyber&theme=climate", False),
        ("adopted_after=2021-01-01&adopted_before=2022-12-30", False),
        ("actor=est&stage=promised&firmness=strong", False),
    ],
)
def test_how_many_two_filters_find_is_kept(api: httpx.Client, query: str, are_kept: bool) -> None:
    with counting_selects() as selects:
        page = api.get(f"/v1/pledges?{query}&count=exact&limit=3").json()["page"]
    assert any("FROM facet_count" in select for select in selects) is are_kept
    assert page["count"] == len(walk(api, httpx.QueryParams(query)))


def test_a_cursor_leads_on_whatever_is_counted(api: httpx.Client) -> None:
    first = api.get("/v1/pledges?limit=2&facets=theme").json()
    assert api.get(f"/v1/pledges?limit=2&cursor={first['page']['next_cursor']}").status_code == 200


def test_facets_cost_a_fixed_number_of_statements(api: httpx.Client, world: Database) -> None:
    with world.reading() as connection:
        ways = 2 if is_sqlite(connection) else 0  # how many are found, for SQLite does not know
    for limit in (3, 7):
        with counting_selects() as selects:
            api.get(f"/v1/pledges?facets=theme&facets=actor&limit={limit}&min_confidence=0.02")
        assert (
            len(selects) == ways + 1 + 1 + 2
        )  # a page with its acts, all counts, and the names of a facet's values


def test_sets_of_actors_that_were_forgotten_are_loaded_again(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counted, "MOST_KNOWN_SETS", 0)
    with world.reading() as connection:
        found = [find_counted(connection, ActKind.PLEDGE, [Dimension.ACTOR], PledgeQuery()) for _ in range(3)]
    assert found[0]
    assert found == [found[0]] * 3


# --- stats --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("keys", [["theme"], ["firmness", "due_year"], ["stage", "theme"], ["issuer"]])
def test_stats_count_every_combination(api: httpx.Client, query: str, keys: list[str]) -> None:
    asked = httpx.QueryParams(query)
    pledges = walk(api, asked)
    expected = Counter(
        combination
        for pledge in pledges
        for combination in _combine([values_of(pledge, key) for key in keys])
    )
    for key in keys:
        asked = asked.add("group_by", key)
    stats = api.get(f"/v1/stats/pledges?{asked}").json()
    found = {tuple(value["value"] for value in group["values"]): group["count"] for group in stats["results"]}
    assert found == expected
    assert stats["total"] == len(pledges)
    assert all([value["by"] for value in group["values"]] == keys for group in stats["results"])


def _combine(parts: list[set[str | None]]) -> list[tuple[str | None, ...]]:
    combined: list[tuple[str | None, ...]] = [()]
    for part in parts:
        combined = [(*head, value) for head in combined for value in part]
    return combined


@pytest.mark.parametrize("dimension", Dimension)
def test_pledges_can_be_counted_by_each_dimension(api: httpx.Client, dimension: Dimension) -> None:
    stats = api.get(f"/v1/stats/pledges?group_by={dimension}").json()
    assert stats["results"]
    assert stats["as_of_seq"] > 0


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "group_by"),
        ("group_by=theme&group_by=theme", "group_by"),
        ("group_by=theme&group_by=actor&group_by=stage", "group_by"),
        ("group_by=colour", "group_by"),
        ("group_by=theme&as_of=2024-01-01", "as_of"),
    ],
)
def test_what_cannot_be_counted_is_refused(api: httpx.Client, query: str, parameter: str) -> None:
    answer = api.get(f"/v1/stats/pledges?{query}")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, parameter)


# --- with a search ------------------------------------------------------------------------------------------


def test_a_search_is_counted_like_any_filter(api: httpx.Client) -> None:
    found = walk(api, httpx.QueryParams("q=defence OR depots"))
    assert 0 < len(found) < len(walk(api, httpx.QueryParams("")))
    facets = api.get("/v1/pledges?q=defence OR depots&facets=stage&facets=firmness").json()["facets"]
    stages = Counter(pledge["stage"] for pledge in found)
    assert {count["value"]: count["count"] for count in facets["stage"]} == stages
    assert sum(count["count"] for count in facets["firmness"]) == len(found)
    stats = api.get("/v1/stats/pledges?q=defence OR depots&group_by=stage").json()
    assert {group["values"][0]["value"]: group["count"] for group in stats["results"]} == stages
    assert stats["total"] == len(found)


def test_ids_are_asked_of_what_is_counted(api: httpx.Client) -> None:
    ids = "id=plg_decide&id=plg_open"
    assert api.get(f"/v1/stats/pledges?group_by=stage&{ids}").json()["total"] == 2
    facets = api.get(f"/v1/pledges?facets=stage&{ids}").json()["facets"]
    assert sum(count["count"] for count in facets["stage"]) == 2
