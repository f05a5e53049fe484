"""Whatever the benchmark asks is read from indexes: no table is read whole that grows."""

import re
from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest
from sqlalchemy.engine import Engine

from app.store.database import Database
from app.store.tables import METADATA
from benchmarks import questions
from benchmarks.questions import Question, Questions
from benchmarks.servers import Server
from tests.api.plans import explain_query, noting_queries

GROWING = set(METADATA.tables) - {"feed_head", "registry_state"}
READ_WHOLE = re.compile(r"(?:^SCAN|Seq Scan on) ([a-z_]+[a-z])")
"""SQLite numbers what a query names twice."""
LOOKED_UP = "single pledge, first time"
"""What is asked for beside the pool; `tests.api.test_lookups` sees to it."""
ROWS = (
    "first-time filtered page",
    "the same query again",
    "304",
    LOOKED_UP,
    "search, rare words",
    "search, common words",
    *(f"facets, {name}" for name in questions.ONE_FILTER),
    "a page far on, beside the first",
)


@pytest.fixture(scope="module")
def asked(
    world: Database, api: httpx.Client, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Question]]:
    """The rows of the benchmark, by their names."""
    server = Server("product", "/v1/status", port=api.base_url.port or 0)
    servers = {"product": server, "no memory": server}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(questions, "RARE", (0.0, 0.05))  # among few acts
        rows = Questions(world, servers, tmp_path_factory.mktemp("bodies")).list_rows()
        yield {row.name: row for row in rows}


def test_every_row_of_the_benchmark_is_looked_at(asked: dict[str, Question]) -> None:
    assert tuple(asked) == ROWS


@pytest.mark.parametrize("name", [name for name in ROWS if name != LOOKED_UP])
def test_no_table_that_grows_is_read_whole(
    world: Database, api: httpx.Client, asked: dict[str, Question], name: str
) -> None:
    path = next(iter(asked[name].requests.values()))[0].split()[1].decode()
    with noting_queries(Engine) as queries:
        api.get(path, headers={"Host": f"{uuid4().hex}.example"}).raise_for_status()  # nobody asked before
    assert queries
    with world.reading() as connection:
        for query in queries:
            plan = explain_query(connection, query, without=["seqscan"])
            read = {table for line in plan for table in READ_WHOLE.findall(line)}
            assert read.isdisjoint(GROWING), (query, plan)
