"""The newest acts of one actor: as if they were asked for in any other way, and read from their index."""

from datetime import date
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection

from app.api.acts.bound import ListBound, asks_for_one_actor
from app.api.acts.filters import list_conditions
from app.api.acts.orders import ORDERS, list_in_order
from app.api.acts.schemas import ActSort
from app.api.paging import fetch_page
from app.api.pledges.queries import list_pledges
from app.api.pledges.schemas import PledgeQuery
from app.ingestion.runs import start_run
from app.store.database import Database
from app.vocabulary import ActKind
from tests.api.plans import explain
from tests.api.test_orders import walk
from tests.api.world import RAILS, a_world_registry, by_june, save
from tests.builders import a_party, a_resolved_act, a_statement, an_act

ASKED: list[dict[str, Any]] = [
    {},
    {"stage": ["promised", "done"]},
    {"stage_not": ["promised"]},
    {"actor_mode": "direct"},
    {"due_before": "2022-12-31"},
    {"due_before": "9999-12-31"},
    {"due_before": "2022-12-31", "due_after": "2022-06-29", "due_match": "certain"},
    {"deadline_kind": ["vague"]},
    {"deadline_role": ["start"], "has_deadline": "true"},
    {"timeliness": ["past"], "as_of": "2023-01-01"},
    {"theme_not": ["climate"], "actor_not": ["fin"]},
    {"adopted_after": "2021-01-01", "polarity": ["positive"]},
]


def read_in_general(connection: Connection, query: PledgeQuery) -> list[str]:
    """The ids of the page, as queries that do not ask for one actor find them."""
    wanted = list_conditions(connection, ActKind.PLEDGE, query)
    listing = list_in_order(ActKind.PLEDGE, ORDERS[ActSort.NEWEST], wanted)
    return [row.id for row in fetch_page(connection, listing, query).rows]


@pytest.mark.parametrize("actor", ["est", "nato"])
@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_one_actor_s_acts_are_those_of_the_general_query(
    world: Database, actor: str, asked: dict[str, Any]
) -> None:
    query = PledgeQuery.model_validate({"actor": [actor], "limit": 200, **asked})
    assert asks_for_one_actor(query)
    with world.reading() as connection:
        listing = ListBound()(ActKind.PLEDGE, query)
        found = [row.id for row in fetch_page(connection, listing, query).rows]
        assert found == read_in_general(connection, query)


@pytest.mark.parametrize("due_before", ["2022-03-24", "2022-12-31", "2031-01-01", "2033-01-01"])
def test_what_was_due_before_it_was_adopted_is_found_too(changing: Database, due_before: str) -> None:
    late = a_statement(RAILS, adopted=date(2032, 5, 1))
    act = a_resolved_act(an_act(RAILS, within=RAILS), parties=(a_party(),), deadlines=(by_june(),))
    save(start_run(changing, a_world_registry()), "nato-2032-05-01-london", late, {"plg_late": act})
    query = PledgeQuery.model_validate({"actor": ["est"], "due_before": due_before})
    with changing.reading() as connection:
        page = fetch_page(connection, ListBound()(ActKind.PLEDGE, query), query)
        found = [row.id for row in page.rows]
        assert found == read_in_general(connection, query)
        assert found[0] == "plg_late"


def test_some_of_these_find_something(world: Database) -> None:
    with world.reading() as connection:
        sizes = [
            len(read_in_general(connection, PledgeQuery.model_validate({"actor": ["est"], **asked})))
            for asked in ASKED
        ]
    assert sum(size > 0 for size in sizes) > len(ASKED) / 2, sizes


def test_one_actor_s_acts_come_page_by_page(api: httpx.Client) -> None:
    pages = list(walk(api, "/v1/pledges", actor="est", stage="promised", limit=7, count="exact"))
    walked = [result["id"] for page in pages for result in page["results"]]
    whole = api.get("/v1/pledges?actor=est&stage=promised&limit=200").json()["results"]
    assert walked == [result["id"] for result in whole]
    assert len(pages) > 2
    assert {page["page"]["count"] for page in pages} == {len(walked)}


def test_one_actor_s_acts_are_read_from_the_index_in_its_order(world: Database) -> None:
    asked = {"actor": ["est"], "stage": ["promised"], "due_before": "2030-01-01", "limit": 1}
    with world.reading() as connection:
        first = PledgeQuery.model_validate(asked)
        page, _ = list_pledges(connection, first)
        assert page.next_cursor
        for query in (first, first.model_copy(update={"cursor": page.next_cursor})):
            plan = explain(connection, 0, lambda query=query: list_pledges(connection, query))
            assert "ix_act_binding_newest_first" in plan, plan
            assert "TEMP B-TREE" not in plan, plan
            assert "Sort" not in plan, plan
