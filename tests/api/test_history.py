"""The history of a pledge or a call over HTTP: what each version said, of withdrawn acts too."""

from dataclasses import replace
from datetime import date
from typing import Any

import httpx
import pytest

from app.ingestion.correcting import correct_acts
from app.ingestion.correction_entries import Entry, EntryLine
from app.ingestion.runs import start_run
from app.model import Act, ResolvedAct
from app.store.database import Database
from app.store.feed import prune_changes
from app.vocabulary import ActorRole, Firmness
from tests.api.conftest import serving
from tests.api.world import BRUSSELS, MADRID, TEXT, a_world_registry, act_of, save, some_acts
from tests.builders import a_deadline, a_party, a_statement, a_theme_match

Json = dict[str, Any]
HISTORY = "/v1/pledges/plg_report/history"


def read(api: httpx.Client, path: str, **query: Any) -> list[Json]:
    """The versions of one page."""
    answer = api.get(path, params=query)
    assert answer.status_code == 200, answer.text
    versions: list[Json] = answer.json()["results"]
    return versions


def find_again(database: Database, *, as_found: Act | ResolvedAct, title: str = "Joint declaration") -> None:
    """Another run finds the report like this."""
    run = start_run(database, a_world_registry())
    acts = {**some_acts(), "plg_report": as_found}
    save(run, BRUSSELS, a_statement(TEXT, number="(2022) 061", title=title), acts)


def test_a_new_pledge_has_one_version_which_says_what_the_pledge_says(api: httpx.Client) -> None:
    pledge = api.get("/v1/pledges/plg_decide").json()
    (version,) = read(api, "/v1/pledges/plg_decide/history")

    said = version["after"]
    same = ("quote", "stage", "firmness", "polarity", "verb", "object", "actors", "beneficiaries", "scope")
    assert {name: said[name] for name in same} == {name: pledge[name] for name in same}
    assert said["deadlines"] == [
        {name: value for name, value in deadline.items() if name != "id"} for deadline in pledge["deadlines"]
    ]
    assert said["evidence"] == {
        name: value for name, value in pledge["evidence"].items() if name != "passage_number"
    }
    assert said["statement"] == {
        "id": BRUSSELS,
        "issuers": ["nato"],
        "forum": None,
        "adopted_date": "2022-03-24",
    }
    assert said["bound"] == [{"id": "est", "is_direct": False}, {"id": "nato", "is_direct": True}]
    assert (said["rules"], said["confidence"]) == (["will"], 0.87)
    assert (version["version"], version["type"], version["cause"]) == (1, "created", "ingest")
    assert (version["before"], version["changed_fields"], version["known_from"]) == (None, [], 1)
    assert (version["run"], version["seq"]) == (pledge["run"], pledge["changed_seq"])


def test_a_withdrawn_act_keeps_its_last_words(api: httpx.Client) -> None:
    for path in ("/v1/pledges/plg_gone", "/v1/calls/cal_gone"):
        assert api.get(path).status_code == 410
        gone, created = read(api, f"{path}/history")
        assert (gone["version"], gone["type"], gone["after"]) == (2, "withdrawn", None)
        assert gone["before"] == created["after"]
        assert gone["before"]["quote"]


@pytest.mark.parametrize("act", ["plg_never", "cal_withdraw"])
def test_an_id_that_no_pledge_ever_had_is_not_found(api: httpx.Client, act: str) -> None:
    answer = api.get(f"/v1/pledges/{act}/history")
    assert (answer.status_code, answer.json()["type"].rsplit("/")[-1]) == (404, "not-found")


def test_each_version_says_what_the_changed_fields_said_before_and_after(changing: Database) -> None:
    bare = act_of("Our foreign ministers")
    find_again(changing, as_found=replace(bare, firmness=Firmness.WEAK))
    ours = a_party("est", role=ActorRole.PROMISOR)
    later = a_deadline("by the end of 2023", within=TEXT, latest=date(2024, 1, 31), edtf=None)
    themes = (a_theme_match(words="coastal regions", within=TEXT),)
    find_again(changing, as_found=ResolvedAct(bare, parties=(ours,), deadlines=(later,), themes=themes))

    with serving(changing) as api:
        third, second, first = read(api, HISTORY)
        walked = []
        cursor: Json = {}
        while cursor is not None:
            page = api.get(HISTORY, params={"limit": 1, **cursor}).json()
            walked += page["results"]
            following = page["page"]["next_cursor"]
            cursor = {"cursor": following} if following else None

    assert [version["version"] for version in (first, second, third)] == [1, 2, 3]
    assert second["changed_fields"] == ["actors", "conditions", "deadlines", "firmness", "rules", "themes"]
    assert (second["before"]["firmness"], second["after"]["firmness"]) == ("strong", "weak")
    assert second["before"]["actors"] == first["after"]["actors"]
    assert [actor["id"] for actor in second["after"]["actors"]] == ["nato"]
    assert second["before"]["deadlines"][0]["latest"] == "2023-12-31"
    assert second["after"]["deadlines"] == []
    assert second["before"]["conditions"][0]["text"] == "as appropriate"
    assert second["before"]["quote"] is None
    assert third["changed_fields"] == ["actors", "deadlines", "firmness", "themes"]
    assert third["before"]["firmness"] == "weak"
    assert third["after"]["deadlines"][0]["latest"] == "2024-01-31"
    assert third["after"]["bound"] == [{"id": "est", "is_direct": True}]
    assert third["after"]["themes"] == first["after"]["themes"] != []
    assert walked == [third, second, first]


def test_what_comes_back_says_all_again(changing: Database) -> None:
    run = start_run(changing, a_world_registry())
    save(run, BRUSSELS, a_statement(TEXT, number="(2022) 061"), {"plg_gone": act_of("We have opened")})

    with serving(changing) as api:
        back, gone, _ = read(api, "/v1/pledges/plg_gone/history")
        assert api.get("/v1/pledges/plg_gone").status_code == 200
    assert (back["type"], back["before"], back["after"]) == ("created", None, gone["before"])


def test_a_pruned_feed_says_from_where_on_the_history_is_known(changing: Database) -> None:
    for firmness in (Firmness.WEAK, Firmness.MEDIUM):
        find_again(changing, as_found=replace(act_of("Our foreign ministers"), firmness=firmness))
    with serving(changing) as api:
        third, second, _ = read(api, HISTORY)
        with changing.writing() as connection:
            prune_changes(connection, before=second["seq"])
        assert read(api, HISTORY) == [{**version, "known_from": 2} for version in (third, second)]


def test_a_correction_is_told_with_its_author_and_reason(changing: Database) -> None:
    decision = {"act": "plg_report", "author": "A. Reader", "reason": "it was done"}
    stage = {**decision, "decision": "correct", "fields": {"stage": "done"}}
    rejected = {**decision, "act": "plg_decide", "decision": "reject"}
    lines = [EntryLine(number, Entry.model_validate(each)) for number, each in enumerate((stage, rejected))]
    correct_acts(lines, changing, a_world_registry(), name="mended.jsonl")

    with serving(changing) as api:
        corrected, created = read(api, HISTORY)
        pledge = api.get("/v1/pledges/plg_report").json()
        gone = api.get("/v1/pledges/plg_decide")
        (withdrawn, _) = read(api, "/v1/pledges/plg_decide/history")

    assert (corrected["cause"], corrected["changed_fields"]) == (
        "correction",
        ["confidence", "rules", "stage"],
    )
    assert (corrected["before"]["stage"], corrected["after"]["stage"]) == ("promised", "done")
    told = {"author": "A. Reader", "reason": "it was done"}
    assert corrected["corrections"] == [
        {"id": "plg_report.1", "decision": "correct", "fields": ["stage"], **told}
    ]
    assert created["corrections"] == []
    assert (pledge["stage"], pledge["confidence"]) == ("done", 1)
    assert pledge["rules"] == ["opening.subject", "will", "correction.confirmed", "correction.stage"]
    assert gone.status_code == 410
    assert withdrawn["corrections"] == [{"id": "plg_decide.1", "decision": "reject", "fields": [], **told}]
    assert withdrawn["before"]["deadlines"][0]["meeting"]["id"] == MADRID
