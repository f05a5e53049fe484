"""Documents -> the database: a line for each statement, progress on a terminal, a tally at the end."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from app.cli.configuration import log_to_standard_error, read_settings
from app.ingestion.job import ingest_documents
from app.ingestion.reports import StatementReport
from app.model import Document, Overrides
from app.sources.folder import DocumentFailure, list_documents
from app.store.database import Database
from app.store.schema import current_revision, migrate
from app.vocabulary import Outcome


def ingest_paths(
    paths: Sequence[str], overrides: Overrides, *, database_url: str | None, workers: int | None
) -> int:
    """The exit code: 1 when nothing could be ingested."""
    log_to_standard_error()
    settings = read_settings(database_url=database_url, workers=workers)
    documents = list_documents(paths, overrides, settings.max_document_bytes)
    with Database(settings.database_url) as database, _show_progress() as progress:
        _make_ready(database)
        report = ingest_documents(
            _watch(documents, progress),
            database,
            on_progress=partial(_tell, progress),
            workers=settings.workers,
            max_seconds=settings.max_document_seconds,
        )
    tally = report.tally
    if report.resolved_anew:
        typer.echo(f"{report.resolved_anew} stored acts resolved anew by an updated registry")
    typer.echo(", ".join(f"{tally[outcome]} {outcome}" for outcome in Outcome) + f" in {database}")
    return 0 if any(statement.outcome is not Outcome.FAILED for statement in report.statements) else 1


def _make_ready(database: Database) -> None:
    """Give a new database its schema; one that has a schema is taken as it is."""
    if (database.file and not database.file.exists()) or current_revision(database) is None:
        migrate(database)


def _show_progress() -> Progress:
    """A bar on a terminal, nothing elsewhere: what is redirected is read by programs."""
    columns = (BarColumn(), TextColumn("{task.completed} read, {task.description}"), TimeElapsedColumn())
    return Progress(*columns, transient=True, disable=not (sys.stdout.isatty() and sys.stderr.isatty()))


def _watch(
    documents: Iterable[Document | DocumentFailure], progress: Progress
) -> Iterator[Document | DocumentFailure]:
    """The same documents, each shown while it is worked on."""
    task = progress.add_task("", total=None)
    for document in documents:
        progress.update(task, description=document.name)
        yield document
        progress.advance(task)


def _tell(progress: Progress, report: StatementReport) -> None:
    """A line a statement; failures and doubts go to standard error."""
    if report.outcome is Outcome.FAILED:
        _say(f"{report.name}: {report.message}", progress, is_trouble=True)
        return
    acts = report.acts.inserted + report.acts.updated + report.acts.unchanged
    found = "" if report.outcome is Outcome.UNCHANGED else f": {acts} act{'s' if acts != 1 else ''}"
    _say(f"{report.outcome:10} {report.statement_id or '(no statement)'} from {report.name}{found}", progress)
    for conflict in report.conflicts:
        _say(f"{report.name}: conflict: {conflict}", progress, is_trouble=True)
    for doubt in report.doubts:
        _say(f"{report.name}: {doubt.code}: {doubt.message}", progress, is_trouble=True)


def _say(line: str, progress: Progress, *, is_trouble: bool = False) -> None:
    """The line above the bar where there is one, for only it knows how not to be written over."""
    if progress.disable:
        typer.echo(line, err=is_trouble)
    else:
        progress.console.print(line, markup=False, highlight=False, soft_wrap=True)
