"""Runs for tests: saving without reading and extraction, for acts that are built by hand; what databases are
filled with; and what is stored then.
"""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import Row, select

from app.ingestion.job import ingest_documents
from app.ingestion.reports import StatementReport
from app.ingestion.runs import Run
from app.ingestion.saving import Found, match_with_stored, save_statement
from app.ingestion.stored import Source
from app.model import ResolvedAct, Statement
from app.store.database import Database
from app.store.tables import METADATA
from tests.ingestion.documents import some_communiques

STATEMENT_ID = "nato-2022-03-24-brussels"
A_SOURCE = Source(id="a" * 64, bytes_digest="b" * 64, name="declaration.txt")


def run_first(database: Database) -> None:
    """A run that came to no document, and left the registry in its tables."""
    ingest_documents([], database)


def ingest_a_week(database: Database) -> None:
    """The communiqués of seven days, by one run."""
    ingest_documents(some_communiques(7), database)


def save(
    run: Run,
    statement: Statement,
    acts: Sequence[ResolvedAct] = (),
    *,
    source: Source = A_SOURCE,
    statement_id: str = STATEMENT_ID,
) -> StatementReport:
    """Match and save a statement, as the job does once its acts are resolved."""
    found = Found(statement_id, statement, source, tuple(acts))
    with run.database.writing() as connection:
        report = save_statement(connection, found, match_with_stored(connection, found), run)
    run.reports.append(report)
    return report


def read_rows(database: Database, row_type: Any, *order: Any) -> list[Row[Any]]:
    """Every row of a table."""
    with database.reading() as connection:
        return list(connection.execute(select(row_type.__table__).order_by(*order)))


def read_everything(database: Database) -> dict[str, list[Row[Any]]]:
    """Every row of every table but those of runs, which each run adds to."""
    tables = [table for table in METADATA.sorted_tables if table.name not in ("run", "run_document")]
    with database.reading() as connection:
        return {table.name: sorted(connection.execute(select(table)), key=repr) for table in tables}


def read_facts(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, without what differs from run to run and from one database to the next: who
    wrote it, when, and whose numbers it has.
    """
    passing = {"run_id", "created_at", "updated_at", "at", "epoch"}
    facts = {
        table: [{name: value for name, value in row._mapping.items() if name not in passing} for row in rows]
        for table, rows in read_everything(database).items()
    }
    for words, owner in (("act_words", ("act_id",)), ("passage_words", ("statement_id", "ordinal"))):
        for row in facts[words]:
            del row["number"]  # each database has its own, and may leave some out after a rollback
        facts[words].sort(key=itemgetter(*owner))
    for row in facts["act_json"]:
        body = orjson.loads(row["body"])
        row["body"] = {name: value for name, value in body.items() if name not in {*passing, "run"}}
    return facts
