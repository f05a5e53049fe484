"""Stored statements, extracted anew -> what that changes, act by act, and a tally at the end."""

from collections.abc import Iterator, Sequence

import typer

from app.cli.configuration import log_to_standard_error, read_settings
from app.cli.effects import shorten, tell_fields
from app.ingestion.effects import Effect
from app.ingestion.reextraction import Reextracted, reextract_statements
from app.ingestion.reports import tally_reports
from app.store.database import Database
from app.vocabulary import Outcome

OUTCOMES = (Outcome.UPDATED, Outcome.UNCHANGED, Outcome.FAILED)


def reextract(ids: Sequence[str], *, is_applied: bool, database_url: str | None, workers: int | None) -> int:
    """The exit code: 1 when there were statements and all failed."""
    log_to_standard_error()
    settings = read_settings(database_url=database_url, workers=workers)
    reports = []
    with Database(settings.database_url) as database:
        for reextracted in reextract_statements(
            database,
            ids,
            is_dry_run=not is_applied,
            workers=settings.workers,
            max_seconds=settings.max_document_seconds,
        ):
            reports.append(reextracted.report)
            _tell(reextracted)
    tally = tally_reports(reports)
    where = f" in {database}" if is_applied else "; nothing was written, --apply does"
    typer.echo(", ".join(f"{tally[outcome]} {outcome}" for outcome in OUTCOMES) + where)
    return 1 if reports and tally[Outcome.FAILED] == len(reports) else 0


def _tell(reextracted: Reextracted) -> None:
    """A line for the statement, and some for each act that changes; failures and conflicts go to standard
    error.
    """
    report = reextracted.report
    if report.outcome is Outcome.FAILED:
        typer.echo(f"{report.statement_id}: {report.message}", err=True)
        return
    typer.echo(f"{report.outcome:10} {report.statement_id}")
    if reextracted.changed_fields:
        typer.echo(f"  changed    {', '.join(reextracted.changed_fields)}")
    for effect in reextracted.effects:
        for line in _tell_effect(effect):
            typer.echo(f"  {line}")
    for conflict in report.conflicts:
        typer.echo(f"{report.statement_id}: conflict: {conflict}", err=True)


def _tell_effect(effect: Effect) -> Iterator[str]:
    """A line for the act, one for what replaces it, one for each field that changes."""
    yield f"{_name(effect):10} {effect.act.id} {shorten(effect.act.values['quote'])}"
    if effect.replaced_by:
        yield f"    replaced by {', '.join(effect.replaced_by)}"
    for line in tell_fields(effect):
        yield f"    {line}"


def _name(effect: Effect) -> str:
    """What becomes of the act, in a word."""
    if effect.stored is None:
        return "added"
    if effect.record is None:
        return "withdrawn"
    if not effect.was_served:
        return "returns"
    return "moved" if "evidence" in effect.find_differences() else "changed"
