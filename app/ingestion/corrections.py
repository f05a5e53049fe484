"""What extraction found of an act, and what people decided on it -> the act that is served, and where the two
have come apart.

Pure: `app.ingestion.stored_corrections` reads and writes the two layers. A decision is made against what
extraction said then; it holds whatever extraction says later, and a difference is a conflict, to be shown
until a person decides anew.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.ingestion.correction_entries import CorrectedFields
from app.ingestion.correction_fields import Setting, Unfit, correct_field, mark
from app.store.differences import describe_record
from app.store.objects import Record, canonise
from app.store.tables import ActRow
from app.vocabulary import Decision, Status

PASSING = {
    "start",
    "end",
    "start_offset",
    "end_offset",
    "rule",
    "confidence",
    "alternatives",
    "awaited_meeting",
}
"""What may differ between two findings that say the same: places, and how they were come by."""
WHOLE = "quote"
"""What a decision on the whole act is made against."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A decision. `against`: what extraction said when it was made, by field, as `tell` has it."""

    id: str
    act_id: str
    number: int
    decision: Decision
    fields: CorrectedFields
    against: Mapping[str, Any]
    reason: str
    author: str


@dataclass(frozen=True, slots=True)
class Decided:
    """An act with what extraction last found of it, whether it is found still, and the decisions that stand,
    the oldest first.
    """

    extracted: Record
    is_found: bool
    corrections: tuple[Correction, ...]

    @property
    def verdict(self) -> Decision | None:
        """The last decision; None when none stands."""
        return self.corrections[-1].decision if self.corrections else None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where a correction and extraction have come apart. `field` is None where it is about the whole act."""

    correction: Correction
    field: str | None
    message: str

    def __str__(self) -> str:
        """A sentence of the act, what was decided, and by whom."""
        made = self.correction
        place = f"{made.act_id}: {self.field}" if self.field else f"{made.act_id}"
        return f"{place}: {self.message} ({made.id}, {made.decision} by {made.author}: {made.reason})"


@dataclass(frozen=True, slots=True)
class Judged:
    """The act as it is to be served, None when it is not; and the conflicts."""

    record: Record | None
    conflicts: tuple[Conflict, ...]


def judge(decided: Decided, setting: Setting) -> Judged:
    """Lay what people decided over what extraction found. Who corrects an act confirms it."""
    if decided.verdict is None:
        return Judged(_served(decided.extracted) if decided.is_found else None, ())
    conflicts = list(_find_conflicts_of_whole(decided))
    if decided.verdict is Decision.REJECT:
        return Judged(None, tuple(conflicts))
    record = _confirm(decided.extracted)
    for name, (correction, value) in _list_fields(decided).items():
        try:
            record = correct_field(record, name, value, setting)
        except Unfit as error:
            conflicts.append(Conflict(correction, name, str(error)))
            continue
        now = tell(decided.extracted, name)
        if canonise(now) not in (canonise(correction.against.get(name)), canonise(tell(record, name))):
            conflicts.append(Conflict(correction, name, "extraction now says something else"))
    return Judged(record, tuple(conflicts))


def tell(record: Record, name: str) -> Any:
    """What the act says in a field, without what may differ between findings that say the same."""
    value = describe_record(ActRow, record, None).get(name)
    rows = [row for row in value if "is_direct" not in row] if isinstance(value, list) else value
    return _strip(rows) or None


def _strip(value: Any) -> Any:
    if isinstance(value, list):
        return [_strip(part) for part in value]
    if isinstance(value, dict):
        return {key: part for key, part in value.items() if key not in PASSING}
    return value


def _list_fields(decided: Decided) -> dict[str, tuple[Correction, Any]]:
    """The corrected fields in the order they are set in, each with its last correction and its value."""
    last = {
        name: (correction, value)
        for correction in decided.corrections
        for name, value in correction.fields.items()
    }
    return {name: last[name] for name in CorrectedFields.model_fields if name in last}


def _find_conflicts_of_whole(decided: Decided) -> Iterator[Conflict]:
    last = decided.corrections[-1]
    if decided.verdict is Decision.REJECT:
        now = tell(decided.extracted, WHOLE)
        if decided.is_found and now != last.against.get(WHOLE):
            yield Conflict(last, None, "extraction now finds other words")
    elif not decided.is_found:
        yield Conflict(last, None, "extraction no longer finds it")


def _confirm(extracted: Record) -> Record:
    """A careful reader has marked it, which is what confidence is the probability of."""
    return mark(_served(replace(extracted, values={**extracted.values, "confidence": 1.0})), "confirmed")


def _served(record: Record) -> Record:
    return replace(record, values={**record.values, "status": Status.ACTIVE})
