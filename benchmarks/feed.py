"""What the feed costs: commits a second with the row that gives the numbers and without it, and a page of
`/v1/changes` far from the beginning beside one near it; on both databases, side by side.

    python -m benchmarks.feed --seconds 5 --changes 1000000

Read the ratios: the rest is the machine's. "Without" takes the numbers from a range of each writer's own, so
that nobody waits for anybody. PostgreSQL is started as it comes, waiting for the disk with each commit.
"""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter, sleep
from typing import NamedTuple
from unittest.mock import patch

import httpx
from sqlalchemy import func, insert, literal, select, text, update

from app.ingestion.runs import Run, start_run
from app.ingestion.saving import match_with_stored, save_statement
from app.ingestion.versions import read_versions
from app.serving import configure_logs
from app.settings import Settings
from app.store import feed
from app.store.database import Database
from app.store.feed import read_head
from app.store.feed_tables import ChangeRow, FeedHeadRow
from tests.api.conftest import serving
from tests.api.world import a_world_registry
from tests.databases import KINDS, Databases
from tests.forks import FORKS
from tests.soak.editions import make_edition

WRITERS = (1, 4)
MOST_CHANGES = 100
"""Of a transaction."""
NEAR = 1_000
SCANNED = 3_000
"""At least so many changes follow the farthest page, for a filter that finds nothing among them."""
TIMES = 200
QUESTIONS = {"100 changes": "", "a filter that finds none": "&statement=none"}


class Task(NamedTuple):
    """What one process writes: from `begin` on, a moment of the clock that all share."""

    url: str
    run_id: str
    number: int
    begin: float
    seconds: float
    is_counted: bool


def main() -> None:
    """Print a line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="of each measurement of commits")
    parser.add_argument("--changes", type=int, default=1_000_000, help="at which number the far page begins")
    options = parser.parse_args()
    configure_logs(Settings(log_level="warning"))
    with tempfile.TemporaryDirectory() as folder, open_databases(Path(folder)) as databases:
        for kind in KINDS:
            for writers in WRITERS:
                print_commits(databases, kind, writers=writers, seconds=options.seconds)
        for kind in KINDS:
            print_pages(databases, kind, far=options.changes)


@contextmanager
def open_databases(folder: Path) -> Iterator[Databases]:
    """Fresh ones of either kind, which keep what they were told."""
    databases = Databases(folder, is_durable=True)
    yield databases
    databases.close()


# --- commits ------------------------------------------------------------------------------------------------


def print_commits(databases: Databases, kind: str, *, writers: int, seconds: float) -> None:
    """With the row and without it, in turn."""
    rates: dict[bool, list[float]] = {True: [], False: []}
    for is_counted in (True, False, False, True):
        with databases.open(kind) as database:
            rates[is_counted].append(measure_commits(database, writers, seconds / 2, is_counted=is_counted))
    with_row, without = sum(rates[True]) / 2, sum(rates[False]) / 2
    print(
        f"{kind:10} {writers} writers: {with_row:6.0f} commits/s with the row, {without:6.0f} without, "
        f"ratio {with_row / without:.2f}"
    )


def measure_commits(database: Database, writers: int, seconds: float, *, is_counted: bool) -> float:
    """Commits a second of so many processes together, each of a statement with its pledges."""
    url = database.url.render_as_string(hide_password=False)
    runs = [start_run(database, a_world_registry()).id for _ in range(writers)]
    with FORKS.Pool(writers) as pool:
        pool.map(sleep, [0.5] * writers)
        begin = monotonic() + 1
        tasks = [Task(url, run, number, begin, seconds, is_counted) for number, run in enumerate(runs)]
        return sum(pool.map(write, tasks, chunksize=1)) / seconds


def write(task: Task) -> int:
    """How many editions were committed in the time."""
    if task.is_counted:
        return _write(task)
    numbers = count((task.number + 1) * 10**9, MOST_CHANGES)
    with patch.object(feed, "_take_numbers", lambda *_: next(numbers)):
        return _write(task)


def _write(task: Task) -> int:
    database, registry = Database(task.url), a_world_registry()
    run = Run(task.run_id, database, registry, read_versions(registry))
    for edition in count():
        found = make_edition(f"nato-2022-03-24-{task.number}", edition)
        with database.writing() as connection:
            report = save_statement(connection, found, match_with_stored(connection, found), run)
        run.reports.append(report)
        if edition == 0:
            sleep(max(0.0, task.begin - monotonic()))
        if monotonic() > task.begin + task.seconds:
            break
    database.dispose()
    return edition


# --- pages --------------------------------------------------------------------------------------------------


def print_pages(databases: Databases, kind: str, *, far: int) -> None:
    """Near and far in turn, over HTTP."""
    with databases.open(kind) as database:
        fill(database, far + SCANNED)
        with serving(database, cache_mib="0") as api:  # the database is to answer, not the memory
            epoch = api.get("/v1/changes?since=now").json()["epoch"]
            for name, query in QUESTIONS.items():
                near, away = measure_pages(api, f"/v1/changes?limit=100{query}&since={epoch}.", (NEAR, far))
                print(f"{kind:10} {name}: {near:.2f} ms after {NEAR:,}, ", end="")
                print(f"{away:.2f} ms after {far:,}, ratio {away / near:.2f}")


def measure_pages(api: httpx.Client, address: str, places: tuple[int, int]) -> list[float]:
    """Milliseconds of an answer after each place, the median of many."""
    spent: dict[int, list[float]] = {place: [] for place in places}
    for _ in range(TIMES):
        for place, times in spent.items():
            began = perf_counter()
            api.get(f"{address}{place}", timeout=60).raise_for_status()
            times.append(1000 * (perf_counter() - began))
    return [median(times) for times in spent.values()]


def fill(database: Database, last: int) -> None:
    """Changes of one pledge up to a number, with the facets of a real one."""
    run = start_run(database, a_world_registry())
    found = make_edition("nato-2022-03-24-0", 1)
    with database.writing() as connection:
        save_statement(connection, found, match_with_stored(connection, found), run)
        pledge = connection.execute(
            select(ChangeRow.__table__).where(ChangeRow.kind == "pledge").limit(1)
        ).one()
        first = read_head(connection).seq + 1
        numbers = select(literal(first).label("seq")).cte("numbers", recursive=True)
        numbers = numbers.union_all(select(numbers.c.seq + 1).where(numbers.c.seq < last))
        given = {**pledge._mapping, "type": "updated", "changed_fields": ["firmness"], "before": pledge.after}
        columns = ChangeRow.__table__.columns
        values = {c.name: literal(given[c.name], c.type) for c in columns if c.name not in ("seq", "version")}
        rows = select(numbers.c.seq, numbers.c.seq, *values.values())
        connection.execute(insert(ChangeRow).from_select(["seq", "version", *values], rows))
        connection.execute(update(FeedHeadRow).values(seq=select(func.max(ChangeRow.seq)).scalar_subquery()))
        connection.execute(text("ANALYZE"))


if __name__ == "__main__":
    main()
