"""What a withdrawn pledge answers when its words went into others, and when they did not."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.exporting.job import make_export
from app.ingestion.correcting import correct_acts
from app.ingestion.correction_entries import Entry, EntryLine
from app.ingestion.runs import end_run, start_run
from app.model import Act
from app.store.database import Database
from app.store.tables import ActRow
from app.vocabulary import RunState
from tests.api.conftest import serving
from tests.builders import a_call, a_registry, a_resolved_act, a_statement, an_act
from tests.ingestion.runs import read_rows, save

TEXT = "We will open two offices in the region and will train their staff.\n\nWe will publish the accounts."
WHOLE = "We will open two offices in the region and will train their staff"
OFFICES = "We will open two offices in the region"
STAFF = "will train their staff"
ACCOUNTS = "We will publish the accounts"


def find(database: Database, *acts: Act) -> None:
    """A whole run that finds these in the text."""
    run = start_run(database, a_registry())
    save(run, a_statement(TEXT), [a_resolved_act(act) for act in acts])
    end_run(run, RunState.FINISHED)


def pledge(quote: str) -> Act:
    return an_act(quote, within=TEXT)


def call(quote: str) -> Act:
    return a_call(quote, within=TEXT)


def read_ids(database: Database) -> dict[str, str]:
    """Ids of all acts by their words."""
    return {row.quote: row.id for row in read_rows(database, ActRow)}


@pytest.fixture
def api(database: Database) -> Iterator[httpx.Client]:
    find(database, pledge(ACCOUNTS))
    with serving(database) as client:
        yield client


def test_a_pledge_that_was_merged_leads_to_the_survivor(database: Database, api: httpx.Client) -> None:
    find(database, pledge(OFFICES), pledge(STAFF), pledge(ACCOUNTS))
    ids = read_ids(database)
    find(database, pledge(WHOLE), pledge(ACCOUNTS))

    for path in ("", "/explanation"):
        answer = api.get(f"/v1/pledges/{ids[STAFF]}{path}")
        assert answer.status_code == 308
        assert answer.headers["location"] == f"{api.base_url}/v1/pledges/{ids[OFFICES]}{path}"
        assert answer.headers["cache-control"] == "no-cache"
        assert answer.json()["type"].endswith("/problems/merged")
        assert answer.json()["replaced_by"] == [ids[OFFICES]]
    followed = api.get(f"/v1/pledges/{ids[STAFF]}", follow_redirects=True)
    assert (followed.status_code, followed.json()["quote"]) == (200, WHOLE)

    find(database, pledge(OFFICES), pledge(STAFF), pledge(ACCOUNTS))

    assert api.get(f"/v1/pledges/{ids[STAFF]}").json()["quote"] == STAFF
    told = api.get("/v1/changes", params={"id": ids[STAFF]}).json()["results"]
    assert [change["replaced_by"] for change in told] == [[], [ids[OFFICES]], []]
    history = api.get(f"/v1/pledges/{ids[STAFF]}/history").json()["results"]
    assert [version["replaced_by"] for version in history] == [[], [ids[OFFICES]], []]


def test_a_pledge_that_was_split_names_its_parts(database: Database, api: httpx.Client) -> None:
    find(database, pledge(WHOLE), pledge(OFFICES), pledge(STAFF))
    ids = read_ids(database)
    find(database, pledge(OFFICES), pledge(STAFF))

    answer = api.get(f"/v1/pledges/{ids[WHOLE]}")
    assert (answer.status_code, answer.json()["replaced_by"]) == (410, [ids[OFFICES], ids[STAFF]])
    assert answer.json()["type"].endswith("/problems/withdrawn")


def test_a_pledge_that_is_a_call_now_names_it_and_leads_nowhere(
    database: Database, api: httpx.Client
) -> None:
    find(database, pledge(WHOLE))
    (was,) = (row.id for row in read_rows(database, ActRow) if row.quote == WHOLE)
    find(database, call(WHOLE))

    answer = api.get(f"/v1/pledges/{was}")
    (now,) = (row.id for row in read_rows(database, ActRow) if row.kind == "call")
    assert (answer.status_code, answer.json()["replaced_by"]) == (410, [now])


def test_what_is_merely_lost_is_replaced_by_nothing(database: Database, api: httpx.Client) -> None:
    find(database, pledge(OFFICES), pledge(STAFF), pledge(ACCOUNTS))
    ids = read_ids(database)
    decision = {"act": ids[STAFF], "decision": "confirm", "author": "A. Reader", "reason": "as it reads"}
    lines = [EntryLine(1, Entry.model_validate(decision))]
    correct_acts(lines, database, a_registry(), name="confirmed.jsonl")
    find(database, pledge(WHOLE))

    assert api.get(f"/v1/pledges/{ids[STAFF]}").status_code == 200
    answer = api.get(f"/v1/pledges/{ids[ACCOUNTS]}")
    assert (answer.status_code, answer.json()["replaced_by"]) == (410, [])


def test_an_export_answers_the_same(database: Database, api: httpx.Client, tmp_path: Path) -> None:
    find(database, pledge(WHOLE), pledge(OFFICES), pledge(STAFF), pledge(ACCOUNTS))
    find(database, pledge(OFFICES), pledge(STAFF))
    find(database, pledge(WHOLE))
    folder = make_export(database, tmp_path)

    with serving(Database(f"sqlite:///{folder / folder.name}.sqlite?mode=ro")) as copy:
        answers = [
            [_strip(client.get(f"/v1/pledges/{id_}")) for id_ in read_ids(database).values()]
            for client in (api, copy)
        ]
    assert answers[0] == answers[1]
    assert {status for status, *_ in answers[0]} == {200, 308, 410}


def _strip(answer: httpx.Response) -> tuple[int, str, object]:
    """Without what differs from one service, and from one request, to the next."""
    base = str(answer.request.url.copy_with(path="/"))
    body = {name: value for name, value in answer.json().items() if name not in ("request_id", "type")}
    return answer.status_code, answer.headers.get("location", "").removeprefix(base), body
