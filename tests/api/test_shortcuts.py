"""What is asked rightly is answered past FastAPI as it would be by its route."""

from collections.abc import Callable

import httpx
import pytest
from starlette.routing import Match
from starlette.types import Receive, Scope, Send

from app.api.shortcuts import Shortcuts
from app.main import ROUTES
from tests.api.test_lookups import list_headers

ASKED = [
    "/v1/pledges",
    "/v1/pledges?actor=est&actor=nato&stage=promised&due_before=2030-01-01&facets=theme&include=statement",
    "/v1/pledges?q=&limit=1&count=exact&has_deadline=true&min_confidence=0.1",
    "/v1/calls?sort=oldest",
    "/v1/deadlines?timeliness=past&as_of=2023-01-01",
    "/v1/stats/pledges?group_by=theme&group_by=stage",
    "/v1/statements?updated_after=2020-01-01T00:00:00Z",
    "/v1/actors?name=Estonia&kind=state",
    "/v1/forums",
    "/v1/meetings",
    "/v1/meetings/resolve?text=Madrid&said_on=2022-03-24",
    "/v1/themes",
    "/v1/runs",
    "/v1/pledges?cursor=none",
    "/v1/stats/pledges?group_by=theme&group_by=theme",
]
"""Rightly, by the parameters; the last two are refused for what they say."""
ASKED_WRONGLY = [
    "/v1/pledges?limit=1&limit=1",
    "/v1/pledges?limit=",
    "/v1/pledges?limit=+1",
    "/v1/pledges?actor=EST",
    "/v1/pledges?actors=est",
    "/v1/pledges?adopted_after=2023-01-01&adopted_before=2022-01-01",
    "/v1/stats/pledges",
]


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of requests that took a shortcut."""
    paths: list[str] = []
    handle = Shortcuts.handle

    async def note(self: Shortcuts, scope: Scope, receive: Receive, send: Send) -> None:
        paths.append(scope["path"])
        await handle(self, scope, receive, send)

    monkeypatch.setattr(Shortcuts, "handle", note)
    return paths


def test_every_shortcut_is_tried() -> None:
    (shortcuts,) = (route for route in ROUTES if isinstance(route, Shortcuts))
    assert set(shortcuts.shortcuts) == {httpx.URL(asked).path for asked in ASKED}


@pytest.mark.parametrize("asked", ASKED)
def test_the_answer_is_that_of_the_route(
    api: httpx.Client, monkeypatch: pytest.MonkeyPatch, taken: list[str], asked: str
) -> None:
    short = api.get(asked)
    monkeypatch.setattr(Shortcuts, "matches", lambda *_: (Match.NONE, {}))
    routed = api.get(asked, headers={"Accept": "application/json, */*"})  # which is not remembered
    assert taken == [httpx.URL(asked).path]
    assert (short.status_code, without_id(short)) == (routed.status_code, without_id(routed))
    assert list_headers(short) == list_headers(routed)


def without_id(answer: httpx.Response) -> object:
    return {name: value for name, value in answer.json().items() if name != "request_id"}


@pytest.mark.parametrize("asked", ASKED_WRONGLY)
def test_what_is_asked_wrongly_is_told_by_the_route(api: httpx.Client, taken: list[str], asked: str) -> None:
    answer = api.get(asked)
    assert (answer.status_code, taken) == (422, [])
    assert answer.json()["errors"]


@pytest.mark.parametrize("ask", [httpx.Client.post, httpx.Client.delete])
def test_other_methods_are_refused_as_ever(
    api: httpx.Client, taken: list[str], ask: Callable[[httpx.Client, str], httpx.Response]
) -> None:
    assert (ask(api, "/v1/pledges").status_code, taken) == (405, [])
