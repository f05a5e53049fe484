"""A place in a text -> the deadline expression that starts there: a preposition (`rules/frames.yaml`) and the
time or meeting it takes.

The same reading serves to find expressions in a text and to take a found one apart again. Judges nothing: the
traps are elsewhere.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from app.resolution.days import READERS
from app.resolution.meeting_phrases import MONTH, PLACE_NAME, MeetingPhrase, read_gathering, read_meeting
from app.resolution.patterns import Rule, Window, any_of, load_rules, open_window
from app.resolution.times import Groups, Time, read_time
from app.vocabulary import DeadlineKind

CALENDAR = frozenset(READERS) - {"span", "from-now", "calendar-unit", "day-word", "from-to"} | {"fiscal-year"}
GROUPS = {"calendar": CALENDAR, "part": CALENDAR}
SPAN = frozenset({"span"})
NTH_DAY = frozenset({"nth-day"})
ANCHORING = frozenset({"day", "month", "quarter", "year", "current", "event", "event-day"})
CLAUSE = frozenset({"clause"})
"""What a length of time may be counted from; "after" takes what happens, too."""
ANCHORING_AHEAD = ANCHORING | {"anniversary", "coming-event", "occasion", "other-season", "phase-end"}
"""What it may be counted back from: "in the three months before the session"."""
BACKWARD = frozenset({"within", "in", "over"})
"""Frames of which a length of time may lie before what follows it."""
OCCASIONS = frozenset({"at", "alongside", "when"})
"""Frames that take occasions only: a body after them is its meeting."""
LASTING = frozenset({"until", "through"})
"""Frames of what goes on: "until 2031 at the earliest" says when it ends, not when it begins."""
PERIODS = frozenset(
    {"century", "coming-event", "event", "event-day", "occasion", "other-season", "phase-end", "clause"}
)
"""Times that make a period of any deadline: the coding manual settles "by mid-century" so."""
LOOSE = frozenset(
    {"dated-event", "coming-event", "event", "occasion", "other-season", "phase-end", "clause", "place"}
)
"""What is read from the form of the words alone: a meeting or time in the same words is meant instead."""
WHOLE = frozenset({"phase-end", "named-day", "dated-event"})
"""Times that a frame for parts takes as they are: "at Christmas"."""
VAGUE = frozenset({"vague-span", "vague-span-after"})
MEETING_CORES = frozenset({"meeting", "next-meeting", "gathering", "place"})

PLACE = re.compile(rf"(?!{MONTH}|\d){PLACE_NAME}(?:, D\.C\.|, DC)?")
ANCHOR = re.compile(
    r"(?: (?:after|following|from|of)|,? (?:starting|beginning|commencing) (?:from|in|on|with)) "
)
ANCHOR_AHEAD = re.compile(r" (?:before|prior to|preceding|leading up to|ahead of) ")
STOP = r"(?!(?:by|in|at|on|no|and|or|to|before|as|for|with|under|which|that|will|shall|is|are|has|have)\b)"
COUNTED_FROM = re.compile(
    rf" (?:of|after|following|before|preceding) (?!this\b|today's\b|the present\b){STOP}[\w'-]{{1,30}}"
    rf"(?: {STOP}[\w'-]{{1,30}}){{0,5}}"
)
"""What a length of time is counted from, when no rule knows it: "within 90 days of a request"."""
THEREAFTER = re.compile(r" (?:thereafter\b|afterwards?\b|after that\b|later(?= ?[.;)]|$))(?! \w+ing\b)")
"""What a length of time is counted from, when it was said before."""
LATEST = re.compile(r"\bat\s+the\s+(?:very\s+)?latest\b", re.IGNORECASE)
EARLIEST = re.compile(r"\bat\s+the\s+(?:very\s+)?earliest\b", re.IGNORECASE)
BEFORE_END = re.compile(
    r"\b(?:before|prior\s+to|ahead\s+of)\s+(?:the\s+)?(?:(?:very\s+)?(?:end|close|conclusion)"
    r"|(?:\w+\s+){1,3}is\s+(?:out|over)|(?:\w+\s+){0,2}(?:week|month|quarter|year|decade|century)\s+ends"
    r"|(?:noon|midday|sunset|dusk|nightfall|midnight))\b",
    re.IGNORECASE,
)
AT_THE_LATEST = re.compile(r",? at the (?:very )?(?:latest|earliest)\b| onwards?\b")
GAP = re.compile(",? ")
JOINED = re.compile("(?<=post)-| ")
"""What joins a preposition to what it takes: "after 2032", "post-2032"."""
START_UNKNOWN = re.compile(
    r",? (?:(?:starting|beginning|commencing|counting) (?:from|with|at|on|upon)"
    r"|from the date of(?! (?:the )?(?:adoption of )?(?:this|the present)\b))"
    r"(?: (?!until\b)[^ ,;.]+){1,40}"
)

REMEMBERED = 1024
"""Expressions, each with how it is read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression as read, between two indexes of its window.

    `core` names what the preposition takes: a rule of times.yaml, `span-after`, or one of MEETING_CORES.
    `time` is that time, or the one among the words of a meeting. `distance` is the length of time before or
    after what follows ("six months after ..."), before where `is_back`. `has_anchor`: a stretch of time is
    counted from something named after it. `is_joined`: a time stands before the meeting, and both hold.
    `edge`: "first" or "last", where the words mean that day of the meeting.
    """

    start: int
    end: int
    frame: str
    core: str
    time: Time | None = None
    distance: Groups | None = None
    has_anchor: bool = False
    is_back: bool = False
    is_joined: bool = False
    edge: str = ""

    @property
    def rule(self) -> str:
        """The public rule id."""
        return f"{self.frame}-{self.core}"

    @property
    def is_meeting(self) -> bool:
        """Whether a meeting, or a place that may stand for one, is what the words name."""
        return self.core in MEETING_CORES


@cache
def load_frames() -> dict[str, Rule]:
    """The frames by id."""
    return {rule.id: rule for rule in load_rules("frames")}


@cache
def compile_openings() -> re.Pattern[str]:
    """Where an expression may start."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_opening_of, load_frames().values()))})")


@cache
def _compile_frames() -> re.Pattern[str]:
    """Matches anywhere, and has a group for each frame whose words start there."""
    return re.compile("".join(f"(?=(?P<{id}>{_opening_of(frame)})|)" for id, frame in load_frames().items()))


def _opening_of(frame: Rule) -> str:
    """A pattern of the words that a frame starts with."""
    return rf"{frame.fields['bare']}\b" if "bare" in frame.fields else any_of([frame])


def bound_of(frame: str) -> str:
    """How the frame bounds what follows it: `until`, `before`, `within`, `from` or `after`."""
    return str(load_frames()[frame].fields["bound"])


def bound_in(text: str, frame: str) -> str:
    """How a deadline's words bound it: "in ... at the latest" and "before the end of" mean until, "by ... at
    the earliest" means from.
    """
    bound = bound_of(frame)
    if BEFORE_END.match(text) or (bound != "before" and LATEST.search(text)):
        return "until"
    return "from" if frame not in LASTING and EARLIEST.search(text) else bound


def kind_of(reading: Reading) -> DeadlineKind:
    """The form the words give the deadline."""
    if reading.is_meeting:
        return DeadlineKind.MEETING
    if reading.core in VAGUE:
        return DeadlineKind.VAGUE
    if reading.core in PERIODS:
        return DeadlineKind.PERIOD
    return DeadlineKind(load_frames()[reading.frame].fields["kind"])


def read_expression(window: Window, at: int) -> Reading | None:
    """The longest expression that starts exactly there."""
    opening = _compile_frames().match(window.folded, at)
    frames = [load_frames()[id] for id, words in opening.groupdict().items() if words] if opening else []
    readings = [reading for frame in frames if (reading := _read_frame(window, at, frame))]
    longest = max(readings, key=lambda reading: reading.end, default=None)
    return _joined(window, longest) if longest else None


@lru_cache(maxsize=REMEMBERED)
def read_again(text: str, rule: str) -> Reading | None:
    """An expression found by that rule, taken apart; one of a row has no preposition of its own and keeps the
    first one's ("by 2030 and 2035"). Remembered, for texts say the same words again.
    """
    window = open_window(text)
    frame_id, _, _ = rule.partition("-")
    frame = load_frames().get(frame_id)
    if frame is None:
        return None
    reading = read_expression(window, 0)
    return reading if reading and reading.rule == rule else read_core(window, 0, frame)


def read_core(window: Window, at: int, frame: Rule) -> Reading | None:
    """The longest thing that may follow that frame and starts exactly there; of equals one that has days."""
    takes = frame.fields["takes"]
    readings = [
        _read_calendar(window, at, frame, takes),
        _read_span(window, at, frame, takes),
        _read_occasion(window, at, frame, takes),
    ]
    return max(
        (r for r in readings if r), key=lambda reading: (reading.end, reading.core not in LOOSE), default=None
    )


def _read_frame(window: Window, at: int, frame: Rule) -> Reading | None:
    if "bare" in frame.fields:
        return read_core(window, at, frame)
    readings = (_read_opened(window, at, frame, opening) for opening in frame.list_matches(window.folded, at))
    return next((reading for reading in readings if reading), None)


def _read_opened(window: Window, at: int, frame: Rule, opening: re.Match[str]) -> Reading | None:
    """What follows the words that the frame opens with."""
    gap = JOINED.match(window.folded, opening.end())
    reading = read_core(window, gap.end(), frame) if gap else None
    if reading is None:
        return None
    groups = {name: value for name, value in opening.groupdict().items() if value}
    if "length" not in groups:
        return replace(reading, start=at)
    return replace(reading, start=at, distance=groups, is_back=True)


def _read_calendar(window: Window, at: int, frame: Rule, takes: Collection[str]) -> Reading | None:
    time = read_time(window.folded, at, _times_of(frame.id))
    if time is None or not (time.rule in WHOLE.union(takes) or "part" in time.groups or "part" not in takes):
        return None
    end = at + time.length
    latest = AT_THE_LATEST.match(window.folded, end)
    return Reading(at, latest.end() if latest else end, frame.id, time.rule, time)


@cache
def _times_of(frame: str) -> frozenset[str]:
    """The rules of times.yaml that the frame takes, lengths of time aside."""
    takes = load_frames()[frame].fields["takes"]
    return frozenset(rule for take in takes for rule in GROUPS.get(take, {take})) - SPAN - NTH_DAY


def _read_span(window: Window, at: int, frame: Rule, takes: Collection[str]) -> Reading | None:
    """A length of time, with what it is counted from where that is named: "six months after the session"."""
    lengths = (SPAN if {"span", "span-after"} & {*takes} else frozenset()) | (NTH_DAY & {*takes})
    span = read_time(window.folded, at, lengths)
    if span is None:
        return None
    end = at + span.length
    takes_anchored = span.rule in NTH_DAY or "span-after" in takes
    anchored = _read_anchored(window, at, frame, span) if takes_anchored else None
    if anchored is None and takes_anchored and bound_of(frame.id) in {"until", "from"}:
        return _read_from_unknown(window, at, frame, span)
    if anchored or "span" not in takes:
        return anchored
    unknown = START_UNKNOWN.match(window.cased, end)
    if unknown is None and takes_anchored:
        counted = COUNTED_FROM.match(window.folded, end)
        is_filled = counted and counted.group().startswith(" of ") and frame.id != "within"
        unknown = None if is_filled else counted  # "in two years of talks"
    return Reading(at, unknown.end() if unknown else end, frame.id, "span", span, has_anchor=bool(unknown))


def _read_from_unknown(window: Window, at: int, frame: Rule, span: Time) -> Reading | None:
    """A length of time from what no rule knows: "nine months after its composition"."""
    counted = COUNTED_FROM.match(window.folded, at + span.length)
    if counted is None or not counted.group().startswith((" after ", " following ")):
        return None
    return Reading(at, counted.end(), frame.id, "span-after", None, span.groups, has_anchor=True)


def _read_anchored(window: Window, at: int, frame: Rule, span: Time) -> Reading | None:
    end = at + span.length
    if unnamed := THEREAFTER.match(window.folded, end):
        return Reading(at, unnamed.end(), frame.id, "span-after", None, span.groups, has_anchor=True)
    ahead = ANCHOR_AHEAD.match(window.cased, end) if frame.id in BACKWARD else None
    anchor = ahead or ANCHOR.match(window.cased, end)
    if anchor is None:
        return None
    start = anchor.end()
    meeting = read_meeting(window, start, takes_bodies=True)
    rules = ANCHORING_AHEAD if ahead else ANCHORING | (CLAUSE if anchor.group() == " after " else frozenset())
    time = meeting.time if meeting else read_time(window.folded, start, rules)
    if meeting is None and time is None:
        return None
    end = meeting.end if meeting else start + (time.length if time else 0)
    core = span.rule if span.rule in NTH_DAY else "span-after"
    return Reading(at, end, frame.id, core, time, span.groups, has_anchor=True, is_back=bool(ahead))


def _read_occasion(window: Window, at: int, frame: Rule, takes: Collection[str]) -> Reading | None:
    """A meeting by name, people who will meet, or a bare place."""
    if "gathering" in takes and (people := read_gathering(window, at)):
        return _reading_of(people, at, frame, "gathering")
    takes_meetings = "meeting" in takes or "next-meeting" in takes
    phrase = read_meeting(window, at, takes_bodies=frame.id in OCCASIONS) if takes_meetings else None
    core = "next-meeting" if phrase and phrase.is_ahead else "meeting"
    if phrase and ("meeting" in takes or core in takes):
        return _reading_of(phrase, at, frame, core)
    place = PLACE.match(window.cased, at) if "place" in takes else None
    return Reading(at, place.end(), frame.id, "place") if place else None


def _reading_of(phrase: MeetingPhrase | None, at: int, frame: Rule, core: str) -> Reading | None:
    return Reading(at, phrase.end, frame.id, core, phrase.time, edge=phrase.edge) if phrase else None


def _joined(window: Window, reading: Reading) -> Reading:
    """The reading, with the meeting that follows a time at once: "this week at the World Seed Assembly" is
    one expression.
    """
    if reading.is_meeting or reading.time is None or bound_of(reading.frame) != "within":
        return reading
    gap = GAP.match(window.folded, reading.end)
    if gap is None:
        return reading
    for frame in (load_frames()["at"], load_frames()["alongside"]):
        meeting = _read_frame(window, gap.end(), frame)
        if meeting and meeting.is_meeting and meeting.core != "place":
            return replace(
                meeting,
                start=reading.start,
                time=meeting.time or reading.time,
                is_joined=meeting.time is None,
            )
    return reading
