"""One object by its id is answered in front of routing as it would be behind it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from sqlalchemy import text

from app.api import lookups
from app.api.contract import build_document
from app.api.etags import is_tagged
from app.api.lookups import LOOKUPS
from app.store.database import Database
from tests.api.conftest import serving
from tests.api.plans import explain
from tests.api.test_lists import counting_selects
from tests.api.test_plans import READ_WHOLE
from tests.api.test_shapes import EXAMPLES
from tests.api.world import fill

PATHS = [
    path
    for path in build_document()["paths"]
    if path.endswith("}") and path.count("/") == 3 and is_tagged(path)
]
ITS_OWN = {"date", "etag", "x-request-id"}


def test_every_kind_of_object_is_looked_up() -> None:
    assert {path.rpartition("/")[0] for path in PATHS} == set(LOOKUPS)


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("path", PATHS)
def test_the_answer_is_that_of_the_route(
    api: httpx.Client, monkeypatch: pytest.MonkeyPatch, path: str, encoding: str
) -> None:
    def ask(host: str) -> httpx.Response:
        headers = {"Host": f"{host}.{encoding}.example", "Accept-Encoding": encoding}
        return api.get(path.format(**EXAMPLES), headers=headers)

    with counting_selects() as through_the_pool:
        looked_up = ask("first")
    assert through_the_pool == []
    monkeypatch.setattr(lookups, "LOOKUPS", {})
    with counting_selects() as through_the_pool:
        routed = ask("second")
    assert through_the_pool != []
    assert (looked_up.status_code, looked_up.content) == (200, routed.content)
    assert list_headers(looked_up) == list_headers(routed)


def list_headers(answer: httpx.Response) -> list[tuple[str, str]]:
    return sorted((name, value) for name, value in answer.headers.items() if name not in ITS_OWN)


@pytest.mark.parametrize("id_", ["EST", "est%0A", "x" * 201, "est/"])
def test_what_is_no_id_is_told_by_the_route(api: httpx.Client, id_: str) -> None:
    assert api.get(f"/v1/actors/{id_}").headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("address", LOOKUPS)
def test_no_table_is_read_whole(world: Database, address: str) -> None:
    with world.reading() as connection:
        plan = explain(connection, 0, lambda: connection.execute(LOOKUPS[address].wanted, {"id": "none"}))
    assert READ_WHOLE.findall(plan) == []


def test_connections_that_are_cut_keep_nobody_from_an_answer(make_database: Callable[..., Database]) -> None:
    database = make_database("postgresql", filled_by=fill)
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with serving(database) as api, ThreadPoolExecutor(8) as elsewhere:
        assert api.get("/v1/actors/est").status_code == 200
        with database.writing() as connection:
            connection.execute(text(f"SELECT pg_terminate_backend(pid) {others}"))
        answers = list(elsewhere.map(api.get, [f"/v1/actors/{id_}" for id_ in ("fin", "nato", "est")] * 4))
    assert [answer.status_code for answer in answers] == [200] * 12
