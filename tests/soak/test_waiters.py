"""Many who wait for the feed over HTTP keep nobody from being answered, and a commit wakes them all."""

import asyncio
from collections.abc import Callable
from time import monotonic

import httpx

from app.ingestion.runs import start_run
from app.store.database import Database
from tests.api.conftest import serving
from tests.api.followers import Json
from tests.api.world import a_world_registry
from tests.soak.conftest import IS_LONG
from tests.soak.judging import save_editions

WAITERS = 1000 if IS_LONG else 100
"""Far more than a process has threads and connections to the database."""

WAIT_S = 25


def test_many_who_wait_keep_nobody_from_being_answered(
    database: Database, record_property: Callable[[str, object], None]
) -> None:
    start_run(database, a_world_registry())
    with serving(database) as api:
        answers, meanwhile, seconds = asyncio.run(wait_together(database, str(api.base_url)))
    record_property("waiters", len(answers))
    record_property("seconds for another request meanwhile", round(meanwhile, 2))
    record_property("seconds from the commit to the first answer", round(seconds[0], 2))
    record_property("seconds to the last", round(seconds[-1], 2))
    assert {len(answer["results"]) > 0 for answer in answers} == {True}
    assert meanwhile < WAIT_S - 5


async def wait_together(database: Database, address: str) -> tuple[list[Json], float, list[float]]:
    """What all of them are answered, how long another request took while they waited, and how long after the
    commit each was answered.
    """
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        question = f"/v1/changes?since=now&wait={WAIT_S}"
        waiting = [asyncio.create_task(client.get(question)) for _ in range(WAITERS)]
        await asyncio.sleep(WAITERS / 100)
        began = monotonic()
        assert (await client.get("/v1/pledges")).status_code == 200
        meanwhile = monotonic() - began
        await asyncio.to_thread(save_editions, database, {"nato-2022-03-24-brussels": 1})
        committed = monotonic()
        seconds: list[float] = []
        for task in waiting:
            task.add_done_callback(lambda _: seconds.append(monotonic() - committed))
        answers = await asyncio.gather(*waiting)
    return [answer.json() for answer in answers], meanwhile, seconds
