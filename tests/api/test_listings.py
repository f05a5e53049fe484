"""SQL of lists that is built once for all queries that ask the same, and run with the values of each."""

from typing import Any

import pytest

from app.api.acts import apart, ways
from app.api.acts.filters import list_conditions
from app.api.acts.listings import find_listing
from app.api.acts.orders import ORDERS, list_in_order
from app.api.paging import fetch_page
from app.api.pledges.queries import list_pledges
from app.api.pledges.schemas import PledgeQuery
from app.store.database import Database
from app.store.dialects import is_sqlite
from app.vocabulary import ActKind
from tests.api.plans import explain
from tests.api.world import BRUSSELS, MADRID

ASKED: list[dict[str, Any]] = [
    {"stage": ["promised"]},
    {"stage": ["done"]},
    {"stage": ["promised", "done"], "sort": "oldest"},
    {"theme": ["climate"], "issuer_not": ["nato"], "updated_after": "2020-01-01T00:00:00Z"},
    {"theme": ["cyber"], "issuer_not": ["g7"], "updated_after": "2020-01-01T00:00:00Z"},
    {"has_deadline": "true", "min_confidence": 0.5, "sort": "due"},
    {"has_deadline": "false", "min_confidence": 0.9, "sort": "due"},
    {"due_after": "2022-01-01", "due_match": "certain", "count": "exact"},
    {"due_after": "2023-01-01", "due_match": "possible", "count": "exact"},
    {"timeliness": ["past"], "as_of": "2023-01-01"},
    {"timeliness": ["upcoming"], "as_of": "2021-01-01"},
    {"id": ["plg_decide", "plg_nobody"]},
    {"actor": ["est", "fin"], "issuer": ["nato"], "sort": "due"},
    {"actor": ["nobody", "fin"], "theme_not": ["climate"]},
    {"actor": ["est", "nato"], "beneficiary": ["ukr"], "deadline_role": ["start"]},
    {"statement": [BRUSSELS], "meeting": [MADRID], "due_before": "2023-01-01"},
    {"forum": ["nato-summit"], "updated_after": "2020-01-01T00:00:00Z", "sort": "updated"},
    {"min_confidence": 0.9, "stage": ["promised"], "sort": "confidence"},
]


@pytest.fixture(params=[(ways.FEW, ways.SOME), (0, ways.SOME), (0, 0)], ids=["sorted", "collected", "asked"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """How SQLite goes about it, as if the acts of each filter were few, more, or many."""
    monkeypatch.setattr(apart, "BUILT", {})
    for name, most in zip(("FEW", "SOME"), request.param, strict=True):
        monkeypatch.setattr(ways, name, most)


@pytest.mark.usefixtures("_way")
@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_what_is_built_once_finds_what_is_built_for_the_query(world: Database, asked: dict[str, Any]) -> None:
    query = PledgeQuery.model_validate({"limit": 3, **asked})
    with world.reading() as connection:
        own = list_in_order(
            ActKind.PLEDGE, ORDERS[query.sort], list_conditions(connection, ActKind.PLEDGE, query)
        )
        while True:
            page = fetch_page(connection, *shared(connection, query))
            assert page == fetch_page(connection, own, query)
            if page.next_cursor is None:
                break
            query = query.model_copy(update={"cursor": page.next_cursor})


def shared(connection: Any, query: PledgeQuery) -> tuple[Any, ...]:
    """What `fetch_page` takes."""
    listing, values = find_listing(connection, ActKind.PLEDGE, query)
    return listing, query, values


@pytest.mark.parametrize(
    ("_way", "begins", "then"),
    [
        ((10, 20), "sqlite_autoindex_act_1 (id=?)", "TEMP B-TREE"),
        ((0, 100), "ix_act_newest_first (kind=?)", "LIST SUBQUERY"),
        ((0, 0), "ix_act_newest_first (kind=?)", "CORRELATED SCALAR SUBQUERY"),
    ],
    indirect=["_way"],
)
@pytest.mark.usefixtures("_way")
def test_sqlite_begins_where_few_acts_are(world: Database, begins: str, then: str) -> None:
    query = PledgeQuery.model_validate({"theme": ["climate"]})
    with world.reading() as connection:
        if not is_sqlite(connection):
            pytest.skip("PostgreSQL decides by its statistics")
        plan = explain(connection, 1, lambda: list_pledges(connection, query))
        assert f"SEARCH act USING INDEX {begins}" in plan, plan
        assert then in plan, plan


def test_queries_that_differ_in_values_share_a_listing(world: Database) -> None:
    def find(**asked: Any) -> Any:
        with world.reading() as connection:
            return find_listing(connection, ActKind.PLEDGE, PledgeQuery.model_validate(asked))[0]

    first = find(theme=["climate"], due_before="2022-12-31", limit=3)
    assert find(theme=["cyber"], due_before="2030-01-01", limit=50) is first
    assert find(theme=["cyber", "climate"], due_before="2030-01-01") is not first
    assert find(theme=["cyber"], due_before="2030-01-01", due_match="certain") is not first


def test_no_more_are_kept_than_that(world: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_BUILT", 2)
    monkeypatch.setattr(apart, "BUILT", {})
    with world.reading() as connection:
        for asked in ASKED:
            find_listing(connection, ActKind.PLEDGE, PledgeQuery.model_validate(asked))
            assert len(apart.BUILT) <= 2


class _Forgetting(dict[Any, Any]):
    """Holds nothing, as if other threads cleared it at once."""

    def __setitem__(self, key: Any, value: Any) -> None:
        pass


def test_a_query_is_answered_though_another_thread_clears_what_was_built(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "BUILT", _Forgetting())
    with world.reading() as connection:
        query = PledgeQuery.model_validate({"actor": ["est"], "limit": 3})
        listing, values = find_listing(connection, ActKind.PLEDGE, query)
        assert fetch_page(connection, listing, query, values).rows
