"""What `sort` and `count` ask for: every order of every list, read from an index on both databases, and the
number of all results.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, select

from app.api.actors.queries import list_actors
from app.api.actors.schemas import ActorQuery
from app.api.acts.queries import find_acts
from app.api.calls.queries import list_calls
from app.api.calls.schemas import CallQuery
from app.api.deadlines.queries import find_deadlines, list_deadlines
from app.api.deadlines.schemas import DeadlineQuery
from app.api.meetings.queries import list_meetings
from app.api.meetings.schemas import MeetingQuery
from app.api.paging import PageQuery
from app.api.pledges.queries import list_pledges
from app.api.pledges.schemas import PledgeQuery
from app.api.selects import today
from app.api.statements.queries import list_statements
from app.api.statements.schemas import StatementQuery
from app.ingestion.runs import start_run
from app.store.database import Database
from app.store.tables import ActRow, DeadlineRow
from tests.api.conftest import serving
from tests.api.plans import explain
from tests.api.world import PORTS, SHIPS, SHIPS_DAY, a_world_registry, save
from tests.builders import a_statement, an_act

Json = dict[str, Any]
UNDATED_FIRST, UNDATED_LAST = "0001-01-01", "9999-12-31"


def adopted(act: Json) -> str:
    """The day of an act's statement; without one it is older than all."""
    return act["statement"]["adopted_date"] or UNDATED_FIRST


def place(act: Json) -> tuple[str, int, str]:
    """Where an act stands."""
    return act["statement"]["id"], act["evidence"]["start"], act["id"]


def due(act: Json) -> tuple[str, str]:
    """The first last day on which something has to be there."""
    days = [one["latest"] or UNDATED_LAST for one in act["deadlines"] if one["role"] != "start"]
    return min(days, default=UNDATED_LAST), act["id"]


def last_day(deadline: Json) -> tuple[str, str]:
    """Its last possible day."""
    return deadline["latest"] or UNDATED_LAST, deadline["id"]


def backwards(text: str) -> list[int]:
    """Sorts the other way round."""
    return [-ord(character) for character in text]


OF_ACTS: dict[str, Callable[[Json], Any]] = {
    "newest": lambda act: (backwards(adopted(act)), place(act)),
    "oldest": lambda act: (adopted(act), place(act)),
    "due": due,
    "updated": lambda act: (backwards(act["updated_at"]), act["id"]),
    "confidence": lambda act: (-act["confidence"], act["id"]),
}
ORDERS: dict[str, dict[str, Callable[[Json], Any]]] = {
    "/v1/pledges": OF_ACTS,
    "/v1/calls": OF_ACTS,
    "/v1/deadlines": {
        "nearest": last_day,
        "farthest": lambda deadline: [backwards(part) for part in last_day(deadline)],
        "updated": lambda one: (backwards(one["pledge"]["updated_at"]), one["pledge"]["id"], one["id"]),
    },
    "/v1/statements": {
        "newest": lambda one: (backwards(one["adopted_date"] or UNDATED_FIRST), one["id"]),
        "oldest": lambda one: (one["adopted_date"] or UNDATED_FIRST, backwards(one["id"])),
        "updated": lambda one: (backwards(one["updated_at"]), one["id"]),
    },
    "/v1/meetings": {
        "newest": lambda one: (backwards(one["first_day"]), one["id"]),
        "oldest": lambda one: (one["first_day"], backwards(one["id"])),
        "updated": lambda one: -one["changed_seq"],
    },
    "/v1/actors": {
        "id": lambda one: one["id"],
        "name": lambda one: (one["name"], one["id"]),
        "updated": lambda one: -one["changed_seq"],
    },
}
"""What each list can be walked by, and the key of a result that says so."""
RANKED = {"/v1/pledges": ["relevance"], "/v1/calls": ["relevance"]}
"""The orders in which only the best come (`tests.api.test_search`)."""
LISTED = [(path, sort) for path, orders in ORDERS.items() for sort in orders]
BY_THE_PLEDGE = ("/v1/deadlines", "updated")
"""The one order that begins in another table than it ends in."""

QUERIES: dict[str, tuple[type[PageQuery], Callable[..., Any]]] = {
    "/v1/pledges": (PledgeQuery, list_pledges),
    "/v1/calls": (CallQuery, list_calls),
    "/v1/deadlines": (DeadlineQuery, list_deadlines),
    "/v1/statements": (StatementQuery, list_statements),
    "/v1/meetings": (MeetingQuery, list_meetings),
    "/v1/actors": (
        ActorQuery,
        lambda connection, query: list_actors(connection, query, a_world_registry(), as_of=today()),
    ),
}


def walk(api: httpx.Client, path: str, **query: Any) -> Iterator[Json]:
    """Every page of a list."""
    address: str | None = str(httpx.URL(path, params=query))
    while address:
        page = api.get(address).json()
        yield page
        address = page["links"]["next"]


def test_every_order_of_every_list_is_tried(api: httpx.Client) -> None:
    for path, orders in ORDERS.items():
        (fault,) = api.get(path, params={"sort": "colour"}).json()["errors"]
        assert (fault["code"], fault["allowed"]) == ("not-allowed", [*orders, *RANKED.get(path, [])])


@pytest.mark.parametrize(("path", "sort"), LISTED)
def test_a_list_comes_in_the_order_asked_for_page_by_page(api: httpx.Client, path: str, sort: str) -> None:
    walked = [result for page in walk(api, path, sort=sort, limit=7) for result in page["results"]]
    keys = [ORDERS[path][sort](result) for result in walked]
    assert len(walked) > 1
    assert keys == sorted(keys)
    assert len({result["id"] for result in walked}) == len(walked)


@pytest.mark.parametrize(("path", "sort"), [listed for listed in LISTED if listed != BY_THE_PLEDGE])
def test_an_order_is_read_from_an_index(world: Database, path: str, sort: str) -> None:
    """From its beginning and behind a cursor: nothing is sorted."""
    model, list_page = QUERIES[path]
    with world.reading() as connection:
        query = model.model_validate({"sort": sort, "limit": 1})
        page, _ = list_page(connection, query)
        for asked in (query, query.model_copy(update={"cursor": page.next_cursor})):
            plan = explain(connection, 0, lambda asked=asked: list_page(connection, asked))
            assert "TEMP B-TREE" not in plan, plan
            assert "Sort" not in plan, plan


def test_deadlines_of_what_changed_last_are_sorted_among_those_of_a_moment(world: Database) -> None:
    query = DeadlineQuery.model_validate({"sort": "updated", "limit": 1})
    with world.reading() as connection:
        plan = explain(connection, 0, lambda: list_deadlines(connection, query), but=("incremental_sort",))
    assert "ix_act_updated_first" in plan, plan
    is_partial = ("USE TEMP B-TREE FOR RIGHT PART OF ORDER BY", "Presorted Key: act.updated_at")
    assert any(part in plan for part in is_partial), plan


@pytest.mark.parametrize(
    ("find", "table"),
    [
        (find_acts, "act_json"),
        (find_deadlines, "deadline"),
    ],
    ids=["acts", "deadlines"],
)
def test_what_is_known_by_id_is_found_by_id(
    world: Database, find: Callable[[Connection, Sequence[str]], Any], table: str
) -> None:
    if not world.file:
        pytest.skip("PostgreSQL decides by its statistics")
    with world.reading() as connection:
        plan = explain(connection, 0, lambda: find(connection, [f"id{number}" for number in range(50)]))
    assert f"SEARCH {table} USING INDEX sqlite_autoindex_{table}_1 " in plan


def test_a_cursor_belongs_to_its_order(api: httpx.Client) -> None:
    cursor = api.get("/v1/pledges?sort=due&limit=1").json()["page"]["next_cursor"]
    assert api.get("/v1/pledges", params={"sort": "due", "cursor": cursor}).status_code == 200
    assert api.get("/v1/pledges", params={"sort": "oldest", "cursor": cursor}).status_code == 400


def test_an_act_repeats_the_day_its_deadlines_say(world: Database) -> None:
    with world.reading() as connection:
        kept = dict(connection.execute(select(ActRow.id, ActRow.due_order)).all())
        said: dict[str, Any] = {}
        for act, role, day in connection.execute(
            select(DeadlineRow.act_id, DeadlineRow.role, DeadlineRow.latest_order)
        ):
            if role != "start":
                said[act] = min(day, said.get(act, day))
    assert {act: day.isoformat() for act, day in kept.items()} == {
        act: said[act].isoformat() if act in said else UNDATED_LAST for act in kept
    }


# --- counts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/v1/pledges", {}),
        ("/v1/pledges", {"actor": "est"}),
        ("/v1/pledges", {"stage": "promised", "sort": "due"}),
        ("/v1/pledges", {"q": "we"}),
        ("/v1/calls", {"theme": "climate"}),
        ("/v1/pledges", {"actor": ["est", "nato"], "stage": "promised", "theme": "climate"}),
        ("/v1/calls", {"has_deadline": "true"}),
        ("/v1/deadlines", {"deadline_kind": "meeting"}),
        ("/v1/statements", {"issuer": ["nato", "fin"]}),
        ("/v1/statements/nato-2022-03-24-brussels/passages", {}),
        ("/v1/actors", {"kind": "state"}),
        ("/v1/actors/nato/members", {}),
        ("/v1/forums", {}),
        ("/v1/meetings", {}),
        ("/v1/themes", {"id": "none"}),
        ("/v1/runs", {}),
    ],
)
def test_a_count_is_what_all_pages_hold(api: httpx.Client, path: str, query: Json) -> None:
    pages = list(walk(api, path, **query, limit=3, count="exact"))
    held = sum(len(page["results"]) for page in pages)
    assert {page["page"]["count"] for page in pages} == {held}


def test_a_count_may_be_asked_for_on_the_way(api: httpx.Client) -> None:
    first = api.get("/v1/pledges?limit=1").json()["page"]
    later = api.get("/v1/pledges", params={"count": "exact", "cursor": first["next_cursor"]}).json()["page"]
    assert (first["count"], later["count"]) == (None, 70)


# --- under writing ------------------------------------------------------------------------------------------


def test_what_stands_all_the_time_is_seen_once_while_others_come(changing: Database) -> None:
    run = start_run(changing, a_world_registry())
    with serving(changing) as api:
        stood = {result["id"] for page in walk(api, "/v1/pledges") for result in page["results"]}
        for sort in OF_ACTS:
            seen: list[str] = []
            for number, page in enumerate(walk(api, "/v1/pledges", sort=sort, limit=25)):
                seen += [result["id"] for result in page["results"]]
                for text, day in ((SHIPS, SHIPS_DAY), (PORTS, None)):
                    name = f"{sort}-{number}-{day or 'undated'}"
                    act = an_act(text, within=text, confidence=0.1 * number)
                    save(run, name, a_statement(text, adopted=day), {f"plg_{name}": act})
            assert sorted(id_ for id_ in seen if id_ in stood) == sorted(stood)
            assert len(set(seen)) == len(seen)
