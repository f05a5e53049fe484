"""Corrections -> sentences: what becomes of each act, the decisions that stand, and where extraction has come
apart from them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from app.cli.configuration import read_settings
from app.errors import CorrectionError
from app.ingestion.correcting import Effect, correct_acts, list_corrections
from app.ingestion.correction_entries import load_entries
from app.registry import load_registry
from app.store.database import Database
from app.store.differences import describe_record, find_differences
from app.store.objects import Values
from app.store.tables import ActRow
from app.vocabulary import ActStatus

UNSPOKEN = ("rules", "evidence", "confidence", "status")
"""Fields whose change follows from the others, or from the decision itself."""
LONGEST_QUOTE = 80


def correct_from_file(file: Path, *, is_dry_run: bool, database_url: str | None) -> int:
    """Make the corrections of a file and say what they do; the exit code: 1 when nothing could be written."""
    database = _open(database_url)
    try:
        lines = load_entries(file)
        effects = correct_acts(lines, database, load_registry(), name=file.name, is_dry_run=is_dry_run)
    except CorrectionError as error:
        for fault in str(error).split("\n"):
            typer.echo(f"communique: {file}: {fault}", err=True)
        return 1
    finally:
        database.dispose()
    for effect in effects:
        for line in _tell_effect(effect):
            typer.echo(line)
    made = sum(len(effect.made) for effect in effects)
    typer.echo(f"{made} new, {len(lines) - made} stand already{_tell_where(database, is_dry_run)}")
    return 0


def print_corrections(*, only_conflicts: bool, database_url: str | None) -> int:
    """The decisions that stand, or only where extraction has come apart from them."""
    database = _open(database_url)
    corrections, conflicts = list_corrections(database, load_registry())
    database.dispose()
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


# --- an effect in words -------------------------------------------------------------------------------------


def _tell_effect(effect: Effect) -> Iterator[str]:
    """A line for the act, one for each new decision, one for each field that changes."""
    was_served = effect.stored.values["status"] == ActStatus.ACTIVE
    yield f"{effect.stored.id} {_shorten(effect.stored.values['quote'])}"
    for correction in effect.made:
        yield f"    {correction.decision} by {correction.author}: {correction.reason}"
    if effect.record is None:
        yield "    withdrawn" if was_served else "    stays withdrawn"
        return
    if not was_served:
        yield "    served again"
    now = describe_record(ActRow, effect.record, effect.record.facets)
    was = find_differences(ActRow, effect.record, effect.stored, facets=effect.record.facets)
    for name in (name for name in was if name not in UNSPOKEN):
        yield f"    {name}: {_write(was[name])} -> {_write(now.get(name))}"


def _write(value: Any) -> str:
    """A field as `describe_record` gives it, in words."""
    rows = value if isinstance(value, list) else [value] if value else []
    return "; ".join(words for row in rows if (words := _write_part(row))) or "nothing"


def _write_part(part: Any) -> str:
    """One value, or one part of an act; what an act binds follows from its actors, and is left out."""
    if not isinstance(part, dict):
        return str(part)
    if "kind" in part:
        return _write_deadline(part)
    if "role" in part:
        return part["actor_id"] or _shorten(part["name"])
    return str(part.get("theme_id") or _shorten(part.get("text", "")))


def _write_deadline(deadline: Values) -> str:
    interval = f"{deadline['earliest'] or '..'}/{deadline['latest'] or '..'}"
    at = f" at {deadline['meeting_id']}" if deadline["meeting_id"] else ""
    return f"{_shorten(deadline['text'])} {deadline['role']} {interval}{at}"


def _shorten(words: str) -> str:
    line = " ".join(words.split())
    whole = line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE].rstrip()}..."
    return f'"{whole}"' if whole else ""
