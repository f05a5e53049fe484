"""A deadline as found, and the occasion it was said on -> the days it means, the meeting, and how sure that
is.

Windows begin on the statement's day at the earliest. What cannot be known from the words, the day and the
registry is None.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from app.model import Alternative, Deadline, DeadlineMention
from app.registry.facts import Meeting, Registry
from app.resolution.context import find_session_time, sentence_around, words_before
from app.resolution.days import period_of, shifted
from app.resolution.edtf import edtf
from app.resolution.meeting_clues import find_period
from app.resolution.meetings import MeetingResolution, resolve_meeting
from app.resolution.occasion import Occasion
from app.resolution.periods import Period, a_day
from app.resolution.readings import Reading, bound_of, read_again
from app.vocabulary import DeadlineKind, Precision

LATEST = re.compile(r"\bat the\s+latest\b", re.IGNORECASE)
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
"""The days of the meeting rest on general knowledge."""
SEVERAL = 0.4
UNKNOWN = 0.5


@dataclass(frozen=True, slots=True)
class Interval:
    """The days a deadline means, both ends included, each None when not known."""

    earliest: date | None = None
    latest: date | None = None
    precision: Precision = Precision.UNKNOWN


@dataclass(frozen=True, slots=True)
class Case:
    """What a deadline is resolved from: its words taken apart, how they bound the time, the occasion, the
    meetings they may mean, and the time that the text gives elsewhere for the session they name, or that
    the meeting's name holds ("the 2031 Harbour Summit").
    """

    reading: Reading
    bound: str
    occasion: Occasion
    meetings: MeetingResolution
    elsewhere: Period | None
    among: Period | None


def resolve_deadline(
    mention: DeadlineMention, occasion: Occasion, registry: Registry, *, context: str = ""
) -> Deadline:
    """The deadline that a mention means.

    `context`: the text that the mention's span points into, or its sentence. It tells whose "its tenth
    session" is, who "they" are, and the month of a session that the text gives once and then leaves out.
    """
    case = _open_case(mention, occasion, registry, context)
    meeting = case.meetings.meeting if case else None
    interval = _interval(case, meeting) if case else Interval()
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
    )


def is_deadline(
    mention: DeadlineMention, occasion: Occasion, registry: Registry, *, context: str = ""
) -> bool:
    """Whether a found expression is one, seen from its occasion; `context` as above.

    None is: what was over by then; a bare place where no meeting of the speakers awaits; a month or day
    without a year that lies behind; a meeting on whose margins, or from which on, something happens, when it
    is not known to come.
    """
    case = _open_case(mention, occasion, registry, context)
    if case is None:
        return True
    if case.reading.core == "place":
        return any(candidate.is_there for candidate in case.meetings.leading)
    interval = _interval(case, case.meetings.meeting)
    if case.reading.core == "meeting" and interval.latest is None:
        is_firm = case.reading.frame == "at" or case.bound in {"until", "before"}
        return is_firm and not case.meetings.is_over
    last = interval.latest or interval.earliest
    return occasion.on is None or last is None or (last >= occasion.on and not _is_behind(case, interval))


def _open_case(mention: DeadlineMention, occasion: Occasion, registry: Registry, context: str) -> Case | None:
    """The mention taken apart; None when its words say nothing of days."""
    reading = None if mention.kind in {DeadlineKind.VAGUE, DeadlineKind.RECURRING} else read_again(mention)
    if reading is None:
        return None
    meetings = MeetingResolution(())
    if reading.is_meeting or reading.core == "span-after" or reading.frame == "ahead":
        meetings = resolve_meeting(mention.text, occasion, registry, context=words_before(mention, context))
    elif reading.time and reading.time.rule in {"day", "days", "month", "months", "season"}:
        meetings = _meetings_of_people(mention, occasion, registry, sentence_around(mention, context))
    return Case(
        reading,
        _bound(reading, mention.text),
        occasion,
        meetings,
        find_session_time(mention, occasion, context),
        find_period(mention.text, occasion) if reading.is_meeting else None,
    )


def _bound(reading: Reading, text: str) -> str:
    """How the words bound the time: "at the latest" and "before the end of" mean until."""
    is_before_end = reading.time and re.match(
        r"(?:the )?(?:very )?(?:end|close)\b", reading.time.groups.get("part", "")
    )
    bound = bound_of(reading.frame)
    return "until" if LATEST.search(text) or (bound == "before" and is_before_end) else bound


def _meetings_of_people(
    mention: DeadlineMention, occasion: Occasion, registry: Registry, sentence: str
) -> MeetingResolution:
    """The meeting that a time is when the sentence names people who meet then: "In April, Foreign Ministers
    will consider ...".
    """
    found = (
        resolve_meeting(mention.text, occasion, registry, context=sentence)
        if sentence
        else MeetingResolution(())
    )
    own = tuple(candidate for candidate in found.candidates if candidate.is_level)
    return MeetingResolution(own)


# --- the interval -------------------------------------------------------------------------------------------


def _interval(case: Case, meeting: Meeting | None) -> Interval:
    """The days the words mean, were that the meeting they name."""
    base = _base(case, meeting)
    said = case.occasion.on
    bound = case.bound
    if case.reading.distance and base:
        base = shifted(base, by=case.reading.distance, is_back=case.reading.frame == "ahead")
        bound = "until"
    if base is None:
        return Interval(said, None) if bound in {"until", "before"} else Interval()
    if bound == "after":
        return Interval(base.last + timedelta(days=1), None, base.precision)
    if bound in {"until", "before"}:
        latest = base.due if bound == "until" else base.first - timedelta(days=1)
        return Interval(said if said and said <= latest else None, latest, base.precision)
    first = max(base.first, said) if said and said <= base.last else base.first
    return Interval(first, base.last, base.precision)


def _base(case: Case, meeting: Meeting | None) -> Period | None:
    """The stretch that the preposition bounds: the words' own time, else the meeting's days; both where a
    time stands before a meeting.
    """
    reading = case.reading
    if reading.core == "span" and reading.has_anchor:
        return None
    stated = period_of(reading.time, case.occasion.on) if reading.time else None
    if (
        reading.time
        and reading.time.rule == "event"
        and re.search(r"\b(?:this|the present)\b", reading.time.groups["all"])
    ):
        return a_day(case.occasion.on) if case.occasion.on and reading.has_anchor else None
    days = Period(meeting.first_day, meeting.last_day, Precision.DAY) if meeting else None
    if not (reading.is_meeting or reading.distance):
        return stated
    if stated and days and reading.is_joined:
        return Period(max(stated.first, days.first), min(stated.last, days.last), Precision.DAY)
    return stated or case.elsewhere or days or case.among


def _is_behind(case: Case, interval: Interval) -> bool:
    """Whether a time without a year, taken for the next of its name, lies so far ahead that the last one is
    meant.
    """
    time = case.reading.time
    is_yearless = (
        time
        and time.rule in {"day", "days", "month", "months", "season"}
        and not re.search(r"\d{4}|year|next", time.groups["all"])
    )
    if not (is_yearless and case.occasion.on and interval.earliest) or case.bound != "within":
        return False
    return (interval.earliest - case.occasion.on).days > FAR_DAYS


# --- how sure -----------------------------------------------------------------------------------------------


def _confidence(case: Case, interval: Interval) -> float:
    """The probability that the interval is the one meant."""
    time = case.reading.time
    if interval.latest is None and interval.earliest in {None, case.occasion.on}:
        return SEVERAL if len(case.meetings.leading) > 1 else UNKNOWN
    if time and time.rule == "season":
        return SEASONAL
    if case.reading.is_meeting and not time and case.meetings.meeting:
        return MEETING if case.meetings.meeting.is_verified else UNVERIFIED
    return ABSOLUTE if time and re.search(r"\d{4}", time.groups["all"]) else RELATIVE


def _list_alternatives(case: Case) -> tuple[Alternative, ...]:
    """The other meetings the words may mean, and the days of each."""
    if not case.reading.is_meeting:
        return ()
    chosen = case.meetings.meeting
    others = [
        c for c in case.meetings.candidates if c.is_likely and (chosen is None or c.meeting.id != chosen.id)
    ]
    intervals = [(candidate, _interval(case, candidate.meeting)) for candidate in others[:MOST_ALTERNATIVES]]
    return tuple(Alternative(i.earliest, i.latest, c.meeting.id, c.reason) for c, i in intervals)
