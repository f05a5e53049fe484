"""Answers come from memory while the data stands still, and never from before a commit."""

import asyncio
from contextlib import ExitStack

import httpx
import pytest
from starlette.datastructures import State
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from app.api.response_cache import OVERHEAD_BYTES, ResponseCache
from app.store.data_state import DataState, open_state_reader
from app.store.database import Database
from tests.api.conftest import serving
from tests.api.test_changes import strengthen, weaken
from tests.api.test_lists import counting_selects


def test_the_same_request_is_answered_from_memory(api: httpx.Client) -> None:
    first = api.get("/v1/pledges?actor=est&limit=17")
    with counting_selects() as sent:
        again = api.get("/v1/pledges?actor=est&limit=17")
    assert sent == []
    assert again.content == first.content
    assert again.headers["x-request-id"] != first.headers["x-request-id"]
    unlike = {"x-request-id", "date"}
    assert {(name, value) for name, value in again.headers.items() if name not in unlike} == {
        (name, value) for name, value in first.headers.items() if name not in unlike
    }


def test_who_names_a_request_finds_its_name_in_the_answer(api: httpx.Client) -> None:
    for _ in range(2):
        answer = api.get("/v1/themes", headers={"X-Request-ID": "walk-17"})
        assert answer.headers["x-request-id"] == "walk-17"


def test_who_has_the_answer_is_told_so_from_memory(api: httpx.Client) -> None:
    tag = api.get("/v1/pledges?actor=fin").headers["etag"]
    with counting_selects() as sent:
        again = api.get("/v1/pledges?actor=fin", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"], sent) == (304, b"", tag, [])
    assert {"content-type", "link"}.isdisjoint(again.headers)


def test_each_host_is_answered_with_its_own_addresses(api: httpx.Client) -> None:
    for host in ("one.example", "other.example", "one.example"):
        links = api.get("/v1/pledges", headers={"Host": host}).json()["links"]
        assert links["self"] == f"http://{host}/v1/pledges"


def test_head_has_no_body_whatever_is_in_memory(api: httpx.Client) -> None:
    api.get("/v1/forums")
    head = api.head("/v1/forums")
    assert (head.status_code, head.content) == (200, b"")


def test_after_a_commit_no_worker_gives_an_older_answer(changing: Database) -> None:
    with ExitStack() as stack:
        workers = [stack.enter_context(serving(changing)) for _ in range(2)]
        for number in range(6):
            before = [worker.get("/v1/pledges/plg_review").json()["version"] for worker in workers]
            (weaken, strengthen)[number % 2](changing)
            after = [worker.get("/v1/pledges/plg_review").json()["version"] for worker in workers]
            assert (before, after) == ([number + 1] * 2, [number + 2] * 2)


def test_nothing_is_kept_where_no_memory_is_given(world: Database) -> None:
    with serving(world, cache_mib="0") as api:
        api.get("/v1/pledges")
        with counting_selects() as sent:
            api.get("/v1/pledges")
    assert sent != []


def test_many_who_ask_at_a_time_all_see_the_latest_commit(changing: Database) -> None:

    async def read_beside_a_writer() -> list[bool]:
        reader = open_state_reader(changing)
        seen = []
        for number in range(4):
            early = [asyncio.create_task(reader.read()) for _ in range(20)]
            await asyncio.sleep(0)
            (weaken, strengthen)[number % 2](changing)
            late = await asyncio.gather(*(reader.read() for _ in range(20)))
            before = await asyncio.gather(*early)
            seen.append(len(set(late)) == 1 and all(state.seq <= late[0].seq for state in before))
            seen.append(late[0] == await reader.read())
        await reader.close()
        return seen

    assert asyncio.run(read_beside_a_writer()) == [True] * 8


# --- what is kept, whatever answers -------------------------------------------------------------------------

STATE = DataState("e", 1, 1, None, None)


class _Steady:
    """A state that does not move."""

    async def read_for_request(self) -> DataState:
        return STATE


SERVICE = State({"state_reader": _Steady()})


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    """As many bytes as the query says, tagged."""
    body = b"x" * int(scope["query_string"])
    await Response(body, headers={"ETag": 'W/"1"'})(scope, receive, send)


async def _ask(cache: ResponseCache, query: int) -> int:
    """How many bytes come back."""
    got = 0

    async def send(message: Message) -> None:
        nonlocal got
        got += len(message.get("body", b""))

    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "path": "/v1/pledges",
        "query_string": str(query).encode(),
        "headers": [],
    }
    await cache(scope, _never, send)
    return got


async def _never() -> Message:
    raise AssertionError("nothing is received")


@pytest.mark.parametrize("most_kept", [3, 20])
def test_what_is_kept_has_a_bound(most_kept: int) -> None:
    async def ask_all() -> ResponseCache:
        cache = ResponseCache(_answer, SERVICE, max_bytes=most_kept * (OVERHEAD_BYTES + 100))
        for query in range(1, 101):
            assert await _ask(cache, query) == await _ask(cache, query) == query
            assert cache.kept_bytes <= most_kept * (OVERHEAD_BYTES + 100)
        return cache

    assert asyncio.run(ask_all()).kept_bytes > 0


def test_an_answer_that_would_fill_the_memory_is_not_kept() -> None:
    async def ask_for_much() -> tuple[int, int]:
        cache = ResponseCache(_answer, SERVICE, max_bytes=100_000)
        return await _ask(cache, 50_000), cache.kept_bytes

    assert asyncio.run(ask_for_much()) == (50_000, 0)
