"""Processes that write editions of statements of their own, until they are told to end or are killed.

Each keeps a ledger of what it committed and what it rolled back, which nothing of the product writes.
"""

import random
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from typing import NamedTuple

from app.errors import DatabaseUnavailable
from app.ingestion.runs import Run, start_run
from app.ingestion.saving import Found, match_with_stored, save_statement
from app.ingestion.versions import read_versions
from app.store.database import Database
from tests.api.world import a_world_registry
from tests.forks import FORKS
from tests.soak.editions import make_edition

STATEMENTS = 2
"""Of each writer."""
ROLLBACKS = 0.05
LONGEST_DELAY_S = 0.01
COMMITS_AT_LEAST = 20
PATIENCE_S = 120
END = "end"
"""A file that tells them to end."""


class Entry(NamedTuple):
    """A line of a ledger."""

    statement_id: str
    edition: int
    is_committed: bool


class ChangedMind(Exception):
    """Rolls back."""


class Writers:
    """So many processes, from the beginning of the block to its end; they write for `seconds`, and until
    something has been written.
    """

    def __init__(self, database: Database, count: int, *, seconds: float, folder: Path) -> None:
        self.kills = 0
        self._database = database
        self._folder = folder
        self._until = monotonic() + seconds
        self._patience = self._until + PATIENCE_S
        self._lock = Lock()
        self._processes = [self._start(number) for number in range(count)]

    def __enter__(self) -> "Writers":
        return self

    def __exit__(self, *_: object) -> None:
        (self._folder / END).touch()
        for process in self._processes:
            process.join(PATIENCE_S)
            process.kill()

    @property
    def is_over(self) -> bool:
        """Whether they have been told to end."""
        return (self._folder / END).exists()

    @property
    def exit_codes(self) -> set[int | None]:
        """How those ended that nobody killed."""
        return {process.exitcode for process in self._processes}

    def are_gone(self) -> bool:
        """Whether all have ended; when it is time they are told to."""
        now = monotonic()
        if now > self._until and (now > self._patience or len(self.read_ledgers()) >= COMMITS_AT_LEAST):
            (self._folder / END).touch()
        with self._lock:
            return self.is_over and all(process.exitcode is not None for process in self._processes)

    def kill_one(self, chance: random.Random) -> None:
        """Wherever it is in its work; another goes on with its statements. Once all are to end, nobody."""
        with self._lock:
            if self.is_over:
                return
            number = chance.randrange(len(self._processes))
            self._processes[number].kill()
            self._processes[number].join()
            self._processes[number] = self._start(number)
            self.kills += 1

    def read_ledgers(self) -> list[Entry]:
        """All that they have said to have done."""
        return [entry for file in sorted(self._folder.glob("*.ledger")) for entry in read_ledger(file)]

    def _start(self, number: int) -> BaseProcess:
        run = start_run(self._database, a_world_registry())
        url = self._database.url.render_as_string(hide_password=False)
        process = FORKS.Process(target=write, args=(url, run.id, number, self._folder), daemon=True)
        process.start()
        return process


# --- in the process -----------------------------------------------------------------------------------------


def write(url: str, run_id: str, number: int, folder: Path) -> None:
    """Write one edition after another, now and then rolled back after its numbers were taken."""
    database, registry, chance = Database(url), a_world_registry(), random.Random()
    run = Run(run_id, database, registry, read_versions(registry))
    file = folder / f"{number}.ledger"
    edition = len(read_ledger(file))
    with file.open("a", buffering=1) as ledger:
        while not (folder / END).exists():
            statement_id = f"nato-2022-03-24-{number}-{chance.randrange(STATEMENTS)}"
            edition += 1
            with suppress(DatabaseUnavailable):  # many queue for SQLite in no order: one may wait in vain
                is_committed = try_save(make_edition(statement_id, edition), run, chance)
                ledger.write(f"{statement_id} {edition} {is_committed}\n")
            sleep(chance.random() * LONGEST_DELAY_S)
    database.dispose()


def try_save(found: Found, run: Run, chance: random.Random) -> bool:
    """Whether it was committed."""
    try:
        with run.database.writing() as connection:
            report = save_statement(connection, found, match_with_stored(connection, found), run)
            sleep(chance.random() * LONGEST_DELAY_S / 2)
            if chance.random() < ROLLBACKS:
                raise ChangedMind
    except ChangedMind:
        return False
    run.reports.append(report)
    return True


def read_ledger(file: Path) -> list[Entry]:
    """The lines of a ledger, from the first on."""
    lines = [line.split() for line in file.read_text().splitlines()] if file.exists() else []
    return [Entry(name, int(edition), is_committed == "True") for name, edition, is_committed in lines]
