"""Actors and memberships over HTTP: groups expand as of a day."""

from typing import Any

import httpx
import pytest


def find(api: httpx.Client, **query: Any) -> list[str]:
    """Ids of the actors a query finds."""
    answer = api.get("/v1/actors", params=query)
    assert answer.status_code == 200, answer.text
    return [actor["id"] for actor in answer.json()["results"]]


def test_an_actor_shows_its_names_and_its_parent(api: httpx.Client) -> None:
    actor = api.get("/v1/actors/nato-foreign-ministers").json()
    assert (actor["kind"], actor["speaks_for_members"]) == ("organ", True)
    assert actor["names"] == ["nato-foreign-ministers"]
    assert actor["parent"] == {"id": "nato", "name": "Nato", "kind": "organisation"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"id": ["rus", "est"]}, ["est", "rus"]),
        ({"kind": "state"}, ["esp", "est", "fin", "rus", "ukr"]),
        ({"kind": ["organ", "organisation"]}, ["nato", "nato-foreign-ministers"]),
        ({"name": "the Republic of Estonia"}, ["est"]),
        ({"name": "the union of nowhere"}, []),
        ({"member_of": "nato", "as_of": "2004-03-28"}, []),
        ({"member_of": "nato", "as_of": "2004-03-29"}, ["est"]),
        ({"member_of": "nato", "as_of": "2023-04-04"}, ["est", "fin"]),
        ({"member_of": "nato"}, ["est", "fin"]),
    ],
)
def test_a_filter_finds(api: httpx.Client, query: dict[str, Any], found: list[str]) -> None:
    assert find(api, **query) == found


def test_a_day_without_a_group_is_a_mistake(api: httpx.Client) -> None:
    assert api.get("/v1/actors", params={"as_of": "2022-03-24"}).status_code == 422


@pytest.mark.parametrize(("day", "members"), [("2022-03-24", ["est"]), ("2023-04-04", ["est", "fin"])])
def test_members_are_those_of_the_day(api: httpx.Client, day: str, members: list[str]) -> None:
    answer = api.get("/v1/actors/nato/members", params={"as_of": day}).json()
    assert [membership["actor"]["id"] for membership in answer["results"]] == members
    assert answer["page"]["as_of"] == day


def test_memberships_come_with_their_days(api: httpx.Client) -> None:
    (membership,) = api.get("/v1/actors/est/memberships").json()["results"]
    assert (membership["group"]["id"], membership["start"], membership["end"]) == ("nato", "2004-03-29", None)


@pytest.mark.parametrize("path", ["/v1/actors/xxx", "/v1/actors/xxx/members", "/v1/actors/xxx/memberships"])
def test_an_unknown_actor_is_not_found(api: httpx.Client, path: str) -> None:
    assert api.get(path).status_code == 404
