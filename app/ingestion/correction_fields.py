"""One field of an act as a person gave it -> the act's record with that field, made like extraction's own.

Pure, on the registry and the text. What cannot be so (words that stand nowhere, an id nobody has) is `Unfit`:
a fault of an entry when it is made, a conflict when the text or the registry has moved on since.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from app.ingestion.bindings import find_bound_actors
from app.ingestion.correction_entries import GivenDeadline, GivenParty
from app.ingestion.rows import (
    list_bindings,
    list_deadlines,
    list_parties,
    list_themes,
    list_wordings,
    read_parties,
)
from app.ingestion.wording import fold
from app.model import Deadline, Party, Span, ThemeMatch, Wording
from app.registry.facts import Registry
from app.resolution.edtf import edtf
from app.store.objects import Record
from app.store.tables import ActActorRow, ActBindingRow, ActThemeRow, DeadlineRow, PassageRow
from app.vocabulary import ActKind, ActorRole, Precision

RULE = "correction"
"""Begins the ids of the rules that tell in an act's `rules` what a person said of it."""


class Unfit(ValueError):
    """A field cannot say this; the message continues the field's name."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a field is read against: the facts, the act's text, and the day it was said."""

    registry: Registry
    content: str
    adopted: date | None


def correct_field(record: Record, name: str, value: Any, setting: Setting) -> Record:
    """The act with one field as `app.ingestion.correction_entries.CorrectedFields` gives it; its rules tell.
    Raises Unfit.
    """
    return mark(FIELDS[name](record, name, value, setting), name)


def mark(record: Record, what: str) -> Record:
    """The act with a rule that tells what a person did."""
    firing = {"rule": f"{RULE}.{what}", "start": None, "end": None}
    return _say(record, trace=[*record.values["trace"], firing])


# --- values -------------------------------------------------------------------------------------------------


def _say(record: Record, **values: Any) -> Record:
    return replace(record, values={**record.values, **values})


def _set_value(record: Record, name: str, value: Any, _: Setting) -> Record:
    return _say(record, **{name: value})


def _set_stage(record: Record, name: str, value: Any, _: Setting) -> Record:
    if record.values["kind"] == ActKind.CALL:
        raise Unfit("a call has no stage")
    return _say(record, **{name: value})


def _set_words_of_quote(record: Record, name: str, value: str | None, _: Setting) -> Record:
    if value and fold(value) not in fold(record.values["quote"]):
        raise Unfit(f"the words {value!r} are not in the act's quote")
    return _say(record, **{name: value or ""})


def _set_quote(record: Record, _: str, value: str, setting: Setting) -> Record:
    span, old = _find_words(value, record, setting), _span(record)
    if not span.overlaps(old):
        raise Unfit(f"the words {value!r} are not those of the act, nor a part of them")
    passages = record.statement.parts[PassageRow] if record.statement else ()
    around = (row["ordinal"] for row in passages if row["start_offset"] <= span.start < row["end_offset"])
    return _say(
        record,
        quote=span.quote(setting.content),
        start_offset=span.start,
        end_offset=span.end,
        passage=next(around, record.values["passage"]),
    )


def _set_wordings(record: Record, name: str, value: Iterable[str], setting: Setting) -> Record:
    wordings = [_find_wording(words, record, setting) for words in value]
    return _say(record, **{name: list_wordings(wordings)})


# --- parts --------------------------------------------------------------------------------------------------


def _set_parties(record: Record, name: str, value: Sequence[GivenParty], setting: Setting) -> Record:
    role = _choose_role(record, name)
    others = [party for party in read_parties(record.parts[ActActorRow]) if party.role is not role]
    parties = [*others, *(_build_party(given, role, record, setting) for given in value)]
    bindings = find_bound_actors(parties, on=setting.adopted, registry=setting.registry)
    parts = {
        ActActorRow: list_parties(parties, record.id),
        ActBindingRow: list_bindings(bindings, record.id),
    }
    return replace(record, parts={**record.parts, **parts})


def _choose_role(record: Record, name: str) -> ActorRole:
    is_call = record.values["kind"] == ActKind.CALL
    if name == "addressees" and not is_call:
        raise Unfit("a pledge has no addressees")
    makers = ActorRole.CALLER if is_call else ActorRole.PROMISOR
    return {"actors": makers, "addressees": ActorRole.ADDRESSEE, "beneficiaries": ActorRole.BENEFICIARY}[name]


def _build_party(given: GivenParty, role: ActorRole, record: Record, setting: Setting) -> Party:
    if given.id:
        _require(given.id, setting.registry.actors, "actor")
    words = _find_wording(given.text, record, setting) if given.text else None
    return Party(role, words.text if words else "", words.span if words else None, given.id)


def _set_themes(record: Record, _: str, value: Sequence[str], setting: Setting) -> Record:
    """A theme that extraction found too keeps the words that say so."""
    found = {row["theme_id"]: row for row in record.parts[ActThemeRow]}
    for theme in value:
        _require(theme, setting.registry.themes, "theme")
    rows = list_themes((ThemeMatch(theme, ()) for theme in dict.fromkeys(value)), record.id)
    themes = [found.get(row["theme_id"], row) for row in rows]
    return replace(record, parts={**record.parts, ActThemeRow: themes})


def _set_deadlines(record: Record, _: str, value: Sequence[GivenDeadline], setting: Setting) -> Record:
    deadlines = [_build_deadline(given, record, setting) for given in value]
    return replace(record, parts={**record.parts, DeadlineRow: list_deadlines(deadlines, record.id)})


def _build_deadline(given: GivenDeadline, record: Record, setting: Setting) -> Deadline:
    words = _find_wording(given.text, record, setting)
    earliest, latest = given.earliest, given.latest
    precision = _choose_precision(earliest, latest)
    if given.meeting:
        _require(given.meeting, setting.registry.meetings, "meeting")
        if not (earliest or latest):
            held = setting.registry.meetings[given.meeting]
            earliest, latest, precision = held.first_day, held.last_day, Precision.DAY
    if isinstance(given.precision, Precision):
        precision = given.precision
    return Deadline(
        text=words.text,
        span=words.span,
        role=given.role,
        kind=given.kind,
        earliest=earliest,
        latest=latest,
        precision=precision,
        edtf=edtf(earliest, latest, precision),
        meeting=given.meeting,
        rule=f"{RULE}.deadlines",
        confidence=1.0,
    )


def _choose_precision(earliest: date | None, latest: date | None) -> Precision:
    if earliest and latest and earliest != latest:
        return Precision.RANGE
    return Precision.DAY if earliest or latest else Precision.UNKNOWN


# --- words and ids ------------------------------------------------------------------------------------------


def _span(record: Record) -> Span:
    return Span(record.values["start_offset"], record.values["end_offset"])


def _find_words(words: str, record: Record, setting: Setting) -> Span:
    """Where the words stand, whatever white space is between them; nearest to the act, where often."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    act = _span(record)
    places = [Span(*found.span()) for found in re.finditer(pattern, setting.content)]
    if not places:
        raise Unfit(f"the words {words!r} are not in the statement's text")
    return min(places, key=lambda place: (max(act.start - place.end, place.start - act.end, 0), place.start))


def _find_wording(words: str, record: Record, setting: Setting) -> Wording:
    span = _find_words(words, record, setting)
    return Wording(span.quote(setting.content), span)


def _require(id_: str, known: Mapping[str, Any], kind: str) -> None:
    if id_ not in known:
        nearest = get_close_matches(id_, known, n=1)
        meant = f"; did you mean {nearest[0]!r}?" if nearest else ""
        raise Unfit(f"the registry knows no {kind} {id_!r}{meant}")


FIELDS: Mapping[str, Callable[[Record, str, Any, Setting], Record]] = {
    "quote": _set_quote,
    "stage": _set_stage,
    **dict.fromkeys(("firmness", "polarity"), _set_value),
    **dict.fromkeys(("verb", "object"), _set_words_of_quote),
    **dict.fromkeys(("actors", "addressees", "beneficiaries"), _set_parties),
    "themes": _set_themes,
    "deadlines": _set_deadlines,
    **dict.fromkeys(("quantities", "conditions", "scope"), _set_wordings),
}
"""How each field is set."""
