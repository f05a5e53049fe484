"""Pledges over HTTP: their shape, their filters, their order, and what withdrawn ones answer."""

import re
from typing import Any

import httpx
import pytest

from tests.api.world import BRUSSELS, JOINT, LONG, MADRID, OLDER, PLEDGES, TEXT, UNDATED


def find(api: httpx.Client, **query: Any) -> list[str]:
    """Ids of the pledges a query finds, without those of the long statement."""
    answer = api.get("/v1/pledges", params={"limit": 200, **query})
    assert answer.status_code == 200, answer.text
    return [pledge["id"] for pledge in answer.json()["results"] if pledge["statement"]["id"] != LONG]


def test_a_pledge_shows_its_words_its_statement_and_its_maker(api: httpx.Client) -> None:
    pledge = api.get("/v1/pledges/plg_decide").json()
    assert pledge["statement"] == {
        "id": BRUSSELS,
        "title": "Joint declaration of the leaders",
        "adopted_date": "2022-03-24",
        "issuers": [{"id": "nato", "name": "Nato"}],
    }
    assert pledge["quote"] == "We will decide on further air defence deployments when we meet in Madrid"
    assert (pledge["stage"], pledge["firmness"], pledge["polarity"]) == ("promised", "strong", "positive")
    assert pledge["actors"] == [
        {
            "id": "nato",
            "name": "Nato",
            "role": "promisor",
            "text": None,
            "start": None,
            "end": None,
            "candidates": [],
        }
    ]
    assert (pledge["confidence"], pledge["rules"], pledge["version"]) == (0.87, ["will"], 1)
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", pledge["created_at"])
    assert pledge["match"] is None


def test_a_deadline_shows_its_words_its_interval_and_its_meeting(api: httpx.Client) -> None:
    (deadline,) = api.get("/v1/pledges/plg_decide").json()["deadlines"]
    assert TEXT[deadline["start"] : deadline["end"]] == deadline["text"] == "when we meet in Madrid"
    assert (deadline["role"], deadline["kind"], deadline["precision"]) == ("follow_up", "meeting", "range")
    assert (deadline["earliest"], deadline["latest"]) == ("2022-06-28", "2022-06-30")
    assert deadline["edtf"] == "2022-06-28/2022-06-30"
    assert deadline["meeting"] == {
        "id": MADRID,
        "name": "Madrid Summit 2022",
        "place": "Madrid",
        "first_day": "2022-06-28",
        "last_day": "2022-06-30",
    }
    assert deadline["alternatives"] == [
        {"earliest": "2022-04-01", "latest": None, "meeting": None, "reason": "the next meeting there"}
    ]


def test_parties_themes_and_conditions_come_with_their_words(api: httpx.Client) -> None:
    pledge = api.get("/v1/pledges/plg_report").json()
    (ministers,) = pledge["actors"]
    assert (ministers["id"], ministers["text"]) == ("nato-foreign-ministers", "Our foreign ministers")
    assert pledge["themes"] == [{"id": "climate", "label": "Climate"}]
    (condition,) = pledge["conditions"]
    assert TEXT[condition["start"] : condition["end"]] == condition["text"] == "as appropriate"
    assert pledge["rules"] == ["opening.subject", "will"]


def test_every_quote_stands_in_its_text(api: httpx.Client) -> None:
    for pledge in api.get("/v1/pledges", params={"limit": 200}).json()["results"]:
        evidence = pledge["evidence"]
        slice_ = {"start": evidence["start"], "end": evidence["end"]}
        assert api.get(f"/v1/texts/{evidence['text']}", params=slice_).text == pledge["quote"]


def test_the_newest_statement_comes_first_and_then_the_order_of_its_text(api: httpx.Client) -> None:
    assert find(api) == ["plg_ports", *PLEDGES, "plg_ships", "plg_parks"]


def test_list_and_detail_show_the_same(api: httpx.Client) -> None:
    for pledge in api.get("/v1/pledges", params={"statement": BRUSSELS}).json()["results"]:
        assert api.get(f"/v1/pledges/{pledge['id']}").json() == pledge


def test_a_withdrawn_pledge_is_gone_and_in_no_list(api: httpx.Client) -> None:
    for path in ("/v1/pledges/plg_gone", "/v1/pledges/plg_gone/explanation"):
        answer = api.get(path)
        assert (answer.status_code, answer.json()["type"].rsplit("/")[-1]) == (410, "withdrawn")
    assert find(api, id="plg_gone") == []


def test_a_call_is_no_pledge(api: httpx.Client) -> None:
    assert api.get("/v1/pledges/cal_withdraw").status_code == 404
    assert find(api, id="cal_withdraw") == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"id": ["plg_open", "plg_ships"]}, ["plg_open", "plg_ships"]),
        ({"id": "plg_none"}, []),
        ({"statement": OLDER}, ["plg_ships"]),
        ({"statement": [OLDER, UNDATED]}, ["plg_ships", "plg_parks"]),
        ({"issuer": "nato"}, ["plg_ports", *PLEDGES, "plg_ships"]),
        ({"issuer": "fin"}, ["plg_ports"]),
        ({"issuer": "nato", "issuer_not": "fin"}, [*PLEDGES, "plg_ships"]),
        ({"forum": "nato-summit"}, ["plg_ships"]),
        ({"adopted_after": "2022-03-24"}, ["plg_ports", *PLEDGES]),
        ({"adopted_before": "2022-03-23"}, ["plg_ships"]),
        ({"adopted_after": "0001-01-01", "statement": UNDATED}, []),
        ({"stage": "promised", "statement": OLDER}, ["plg_ships"]),
        ({"stage": ["under_way", "done"]}, ["plg_review", "plg_open"]),
        ({"stage": "reaffirmed"}, ["plg_doors"]),
        ({"stage_not": ["promised", "under_way"]}, ["plg_open", "plg_doors"]),
        ({"firmness": "medium"}, ["plg_doors"]),
        ({"firmness_not": "strong"}, ["plg_doors"]),
        ({"polarity": "negative"}, ["plg_station"]),
        ({"theme": "climate"}, ["plg_report"]),
        ({"theme_not": "climate", "has_deadline": "true"}, ["plg_decide", "plg_station", "plg_support"]),
        ({"updated_after": "2020-01-01T00:00:00Z", "statement": OLDER}, ["plg_ships"]),
        ({"updated_after": "2999-12-31T23:59:59.5+02:00"}, []),
        ({"theme": "no-such-theme"}, []),
        ({"beneficiary": "ukr"}, ["plg_support"]),
        ({"min_confidence": 0.6, "statement": BRUSSELS}, [id_ for id_ in PLEDGES if id_ != "plg_review"]),
    ],
)
def test_a_filter_finds(api: httpx.Client, query: dict[str, Any], found: list[str]) -> None:
    assert find(api, **query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"actor": "est"}, ["plg_ports", *PLEDGES, "plg_ships"]),
        ({"actor": "fin"}, ["plg_ports"]),
        ({"actor": "est", "actor_mode": "direct"}, []),
        ({"actor": "fin", "actor_mode": "direct"}, ["plg_ports"]),
        ({"actor": "nato-foreign-ministers"}, ["plg_report"]),
        (
            {"actor": "nato", "actor_mode": "direct", "statement": BRUSSELS},
            [p for p in PLEDGES if p != "plg_report"],
        ),
        ({"actor": ["est", "fin"], "statement": JOINT}, ["plg_ports"]),
        ({"actor": "ukr"}, []),
        ({"actor_not": "est"}, ["plg_parks"]),
        ({"actor_not": "fin", "statement": [JOINT, OLDER]}, ["plg_ships"]),
        ({"actor_not": "est", "actor_mode": "direct", "statement": OLDER}, ["plg_ships"]),
    ],
)
def test_an_actor_is_bound_itself_or_through_its_group_on_that_day(
    api: httpx.Client, query: dict[str, Any], found: list[str]
) -> None:
    assert find(api, **query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"has_deadline": "true"}, ["plg_decide", "plg_report", "plg_station", "plg_support"]),
        ({"has_deadline": "false", "statement": BRUSSELS}, ["plg_review", "plg_open", "plg_doors"]),
        ({"due_after": "2022-06-30"}, ["plg_decide", "plg_report"]),
        ({"due_after": "2022-07-01"}, ["plg_report"]),
        ({"due_before": "2022-06-28"}, ["plg_decide", "plg_report"]),
        ({"due_before": "2022-03-23"}, []),
        ({"due_after": "2022-06-29", "due_before": "2022-06-29"}, ["plg_decide", "plg_report"]),
        ({"due_after": "2024-01-01"}, []),
        ({"deadline_role": "start"}, ["plg_support"]),
        ({"deadline_role": "start", "due_after": "2022-01-01"}, []),
        ({"deadline_kind": ["meeting", "vague"]}, ["plg_decide", "plg_station"]),
        ({"meeting": MADRID}, ["plg_decide"]),
        ({"meeting": MADRID, "deadline_role": "due"}, []),
    ],
)
def test_what_is_asked_of_a_deadline_is_asked_of_one_and_the_same(
    api: httpx.Client, query: dict[str, Any], found: list[str]
) -> None:
    assert find(api, **query) == found


def test_an_explanation_names_rules_words_and_facts(api: httpx.Client) -> None:
    explanation = api.get("/v1/pledges/plg_report/explanation").json()
    assert [(fired["rule"], fired["text"], fired["supplied"]) for fired in explanation["rules"]] == [
        ("opening.subject", None, "We"),
        ("will", "will", None),
        ("will", None, None),
    ]
    assert [(theme["id"], theme["words"][0]["text"]) for theme in explanation["themes"]] == [
        ("climate", "coastal regions")
    ]
    assert [party["text"] for party in explanation["parties"]] == ["Our foreign ministers"]
    assert [deadline["text"] for deadline in explanation["deadlines"]] == ["by the end of 2023"]
    assert explanation["versions"] == api.get(f"/v1/runs/{explanation['run']}").json()["versions"]
