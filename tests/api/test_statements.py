"""Statements and their passages over HTTP."""

from typing import Any

import httpx
import pytest

from app.api.statements.queries import STATEMENT, list_statements
from app.api.statements.schemas import StatementQuery
from app.store.database import Database
from app.store.dialects import is_sqlite
from tests.api.plans import explain
from tests.api.world import BRUSSELS, GONE, JOINT, LONG, OLDER, SUMMIT, TEXT, UNDATED


def find(api: httpx.Client, **query: Any) -> list[str]:
    """Ids of the statements a query finds."""
    answer = api.get("/v1/statements", params=query)
    assert answer.status_code == 200, answer.text
    return [statement["id"] for statement in answer.json()["results"]]


def test_a_statement_shows_what_its_header_says_and_what_stands_in_it(api: httpx.Client) -> None:
    statement = api.get(f"/v1/statements/{BRUSSELS}").json()
    assert statement["issuers"] == [{"id": "nato", "name": "Nato"}]
    assert (statement["adopted_date"], statement["place"]) == ("2022-03-24", "Brussels")
    assert (statement["number"], statement["language"]) == ("(2022) 061", "en")
    assert statement["text"]["length"] == len(TEXT)
    assert (statement["pledge_count"], statement["call_count"]) == (7, 2)


def test_a_statement_shows_the_meeting_it_came_from(api: httpx.Client) -> None:
    statement = api.get(f"/v1/statements/{OLDER}").json()
    assert statement["forum"] == {"id": "nato-summit", "name": "NATO summit"}
    assert statement["meeting"]["id"] == SUMMIT


def test_what_is_not_known_is_null_and_said_in_a_doubt(api: httpx.Client) -> None:
    statement = api.get(f"/v1/statements/{UNDATED}").json()
    assert statement["issuers"] == [{"id": None, "name": "Council of Mayors"}]
    assert (statement["adopted_date"], statement["place"], statement["forum"]) == (None, None, None)
    assert statement["doubts"] == [{"code": "no-date", "message": "the header names no date"}]


def test_the_newest_comes_first_and_those_without_a_date_last(api: httpx.Client) -> None:
    assert find(api) == [JOINT, BRUSSELS, OLDER, LONG, UNDATED]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"id": OLDER}, [OLDER]),
        ({"issuer": "fin"}, [JOINT]),
        ({"issuer_not": "nato"}, [UNDATED]),
        ({"updated_after": "2999-01-01T00:00:00Z"}, []),
        ({"language": "fi"}, [JOINT]),
        ({"adopted_after": "2022-01-01"}, [JOINT, BRUSSELS]),
        ({"adopted_before": "2020-01-10"}, [LONG]),
        ({"forum": "nato-summit"}, [OLDER]),
        ({"meeting": SUMMIT}, [OLDER]),
    ],
)
def test_a_filter_finds(api: httpx.Client, query: dict[str, Any], found: list[str]) -> None:
    assert find(api, **query) == found


def test_passages_are_found_by_their_kind(api: httpx.Client) -> None:
    kinds = {"paragraph": 10, "heading": 0}
    for kind, number in kinds.items():
        found = api.get(f"/v1/statements/{BRUSSELS}/passages", params={"kind": kind}).json()["results"]
        assert len(found) == number


def test_a_withdrawn_statement_is_gone_with_its_passages(api: httpx.Client) -> None:
    assert api.get(f"/v1/statements/{GONE}").status_code == 410
    assert api.get(f"/v1/statements/{GONE}/passages").status_code == 410


def test_passages_cover_the_words_in_the_order_of_the_text(api: httpx.Client) -> None:
    passages = api.get(f"/v1/statements/{BRUSSELS}/passages").json()["results"]
    assert [passage["ordinal"] for passage in passages] == list(range(10))
    assert passages[0]["text"] == "Statement of the leaders"
    assert all(TEXT[passage["start"] : passage["end"]] == passage["text"] for passage in passages)


def test_passages_of_an_unknown_statement_are_not_found(api: httpx.Client) -> None:
    assert api.get("/v1/statements/nobody-undated/passages").status_code == 404


def test_the_acts_of_a_statement_are_counted_where_they_stand(world: Database) -> None:
    with world.reading() as connection:
        if not is_sqlite(connection):
            pytest.skip("PostgreSQL decides by its statistics")
        for run in (
            lambda: list_statements(connection, StatementQuery()),
            lambda: connection.execute(STATEMENT, {"id": BRUSSELS}),
        ):
            plan = explain(connection, 0, run)
            assert plan.count("SEARCH act USING INDEX ix_act_statement_id_start_offset") == 2, plan
