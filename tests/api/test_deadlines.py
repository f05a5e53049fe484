"""The timeline over HTTP: one result a deadline, with its pledge."""

from typing import Any

import httpx
import pytest

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
    assert list(deadline["pledge"]) == ["id", "statement", "stage", "firmness", "polarity", "quote", "actors"]


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


def test_a_deadline_is_found_by_its_id(api: httpx.Client) -> None:
    (deadline,) = api.get("/v1/pledges/plg_report").json()["deadlines"]
    assert find(api, id=deadline["id"]) == ["by the end of 2023"]
