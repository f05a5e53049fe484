"""Calls over HTTP: the shape of pledges, with addressees."""

from typing import Any

import httpx
import pytest

from tests.api.world import BRUSSELS, CALLS


def find(api: httpx.Client, **query: Any) -> list[str]:
    """Ids of the calls a query finds."""
    answer = api.get("/v1/calls", params=query)
    assert answer.status_code == 200, answer.text
    return [call["id"] for call in answer.json()["results"]]


def test_a_call_has_the_members_of_a_pledge_and_addressees(api: httpx.Client) -> None:
    call = api.get("/v1/calls/cal_withdraw").json()
    pledge = api.get("/v1/pledges/plg_decide").json()
    assert set(call) == {*pledge, "addressees"}
    assert call["stage"] is None
    assert [(party["id"], party["role"]) for party in call["actors"]] == [("nato", "caller")]
    assert [(party["id"], party["text"]) for party in call["addressees"]] == [("rus", "Russia")]


def test_an_addressee_nobody_or_several_could_be_has_no_id(api: httpx.Client) -> None:
    (addressee,) = api.get("/v1/calls/cal_protect").json()["addressees"]
    assert (addressee["id"], addressee["name"]) == (None, "all states")
    assert addressee["candidates"] == ["est", "fin"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, list(CALLS)),
        ({"statement": BRUSSELS}, list(CALLS)),
        ({"id": "cal_protect"}, ["cal_protect"]),
        ({"addressee": "rus"}, ["cal_withdraw"]),
        ({"addressee": "est"}, []),
        ({"actor": "est"}, list(CALLS)),
        ({"actor": "rus"}, []),
        ({"has_deadline": "true"}, ["cal_withdraw"]),
        ({"due_before": "2022-06-01"}, ["cal_withdraw"]),
    ],
)
def test_a_filter_finds(api: httpx.Client, query: dict[str, Any], found: list[str]) -> None:
    assert find(api, **query) == found


def test_a_withdrawn_call_is_gone(api: httpx.Client) -> None:
    assert api.get("/v1/calls/cal_gone").status_code == 410


def test_a_pledge_is_no_call(api: httpx.Client) -> None:
    assert api.get("/v1/calls/plg_decide").status_code == 404


def test_a_call_has_no_stage_to_filter_by(api: httpx.Client) -> None:
    assert api.get("/v1/calls", params={"stage": "promised"}).status_code == 422


def test_an_explanation_of_a_call_names_rules_words_and_facts(api: httpx.Client) -> None:
    call = api.get("/v1/calls/cal_withdraw").json()
    explanation = api.get("/v1/calls/cal_withdraw/explanation").json()
    assert explanation["call"] == "cal_withdraw"
    assert [firing["rule"] for firing in explanation["rules"]] == call["rules"]
    shared = ("quote", "confidence", "deadlines", "conditions", "scope", "quantities", "run")
    assert {name: explanation[name] for name in shared} == {name: call[name] for name in shared}


def test_no_pledge_is_explained_as_a_call(api: httpx.Client) -> None:
    assert api.get("/v1/calls/plg_report/explanation").status_code == 404
    assert api.get("/v1/calls/cal_gone/explanation").status_code == 410
