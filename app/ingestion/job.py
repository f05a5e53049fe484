"""The job: documents in, statements with their acts in the store. Start reading here.

The single writer of the store: one run at a time, one transaction a statement. A document that was read to
its end by the same versions is not read again; the parser is loaded for the first one that has to be. Workers
may analyse the next documents meanwhile; what is written, and in which order, does not depend on them.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from app.ingestion.analysis import AnalysedStatement, Analysis, Failure
from app.ingestion.failures import explain, log_failure
from app.ingestion.planning import plan_statements
from app.ingestion.reports import RunReport, StatementReport, make_printable
from app.ingestion.runs import Run, record_reports, running
from app.ingestion.saving import Found, match_with_stored, save_end_of_document, save_statement
from app.ingestion.stored import Source, find_maker, identify_source, list_statement_ids
from app.ingestion.workers import MAX_SECONDS, Analysts, Promise, open_analysts
from app.model import Document
from app.registry import load_registry
from app.sources.folder import DocumentFailure
from app.store.database import Database
from app.vocabulary import Outcome, RunState

Progress = Callable[[StatementReport], None]


def ingest_documents(
    documents: Iterable[Document | DocumentFailure],
    database: Database,
    *,
    on_progress: Progress | None = None,
    workers: int = 1,
    max_seconds: int = MAX_SECONDS,
) -> RunReport:
    """Ingest every document and tell what was done; `on_progress` hears each report as it comes.

    `workers`: processes that read and extract at a time, this one alone if 1. `max_seconds`: what a document
    may take. A document or statement that fails is reported, and the rest goes on. Raises StoreError when the
    database cannot be used, among them RunInProgress while another run uses it; what was saved until then
    stays.
    """
    registry = load_registry()
    with (
        running(database, registry) as run,
        open_analysts(registry, workers=workers, seconds=max_seconds) as analysts,
    ):
        for document, analyse in _begin_ahead(documents, run, analysts):
            for report in ingest_document(document, run, analyse):
                run.reports.append(report)
                if on_progress:
                    on_progress(report)
    return run.report(RunState.FINISHED)


def _begin_ahead(
    documents: Iterable[Document | DocumentFailure], run: Run, analysts: Analysts
) -> Iterator[tuple[Document | DocumentFailure, Promise]]:
    """Each document with what gives its analysis; work on the next ones has begun by then, where they seem to
    need it. Whether one does is told in its turn, for the documents before it may change that.
    """
    begun: deque[tuple[Document | DocumentFailure, Promise]] = deque()
    for document in documents:
        if analysts.ahead and isinstance(document, Document) and _is_due(document, run):
            begun.append((document, analysts.begin(document)))
        else:
            begun.append((document, _begin_in_turn(document, analysts)))
        if len(begun) > analysts.ahead:
            yield begun.popleft()
    yield from begun


def ingest_document(
    document: Document | DocumentFailure, run: Run, analyse: Promise
) -> Iterator[StatementReport]:
    """Ingest one document: a report for each statement in it, or one that says why there is none."""
    if isinstance(document, DocumentFailure):
        yield _report_failure(document.name, document.message, run)
        return
    try:
        source = identify_source(document)
        if unchanged := _find_unchanged(source, run):
            yield from _report_unchanged(source.name, unchanged, run)
        else:
            yield from _ingest_analysis(analyse(), source, run)
    except Exception as error:
        yield _report_failure(document.name, explain(document.name, error), run)


def _ingest_analysis(analysis: Analysis, source: Source, run: Run) -> Iterator[StatementReport]:
    """Ingest what was found in one document, which counts as read to its end when no statement failed."""
    if isinstance(analysis, Failure):
        yield _report_failed_analysis(analysis, source, run)
        return
    acts = {found.statement: found.acts for found in analysis}
    with run.database.reading() as connection:
        plan = plan_statements(connection, [found.statement for found in analysis], source)
    is_whole = True
    for statement_id, statement in plan.to_save:
        report = ingest_statement(AnalysedStatement(statement, acts[statement]), statement_id, source, run)
        is_whole = is_whole and report.outcome is not Outcome.FAILED
        yield report
    if is_whole:
        with run.database.writing() as connection:
            save_end_of_document(connection, source, plan, run)
    yield from _report_unchanged(source.name, plan.superseded, run)


def ingest_statement(
    analysed: AnalysedStatement, statement_id: str, source: Source, run: Run
) -> StatementReport:
    """Ingest one statement: match its acts with what is stored, save in one transaction; or say why not."""
    if isinstance(analysed.acts, Failure):
        return _report_failed_analysis(analysed.acts, source, run)
    found = Found(statement_id, analysed.statement, source, analysed.acts)
    try:
        with run.database.writing() as connection:
            matched = match_with_stored(connection, found)
            return save_statement(connection, found, matched, run)
    except Exception as error:
        return _report_failure(source.name, explain(source.name, error), run)


def _is_due(document: Document, run: Run) -> bool:
    """Whether the document would have to be read if its turn were now."""
    with suppress(Exception):  # whatever is wrong is met again in its turn, and told then
        return not _find_unchanged(identify_source(document), run)
    return False


def _begin_in_turn(document: Document | DocumentFailure, analysts: Analysts) -> Promise:
    """Gives the analysis of a document that is begun no earlier than that."""
    return lambda: analysts.begin(document)() if isinstance(document, Document) else ()


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


def _report_failed_analysis(failure: Failure, source: Source, run: Run) -> StatementReport:
    log_failure(source.name, failure)
    return _report_failure(source.name, failure.message, run)
