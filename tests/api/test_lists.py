"""What every list keeps: its envelope, its links, its cursor, and a number of SQL statements that does not
grow.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.store.database import Database
from tests.api.conftest import serving
from tests.api.world import BRUSSELS, LONG

LISTS = {
    "/v1/pledges": 1,
    "/v1/calls": 1,
    "/v1/pledges/plg_gone/history": 13,
    "/v1/deadlines": 2,
    "/v1/statements": 1,
    f"/v1/statements/{BRUSSELS}/passages": 3,
    "/v1/actors": 1,
    "/v1/actors/nato/members": 2,
    "/v1/actors/est/memberships": 2,
    "/v1/forums": 1,
    "/v1/meetings": 1,
    "/v1/themes": 1,
    "/v1/runs": 1,
    "/v1/runs/{run}/documents": 2,
}
"""Every paged list, and how many SQL statements a page of it takes."""


@pytest.fixture(params=LISTS)
def path(request: pytest.FixtureRequest, api: httpx.Client) -> str:
    """Each list in turn."""
    return str(request.param).format(run=api.get("/v1/runs").json()["results"][-1]["id"])


@contextmanager
def counting_selects() -> Iterator[list[str]]:
    """The queries that any database runs in the block."""
    selects: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            selects.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield selects
    event.remove(Engine, "before_cursor_execute", note)


def test_a_page_takes_as_many_statements_whatever_its_size(api: httpx.Client, path: str) -> None:
    (number,) = (number for known, number in LISTS.items() if fnmatch(path, known.replace("{run}", "*")))
    for limit in (1, 50, 200):
        nobody_asked_before = {"Host": f"{uuid4().hex}.example"}
        with counting_selects() as selects:
            answer = api.get(path, params={"limit": limit}, headers=nobody_asked_before)
        assert (answer.status_code, len(selects)) == (200, number), selects


def test_a_list_comes_in_its_envelope(api: httpx.Client, path: str) -> None:
    answer = api.get(path).json()
    assert list(answer) == ["results", "facets", "included", "page", "links"]
    assert list(answer["page"]) == [
        "limit",
        "next_cursor",
        "has_more",
        "count",
        "approximate",
        "as_of",
        "as_of_seq",
    ]
    assert (answer["facets"], answer["included"]) == (None, None)
    assert (answer["page"]["count"], answer["page"]["approximate"]) == (None, None)
    assert answer["page"]["as_of_seq"] == api.get("/v1/changes?since=now").json()["head_seq"]


def test_a_list_walked_one_by_one_is_the_list(api: httpx.Client, path: str) -> None:
    whole = api.get(path, params={"limit": 10}).json()["results"]
    walked, address = [], f"{path}?limit=1"
    while address and len(walked) < 10:
        page = api.get(address).json()
        walked += page["results"]
        address = page["links"]["next"]
    assert walked == whole


@pytest.mark.parametrize(
    "kind", ["pledges", "calls", "deadlines", "statements", "actors", "forums", "meetings", "themes", "runs"]
)
def test_things_are_asked_for_by_their_ids(api: httpx.Client, kind: str) -> None:
    every = [result["id"] for result in api.get(f"/v1/{kind}", params={"limit": 3}).json()["results"]]
    for wanted in (every, every[:1]):
        found = api.get(f"/v1/{kind}", params={"id": [*wanted, "none"]}).json()["results"]
        assert [result["id"] for result in found] == wanted
    too_many = api.get(f"/v1/{kind}", params={"id": ["none"] * 101})
    assert [fault["code"] for fault in too_many.json()["errors"]] == ["too-many"]


def test_links_keep_the_query_and_say_the_next_page(api: httpx.Client) -> None:
    answer = api.get("/v1/pledges?statement=" + LONG + "&actor=est&actor=fin&limit=20")
    links, page = answer.json()["links"], answer.json()["page"]
    assert links["self"] == str(answer.request.url)
    assert parse_qs(urlsplit(links["next"]).query) == {
        "statement": [LONG],
        "actor": ["est", "fin"],
        "limit": ["20"],
        "cursor": [page["next_cursor"]],
    }
    assert answer.headers["link"] == f'<{links["next"]}>; rel="next"'


def test_the_last_page_says_so(api: httpx.Client) -> None:
    answer = api.get("/v1/themes")
    assert (answer.json()["page"]["has_more"], answer.json()["page"]["next_cursor"]) == (False, None)
    assert answer.json()["links"]["next"] is None
    assert "link" not in answer.headers


def test_the_order_a_client_gives_values_in_does_not_matter_to_a_cursor(api: httpx.Client) -> None:
    page = api.get("/v1/pledges", params={"actor": ["est", "nato"], "limit": 1}).json()["page"]
    query = {"actor": ["nato", "est"], "cursor": page["next_cursor"]}
    assert api.get("/v1/pledges", params=query).status_code == 200


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/v1/pledges", {"actor": "fin"}),
        ("/v1/pledges", {}),
        ("/v1/calls", {"actor": "est"}),
        ("/v1/statements", {}),
    ],
)
def test_a_cursor_of_another_query_is_refused(api: httpx.Client, path: str, query: dict[str, str]) -> None:
    cursor = api.get("/v1/pledges", params={"actor": "est", "limit": 1}).json()["page"]["next_cursor"]
    answer = api.get(path, params={**query, "cursor": cursor})
    assert (answer.status_code, answer.json()["type"].rsplit("/")[-1]) == (400, "invalid-cursor")


def test_a_cursor_of_other_members_is_refused(api: httpx.Client) -> None:
    query = {"as_of": "2024-01-01", "limit": 1}
    cursor = api.get("/v1/actors/nato/members", params=query).json()["page"]["next_cursor"]
    assert cursor
    assert api.get("/v1/actors/nato/members", params={**query, "cursor": cursor}).status_code == 200
    assert api.get("/v1/actors/est/members", params={**query, "cursor": cursor}).status_code == 400


def test_links_begin_with_the_public_address(world: Database) -> None:
    with serving(world, public_url="https://pledges.example.org/api/") as api:
        answer = api.get("/v1/themes").json()
        problem = api.get("/v1/actors/none").json()
    assert answer["links"]["self"] == "https://pledges.example.org/api/v1/themes"
    assert problem["type"] == "https://pledges.example.org/api/problems/not-found"


@pytest.mark.parametrize("host", ["evil.example/?", "a b", "[", "x\\y"])
def test_links_do_not_echo_a_host_that_is_none(api: httpx.Client, host: str) -> None:
    answer = api.get("/v1/themes", headers={"Host": host})
    assert answer.json()["links"]["self"] == f"{str(api.base_url).rstrip('/')}/v1/themes"
