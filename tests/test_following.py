"""The program of docs/following.md, as it stands there, keeps a copy that misses nothing."""

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from pathlib import Path
from threading import Thread
from time import monotonic
from types import CodeType
from typing import Any, ClassVar

import httpx
import pytest

from app.exporting.job import make_export
from app.ingestion.runs import start_run
from app.store.database import Database
from app.store.feed import begin_epoch, prune_changes, read_head
from tests.api.conftest import serving
from tests.api.test_changes import strengthen, weaken
from tests.api.world import BRUSSELS, TEXT, a_world_registry, fill, save, some_acts
from tests.builders import a_statement

ROOT = Path(__file__).parent.parent
(PROGRAM,) = re.findall(r"^```python\n(.*?)^```", (ROOT / "docs" / "following.md").read_text(), re.M | re.S)


def list_lines(code: CodeType) -> set[int]:
    """The lines that are run as such, those of the functions included."""
    parts = [part for part in code.co_consts if isinstance(part, CodeType)]
    return {line for *_, line in code.co_lines() if line}.union(*(list_lines(part) for part in parts))


LINES = list_lines(compile(PROGRAM, "follow.py", "exec"))
TO_THE_END = 0
"""No line of the program: it is ended when it is in step."""
UNREACHED = {line for line in LINES if "Retry-After" in PROGRAM.splitlines()[line - 1]}
"""What a service that answers does not bring it to."""
NOWHERE = "none.0"
"""The place of a new copy."""

Pledges = dict[str, dict[str, Any]]


class Follower:
    """The program, which is killed at the line asked for, and its copy."""

    def __init__(self, folder: Path, address: str) -> None:
        self.file = folder / "pledges.sqlite"
        program = folder / "follow.py"
        assert "wait=25" in PROGRAM
        assert "time.sleep(1)" in PROGRAM
        program.write_text(PROGRAM.replace("wait=25", "wait=0").replace("time.sleep(1)", "time.sleep(0)"))
        command = [sys.executable, ROOT / "tests" / "killed_at_line.py", program, address, self.file]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def run(self, fatal: int = TO_THE_END) -> int:
        """The line it ended at."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{fatal}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def read(self) -> tuple[str, Pledges]:
        """The place and the rows."""
        with closing(sqlite3.connect(self.file)) as copy:
            tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master")}
            if "place" not in tables:
                return NOWHERE, {}
            (place,) = copy.execute("SELECT cursor FROM place").fetchone()
            rows = copy.execute("SELECT id, json FROM pledge").fetchall()
        return place, {id_: json.loads(text) for id_, text in rows}


@contextmanager
def following(folder: Path, address: httpx.URL | str) -> Iterator[Follower]:
    follower = Follower(folder, str(address))
    try:
        yield follower
    finally:
        follower.process.communicate()


@pytest.fixture
def world(make_database: Callable[..., Database]) -> Database:
    return make_database("sqlite", filled_by=fill)


def lose(database: Database) -> None:
    """One pledge is no longer found; strengthening finds it again."""
    acts = some_acts()
    del acts["plg_open"]
    run = start_run(database, a_world_registry())
    save(run, BRUSSELS, a_statement(TEXT, number="(2022) 061"), acts, lost=frozenset({"plg_open"}))


def ask(api: httpx.Client) -> tuple[str, Pledges]:
    """Where the feed stands, and what is served; nobody writes meanwhile."""
    pledges = api.get("/v1/pledges?limit=200").json()["results"]
    cursor = api.get("/v1/changes?since=now").json()["next_cursor"]
    return cursor, {pledge["id"]: pledge for pledge in pledges}


def test_it_has_thirty_lines() -> None:
    assert len([line for line in PROGRAM.splitlines() if line]) <= 30


def test_killed_at_any_line_the_copy_is_of_one_moment_and_loses_nothing(
    world: Database, tmp_path: Path
) -> None:
    """With a change before each start. What the file holds after a kill is what was served at its place. The
    first beginning is from the list; the second, in another epoch, from an export.
    """
    exports = tmp_path / "exports"
    served: dict[str, Pledges] = {NOWHERE: {}}
    reached: set[int] = set()
    writes = cycle((weaken, lose, strengthen))
    with serving(world, exports_dir=exports) as api, following(tmp_path, api.base_url) as follower:

        def kill_at(line: int) -> None:
            next(writes)(world)
            cursor, pledges = ask(api)
            served[cursor] = pledges
            ended_at = follower.run(line)
            reached.add(ended_at)
            place, rows = follower.read()
            assert rows == served[place], line
            assert ended_at == line or place == cursor
            if ended_at != line:
                follower.file.unlink()  # it began, and would not come to the other lines of its beginning

        for line in sorted(LINES - UNREACHED):
            kill_at(line)
        follower.run()
        with world.writing() as connection:
            begin_epoch(connection)
        make_export(world, exports)
        for line in sorted(LINES - reached - UNREACHED):
            kill_at(line)
        follower.run()
        assert follower.read() == ask(api)
    assert LINES - reached == UNREACHED


def test_an_export_older_than_the_feed_is_no_beginning(world: Database, tmp_path: Path) -> None:
    make_export(world, tmp_path / "exports")
    with (
        serving(world, exports_dir=tmp_path / "exports") as api,
        following(tmp_path, api.base_url) as follower,
    ):
        for write in (weaken, lose):
            write(world)
        with world.writing() as connection:
            prune_changes(connection, before=read_head(connection).seq + 1)
        follower.run()
        assert follower.read() == ask(api)


class Busy(BaseHTTPRequestHandler):
    """A service that has one pledge, and is busy the first two times."""

    asked: ClassVar[list[float]] = []

    def do_GET(self) -> None:
        self.asked.append(monotonic())
        if len(self.asked) == 1:
            self.send_response(429)
            self.send_header("Retry-After", "1")
            self.end_headers()
        elif len(self.asked) == 2:
            self.send_response(503)
            self.send_header("Retry-After", "1")
            self.end_headers()
        elif f"since={NOWHERE}" in self.path:
            self.answer(410, {})
        else:
            found = {
                "/v1/pledges.jsonl": {"id": "plg_ships"},
                "/v1/changes": {"results": [], "next_cursor": "epoch.1"},
            }.get(self.path.split("?")[0])
            self.answer(200 if found else 404, found or {})

    def answer(self, status: int, content: dict[str, Any]) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *_: object) -> None:
        """Nothing."""


def check_that_it_arrives(folder: Path, service: type[Busy]) -> None:
    """Whatever stands in its way, the follower has a copy of what the service serves in the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), service) as server:
        Thread(target=server.serve_forever).start()
        with following(folder, f"http://127.0.0.1:{server.server_port}") as follower:
            follower.run()
            assert follower.read() == ("epoch.1", {"plg_ships": {"id": "plg_ships"}})
        server.shutdown()


def test_who_is_told_to_come_back_later_does(tmp_path: Path) -> None:
    check_that_it_arrives(tmp_path, Busy)
    first, second, third, *_ = Busy.asked
    assert second - first >= 1
    assert third - second >= 1


class Cut(Busy):
    """The same service, whose first two answers are cut off."""

    asked: ClassVar[list[float]] = []

    def do_GET(self) -> None:
        if len(self.asked) >= 2:
            super().do_GET()
        else:
            self.asked.append(monotonic())
            self.close_connection = True


def test_a_connection_that_is_cut_ends_nothing(tmp_path: Path) -> None:
    check_that_it_arrives(tmp_path, Cut)
