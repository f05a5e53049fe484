"""The timeline over HTTP: one result a deadline, with its pledge."""

from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest

from app.api.acts import ways
from app.api.deadlines.queries import list_deadlines
from app.api.deadlines.schemas import DeadlineQuery
from app.store.database import Database
from tests.api.world import BRUSSELS, MADRID

TIMELINE = ["when we meet in Madrid", "by the end of 2023"]
"""The dated ones; those without a last day come behind, by id."""


def find(api: httpx.Client, **query: Any) -> list[str]:
    """The words of the deadlines a query finds."""
    answer = api.get("/v1/deadlines", params=query)
    assert answer.status_code == 200, answer.text
    return [deadline["text"] for deadline in answer.json()["results"]]


def test_the_timeline_goes_by_the_last_possible_day_and_ends_in_the_undated(api: httpx.Client) -> None:
    found = find(api)
    assert found[:2] == TIMELINE
    assert set(found[2:]) == {"from May 2022", "as soon as possible"}


def test_a_deadline_comes_with_its_pledge(api: httpx.Client) -> None:
    deadline = api.get("/v1/deadlines", params={"meeting": MADRID}).json()["results"][0]
    pledge = api.get("/v1/pledges/plg_decide").json()
    assert {name: value for name, value in deadline.items() if name != "pledge"} == pledge["deadlines"][0]
    assert deadline["pledge"] == {name: pledge[name] for name in deadline["pledge"]}
    assert {"statement", "quote", "actors", "themes", "version", "updated_at"} < set(deadline["pledge"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"due_after": "2022-01-01"}, TIMELINE),
        ({"due_before": "2022-06-27"}, ["by the end of 2023"]),
        ({"deadline_role": "start"}, ["from May 2022"]),
        ({"deadline_kind": "vague"}, ["as soon as possible"]),
        ({"actor": "nato-foreign-ministers"}, ["by the end of 2023"]),
        ({"statement": BRUSSELS, "theme": "climate"}, ["by the end of 2023"]),
        ({"stage": "done"}, []),
        ({"issuer": "fin"}, []),
    ],
)
def test_a_filter_finds(api: httpx.Client, query: dict[str, Any], found: list[str]) -> None:
    assert find(api, **query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"timeliness": "past", "as_of": "2022-06-30"}, []),
        ({"timeliness": "past", "as_of": "2022-07-01"}, ["when we meet in Madrid"]),
        ({"timeliness": "due", "as_of": "2022-05-31"}, ["when we meet in Madrid"]),
        ({"timeliness": "due", "as_of": "2022-05-30"}, []),
        ({"timeliness": "upcoming", "as_of": "2022-05-30"}, TIMELINE),
        ({"timeliness": ["due", "upcoming"], "as_of": "9999-12-31"}, []),
        ({"timeliness": "undated", "as_of": "2022-05-30"}, ["as soon as possible"]),
        ({"due_after": "2022-06-01", "due_match": "certain"}, ["when we meet in Madrid"]),
        ({"due_before": "2022-06-30", "due_match": "certain"}, ["when we meet in Madrid"]),
        ({"due_before": "2022-06-29", "due_match": "certain"}, []),
    ],
)
def test_days_are_asked_of_the_whole_interval(
    api: httpx.Client, query: dict[str, Any], found: list[str]
) -> None:
    assert find(api, **query) == found


def test_the_day_of_timeliness_is_told_and_is_today_unless_given(api: httpx.Client) -> None:
    for path in ("/v1/deadlines", "/v1/pledges", "/v1/calls"):
        page = api.get(path, params={"timeliness": "past", "as_of": "2022-07-01"}).json()["page"]
        assert page["as_of"] == "2022-07-01"
        assert api.get(path).json()["page"]["as_of"] is None
    before = datetime.now(UTC).date()
    told = api.get("/v1/deadlines", params={"timeliness": "past"}).json()["page"]["as_of"]
    assert before <= date.fromisoformat(told) <= datetime.now(UTC).date()


def test_a_day_without_timeliness_is_a_mistake(api: httpx.Client) -> None:
    assert api.get("/v1/deadlines", params={"as_of": "2022-07-01"}).status_code == 422


def test_a_deadline_is_found_by_its_id(api: httpx.Client) -> None:
    (deadline,) = api.get("/v1/pledges/plg_report").json()["deadlines"]
    assert find(api, id=deadline["id"]) == ["by the end of 2023"]


@pytest.mark.parametrize(
    "asked",
    [
        {"beneficiary": ["ukr"]},
        {"statement": [BRUSSELS], "due_before": "2023-01-01", "sort": "farthest"},
        {"meeting": [MADRID], "stage": ["promised"]},
        {"theme": ["climate"], "updated_after": "2020-01-01T00:00:00Z", "sort": "updated"},
        {"actor": ["est"], "id": ["none"]},
    ],
    ids=str,
)
def test_the_timeline_of_few_acts_is_found_as_that_of_many(
    world: Database, monkeypatch: pytest.MonkeyPatch, asked: dict[str, Any]
) -> None:
    query = DeadlineQuery.model_validate(asked)
    with world.reading() as connection:
        _, of_few = list_deadlines(connection, query)
        monkeypatch.setattr(ways, "FEW", -1)
        _, of_many = list_deadlines(connection, query)
    assert of_few == of_many
    assert of_few or "id" in asked
