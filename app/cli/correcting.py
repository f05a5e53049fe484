"""Corrections -> sentences: what becomes of each act, the decisions that stand, and where extraction has come
apart from them.
"""

from collections.abc import Iterator
from pathlib import Path

import typer

from app.cli.configuration import read_settings
from app.cli.effects import shorten, tell_fields
from app.errors import CorrectionError
from app.ingestion.correcting import correct_acts, list_corrections
from app.ingestion.correction_entries import load_entries
from app.ingestion.effects import Effect
from app.registry import load_registry
from app.store.database import Database

UNSPOKEN = ("rules", "evidence", "confidence")
"""Fields whose change follows from the others, or from the decision itself."""


def correct_from_file(file: Path, *, is_dry_run: bool, database_url: str | None) -> int:
    """Make the corrections of a file and say what they do; the exit code: 1 when nothing could be written."""
    with _open(database_url) as database:
        try:
            lines = load_entries(file)
            effects = correct_acts(lines, database, load_registry(), name=file.name, is_dry_run=is_dry_run)
        except CorrectionError as error:
            for fault in str(error).split("\n"):
                typer.echo(f"communique: {file}: {fault}", err=True)
            return 1
    for effect in effects:
        for line in _tell_effect(effect):
            typer.echo(line)
    made = sum(len(effect.made) for effect in effects)
    typer.echo(f"{made} new, {len(lines) - made} stand already{_tell_where(database, is_dry_run)}")
    return 0


def print_corrections(*, only_conflicts: bool, database_url: str | None) -> int:
    """The decisions that stand, or only where extraction has come apart from them."""
    with _open(database_url) as database:
        corrections, conflicts = list_corrections(database, load_registry())
    for conflict in conflicts:
        typer.echo(f"conflict   {conflict}")
    for correction in () if only_conflicts else corrections:
        fields = ", ".join(name for name, _ in correction.fields.items())
        what = f"{correction.decision:10} {correction.id}{f' {fields}' if fields else ''}"
        typer.echo(f"{what} by {correction.author}: {correction.reason}")
    return 0


def _tell_where(database: Database, is_dry_run: bool) -> str:
    return "; nothing was written" if is_dry_run else f" in {database}"


def _open(url: str | None) -> Database:
    return Database(read_settings(database_url=url).database_url)


def _tell_effect(effect: Effect) -> Iterator[str]:
    """A line for the act, one for each new decision, one for each field that changes."""
    act = effect.stored or effect.act
    yield f"{act.id} {shorten(act.values['quote'])}"
    for correction in effect.made:
        yield f"    {correction.decision} by {correction.author}: {correction.reason}"
    if effect.record is None:
        yield "    withdrawn" if effect.was_served else "    stays withdrawn"
    elif not effect.was_served:
        yield "    served again"
    for line in tell_fields(effect, except_for=UNSPOKEN):
        yield f"    {line}"
