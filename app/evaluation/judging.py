"""A coder's row and the program's row of the same act -> which fields agree.

A field with one value is judged right or wrong. Where an act may have any number (deadlines, quantities,
conditions), what is reported is counted against what is there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.evaluation.coding import ISSUER, CodedAct, CodedDeadline, CodedKind
from app.evaluation.gold_names import GoldNames
from app.evaluation.matching import match_wordings
from app.evaluation.scores import Detection
from app.vocabulary import Polarity


class Field(StrEnum):
    """What is judged on matched acts, right or wrong."""

    KIND = "kind"
    FIRMNESS = "firmness"
    POLARITY = "polarity"
    STAGE = "stage"
    ACTOR = "actor"
    OTHER_ACTOR = "other_actor"
    ADDRESSEES = "addressees"
    INTERVAL = "interval"
    MEETING = "meeting"


class Finding(StrEnum):
    """What is counted on matched acts."""

    NEGATIVE = "negative"
    DEADLINE = "deadline"
    QUANTITIES = "quantities"
    CONDITIONS = "conditions"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One field of one act: what the coder wrote, what the program found."""

    field: Field
    is_right: bool
    expected: str
    found: str


def judge_fields(gold: CodedAct, found: CodedAct, names: GoldNames) -> tuple[Judgement, ...]:
    """A judgement for each field the coder's row gives something to judge by.

    The actor is right when one of the coded actors is among those found; so is the interval.
    """
    return (
        _judge_equal(Field.KIND, gold.kind, found.kind),
        _judge_equal(Field.FIRMNESS, gold.firmness, found.firmness),
        _judge_equal(Field.POLARITY, gold.polarity, found.polarity),
        *_judge_stage(gold, found),
        *_judge_actor(gold, found, names),
        *_judge_addressees(gold, found, names),
        *_judge_interval(gold, found),
        *_judge_meeting(gold, found, names),
    )


def count_findings(gold: CodedAct, found: CodedAct) -> dict[Finding, Detection]:
    """Negations and deadlines are counted by act (has it any?), quantities and conditions one by one."""
    return {
        Finding.NEGATIVE: _count_act(gold.polarity is Polarity.NEGATIVE, found.polarity is Polarity.NEGATIVE),
        Finding.DEADLINE: _count_act(bool(gold.deadlines), bool(found.deadlines)),
        Finding.QUANTITIES: _count_wordings(gold.quantities, found.quantities),
        Finding.CONDITIONS: _count_wordings(gold.conditions, found.conditions),
    }


def _judge_equal(field: Field, expected: str, found: str) -> Judgement:
    return Judgement(field, expected == found, expected, found)


def _judge_stage(gold: CodedAct, found: CodedAct) -> Iterator[Judgement]:
    if gold.stage is not None:
        yield _judge_equal(Field.STAGE, gold.stage, found.stage or "none")


def _judge_actor(gold: CodedAct, found: CodedAct, names: GoldNames) -> Iterator[Judgement]:
    """Those who are not the issuer, and harder to tell, are judged once more by themselves."""
    phrases = (gold.actor_text, found.actor_text)
    is_right = any(names.is_among(actor, found.actors, phrases=phrases) for actor in gold.actors)
    yield Judgement(Field.ACTOR, is_right, _list(gold.actors), _list(found.actors))
    if ISSUER not in gold.actors:
        yield Judgement(Field.OTHER_ACTOR, is_right, _list(gold.actors), _list(found.actors))


def _judge_addressees(gold: CodedAct, found: CodedAct, names: GoldNames) -> Iterator[Judgement]:
    if gold.kind is CodedKind.CALL:
        is_right = any(names.is_among(addressee, found.addressees) for addressee in gold.addressees)
        is_right = is_right or not (gold.addressees or found.addressees)
        yield Judgement(Field.ADDRESSEES, is_right, _list(gold.addressees), _list(found.addressees))


def _judge_interval(gold: CodedAct, found: CodedAct) -> Iterator[Judgement]:
    if expected := _list_intervals(gold.deadlines):
        intervals = _list_intervals(found.deadlines)
        is_right = not set(expected).isdisjoint(intervals)
        yield Judgement(Field.INTERVAL, is_right, _show_intervals(expected), _show_intervals(intervals))


def _judge_meeting(gold: CodedAct, found: CodedAct, names: GoldNames) -> Iterator[Judgement]:
    if expected := [deadline.meeting for deadline in gold.deadlines if deadline.meeting]:
        meetings = [deadline.meeting for deadline in found.deadlines if deadline.meeting]
        is_right = any(names.is_among(meeting, meetings) for meeting in expected)
        yield Judgement(Field.MEETING, is_right, _list(expected), _list(meetings))


def _count_act(is_coded: bool, is_found: bool) -> Detection:
    return Detection(is_coded, is_found, is_coded and is_found)


def _count_wordings(gold: tuple[str, ...], found: tuple[str, ...]) -> Detection:
    return Detection(len(gold), len(found), len(match_wordings(gold, found)))


def _list_intervals(deadlines: Iterable[CodedDeadline]) -> list[tuple[date | None, date | None]]:
    return [
        (deadline.earliest, deadline.latest)
        for deadline in deadlines
        if deadline.earliest is not None or deadline.latest is not None
    ]


def _show_intervals(intervals: Iterable[tuple[date | None, date | None]]) -> str:
    return _list([f"{earliest or '..'}/{latest or '..'}" for earliest, latest in intervals])


def _list(words: Iterable[str]) -> str:
    return ", ".join(words) or "none"
