"""What comes along with a page: what its results refer to, whole and once each."""

from typing import Any

import httpx
import pytest

from tests.api.test_lists import counting_selects
from tests.api.world import BRUSSELS, JOINT, MADRID

ALL = ("statement", "actors", "meetings")
Json = dict[str, Any]


def test_a_page_brings_what_its_results_refer_to(api: httpx.Client) -> None:
    query = {"statement": [BRUSSELS, JOINT], "include": ALL}
    included = api.get("/v1/pledges", params=query).json()["included"]
    assert {member: [one["id"] for one in found] for member, found in included.items()} == {
        "statements": [BRUSSELS, JOINT],
        "actors": ["fin", "nato", "nato-foreign-ministers", "ukr"],
        "meetings": [MADRID],
    }


@pytest.mark.parametrize(
    ("path", "included"),
    [
        ("/v1/calls", {"statements": [BRUSSELS], "actors": ["nato", "rus"], "meetings": []}),
        (
            "/v1/deadlines",
            {
                "statements": [BRUSSELS],
                "actors": ["nato", "nato-foreign-ministers"],
                "meetings": [MADRID],
            },
        ),
    ],
)
def test_so_do_calls_and_deadlines(api: httpx.Client, path: str, included: dict[str, list[str]]) -> None:
    found = api.get(path, params={"include": ALL}).json()["included"]
    assert {member: [one["id"] for one in ones] for member, ones in found.items()} == included


@pytest.mark.parametrize(
    ("part", "member"), [("statement", "statements"), ("actors", "actors"), ("meetings", "meetings")]
)
def test_what_is_not_asked_for_is_null_and_the_rest_is_as_it_is_alone(
    api: httpx.Client, part: str, member: str
) -> None:
    included = api.get("/v1/pledges", params={"include": part}).json()["included"]
    assert [name for name, found in included.items() if found is not None] == [member]
    assert included[member]
    for one in included[member]:
        assert api.get(f"/v1/{member}/{one['id']}").json() == one


def test_it_takes_as_many_statements_whatever_the_size_of_the_page(api: httpx.Client) -> None:
    numbers = set()
    for limit in (1, 200):
        with counting_selects() as selects:
            api.get("/v1/pledges", params={"limit": limit, "include": ALL})
        numbers.add(len(selects))
    assert numbers == {1 + 1 + 1 + 1}


def test_it_may_be_asked_for_on_the_way(api: httpx.Client) -> None:
    cursor = api.get("/v1/pledges?limit=1").json()["page"]["next_cursor"]
    assert api.get("/v1/pledges", params={"cursor": cursor, "include": ALL}).status_code == 200
