"""Whoever writes, and however he ends: who polls sees every change once, in order, without a gap, and every
statement whole.
"""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread
from time import sleep

import httpx
import pytest

from app.store.database import Database
from tests.api.conftest import serving
from tests.api.followers import Json
from tests.soak.conftest import IS_LONG, SECONDS
from tests.soak.judging import judge_feed, judge_statements, read_editions, save_editions
from tests.soak.polling import poll
from tests.soak.servers import KillableServer
from tests.soak.writers import Writers

Record = Callable[[str, object], None]

MANY = (2, 8, 16) if IS_LONG else (8,)
WRITERS_TO_KILL = 4
LONGEST_LIFE_S = 1.0
SERVER_KILLS = 0.2
"""Of all kills."""


@pytest.mark.parametrize(("count", "wait"), [*((count, 0) for count in MANY), (2, 1)])
def test_who_polls_or_waits_beside_writers_sees_every_change_once_and_in_order(
    database: Database, count: int, wait: int, *, tmp_path: Path, record_property: Record
) -> None:
    with serving(database) as api, Writers(database, count, seconds=SECONDS, folder=tmp_path) as writers:
        pages = list(poll(api, writers.are_gone, wait=wait))
        judge(database, writers, api=api, pages=pages, record=record_property)


def test_who_is_killed_leaves_no_gap_and_no_half_statement(
    database: Database, tmp_path: Path, record_property: Record
) -> None:
    with (
        KillableServer(database) as server,
        httpx.Client(base_url=server.address) as api,
        Writers(database, WRITERS_TO_KILL, seconds=SECONDS, folder=tmp_path) as writers,
    ):
        pages: list[list[Json]] = []
        killer = Thread(target=kill, args=(server, writers, pages))
        killer.start()
        for page in poll(api, lambda: server.kills > 0 and writers.are_gone()):
            pages.append(page)
        killer.join()
        record_property("kills of writers", writers.kills)
        record_property("kills of the server", server.kills)
        judge(database, writers, api=api, pages=pages, record=record_property)


def kill(server: KillableServer, writers: Writers, pages: Sequence[object]) -> None:
    """One writer after another, and now and then the server, if it has answered since the last time."""
    chance, answered = random.Random(), 0
    while not writers.is_over:
        sleep(chance.random() * LONGEST_LIFE_S)
        if len(pages) > answered and (not server.kills or chance.random() < SERVER_KILLS):
            server.kill()
            answered = len(pages)
        writers.kill_one(chance)


def judge(
    database: Database, writers: Writers, *, api: httpx.Client, pages: list[list[Json]], record: Record
) -> None:
    """Say what was counted, and that nothing is wrong."""
    ledgers = writers.read_ledgers()
    wrong = {
        **judge_feed(database, [change for page in pages for change in page]),
        **judge_statements(api, ledgers),
        "changes when all is saved again": save_editions(database, read_editions(api)),
    }
    committed = sum(entry.is_committed for entry in ledgers)
    counted = {"commits": committed, "rollbacks": len(ledgers) - committed, "polls": len(pages)}
    for name, number in {**counted, **wrong}.items():
        record(name, number)
    assert committed >= 10
    assert wrong == dict.fromkeys(wrong, 0)
    assert writers.exit_codes == {0}
