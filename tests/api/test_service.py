"""Runs, status, probes and documents over HTTP."""

import re

import httpx
import orjson
import pytest
import yaml

from app.api.contract import build_document
from app.store.database import Database
from tests.api.conftest import serving
from tests.api.world import BRUSSELS


def test_runs_come_with_their_tally_the_newest_first(api: httpx.Client) -> None:
    later, first = api.get("/v1/runs").json()["results"]
    assert (first["state"], first["tally"]["inserted"], first["tally"]["failed"]) == ("finished", 6, 1)
    assert later["tally"]["acts_withdrawn"] == 2
    assert later["started_at"] > first["finished_at"] > first["started_at"]
    assert api.get(f"/v1/runs/{first['id']}").json() == first
    assert api.get("/v1/runs/run_none").status_code == 404


def test_documents_of_a_run_do_not_show_the_folders_of_the_machine(api: httpx.Client) -> None:
    first = api.get("/v1/runs").json()["results"][-1]["id"]
    documents = api.get(f"/v1/runs/{first}/documents").json()["results"]
    shown = [(document["name"], document["outcome"], document["statement"]) for document in documents]
    assert shown[0] == (f"{BRUSSELS}.txt", "inserted", BRUSSELS)
    assert shown[-1] == ("scan.pdf", "failed", None)
    assert documents[-1]["message"] == "the PDF holds no text"


def test_documents_of_a_run_are_filtered_by_outcome(api: httpx.Client) -> None:
    first = api.get("/v1/runs").json()["results"][-1]["id"]
    answer = api.get(f"/v1/runs/{first}/documents", params={"outcome": "failed"}).json()
    assert [document["name"] for document in answer["results"]] == ["scan.pdf"]


def test_status_counts_what_is_served(api: httpx.Client) -> None:
    status = api.get("/v1/status").json()
    assert (status["counts"]["statements"], status["counts"]["pledges"], status["counts"]["calls"]) == (
        5,
        70,
        2,
    )
    assert (status["first_adopted"], status["last_adopted"]) == ("2020-01-10", "2023-05-02")
    assert status["last_run"] == api.get("/v1/runs").json()["results"][0]
    assert re.fullmatch(r"[0-9a-f]{64}", status["registry"])


def test_an_empty_database_has_a_status(database: Database) -> None:
    with serving(database) as api:
        status = api.get("/v1/status").json()
    assert status["counts"] == dict.fromkeys(
        ("statements", "pledges", "calls", "actors", "meetings", "themes"), 0
    )
    assert (status["registry"], status["last_adopted"], status["updated_at"], status["last_run"]) == (
        None,
    ) * 4


@pytest.mark.parametrize("path", ["/v1/runs", "/v1/status", "/healthz", "/readyz"])
def test_what_is_about_now_is_not_stored(api: httpx.Client, path: str) -> None:
    answer = api.get(path)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")


def test_the_contract_is_served_in_both_forms(api: httpx.Client) -> None:
    its_own = {"servers": [{"url": str(api.base_url).rstrip("/"), "description": "This service."}]}
    assert orjson.loads(api.get("/openapi.json").content) == build_document() | its_own
    assert yaml.safe_load(api.get("/openapi.yaml").text) == build_document()


def test_the_docs_need_nothing_from_elsewhere(api: httpx.Client) -> None:
    page = api.get("/docs").text
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(addresses) == 3
    for address in addresses:
        assert address.startswith("data:") or api.get(f"/{address.removeprefix('./')}").status_code == 200
    assert "http" not in page
    assert '"validatorUrl": null' in page


def test_the_service_begins_with_its_docs(api: httpx.Client) -> None:
    assert api.get("/").headers["location"] == "docs"


@pytest.mark.parametrize(
    "path", ["/v1/pledges", "/v1/pledges/plg_decide", "/healthz", "/docs", "/openapi.yaml"]
)
def test_head_is_get_without_the_body(api: httpx.Client, path: str) -> None:
    get, head = api.get(path), api.head(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers["content-length"] == get.headers["content-length"]
    assert head.headers["content-type"] == get.headers["content-type"]


def test_a_request_keeps_its_id_if_it_is_short_and_plain(api: httpx.Client) -> None:
    assert api.get("/healthz", headers={"X-Request-ID": "walk-7.a_B"}).headers["x-request-id"] == "walk-7.a_B"


@pytest.mark.parametrize("asked", ["", "a b", "<script>", "x" * 65])
def test_another_id_is_replaced(api: httpx.Client, asked: str) -> None:
    given = api.get("/healthz", headers={"X-Request-ID": asked}).headers["x-request-id"]
    assert re.fullmatch(r"[0-9a-f]{32}", given)
