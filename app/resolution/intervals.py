"""A deadline's words, taken apart on their occasion -> the days they mean.

Windows begin on the statement's day at the earliest. What the words, that day and the registry do not tell is
None.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.model import DeadlineMention, Span
from app.registry.facts import FiscalYear, Meeting, Registry
from app.resolution.context import (
    find_session_time,
    passage_before,
    sentence_around,
    share_year,
    words_before,
)
from app.resolution.days import YEARLY, part_named, period_of, shifted
from app.resolution.expressions import find_expressions
from app.resolution.fiscal_years import find_fiscal_year, period_of_fiscal_year
from app.resolution.meetings import MeetingResolution, resolve_meeting
from app.resolution.numerals import number_named
from app.resolution.occasion import Occasion
from app.resolution.periods import Period, a_day
from app.resolution.readings import Reading, bound_in, read_again
from app.resolution.times import Time
from app.vocabulary import DeadlineKind, Precision

OWN_EVENT = re.compile(
    r"\b(?:adoption|signing|signature|issuance|date) of (?:this|the present)\b"
    r"|\bdate hereof\b|^(?:today|now)$"
)
"""What happens on the day of the statement itself."""
BESIDE = re.compile(r"\b(?:in|on|at) the (?:margins?|side ?lines?|fringes) of\b", re.IGNORECASE)
"""What stands between a meeting and the one in whose days it is held."""
EVENTS = frozenset({"event", "event-day", "clause"})
SAME_TIME = "same-time"
ON_THE_DAY = frozenset({"on", "bare", "from", "upon", "after"})
"""Frames after which a length of time from something ends on the day meant, not by it."""

ALL_THROUGH = frozenset({"for", "over"})
"""Frames of what lasts so long: it begins with what the length of time is counted from."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The days a deadline means, both ends included, each None when not known."""

    earliest: date | None = None
    latest: date | None = None
    precision: Precision = Precision.UNKNOWN


@dataclass(frozen=True, slots=True)
class Case:
    """A deadline's words taken apart: how they are read and bound, and the meetings they may mean, on their
    occasion.

    `dated`: the days that the text gives elsewhere, for the session they number or the same period. `fiscal`:
    whose fiscal year the words mean.
    """

    reading: Reading
    bound: str
    occasion: Occasion
    meetings: MeetingResolution
    dated: Period | None
    fiscal: FiscalYear | None = None

    @property
    def is_same_time(self) -> bool:
        """Whether the words mean a time that was said before: "over the same period"."""
        return bool(self.reading.time and self.reading.time.rule == SAME_TIME)


def open_case(mention: DeadlineMention, occasion: Occasion, registry: Registry, context: str) -> Case | None:
    """The mention taken apart; None when its words say nothing of days."""
    is_wordless = mention.kind in {DeadlineKind.VAGUE, DeadlineKind.RECURRING}
    reading = None if is_wordless else read_again(mention.text, mention.rule)
    if reading is None:
        return None
    if reading.time:
        reading = replace(reading, time=share_year(reading.time, mention, occasion, context))
    return Case(
        reading=reading,
        bound=bound_in(mention.text, reading.frame),
        occasion=occasion,
        meetings=_find_meetings(reading, mention, occasion, registry, context=context),
        dated=_find_dated(reading, mention, occasion, registry, context=context),
        fiscal=_find_fiscal_year(reading, mention, occasion, registry, context=context),
    )


def _find_meetings(
    reading: Reading, mention: DeadlineMention, occasion: Occasion, registry: Registry, *, context: str
) -> MeetingResolution:
    """The meetings the words may mean: those they name, or those of people whom the sentence says to meet
    then.
    """
    if reading.is_meeting or reading.distance:
        beside = BESIDE.search(mention.text, 1)
        words = mention.text[beside.start() :] if beside else mention.text
        found = resolve_meeting(words, occasion, registry, context=words_before(mention, context))
        if reading.core != "place":  # "Finance Ministers meet in Oslo" is no other body's meeting there
            return replace(found, candidates=tuple(c for c in found.candidates if c.is_known))
        return found
    sentence = sentence_around(mention, context)
    if not (sentence and reading.time and reading.time.rule in YEARLY):
        return MeetingResolution(())
    found = resolve_meeting(mention.text, occasion, registry, context=sentence)
    return MeetingResolution(tuple(candidate for candidate in found.candidates if candidate.is_level))


def _find_dated(
    reading: Reading, mention: DeadlineMention, occasion: Occasion, registry: Registry, *, context: str
) -> Period | None:
    """The days of a time that was said before in the passage, or of a session dated elsewhere in the text."""
    if not (reading.time and reading.time.rule == SAME_TIME):
        return find_session_time(mention, occasion, context)
    passage = passage_before(mention, context)
    for earlier in reversed(find_expressions(passage, Span(0, len(passage)))):
        case = open_case(earlier, occasion, registry, passage)
        interval = interval_of(case, case.meetings.meetings) if case else Interval()
        if case and not case.is_same_time and interval.latest:
            return Period(interval.earliest or interval.latest, interval.latest, interval.precision)
    return None


def _find_fiscal_year(
    reading: Reading, mention: DeadlineMention, occasion: Occasion, registry: Registry, *, context: str
) -> FiscalYear | None:
    if not (reading.time and reading.time.rule == "fiscal-year"):
        return None
    return find_fiscal_year(mention.text, occasion, registry, context=words_before(mention, context))


def interval_of(case: Case, meetings: Sequence[Meeting]) -> Interval:
    """The days the words mean, if those are the meetings they name; none beyond the calendar."""
    try:
        return _bounded(case, _period(case, meetings))
    except OverflowError:  # "after 31 December 9999"
        return Interval()


def _bounded(case: Case, period: Period | None) -> Interval:
    """The days that the words leave of what they bound."""
    said, bound = case.occasion.on, case.bound
    if period and case.reading.distance:
        is_back = case.reading.is_back
        anchor = a_day(period.last) if is_back and _is_end(case.reading.time) else period
        period = shifted(anchor, by=case.reading.distance, is_back=is_back)
        if period and is_back and bound == "within":  # "in the three months before June"
            period = replace(period, last=anchor.first - timedelta(days=1))
        elif period and case.reading.frame in ALL_THROUGH and not is_back:
            period = replace(period, first=anchor.first)
        elif case.reading.frame not in ON_THE_DAY:
            bound = "until"
    if period is None:
        return Interval(said, None) if bound in {"until", "before"} else Interval()
    if bound == "after":
        return Interval(period.last + timedelta(days=1), None, period.precision)
    if bound in {"until", "before"}:
        is_middle = period.by is not None  # before mid-century is by mid-century
        is_until = bound == "until" or is_middle
        latest = period.due if is_until else (period.opens or period.first) - timedelta(days=1)
        return Interval(said if said and said <= latest else None, latest, period.precision)
    last = (period.opens or period.last) if bound == "from" else period.last
    first = max(period.first, said) if said and said <= last else period.first
    return Interval(first, last, period.precision)


def _is_end(time: Time | None) -> bool:
    """Whether the words name the end of a time: "60 days before the end of 2031"."""
    return bool(time and "part" in time.groups and part_named(time.groups["part"]) == "end")


def _period(case: Case, meetings: Sequence[Meeting]) -> Period | None:
    """What the preposition bounds: the words' own time, else the meeting's; where both stand side by side,
    what is common.
    """
    reading, said = case.reading, case.occasion.on
    if reading.time and reading.time.rule in EVENTS:
        is_own = OWN_EVENT.search(reading.time.groups["all"])
        return _own_day(reading.time, said) if said and is_own else None
    if reading.core == "span" and reading.has_anchor:
        return None
    stated = period_of(reading.time, said) if reading.time else None
    if reading.time and case.fiscal:
        stated = period_of_fiscal_year(reading.time, said, case.fiscal)
    days = _at_edge(_days_of(meetings), reading.edge)
    if not (reading.is_meeting or reading.distance):
        return stated or case.dated
    if stated and days and reading.is_joined:
        return Period(max(stated.first, days.first), min(stated.last, days.last), Precision.DAY)
    told = case.meetings.period or case.meetings.expected
    return stated or case.dated or days or (told if reading.is_meeting else None)


def _own_day(time: Time, said: date) -> Period | None:
    """The day of the statement itself ("the adoption of this decision"), or one of a year after it ("1
    January of the year following the adoption of this decision").
    """
    if "month" not in time.groups:
        return a_day(said)
    year = said.year + number_named(time.groups.get("number", "one"))
    return period_of(replace(time, rule="day", groups={**time.groups, "year": str(year)}), said)


def _at_edge(days: Period | None, edge: str) -> Period | None:
    """The first or the last of the days, where the words mean that one."""
    return a_day(days.first if edge == "first" else days.last) if days and edge else days


def _days_of(meetings: Sequence[Meeting]) -> Period | None:
    """From the first day of the first meeting to the last day of the last."""
    if not meetings:
        return None
    first = min(meeting.first_day for meeting in meetings)
    return Period(first, max(meeting.last_day for meeting in meetings), Precision.DAY)
