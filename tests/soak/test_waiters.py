"""Many who wait for the feed over HTTP, each with a filter of his own, keep nobody from being answered, and a
commit wakes them all.
"""

import asyncio
from collections.abc import Callable
from time import monotonic

from app.ingestion.runs import start_run
from app.store.database import Database
from tests.api.followers import Json
from tests.api.world import a_world_registry
from tests.soak.conftest import IS_LONG
from tests.soak.judging import save_editions
from tests.soak.polling import ask_barely
from tests.soak.servers import KillableServer

WAITERS = 1000 if IS_LONG else 100
"""Far more than a process has threads and connections to the database."""

WAIT_S = 25


def test_many_who_wait_keep_nobody_from_being_answered(
    database: Database, record_property: Callable[[str, object], None]
) -> None:
    start_run(database, a_world_registry())
    with KillableServer(database) as server:
        answers, meanwhile, seconds = asyncio.run(wait_together(database, server))
    record_property("waiters", len(answers))
    record_property("seconds for another request meanwhile", round(meanwhile, 2))
    record_property("seconds from the commit to the first answer", round(seconds[0], 2))
    record_property("seconds to the last", round(seconds[-1], 2))
    assert {len(answer["results"]) > 0 for answer in answers} == {True}
    assert meanwhile < WAIT_S - 5


async def wait_together(database: Database, server: KillableServer) -> tuple[list[Json], float, list[float]]:
    """What all of them are answered, how long another request took while they waited, and how long after the
    commit each was answered.
    """
    await ask_barely(server.port, "since=now")  # until it answers
    questions = [f"since=now&wait={WAIT_S}&min_confidence=0.{number:05}" for number in range(WAITERS)]
    waiting = [asyncio.create_task(ask_barely(server.port, question)) for question in questions]
    await asyncio.sleep(WAITERS / 100)
    began = monotonic()
    await ask_barely(server.port, "since=beginning")
    meanwhile = monotonic() - began
    await asyncio.to_thread(save_editions, database, {"nato-2022-03-24-brussels": 1})
    committed = monotonic()
    answers = await asyncio.gather(*waiting)
    seconds = sorted(moment - committed for moment, _ in answers)
    return [page for _, page in answers], meanwhile, seconds
