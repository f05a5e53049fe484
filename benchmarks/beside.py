"""How long reads take alone, and beside another process that ingests at low priority as fast as it can. Asked
for is a tenth of what the service can answer, whether the others are answered or not.

    python -m benchmarks.beside sqlite:///var/speed.sqlite

The database is one that `benchmarks.dataset` made, and is written to. All share the machine: the service has
the first core, who asks the second, and who ingests whatever is left.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from statistics import median
from time import monotonic, sleep
from urllib.parse import urlencode

from sqlalchemy import select

from app.store.database import Database
from app.store.feed import read_head
from app.store.tables import ActBindingRow
from app.vocabulary import Stage
from benchmarks.load import Load, Measured, apply_load, build_get
from benchmarks.servers import FOR_LOAD, serve_product

SAMPLES = Path(__file__).parents[1] / "samples" / "statements"
COPIES = 200
"""Of each sample, all with other words at their end: more than are read in time."""
CONNECTIONS, SHARE, GOAL = 16, 0.1, 3
STARTS_WITHIN_S = 120


def main() -> None:
    """Print a line a measurement."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("url", help="SQLAlchemy URL")
    parser.add_argument("--seconds", type=float, default=10, help="of each measurement")
    options = parser.parse_args()
    database = Database(options.url)
    requests = list_requests(database)
    with serve_product(database, "product", cache_mib=0) as server:
        load = Load(server.port, requests, CONNECTIONS, options.seconds, cores=FOR_LOAD)
        able = apply_load(load).per_second
        print(f"{able:,.0f} pages a second; asked for {SHARE * able:,.0f}")
        reading = Load(server.port, requests, CONNECTIONS, options.seconds, rate=SHARE * able, cores=FOR_LOAD)
        alone = apply_load(reading)
        print(f"alone           {_show(alone)}")
        with ingesting(database):
            beside = apply_load(reading)
    slower = beside.percentile(99) / alone.percentile(99)
    print(f"beside a writer {_show(beside)}: {slower:.1f} times, goal {GOAL}")


def list_requests(database: Database) -> list[bytes]:
    """First pages by actor, stage and day, all different."""
    with database.reading() as connection:
        actors = connection.scalars(select(ActBindingRow.actor_id).distinct().limit(60)).all()
    asked = product(range(2000, 2030), range(1, 13), Stage, actors)
    return [
        build_get(
            f"/v1/pledges?{urlencode({'due_before': f'{y}-{m:02}-01', 'stage': stage, 'actor': actor})}"
        )
        for y, m, stage, actor in asked
    ]


@contextmanager
def ingesting(database: Database) -> Iterator[None]:
    """Another process that reads statements into the database; the block begins when it has saved one."""
    before = _read_seq(database)
    with tempfile.TemporaryDirectory() as folder:
        for sample, number in product(sorted(SAMPLES.glob("*.txt")), range(COPIES)):
            text = f"{sample.read_text()}\n\nThe delegations were {number} in number.\n"
            (Path(folder) / f"{sample.stem}-{number}.txt").write_text(text)
        command = ["nice", "-n", "19", sys.executable, "-m", "app.cli", "ingest", folder]
        address = {"COMMUNIQUE_DATABASE_URL": database.url.render_as_string(hide_password=False)}
        process = subprocess.Popen(command, env={**os.environ, **address}, stdout=subprocess.DEVNULL)
        try:
            _wait(database, before)
            yield
        finally:
            process.terminate()
            process.wait()


def _wait(database: Database, before: int) -> None:
    patience = monotonic() + STARTS_WITHIN_S
    while monotonic() < patience:
        sleep(0.5)
        if _read_seq(database) > before:
            return
    raise RuntimeError("nothing was ingested")


def _read_seq(database: Database) -> int:
    with database.reading() as connection:
        return read_head(connection).seq


def _show(measured: Measured) -> str:
    return f"half within {median(measured.spent):.1f} ms, 99 of 100 within {measured.percentile(99):.1f} ms"


if __name__ == "__main__":
    main()
