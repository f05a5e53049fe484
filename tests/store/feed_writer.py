"""A process that writes acts through the one writer: `feed_writer.py URL NUMBER COMMITS`. One transaction in
twenty is rolled back after it took its numbers.
"""

import random
import sys
from time import sleep

from app.store.database import Database
from app.store.feed import Stamp, telling
from app.store.objects import Record
from app.store.records import save_records
from app.store.tables import ActRow, DeadlineRow
from tests.store.rows import NOON, RUN_ID, a_deadline_row, an_act_row

BOOKS = ("content_digest", "run_id", "version", "created_at", "updated_at")
ACTS = 3


class ChangedMind(Exception):
    """Rolls back."""


def a_record(act_id: str, verb: str) -> Record:
    values = {name: value for name, value in an_act_row(id=act_id, verb=verb).items() if name not in BOOKS}
    return Record(values, {DeadlineRow: [a_deadline_row(id=f"ddl_{act_id}", act_id=act_id)]})


def write(database: Database, number: int, verb: str, *, chance: random.Random) -> None:
    records = [a_record(f"plg_{number}_{act}", verb) for act in range(ACTS) if chance.random() < 0.7]
    try:
        with database.writing() as connection:
            with telling(connection, Stamp(RUN_ID, NOON)) as writing:
                save_records(writing, ActRow, records)
                sleep(chance.random() * 0.004)
            sleep(chance.random() * 0.004)
            if chance.random() < 0.05:
                raise ChangedMind
    except ChangedMind:
        pass


def main(url: str, number: int, commits: int) -> None:
    database, chance = Database(url), random.Random(number)  # noqa: S311 - no secret
    for commit in range(commits):
        write(database, number, f"verb {commit}", chance=chance)
    database.dispose()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
