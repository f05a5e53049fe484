"""Who waits for the feed is woken by a commit, and keeps nobody from being answered."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from threading import Timer, active_count
from time import monotonic, sleep

import httpx
import orjson
import pytest
from sqlalchemy import text
from starlette.types import Message

from app.api.acts.schemas import DueMatch
from app.api.changes import waiting
from app.api.changes.pages import FeedPage
from app.api.changes.schemas import ChangeInclude, ChangeQuery
from app.api.changes.sharing import SharedPages
from app.api.changes.waiting import Waiters
from app.ingestion.runs import start_run
from app.store.data_state import DataState, open_state_reader
from app.store.database import Database
from app.store.feed import begin_epoch
from tests.api.conftest import serving
from tests.api.test_lists import counting_selects
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
    told, seconds, threads_meanwhile = asyncio.run(wake_a_thousand(known))
    assert told == [2] * 1000
    assert seconds < 5
    assert threads_meanwhile - threads <= 3


async def wake_a_thousand(database: Database) -> tuple[list[int], float, int]:
    """How many changes each is told, how long after the commit, and the threads of the process while they
    wait.
    """
    async with waiting_at(database) as wait:
        waiting = [asyncio.create_task(wait(25)) for _ in range(1000)]
        await asyncio.sleep(0.5)
        threads = active_count()
        await asyncio.to_thread(publish, database)
        began = monotonic()
        pages = await asyncio.gather(*waiting)
        took = monotonic() - began
    return [len(orjson.loads(page.body)["results"]) for page in pages], took, threads


def test_who_goes_away_leaves_the_place_to_another(known: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOST_WAITING", 1)
    with serving(known) as api:
        address = "/v1/changes?since=now&wait=20"
        with pytest.raises(httpx.ReadTimeout):
            api.get(address, timeout=0.5)
        sleep(0.3)
        with pytest.raises(httpx.ReadTimeout):
            api.get(address, timeout=1)


def test_connections_that_are_cut_end_no_wait(make_database: Callable[..., Database]) -> None:
    """As by a proxy between the service and the database: it answers who connects anew."""
    database = make_database("postgresql")
    start_run(database, a_world_registry())
    with serving(database) as api, ThreadPoolExecutor(1) as elsewhere:
        answering = elsewhere.submit(api.get, "/v1/changes?since=now&wait=20", timeout=30)
        sleep(0.5)
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        with database.writing() as connection:
            connection.execute(text(f"SELECT pg_terminate_backend(pid) {others}"))
        sleep(0.5)
        publish(database)
        answer = answering.result()
    assert (answer.status_code, len(answer.json()["results"])) == (200, 2)


def test_who_waits_where_another_epoch_begins_is_told_so(known: Database) -> None:
    with serving(known) as api, ThreadPoolExecutor(1) as elsewhere:
        cursor = api.get("/v1/changes?since=now").json()["next_cursor"]
        began = monotonic()
        answering = elsewhere.submit(api.get, f"/v1/changes?since={cursor}&wait=20", timeout=30)
        sleep(0.5)
        with known.writing() as connection:
            begin_epoch(connection)
        assert answering.result().status_code == 410
        assert monotonic() - began < 10


async def _hear_nothing() -> Message:
    """What comes from a client that stays."""
    await asyncio.Event().wait()
    raise AssertionError


@asynccontextmanager
async def waiting_at(database: Database) -> AsyncIterator[Callable[[int], Awaitable[FeedPage]]]:
    """Means to wait, so many seconds, for what comes after now."""
    reader, pages = open_state_reader(database), SharedPages(database)
    waiters = Waiters(database, reader, pages)
    state = await reader.read()
    page = await pages.read(ChangeQuery(), state, since="now")
    yield lambda seconds: waiters.wait(ChangeQuery(wait=seconds), page, state, _hear_nothing)
    await waiters.close()
    await reader.close()


def test_one_too_many_does_not_wait(known: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOST_WAITING", 1)
    began = monotonic()
    asyncio.run(wait_beside_another(known))
    assert monotonic() - began < 10


async def wait_beside_another(database: Database) -> None:
    async with waiting_at(database) as wait:
        first = asyncio.create_task(wait(20))
        await asyncio.sleep(0)
        assert (await wait(20)).is_empty
        assert not first.done()
    assert (await first).is_empty


def test_those_who_ask_about_the_same_place_share_one_reading_whatever_their_filters(known: Database) -> None:
    publish(known)
    alike = [ChangeQuery(include=[ChangeInclude.OBJECT])] * 100
    filtered = [ChangeQuery(include=query.include, min_confidence=n / 100) for n, query in enumerate(alike)]
    alone, told = asyncio.run(read_together(known, alike[:1]))
    assert asyncio.run(read_together(known, alike)) == (alone, told * 100)
    alone, _ = asyncio.run(read_together(known, filtered[:1]))
    together, told = asyncio.run(read_together(known, filtered))
    assert together == alone
    assert told == [["plg_ships"]] * 88 + [[]] * 12, "whose confidence is 0.87"


async def read_together(database: Database, queries: Sequence[ChangeQuery]) -> tuple[int, list[list[str]]]:
    """How many SQL queries it takes to answer them, the first once more for somebody who goes away, and which
    pledges come with each answer.
    """
    pages, state = SharedPages(database), DataState("e", 1, 1, None, None)
    with counting_selects() as selects:
        asking = [
            asyncio.create_task(pages.read(query, state, since=query.since))
            for query in (queries[0], *queries)
        ]
        await asyncio.sleep(0)
        asking[0].cancel()
        answers = [orjson.loads(page.body) for page in await asyncio.gather(*asking[1:])]
    told = [[change["object"]["pledge"] for change in answer["results"]] for answer in answers]
    return len(selects), [[pledge["id"] for pledge in pledges if pledge] for pledges in told]


def test_a_filter_that_says_what_holds_without_it_is_another_question(known: Database) -> None:
    """It leaves everything but pledges out."""

    async def ask_both() -> list[int]:
        pages, state = SharedPages(known), DataState("e", 1, 1, None, None)
        queries = (ChangeQuery(), ChangeQuery(due_match=DueMatch.POSSIBLE))
        answers = await asyncio.gather(*(pages.read(query, state, since=query.since) for query in queries))
        return [len(orjson.loads(page.body)["results"]) for page in answers]

    everything, pledges = asyncio.run(ask_both())
    assert everything > pledges == 0
