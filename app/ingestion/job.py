"""The job: documents in, statements with their acts in the store. Start reading here.

The single writer of the store: one run at a time, one transaction a statement. A document that was read to
its end by the same versions is not read again; the parser is loaded for the first one that has to be.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

import structlog
from sqlalchemy.exc import DBAPIError

from app.errors import CommuniqueError, StoreError
from app.ingestion.planning import plan_statements
from app.ingestion.reports import RunReport, StatementReport, make_printable
from app.ingestion.runs import Run, end_run, record_reports, start_run
from app.ingestion.saving import Found, match_with_stored, save_end_of_document, save_statement
from app.ingestion.stored import Source, find_maker, identify_source, list_statement_ids
from app.model import Document, Statement
from app.reading import read_document
from app.registry import load_registry
from app.resolution.acts import resolve_acts
from app.resolution.speakers import build_speaker
from app.sources.folder import DocumentFailure
from app.store.database import Database
from app.store.schema import check_schema
from app.vocabulary import Outcome, RunState

log = structlog.get_logger(__name__)

Progress = Callable[[StatementReport], None]


def ingest_documents(
    documents: Iterable[Document | DocumentFailure],
    database: Database,
    *,
    on_progress: Progress | None = None,
) -> RunReport:
    """Ingest every document and tell what was done; `on_progress` hears each report as it comes.

    A document or statement that fails is reported, and the rest goes on. Raises StoreError when the database
    cannot be used, among them RunInProgress while another run uses it; what was saved until then stays.
    """
    registry = load_registry()
    check_schema(database)
    with database.run_lock():
        run = start_run(database, registry)
        try:
            for document in documents:
                for report in ingest_document(document, run):
                    run.reports.append(report)
                    if on_progress:
                        on_progress(report)
        except BaseException:
            with suppress(StoreError):
                end_run(run, RunState.INTERRUPTED)
            raise
        return end_run(run, RunState.FINISHED)


def ingest_document(document: Document | DocumentFailure, run: Run) -> Iterator[StatementReport]:
    """Ingest one document: a report for each statement in it, or one that says why there is none."""
    if isinstance(document, DocumentFailure):
        yield _report_failure(document.name, document.message, run)
        return
    try:
        source = identify_source(document)
        if unchanged := _find_unchanged(source, run):
            yield from _report_unchanged(source.name, unchanged, run)
        else:
            yield from _ingest_statements(read_document(document, run.registry), source, run)
    except Exception as error:
        yield _report_failure(document.name, _explain(document.name, error), run)


def _ingest_statements(
    statements: Sequence[Statement], source: Source, run: Run
) -> Iterator[StatementReport]:
    """Ingest what was read of one document, which counts as read to its end when no statement failed."""
    with run.database.reading() as connection:
        plan = plan_statements(connection, statements, source)
    is_whole = True
    for statement_id, statement in plan.to_save:
        try:
            yield ingest_statement(statement, statement_id, source, run)
        except Exception as error:
            is_whole = False
            yield _report_failure(source.name, _explain(source.name, error), run)
    if is_whole:
        with run.database.writing() as connection:
            save_end_of_document(connection, source, plan, run)
    yield from _report_unchanged(source.name, plan.superseded, run)


def ingest_statement(statement: Statement, statement_id: str, source: Source, run: Run) -> StatementReport:
    """Ingest one statement: extract, resolve, match with what is stored, save in one transaction."""
    from app.extraction import extract_acts  # noqa: PLC0415 - loads the parser, which an idle run does without

    speaker = build_speaker(statement.header, run.registry)
    acts = extract_acts(statement, speaker)
    resolved = resolve_acts(statement, acts, run.registry)
    found = Found(statement_id, statement, source, resolved)
    with run.database.writing() as connection:
        matched = match_with_stored(connection, found)
        return save_statement(connection, found, matched, run)


def _find_unchanged(source: Source, run: Run) -> list[str | None]:
    """Ids of the statements of a document that these versions have read before; [] when it has to be read."""
    with run.database.reading() as connection:
        if find_maker(connection, source) != run.made_by:
            return []
        return [*list_statement_ids(connection, source)] or [None]


def _report_unchanged(name: str, statements: Sequence[str | None], run: Run) -> list[StatementReport]:
    reports = [StatementReport(name, Outcome.UNCHANGED, statement_id=statement) for statement in statements]
    if reports:
        with run.database.writing() as connection:
            record_reports(connection, run, reports)
    return reports


def _report_failure(name: str, message: str, run: Run) -> StatementReport:
    report = StatementReport(make_printable(name), Outcome.FAILED, message=make_printable(message))
    with run.database.writing() as connection:
        record_reports(connection, run, [report])
    return report


def _explain(name: str, error: Exception) -> str:
    """What went wrong, in words for the run's record; what nobody foresaw is logged whole. A store that
    cannot be used ends the run.
    """
    if isinstance(error, StoreError):
        raise error
    if isinstance(error, CommuniqueError):
        return str(error)
    log.error("ingestion-failed", document=make_printable(name), exc_info=error)
    cause = error.orig if isinstance(error, DBAPIError) else error
    return f"{type(cause).__name__}: {cause}"
