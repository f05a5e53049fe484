"""A number -> a database of so many invented pledges, with the statements, calls, deadlines and changes that
belong to them, written by the product's own writer.

    python -m benchmarks.dataset --pledges 100000 sqlite:///var/speed.sqlite

The same number and seed make the same pledges in every database, with the same ids. PostgreSQL takes the
address of an empty database, and is given the rows of a SQLite file (`benchmarks.bulk`).
"""

import argparse
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from time import perf_counter

from sqlalchemy import event

from app.ingestion.bindings import find_bound_actors
from app.ingestion.identity import list_slugs, name_acts
from app.ingestion.rows import build_act, build_statement, build_text
from app.ingestion.runs import Run, end_run, start_run
from app.ingestion.stored import Source, link_statement, save_source
from app.registry import load_registry
from app.store.database import Database
from app.store.dialects import insert_missing, is_sqlite
from app.store.feed import telling
from app.store.objects import Record
from app.store.records import save_records
from app.store.schema import migrate
from app.store.tables import ActRow, StatementRow, TextRow
from app.vocabulary import ChangeCause, RunState
from benchmarks.bulk import copy_rows
from benchmarks.invention import Invented, Inventor

STATEMENTS_AT_A_TIME = 30
"""In one transaction: some 2,000 acts."""
HASTE = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1048576")
"""Pragmas of a file that nobody reads before it is whole: its pages are written once."""


def main() -> None:
    """Make a database, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="SQLAlchemy URL of a database that is not there yet, or is empty")
    parser.add_argument("--pledges", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = perf_counter()
    database = Database(options.url)
    generate(database, options.pledges, seed=options.seed)
    print(f"{options.pledges:,} pledges in {perf_counter() - began:.0f} s: {database}")


def generate(database: Database, pledges: int, *, seed: int = 1) -> None:
    """Fill a database that is not there yet, or is empty; its schema is made."""
    migrate(database)
    if is_sqlite(database.engine):
        _generate_file(database, pledges, seed=seed)
        return
    with tempfile.TemporaryDirectory() as folder:
        source = Database(f"sqlite:///{Path(folder) / 'source.sqlite'}")
        generate(source, pledges, seed=seed)
        copy_rows(source, database)
        source.dispose()


def _generate_file(database: Database, pledges: int, *, seed: int) -> None:
    database.dispose()  # the next connection makes haste
    event.listen(database.engine, "connect", _make_haste)
    registry = load_registry()
    run = start_run(database, registry)
    invented = Inventor(registry, seed).invent(pledges)
    for _, statements in groupby(invented, key=lambda one: one.number // STATEMENTS_AT_A_TIME):
        _save(run, list(statements))
    end_run(run, RunState.FINISHED)
    database.dispose()
    event.remove(database.engine, "connect", _make_haste)


def _make_haste(connection: sqlite3.Connection, _: object) -> None:
    for pragma in HASTE:
        connection.execute(f"PRAGMA {pragma}")


def _save(run: Run, invented: Sequence[Invented]) -> None:
    """As a run saves a statement, but many in one transaction, and none of them known before."""
    statements = [_build_statement(one) for one in invented]
    pairs = list(zip(invented, statements, strict=True))
    acts = [act for one, statement in pairs for act in _build_acts(one, statement, run)]
    with run.database.writing() as connection:
        for one in invented:
            text = build_text(one.statement, reader_version=run.versions["reading"])
            insert_missing(connection, TextRow, [text])
            save_source(connection, _name_source(one))
        with telling(connection, run.stamp(ChangeCause.INGEST)) as writing:
            save_records(writing, StatementRow, statements)
            for one, statement in pairs:
                link_statement(connection, _name_source(one), statement.id)
            save_records(writing, ActRow, acts)


def _name_source(one: Invented) -> Source:
    digest = sha256(one.statement.text.content.encode()).hexdigest()
    return Source(id=digest, bytes_digest=digest, name=f"invented-{one.number}.txt")


def _build_statement(one: Invented) -> Record:
    slug = list_slugs(one.statement)[1]  # with its number, which no other has
    return build_statement(one.statement, slug, meeting=one.meeting, source_id=_name_source(one).id)


def _build_acts(one: Invented, statement: Record, run: Run) -> Iterator[Record]:
    acts = [resolved.act for resolved in one.acts]
    ids = name_acts(statement.id, acts, [None] * len(acts), taken=frozenset())
    for act_id, resolved in zip(ids, one.acts, strict=True):
        day = one.statement.header.adopted
        bindings = find_bound_actors(resolved.parties, on=day, registry=run.registry)
        yield build_act(resolved, act_id, statement=statement, bindings=bindings)


if __name__ == "__main__":
    main()
