"""The statement of NATO's leaders of 24 March 2022 from its page to answers over HTTP, on both databases, and
how well real statements are read.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.cli import main
from app.ingestion.job import ingest_documents
from app.model import Overrides
from app.sources.folder import list_documents
from tests.api.conftest import serving
from tests.databases import KINDS, Databases

BRUSSELS = "nato-2022-03-24-brussels"
THEMES = Path(__file__).parent / "corpus" / "themes.jsonl"


@pytest.fixture(scope="module", params=KINDS)
def brussels(databases: Databases, shared: Path, request: pytest.FixtureRequest) -> Iterator[httpx.Client]:
    path = shared / "statements" / "nato-2022-brussels.txt"
    with databases.open(request.param) as database:
        ingest_documents(list_documents([path], Overrides(), 10**7), database)
        with serving(database) as api:
            yield api


def list_all(api: httpx.Client, path: str, **query: str) -> list[dict[str, Any]]:
    answer = api.get(path, params={"limit": "200", **query}).json()
    assert not answer["page"]["has_more"]
    return list(answer["results"])


def test_its_facts_are_served_and_its_banners_are_not(brussels: httpx.Client) -> None:
    statement = brussels.get(f"/v1/statements/{BRUSSELS}").json()
    assert [issuer["id"] for issuer in statement["issuers"]] == ["nato"]
    assert (statement["place"], statement["adopted_date"], statement["number"]) == (
        "Brussels",
        "2022-03-24",
        "(2022) 061",
    )
    text = brussels.get(f"/v1/texts/{statement['text']['id']}").text
    passages = list_all(brussels, f"/v1/statements/{BRUSSELS}/passages")
    assert [p for p in passages if "cookie" in text[p["start"] : p["end"]].lower()] == []


def test_its_follow_ups_have_their_meeting_and_their_days(brussels: httpx.Client) -> None:
    madrid = list_all(brussels, "/v1/pledges", meeting="nato-summit-2022-madrid")
    assert [pledge["verb"] for pledge in madrid] == ["accelerate", "take", "submit"]
    for pledge in madrid:
        (deadline,) = pledge["deadlines"]
        assert (deadline["earliest"], deadline["latest"]) == ("2022-06-28", "2022-06-30")
    april = list_all(brussels, "/v1/pledges", actor="nato-foreign-ministers")
    assert [pledge["verb"] for pledge in april] == ["discuss", "consider"]
    for pledge in april:
        (deadline,) = pledge["deadlines"]
        assert (deadline["earliest"], deadline["latest"]) == ("2022-04-01", "2022-04-30")


def test_it_binds_who_was_a_member_on_the_day(brussels: httpx.Client) -> None:
    assert len(list_all(brussels, "/v1/pledges", actor="est")) == len(list_all(brussels, "/v1/pledges")) > 40
    assert list_all(brussels, "/v1/pledges", actor="est", actor_mode="direct") == []
    assert list_all(brussels, "/v1/pledges", actor="fin") == []


def test_real_statements_are_read_as_coders_read_them_and_confidence_keeps_its_word(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dev, more, statements = shared / "gold" / "dev", shared / "gold" / "more", shared / "statements"
    by = f"{dev} {statements} --also {more} --themes {THEMES}"
    with pytest.raises(SystemExit) as ended:
        main(f"evaluate {by} --min-f1 0.85 --format json".split(" "))
    assert ended.value.code == 0
    report = json.loads(capsys.readouterr().out)
    f1 = {statement["statement"]: statement["spans"]["f1"] for statement in report["statements"]}
    assert f1["nato-2022-brussels"] >= 0.9
    assert report["reliability"]["expected_calibration_error"] <= 0.05
    (held_out,) = [themes for themes in report["themes"] if themes["part"] == "held_out"]
    assert held_out["f1"] >= 0.65
