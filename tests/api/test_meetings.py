"""Forums and meetings over HTTP, and whom words mean."""

from typing import Any

import httpx
import pytest

from tests.api.world import MADRID, SUMMIT


def find(api: httpx.Client, **query: Any) -> list[str]:
    """Ids of the meetings a query finds."""
    answer = api.get("/v1/meetings", params=query)
    assert answer.status_code == 200, answer.text
    return [meeting["id"] for meeting in answer.json()["results"]]


def test_a_meeting_shows_its_place_its_days_and_its_names(api: httpx.Client) -> None:
    meeting = api.get(f"/v1/meetings/{MADRID}").json()
    assert meeting["forum"] == {"id": "nato-summit", "name": "NATO summit"}
    assert (meeting["place"], meeting["first_day"], meeting["last_day"]) == (
        "Madrid",
        "2022-06-28",
        "2022-06-30",
    )
    assert meeting["names"] == ["Madrid Summit"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, [MADRID, SUMMIT]),
        ({"id": SUMMIT}, [SUMMIT]),
        ({"forum": "nato-summit"}, [MADRID, SUMMIT]),
        ({"forum": "g7-summit"}, []),
        ({"after": "2022-06-30"}, [MADRID]),
        ({"after": "2022-07-01"}, []),
        ({"before": "2022-06-27"}, [SUMMIT]),
        ({"before": "2022-06-28"}, [MADRID, SUMMIT]),
    ],
)
def test_a_filter_finds(api: httpx.Client, query: dict[str, Any], found: list[str]) -> None:
    assert find(api, **query) == found


def test_an_unknown_meeting_is_not_found(api: httpx.Client) -> None:
    assert api.get("/v1/meetings/nowhere").status_code == 404


def test_forums_come_with_who_holds_them(api: httpx.Client) -> None:
    (forum,) = api.get("/v1/forums", params={"actor": "nato"}).json()["results"]
    assert (forum["id"], forum["actor"]["id"]) == ("nato-summit", "nato")
    assert api.get("/v1/forums", params={"actor": "est"}).json()["results"] == []


def test_words_are_resolved_by_who_said_them_and_when(api: httpx.Client) -> None:
    query = {"text": "Madrid", "said_on": "2022-03-24", "issuer": "nato"}
    answer = api.get("/v1/meetings/resolve", params=query).json()
    assert answer["text"] == "Madrid"
    assert (answer["meeting"]["place"], answer["meeting"]["first_day"]) == ("Madrid", "2022-06-28")
    assert answer["candidates"][0]["meeting"] == answer["meeting"]
    assert answer["candidates"][0]["is_likely"] is True
    assert "Madrid" in answer["candidates"][0]["reason"]


def test_a_meeting_to_come_that_is_not_known_is_told_by_its_series(api: httpx.Client) -> None:
    query = {"text": "at our next Summit", "said_on": "2090-05-01", "issuer": "nato"}
    answer = api.get("/v1/meetings/resolve", params=query).json()
    assert answer["meeting"] is None
    assert answer["awaited_meeting"] == "next NATO Summit after 2090-05-01"


def test_words_that_mean_no_meeting_have_no_candidates(api: httpx.Client) -> None:
    query = {"text": "the harvest festival", "issuer": "nobody-we-know"}
    answer = api.get("/v1/meetings/resolve", params=query).json()
    assert (answer["meeting"], answer["candidates"]) == (None, [])


def test_issuers_that_nobody_knows_change_nothing(api: httpx.Client) -> None:
    unasked, asked = (
        api.get("/v1/meetings/resolve", params={"text": "when we meet in Madrid", **issuer}).json()
        for issuer in ({}, {"issuer": "nobody"})
    )
    assert asked == unasked


def test_without_words_there_is_nothing_to_resolve(api: httpx.Client) -> None:
    answer = api.get("/v1/meetings/resolve")
    assert answer.status_code == 422
    assert [(fault["parameter"], fault["code"]) for fault in answer.json()["errors"]] == [
        ("text", "required")
    ]
