"""A deadline as found, and the occasion it was said on -> its days, its meeting, and how sure that is."""

import re
from collections.abc import Iterable

from app.model import Alternative, Deadline, DeadlineMention
from app.registry.facts import Registry
from app.resolution.days import is_yearless
from app.resolution.edtf import edtf
from app.resolution.intervals import Case, Interval, interval_of, open_case
from app.resolution.occasion import Occasion

FAR_DAYS = 275
"""A month or day without a year that comes round only so much later was, in a report, the one just past."""
MOST_ALTERNATIVES = 3

WORDLESS = 0.9
"""Confidence of a vague or recurring deadline: there is no interval to get wrong."""
ABSOLUTE = 0.95
RELATIVE = 0.9
SEASONAL = 0.75
"""Which months a season has depends on the hemisphere."""
MEETING = 0.9
UNVERIFIED = 0.75
"""The days of the meeting rest on general knowledge, or on its number alone."""
SEVERAL = 0.4
UNKNOWN = 0.5


def resolve_deadlines(
    mentions: Iterable[DeadlineMention], occasion: Occasion, registry: Registry, *, context: str = ""
) -> tuple[Deadline, ...]:
    """The deadlines among the mentions, resolved, in their order.

    `context`: the text that the mentions' spans point into, or their sentence. It tells whose "its tenth
    session" is, who "they" are, and the month of a session that the text gives once and then leaves out.
    """
    cases = ((mention, open_case(mention, occasion, registry, context)) for mention in mentions)
    return tuple(_deadline_of(mention, case) for mention, case in cases if _means_days_ahead(case))


def _deadline_of(mention: DeadlineMention, case: Case | None) -> Deadline:
    meeting = case.meetings.meeting if case else None
    interval = interval_of(case, case.meetings.meetings) if case else Interval()
    return Deadline(
        text=mention.text,
        span=mention.span,
        role=mention.role,
        kind=mention.kind,
        earliest=interval.earliest,
        latest=interval.latest,
        precision=interval.precision,
        edtf=edtf(interval.earliest, interval.latest, interval.precision),
        meeting=meeting.id if meeting else None,
        rule=mention.rule,
        confidence=_confidence(case, interval) if case else WORDLESS,
        alternatives=_list_alternatives(case) if case else (),
        awaited_meeting=case.meetings.awaited if case else None,
    )


def _means_days_ahead(case: Case | None) -> bool:
    """Whether a found expression is a deadline, seen from its occasion.

    None is: what was over by then; "the same period" where none was said before; a bare place where no
    meeting of the speakers awaits; a month or day without a year that lies behind; a change of figures ("from
    2040 to 2035"); a meeting beside or from which on something happens, when it is not known to come.
    """
    if case is None:
        return True
    if case.is_same_time and case.dated is None:
        return False
    if case.reading.core == "place":
        return any(candidate.is_there for candidate in case.meetings.leading)
    interval = interval_of(case, case.meetings.meetings)
    if case.reading.core == "meeting" and interval.latest is None:
        is_firm = case.reading.frame == "at" or case.bound in {"until", "before"} or case.meetings.numbers
        return bool(is_firm) and not case.meetings.is_over
    last, said = interval.latest or interval.earliest, case.occasion.on
    if last is None and case.reading.core == "from-to":
        return said is None
    return said is None or last is None or (last >= said and not _is_behind(case, interval))


def _is_behind(case: Case, interval: Interval) -> bool:
    """Whether a time without a year, taken for the next of its name, lies so far ahead that the last is
    meant.
    """
    said, time = case.occasion.on, case.reading.time
    if not (said and interval.earliest and time and is_yearless(time)) or case.bound != "within":
        return False
    return (interval.earliest - said).days > FAR_DAYS


def _confidence(case: Case, interval: Interval) -> float:
    """The probability that the interval is the one meant."""
    time, meetings = case.reading.time, case.meetings.meetings
    if interval.latest is None and interval.earliest in {None, case.occasion.on}:
        return SEVERAL if len(case.meetings.leading) > 1 else UNKNOWN
    if time and time.rule == "season":
        return SEASONAL
    if case.reading.is_meeting and meetings and not (time or case.dated):
        return MEETING if all(meeting.is_verified for meeting in meetings) else UNVERIFIED
    if case.meetings.expected and not (time or case.dated):
        return UNVERIFIED
    return ABSOLUTE if time and re.search(r"\d{4}", time.groups["all"]) else RELATIVE


def _list_alternatives(case: Case) -> tuple[Alternative, ...]:
    """The other meetings the words may mean, and the days of each."""
    if not case.reading.is_meeting:
        return ()
    chosen = case.meetings.meeting
    others = [c for c in case.meetings.candidates if c.is_likely and c.meeting is not chosen]
    intervals = [(candidate, interval_of(case, (candidate.meeting,))) for candidate in others]
    return tuple(
        Alternative(interval.earliest, interval.latest, candidate.meeting.id, candidate.reason)
        for candidate, interval in intervals[:MOST_ALTERNATIVES]
    )
