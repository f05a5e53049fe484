"""An answer that did not change is not sent again, and one that did always is."""

from threading import Thread

import httpx
import pytest

from app.api.contract import build_document
from app.store.database import Database
from tests.api.conftest import serving
from tests.api.test_changes import strengthen, weaken
from tests.databases import Databases

READS = [
    "/v1/pledges?actor=est",
    "/v1/pledges/plg_decide",
    "/v1/calls",
    "/v1/deadlines",
    "/v1/statements",
    "/v1/actors?member_of=nato",
    "/v1/forums",
    "/v1/meetings/resolve?text=Madrid",
    "/v1/themes",
    "/v1/vocabularies",
    "/v1/changes",
]


@pytest.mark.parametrize("path", READS)
def test_who_has_an_answer_is_not_sent_it_again(api: httpx.Client, path: str) -> None:
    first = api.get(path)
    again = api.get(path, headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert first.headers["etag"].startswith('W/"')
    assert again.headers["etag"] == first.headers["etag"]
    assert first.headers["cache-control"] == again.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/v1/pledges?theme=cyber", "/v1/pledges/plg_decide", "/v1/actors.csv"])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_who_has_whatever_there_is_is_sent_nothing(api: httpx.Client, path: str, coding: str) -> None:
    headers = {"Accept-Encoding": coding, "Host": f"{coding}.example"}
    made = api.get(path, headers={**headers, "If-None-Match": "*"})
    kept = api.get(path, headers=headers)
    again = api.get(path, headers={**headers, "If-None-Match": "*"})
    assert (made.status_code, made.content, kept.status_code) == (304, b"", 200)
    assert (again.status_code, again.content) == (304, b"")
    assert made.headers["etag"] == kept.headers["etag"] == again.headers["etag"]
    assert {"content-type", "content-length", "content-encoding"}.isdisjoint(made.headers)


def test_what_is_not_there_is_nobodys(api: httpx.Client) -> None:
    assert api.get("/v1/pledges/plg_none", headers={"If-None-Match": "*"}).status_code == 404
    assert api.get("/v1/pledges?actr=est", headers={"If-None-Match": "*"}).status_code == 422


def test_another_question_has_another_tag(api: httpx.Client) -> None:
    tags = [api.get(path).headers["etag"] for path in (*READS, "/v1/pledges?actor=fin", "/v1/pledges")]
    assert len(set(tags)) == len(tags)


def test_the_order_of_parameters_is_no_other_question(api: httpx.Client) -> None:
    one, other = "/v1/pledges?actor=est&limit=5&actor=fin", "/v1/pledges?actor=fin&actor=est&limit=5"
    assert api.get(one).headers["etag"] == api.get(other).headers["etag"]


@pytest.mark.parametrize("path", ["/v1/runs", "/v1/status", "/healthz", "/readyz", "/v1/pledges/plg_none"])
def test_what_moves_without_the_feed_and_what_is_an_error_has_no_tag(api: httpx.Client, path: str) -> None:
    assert "etag" not in api.get(path).headers


def test_a_text_keeps_its_own_tag(api: httpx.Client) -> None:
    text = api.get("/v1/pledges/plg_decide").json()["evidence"]["text"]
    plain = {"Accept-Encoding": "identity"}
    assert api.get(f"/v1/texts/{text}", headers=plain).headers["etag"] == f'"{text}"'


def test_head_has_the_tag_too(api: httpx.Client) -> None:
    assert api.head("/v1/pledges").headers["etag"] == api.get("/v1/pledges").headers["etag"]


def test_after_a_commit_nobody_is_told_that_nothing_changed(changing: Database) -> None:
    with serving(changing) as api:
        for number in range(6):
            before = api.get("/v1/pledges/plg_review")
            (weaken, strengthen)[number % 2](changing)
            after = api.get("/v1/pledges/plg_review", headers={"If-None-Match": before.headers["etag"]})
            assert after.status_code == 200
            assert after.json()["version"] == before.json()["version"] + 1


def test_a_number_that_is_given_again_after_a_restore_is_no_reason_to_keep_an_answer(
    changing: Database, databases: Databases
) -> None:
    with databases.restore(changing) as restored:
        held = []
        for life in (changing, restored):
            weaken(life)
            with serving(life, public_url="https://communique.example") as api:
                known = {"If-None-Match": held[-1].headers["etag"]} if held else {}
                held.append(api.get("/v1/pledges/plg_review", headers=known))
    before, after = held
    assert after.status_code == 200
    assert (after.json()["changed_seq"], after.json()["run"] == before.json()["run"]) == (
        before.json()["changed_seq"],
        False,
    )


def test_while_a_writer_is_at_work_no_tag_hides_a_change(changing: Database) -> None:
    """What a client holds when the writer has ended, and is told to keep, is what is there."""
    with serving(changing) as api:
        writer = Thread(
            target=lambda: [change(changing) for _ in range(4) for change in (weaken, strengthen)]
        )
        writer.start()
        held = api.get("/v1/pledges/plg_review")
        was_writing = True
        while was_writing:
            was_writing = writer.is_alive()
            answer = api.get("/v1/pledges/plg_review", headers={"If-None-Match": held.headers["etag"]})
            held = held if answer.status_code == 304 else answer
        writer.join()
        assert held.json() == api.get("/v1/pledges/plg_review").json()
        assert held.json()["version"] == 9


def test_the_contract_says_which_answers_can_be_spared() -> None:
    without = {"/v1/runs", "/v1/runs/{run_id}", "/v1/runs/{run_id}/documents", "/v1/status"}
    paths = build_document()["paths"]
    untagged = {path for path, item in paths.items() if "304" not in item["get"]["responses"]}
    assert {path.removesuffix(".csv") for path in untagged} == without
