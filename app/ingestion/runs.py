"""Keeps the record of runs: a row a run from its start on, and a row a statement or failed document as they
are dealt with.
"""

from base64 import b32encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from secrets import token_bytes

from sqlalchemy import Connection, func, insert, select, update

from app.errors import StoreError
from app.ingestion.registry_update import resolve_stored
from app.ingestion.reports import RESOLVED_ANEW, RunReport, StatementReport
from app.ingestion.versions import digest_versions, read_versions
from app.registry.facts import Registry
from app.store.database import Database
from app.store.feed import Stamp, telling
from app.store.projection import sync_registry
from app.store.schema import check_schema
from app.store.tables import RunDocumentRow, RunRow
from app.vocabulary import ChangeCause, RunState

ID_BYTES = 10


@dataclass(frozen=True)
class Run:
    """A run that goes on. `made_by` is the digest of its versions; `reports` grow as it goes.

    `resolved_anew`: how many stored acts an update of the registry changed, when the run began.
    """

    id: str
    database: Database
    registry: Registry
    versions: dict[str, str]
    reports: list[StatementReport] = field(default_factory=list)
    resolved_anew: int = 0

    @property
    def made_by(self) -> str:
        """The versions at work, as one digest."""
        return digest_versions(self.versions)

    def stamp(self, cause: ChangeCause) -> Stamp:
        """What is written now, is written by this run."""
        return Stamp(self.id, datetime.now(UTC), cause)

    def report(self, state: RunState) -> RunReport:
        """What it has done, as a run that ended so."""
        return RunReport(self.id, state, tuple(self.reports), self.resolved_anew)


@contextmanager
def running(database: Database, registry: Registry) -> Iterator[Run]:
    """A run, alone, that ends with the block; how it ends is written, where that can be. Raises StoreError,
    among them RunInProgress, and SchemaOutdated: as long as it lasts nobody migrates what stands.
    """
    with database.run_lock():
        check_schema(database)
        run = start_run(database, registry)
        try:
            yield run
        except BaseException:
            with suppress(StoreError):
                end_run(run, RunState.INTERRUPTED)
            raise
        end_run(run, RunState.FINISHED)


def start_run(database: Database, registry: Registry) -> Run:
    """Begin a run: write its row, and bring the registry's tables up to date, with what is stored along.

    Both in one transaction: a registry counts as known once everything stored has been resolved by it. Only
    the holder of the run's lock may: a row that says `running` is then a dead run's, and marked so.
    """
    run_id = f"run_{b32encode(token_bytes(ID_BYTES)).decode().lower()}"
    run = Run(run_id, database, registry, read_versions(registry))
    begun = {"id": run_id, "state": RunState.RUNNING, "started_at": datetime.now(UTC)}
    with database.writing() as connection:
        _mark_the_dead(connection)
        connection.execute(insert(RunRow), [{**begun, "versions": run.versions, "tally": {}}])
        with telling(connection, run.stamp(ChangeCause.REGISTRY_UPDATE)) as writing:
            if sync_registry(writing, registry):
                run = replace(run, resolved_anew=resolve_stored(writing, registry))
            if run.resolved_anew:  # should it be killed, this is all that tells
                tally = {RESOLVED_ANEW: run.resolved_anew}
                connection.execute(update(RunRow).where(RunRow.id == run_id).values(tally=tally))
    return run


def record_reports(connection: Connection, run: Run, reports: Sequence[StatementReport]) -> None:
    """Write what the run did with statements or failed documents, in the order it came to them."""
    rows = [
        {
            "run_id": run.id,
            "ordinal": ordinal,
            "name": report.name,
            "outcome": report.outcome,
            "statement_id": report.statement_id,
            "message": report.message,
        }
        for ordinal, report in enumerate(reports, start=len(run.reports))
    ]
    if rows:
        connection.execute(insert(RunDocumentRow), rows)


def end_run(run: Run, state: RunState) -> RunReport:
    """Write how the run ended, and its tally."""
    report = run.report(state)
    values = {"state": state, "finished_at": datetime.now(UTC), "tally": report.tally}
    with run.database.writing() as connection:
        connection.execute(update(RunRow).where(RunRow.id == run.id).values(**values))
    return report


def _mark_the_dead(connection: Connection) -> None:
    """Runs that never said how they ended: what they did is counted from what they recorded."""
    is_running = RunRow.state == RunState.RUNNING
    for dead, begun in connection.execute(select(RunRow.id, RunRow.tally).where(is_running)).all():
        outcomes = (
            select(RunDocumentRow.outcome, func.count())
            .where(RunDocumentRow.run_id == dead)
            .group_by(RunDocumentRow.outcome)
        )
        tally = {**begun, **dict(connection.execute(outcomes).all())}
        values = {"state": RunState.INTERRUPTED, "tally": tally}
        connection.execute(update(RunRow).where(RunRow.id == dead).values(**values))
