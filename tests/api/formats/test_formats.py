"""Lists in other formats over HTTP: all of them, the same filters, the same data."""

import csv
from io import StringIO
from typing import Any

import httpx
import orjson
import pytest

from app.api.formats.media import FORMATS
from tests.api.test_lists import LISTS
from tests.api.world import BRUSSELS, LONG, PLEDGES


@pytest.fixture(params=LISTS)
def path(request: pytest.FixtureRequest, api: httpx.Client) -> str:
    """Each list in turn."""
    return str(request.param).format(run=api.get("/v1/runs").json()["results"][-1]["id"])


def read_csv(api: httpx.Client, path: str, **query: Any) -> list[dict[str, str]]:
    """The rows of a table, each by column."""
    answer = api.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(StringIO(answer.text, newline="")))


def test_a_list_comes_whole_in_every_format(api: httpx.Client, path: str) -> None:
    results = api.get(path, params={"limit": 200}).json()["results"]
    head = api.get("/v1/changes?since=now").json()["head_seq"]
    *lines, end = map(orjson.loads, api.get(f"{path}.jsonl").content.splitlines())
    assert lines == results
    assert end == {"end": {"count": len(results), "seq": head}}
    rows = read_csv(api, f"{path}.csv")
    assert len(rows) == len(results)
    shown = next(name for name in ("id", "ordinal", "start", "version") if name in results[0])
    assert [row[shown] for row in rows] == [str(result[shown]) for result in results]


def test_a_pledge_is_a_row(api: httpx.Client) -> None:
    row, *others = read_csv(api, "/v1/pledges.csv", id="plg_report")
    assert others == []
    expected = {
        "id": "plg_report",
        "statement_id": BRUSSELS,
        "statement_adopted_date": "2022-03-24",
        "statement_issuers_id": "nato",
        "stage": "promised",
        "actors_id": "nato-foreign-ministers",
        "themes_id": "climate",
        "deadlines_text": "by the end of 2023",
        "deadlines_latest": "2023-12-31",
        "deadlines_meeting_id": "",
        "conditions_text": "as appropriate",
        "confidence": "0.87",
        "rules": "opening.subject|will",
    }
    assert {name: row[name] for name in expected} == expected


def test_filters_are_those_of_the_list(api: httpx.Client) -> None:
    query = {"statement": BRUSSELS, "stage": "promised", "has_deadline": "true"}
    rows = read_csv(api, "/v1/pledges.csv", **query)
    assert [row["id"] for row in rows] == ["plg_decide", "plg_report", "plg_station", "plg_support"]
    found = api.get("/v1/pledges.jsonl", params={"statement": LONG}).content.splitlines()
    assert len(found) == 61


def test_fields_choose_columns_and_members_in_their_order(api: httpx.Client) -> None:
    query = {"statement": BRUSSELS, "fields": ["statement_id", "id"]}
    lines = api.get("/v1/pledges.csv", params=query).text.splitlines()
    assert lines == ["statement_id,id", *(f"{BRUSSELS},{pledge}" for pledge in PLEDGES)]
    line, _ = api.get("/v1/pledges.jsonl?id=plg_open&fields=stage&fields=id").text.splitlines()
    assert line == '{"stage":"done","id":"plg_open"}'


@pytest.mark.parametrize(
    ("address", "said", "allowed"),
    [
        ("/v1/pledges.csv?fields=qoute", "Did you mean `quote`?", ["quote"]),
        ("/v1/pledges.jsonl?fields=statement_id", "Did you mean `statement`?", ["statement"]),
        ("/v1/themes.csv?fields=zzz", "There are: id, label, scope, cap, sdgs.", None),
        ("/v1/pledges?fields=id", "`.csv` and `.jsonl`", None),
        ("/v1/pledges.atom?fields=id", "`.csv` and `.jsonl`", None),
        ("/v1/pledges.atom?sort=due", "Atom has one", None),
        ("/v1/pledges.atom?stag=done", "Did you mean `stage`?", ["stage"]),
        ("/v1/pledges.csv?limit=5", "come in pages", None),
        ("/v1/pledges.atom?count=exact", "pages of JSON", None),
        ("/v1/pledges.csv?facets=theme", "pages of pledges and calls", None),
        ("/v1/pledges.jsonl?cursor=x", "come in pages", None),
        ("/v1/pledges.csv?include=actors", "pages of pledges, calls and deadlines", None),
        ("/v1/pledges.csv?due_match=sure", "'sure' is not", ["possible", "certain"]),
    ],
)
def test_a_parameter_that_does_not_fit_is_refused(
    api: httpx.Client, address: str, said: str, allowed: list[str] | None
) -> None:
    answer = api.get(address)
    assert answer.status_code == 422
    (fault,) = answer.json()["errors"]
    assert fault["allowed"] == allowed
    assert said in fault["message"]


def test_what_is_not_there_is_a_problem_in_any_format(api: httpx.Client) -> None:
    for address in (
        "statements/none/passages.csv",
        "statements/none/passages.jsonl",
        "calls/none/history.atom",
    ):
        answer = api.get(f"/v1/{address}")
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert api.get("/v1/statements/nato-2019-12-04-london/passages.csv").status_code == 410


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/csv", "text/csv; charset=utf-8"),
        ("application/x-ndjson", "application/x-ndjson"),
        ("text/csv;q=0.5, application/json", "application/json"),
        ("*/*", "application/json"),
    ],
)
def test_a_format_can_be_asked_for_by_accept(api: httpx.Client, accept: str, media_type: str) -> None:
    answer = api.get("/v1/actors/nato/members?as_of=2024-01-01", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert answer.headers["vary"] == "Accept, Accept-Encoding"


def test_a_problem_names_the_address_that_was_asked(api: httpx.Client) -> None:
    problem = api.get("/v1/pledges?limit=5", headers={"Accept": "text/csv"}).json()
    assert (problem["status"], problem["instance"]) == (422, "/v1/pledges")


def test_the_suffix_wins(api: httpx.Client) -> None:
    answer = api.get("/v1/themes.csv", headers={"Accept": "application/json"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["vary"] == "Accept-Encoding"


def test_no_format_that_fits_is_a_problem(api: httpx.Client) -> None:
    answer = api.get("/v1/pledges", headers={"Accept": "text/html, image/*"})
    problem = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (406, "application/problem+json")
    assert "application/json, text/csv, application/x-ndjson" in problem["detail"]
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    assert "`Accept`" not in api.get(problem["type"]).text
    assert "What to do" in api.get(problem["type"]).text


def test_what_is_no_list_is_not_negotiated(api: httpx.Client) -> None:
    answer = api.get("/v1/pledges/plg_decide", headers={"Accept": "text/csv"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert api.get("/v1/pledges/plg_decide.csv").status_code == 404


def test_formats_have_tags_of_their_own(api: httpx.Client) -> None:
    addresses = [f"/v1/deadlines{format.suffix}" for format in FORMATS]
    tags = [api.get(address).headers["etag"] for address in addresses]
    assert len(set(tags)) == len(FORMATS)
    for address, tag in zip(addresses, tags, strict=True):
        assert api.get(address, headers={"If-None-Match": tag}).status_code == 304
    known = {"If-None-Match": tags[1]}
    by_accept = api.get("/v1/deadlines", headers={"Accept": "text/csv", **known})
    assert (by_accept.status_code, by_accept.headers["vary"]) == (304, "Accept, Accept-Encoding")
    assert api.get("/v1/deadlines", headers=known).status_code == 200


@pytest.mark.parametrize("suffix", [".csv", ".atom"])
def test_runs_are_not_stored_in_any_format(api: httpx.Client, suffix: str) -> None:
    answer = api.get(f"/v1/runs{suffix}")
    assert (answer.headers["cache-control"], "etag" in answer.headers) == ("no-store", False)


@pytest.mark.parametrize("suffix", [format.suffix for format in FORMATS])
def test_the_head_of_a_format_is_that_of_its_answer(api: httpx.Client, suffix: str) -> None:
    plain = {"Accept-Encoding": "identity"}
    get, head = (api.request(method, f"/v1/deadlines{suffix}", headers=plain) for method in ("GET", "HEAD"))
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "etag", "cache-control", "vary"):
        assert head.headers[name] == get.headers[name]
