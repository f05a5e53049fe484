"""The job of `communique reextract`: stored statements -> their acts as the code of now finds them, and what
that changes of those stored.

Reads no document: the text is the stored one, and so is what was read around it. Each statement is saved in a
transaction of its own, and one that fails leaves the others alone.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from app.ingestion.analysis import Failure
from app.ingestion.effects import Effect, find_effects
from app.ingestion.failures import explain, log_failure
from app.ingestion.reports import ActTally, StatementReport, make_printable
from app.ingestion.runs import Run, record_reports, running
from app.ingestion.saving import Found, Revision, match_with_stored, revise, save_revision
from app.ingestion.stored_statements import list_served_ids, load_statement
from app.ingestion.workers import MAX_SECONDS, Analysts, open_analysts
from app.registry import load_registry
from app.registry.facts import Registry
from app.store.database import Database
from app.store.differences import find_differences
from app.store.schema import check_schema
from app.store.stored import load_records
from app.store.tables import StatementRow
from app.vocabulary import ChangeCause, Outcome

Search = Callable[[], Found | Failure]
"""Gives a statement with the acts that are found in it now, when they are there."""


@dataclass(frozen=True, slots=True)
class Reextracted:
    """What was done with a statement, or would be: the fields of its own that change, and what becomes of its
    acts.
    """

    report: StatementReport
    changed_fields: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    """`run` writes what is found; None: nothing is written."""

    database: Database
    registry: Registry
    run: Run | None


def reextract_statements(
    database: Database,
    ids: Collection[str] = (),
    *,
    is_dry_run: bool = False,
    workers: int = 1,
    max_seconds: int = MAX_SECONDS,
) -> Iterator[Reextracted]:
    """Extract all statements that are served anew, or those named, and tell of each what that changes.

    `workers`: processes that extract at a time, this one alone if 1. `max_seconds`: what a statement may
    take. Raises NotFound for a name that no served statement has, and StoreError; what was saved until then
    stays.
    """
    registry = load_registry()
    check_schema(database)
    _list_wanted(database, ids)  # so that a wrong name begins no run
    with (
        nullcontext() if is_dry_run else running(database, registry) as run,
        open_analysts(registry, workers=workers, seconds=max_seconds) as analysts,
    ):
        job = _Job(database, registry, run)
        for statement_id, search in _begin_ahead(_list_wanted(database, ids), job, analysts):
            reextracted = _reextract(statement_id, search, job)
            if run:
                run.reports.append(reextracted.report)
            yield reextracted


def _list_wanted(database: Database, ids: Collection[str]) -> list[str]:
    with database.reading() as connection:
        return list_served_ids(connection, ids)


def _begin_ahead(ids: Iterable[str], job: _Job, analysts: Analysts) -> Iterator[tuple[str, Search]]:
    """Each statement with the search for its acts; that of the next ones has begun by then."""
    begun: deque[tuple[str, Search]] = deque()
    for id_ in ids:
        begun.append((id_, _begin(id_, job, analysts)))
        if len(begun) > analysts.ahead:
            yield begun.popleft()
    yield from begun


def _begin(statement_id: str, job: _Job, analysts: Analysts) -> Search:
    try:
        with job.database.reading() as connection:
            statement, source = load_statement(connection, statement_id, job.registry)
        analyse = analysts.begin(statement)
    except Exception as error:
        failure = Failure(explain(statement_id, error))
        return lambda: failure

    def search() -> Found | Failure:
        analysis = analyse()
        acts = analysis if isinstance(analysis, Failure) else analysis[0].acts
        return acts if isinstance(acts, Failure) else Found(statement_id, statement, source, acts)

    return search


def _reextract(statement_id: str, search: Search, job: _Job) -> Reextracted:
    """Compare one statement with what is stored, and save it where that is wanted; or say why not."""
    try:
        found = search()
        if isinstance(found, Failure):
            log_failure(statement_id, found)
            return _fail(statement_id, found.message, job)
        return _save(found, job.run) if job.run else _preview(found, job)
    except Exception as error:
        return _fail(statement_id, explain(statement_id, error), job)


def _preview(found: Found, job: _Job) -> Reextracted:
    with job.database.reading() as connection:
        return _foretell(connection, found, _revise(connection, found, job.registry))


def _save(found: Found, run: Run) -> Reextracted:
    with run.database.writing() as connection:
        revision = _revise(connection, found, run.registry)
        foretold = _foretell(connection, found, revision)
        report = save_revision(connection, found, revision, run, cause=ChangeCause.REEXTRACTION)
    return replace(foretold, report=report)


def _revise(connection: Connection, found: Found, registry: Registry) -> Revision:
    return revise(connection, found, match_with_stored(connection, found), registry)


def _foretell(connection: Connection, found: Found, revision: Revision) -> Reextracted:
    """What saving the revision will do."""
    (stored,) = load_records(connection, StatementRow, [found.statement_id])
    changed_fields = tuple(find_differences(StatementRow, revision.statement, stored, facets=None))
    effects = find_effects(connection, revision.acts, statement=stored, replaced_by=revision.replaced_by)
    inserted = sum(effect.stored is None for effect in effects)
    withdrawn = sum(effect.record is None for effect in effects)
    updated = len(effects) - inserted - withdrawn
    unchanged = len(revision.acts.records) - inserted - updated
    report = StatementReport(
        name=found.source.name,
        outcome=Outcome.UPDATED if changed_fields or effects else Outcome.UNCHANGED,
        statement_id=found.statement_id,
        acts=ActTally(inserted, updated, unchanged, withdrawn),
        doubts=found.statement.doubts,
        conflicts=tuple(str(conflict) for conflict in revision.acts.conflicts),
    )
    return Reextracted(report, changed_fields, effects)


def _fail(statement_id: str, message: str, job: _Job) -> Reextracted:
    message = make_printable(message)  # it may quote the text, and no database takes a NUL
    report = StatementReport(statement_id, Outcome.FAILED, statement_id=statement_id, message=message)
    if job.run:
        with job.database.writing() as connection:
            record_reports(connection, job.run, [report])
    return Reextracted(report)
