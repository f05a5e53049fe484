"""Who waits for the feed is woken by a commit, and keeps nobody from being answered."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Timer, active_count
from time import monotonic, sleep

import httpx
import pytest

from app.api.changes import waiting
from app.api.changes.waiting import Waiters
from app.ingestion.runs import start_run
from app.store.database import Database
from app.store.feed import read_head
from tests.api.conftest import serving
from tests.api.world import SHIPS, a_world_registry, save
from tests.builders import a_statement, an_act


@pytest.fixture
def known(database: Database) -> Database:
    """A database with the facts of the world and no statement."""
    start_run(database, a_world_registry())
    return database


def publish(database: Database) -> None:
    """A statement with a pledge."""
    run = start_run(database, a_world_registry())
    save(run, "nato-2022-03-24-brussels", a_statement(SHIPS), {"plg_ships": an_act(SHIPS, within=SHIPS)})


def test_who_waits_is_answered_soon_after_the_commit(known: Database) -> None:
    with serving(known) as api:
        writer = Timer(0.5, publish, [known])
        writer.start()
        began = monotonic()
        answer = api.get("/v1/changes?since=now&wait=20", timeout=30).json()
        took = monotonic() - began
        writer.join()
    assert [change["object"]["kind"] for change in answer["results"]] == ["statement", "pledge"]
    assert 0.5 < took < 10


def test_a_change_that_the_filter_leaves_out_does_not_end_the_wait(known: Database) -> None:
    with serving(known) as api:
        before = api.get("/v1/changes?since=now").json()
        writer = Timer(0.3, publish, [known])
        writer.start()
        answer = api.get("/v1/changes?since=now&wait=2&actor=fin", timeout=30).json()
        writer.join()
    assert (answer["results"], answer["has_more"]) == ([], False)
    assert answer["next_cursor"].startswith(f"{before['epoch']}.{before['head_seq'] + 2}.")


def test_nobody_waits_for_what_is_there_already(known: Database) -> None:
    publish(known)
    with serving(known) as api:
        began = monotonic()
        answer = api.get("/v1/changes?since=beginning&wait=20", timeout=30)
    assert answer.json()["results"]
    assert monotonic() - began < 10
    assert int(answer.headers["poll-interval"]) > 0


def test_a_server_that_stops_answers_those_who_wait(known: Database) -> None:
    with ThreadPoolExecutor(1) as elsewhere:
        with serving(known) as api:
            address = f"{api.base_url}/v1/changes?since=now&wait=25"
            answering = elsewhere.submit(httpx.get, address, timeout=30)
            sleep(1)
            assert not answering.done()
            began = monotonic()
        assert monotonic() - began < 10
        answer = answering.result()
    assert (answer.status_code, answer.json()["results"]) == (200, [])


def test_a_thousand_wait_without_a_connection_or_a_thread_of_their_own(known: Database) -> None:
    threads = active_count()
    woken, seconds, threads_meanwhile = asyncio.run(wake_a_thousand(known))
    assert woken == [True] * 1000
    assert seconds < 5
    assert threads_meanwhile - threads <= 3


async def wake_a_thousand(database: Database) -> tuple[list[bool], float, int]:
    """What they are told, how long after the commit, and the threads of the process while they wait."""
    waiters = Waiters(database)
    seq = await asyncio.to_thread(read_seq, database)
    waiting = [asyncio.create_task(waiters.wait_beyond(seq, seconds=25)) for _ in range(1000)]
    await asyncio.sleep(0.5)
    threads = active_count()
    await asyncio.to_thread(publish, database)
    began = monotonic()
    woken = await asyncio.gather(*waiting)
    took = monotonic() - began
    await waiters.close()
    return woken, took, threads


def read_seq(database: Database) -> int:
    with database.reading() as connection:
        return read_head(connection).seq


def test_one_too_many_does_not_wait(known: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOST_WAITING", 1)
    began = monotonic()
    assert asyncio.run(wait_beside_another(known)) is False
    assert monotonic() - began < 10


async def wait_beside_another(database: Database) -> bool:
    """What the second is told."""
    waiters = Waiters(database)
    first = asyncio.create_task(waiters.wait_beyond(read_seq(database), seconds=20))
    await asyncio.sleep(0)
    told = await waiters.wait_beyond(read_seq(database), seconds=20)
    await waiters.close()
    assert await first is False
    return told
