"""Words that name a meeting -> how far they reach, and the time among them: "its tenth session in Oslo (May
2031)".

Works on the words alone: which meeting is meant is `meetings.py`'s matter, whether it is a deadline
`expressions.py`'s.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from app.resolution.numerals import ORDINAL
from app.resolution.patterns import Window, load_lists
from app.resolution.times import Time, read_time

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)\\b"
SEASON = "(?:spring|summer|autumn|winter)"
NAME = r"(?:[A-Z0-9][\w.&+/'-]*\w'?|[A-Z]'?)"
LINK = "of the|for the|on the|to the|of|for|on|and|to|&|the|de|el|la"
NAMES = rf"{NAME}(?: (?:(?:{LINK}) )?{NAME}){{0,8}}"
PLACE_NAME = rf"{NAME}(?:[ -](?:(?:de|del|el|al|la|of|the) ?[ -])?[A-Z][\w'-]*){{0,3}}"
TIMES = frozenset(
    {
        "day",
        "days",
        "weekday",
        "week",
        "month",
        "months",
        "quarter",
        "half",
        "season",
        "year",
        "current",
        "following",
    }
)

EVENTS = frozenset({"event", "event-day"})
"""What a meeting may be the next one after: "its first meeting following the adoption of the budget"."""

PARTS = re.compile(
    rf"(?:the )?(?:(?:{ORDINAL}|main|resumed) )?(?:part|half) of (?=the |its |our )"
    r"|(?:the )?(?:(?P<last>end|close|conclusion)|(?P<first>opening|start|beginning)) of"
    r" (?=the |our |its |(?-i:[A-Z]))",
    re.IGNORECASE,
)
GATHERING = re.compile(
    r"(?:we|they|it|(?:the )?(?:[\w-]+ ){0,3}"
    r"(?:leaders|ministers|members|parties|officials|allies|heads of state and government"
    r"|assembly|board|chamber|commission|committee|conference|council|parliament))"
    r"(?: (?:all|next|will|shall|again|are)){0,2}"
    r" (?:meet(?:s|ing)?|reconvenes?|gathers?|convenes?|comes? together)"
    r"(?P<ahead>(?: (?:again|next|together))?)\b",
    re.IGNORECASE,
)
AT = re.compile(" (?:at|for) ")
JOINT_NUMBERS = re.compile(rf"\b{ORDINAL} and {ORDINAL}\b|\b{ORDINAL} sessions\b")
"""Sessions named together: "the 40th and 41st Summits", "their sixtieth sessions" of several bodies."""
OFFICE_OF = re.compile(r"\b(?:presidency|chairmanship|chairship|membership|secretariat) of ")
"""What makes of a body's name no meeting: "during its Presidency of the Council"."""
OWN_ROUND = re.compile(rf"(?:our|its|their) (?:{SEASON}|annual) ")
"""Meetings of one round: "our autumn meetings"."""

AND_THE_OTHER = rf"(?: and the {NAMES}(?! (?:will|shall|should|must|has|have|is|are)\b))"
TAIL_BODY = re.compile(
    rf" (?:of|to) (?:the |its )?(?!{MONTH})"
    rf"(?:{ORDINAL} session\b|subsidiary bodies\b|{NAMES}{AND_THE_OTHER}?)"
    rf"|,? serving as the meeting of the Parties to the {NAMES}"
)
TAIL_TOPIC = re.compile(
    rf" on (?:the )?(?!{MONTH})(?:{NAMES}|(?:[a-z-]{{1,20}} ){{0,5}}[a-z-]{{1,20}}"
    r"(?=,? (?:in|on|at|to be|held|hosted|planned|scheduled|due) |[,.;)]|$))"
)
TAIL_PLACE = re.compile(
    rf",? (?:in|at) (?:the )?(?!{MONTH}|\d){PLACE_NAME}"
    rf"(?:, {PLACE_NAME}|, the {PLACE_NAME}(?=,| (?:in|on|from) ))?"
)
TAIL_AFTER = re.compile(" (?:after|following) ")
TAIL_LATEST = re.compile(r",? at the latest\b")
TAIL_TIME = re.compile(r",? (?:in |on |from |during |for |of |at |next )?")
TAIL_BRACKET = re.compile(rf" \((?:{PLACE_NAME}, )?")
TAIL_HELD = re.compile(
    r",? (?:which (?:will|is to) be |that will be |scheduled |due |expected |planned )?(?:to be )?"
    r"(?:held|hosted|convened|organi[sz]ed|scheduled|planned|taking place|to take place)"
    r"(?: (?:virtually|for|by (?:the )?[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,3}))?"
)
TAIL_WITH = re.compile(
    r",? (?:in (?:conjunction|parallel) with|(?:in|on|at) the (?:margins?|side ?lines?|fringes) of)"
    r" (?=the |its |our |[A-Z])"
)
MOST_TAILS = 8


@dataclass(frozen=True, slots=True)
class MeetingPhrase:
    """How far the words reach (an index of the window), their time, whether they place it ahead, and which of
    its days they mean: "first", "last", or all where empty.
    """

    end: int
    time: Time | None
    is_ahead: bool
    edge: str = ""


@dataclass(frozen=True, slots=True)
class Tails:
    """What follows the head of a meeting: how far it reaches, its time, and whether it names a place."""

    end: int
    time: Time | None = None
    has_place: bool = False


def read_meeting(window: Window, at: int, *, takes_bodies: bool) -> MeetingPhrase | None:
    """The meeting whose words start exactly there; None when they name none, or the one at hand.

    `takes_bodies`: what stands before takes occasions only ("at", "during"), so that a body stands for its
    meeting.
    """
    part = PARTS.match(window.cased, at)
    found = _head().match(window.cased, part.end() if part else at)
    if found is None:
        return None
    tails = _read_tails(window, Tails(found.end()))
    is_dated_series = bool(found["numbered"] and tails.time)  # "by APEC 2031"
    if not _is_occasion(found, takes_bodies=takes_bodies or is_dated_series):
        return None
    is_coming = _is_coming(found)
    is_placed = is_coming or tails.time or tails.has_place
    if not (is_placed or _is_told_apart(found, window.cased[found.end() : tails.end])):
        return None
    edge = (part.lastgroup if part else None) or ""
    return MeetingPhrase(tails.end, tails.time, is_coming or tails.time is not None, edge)


def read_gathering(window: Window, at: int) -> MeetingPhrase | None:
    """The people who will meet, and where, when or at what: "we next meet in Oslo"."""
    found = GATHERING.match(window.cased, at)
    if found is None:
        return None
    inner = AT.match(window.cased, found.end())
    phrase = read_meeting(window, inner.end(), takes_bodies=True) if inner else None
    if phrase:
        return phrase
    tails = _read_tails(window, Tails(found.end()))
    is_again = bool(re.search(r"\bnext\b|reconvene", found.group(), re.IGNORECASE))
    is_ahead = bool(found["ahead"]) or is_again or bool(tails.time)
    return MeetingPhrase(tails.end, tails.time, is_ahead) if is_ahead or tails.has_place else None


# --- the head ---


@cache
def _head() -> re.Pattern[str]:
    """A numbered name or acronym, or modifiers and names with a head; groups say what was found."""
    words = load_lists("meetings")
    numbered = rf"(?:{NAME} )?(?:{_any_of(words['numbered'])})[ -]?\d{{1,3}}(?:[.-]\d)?"
    acronym = _any_of(words["acronyms"])
    coming = rf"(?P<coming>(?i:{_any_of(words['coming'])}))"
    modifier = rf"(?i:{_any_of(words['modifiers'])})|(?i:{ORDINAL}(?: and {ORDINAL})?)|{coming}|{NAME}"
    bodies = _any_of(body.title().replace(" Of The ", " of the ") for body in words["bodies"])
    events = _any_of(words["events"])
    return re.compile(
        r"(?P<determiner>(?i:the|our|its|their|his|a|an|this year's|next year's|a further|another)"
        rf"(?: (?i:{_any_of(words['coming'])}))? )?"
        rf"(?:(?P<numbered>{numbered}|{acronym})(?![\w-])(?! [A-Z])"
        rf"|(?P<modifiers>(?:(?:{modifier}),? (?:(?:{LINK}) (?=[A-Z]))?){{0,12}})"
        rf"(?:(?P<body>{bodies})|(?P<event>(?i:{events})))(?![\w-])"
        r"(?! (?i:meeting|summit|session|conference)s?\b))"
    )


def _any_of(words: Iterable[str]) -> str:
    """One of the words; a space or hyphen in them is either, with spaces around."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.sub(r"\\[ -]", r"(?: ?- ?| )", re.escape(word)) for word in longest_first)


def _is_coming(found: re.Match[str]) -> bool:
    """Whether a word before the head points ahead: "the next COP", "our upcoming Summit"."""
    determiner = (found["determiner"] or "").lower()
    return bool(found["coming"]) or bool(
        re.search(rf"\b(?:{_any_of(load_lists('meetings')['coming'])})\b", determiner)
    )


def _is_occasion(found: re.Match[str], *, takes_bodies: bool) -> bool:
    """Whether the head, seen with its modifiers, can be a meeting still to come."""
    words = load_lists("meetings")
    phrase = found.group().lower()
    if any(phrase.endswith(body) for body in words["not_meetings"]) or OFFICE_OF.search(phrase):
        return False
    if re.match(rf"(?:{_any_of(words['past'])})\b", phrase.removeprefix("the ")):
        return False
    event = found["event"] or ""
    is_plural = event.endswith("s") and event.removesuffix("s") in words["events"]
    if is_plural and not (_is_coming(found) or JOINT_NUMBERS.search(phrase) or OWN_ROUND.match(phrase)):
        return False
    is_acting = found["body"] or found["numbered"] in words["acronyms"]
    is_dated = re.search(MONTH, found["modifiers"] or "")  # "the March European Council"
    return takes_bodies or not is_acting or _is_coming(found) or bool(is_dated)


def _is_told_apart(found: re.Match[str], tail: str) -> bool:
    """Whether the words say which meeting: by number, name, ordinal, or the body that meets."""
    if found["numbered"] or found["body"]:
        return True
    if (found["determiner"] or "").lower() in {"a ", "an "} and not re.search("[A-Z]", found["modifiers"]):
        return False
    is_named = re.search(rf"[A-Z]|\d|\b(?:{ORDINAL}|{SEASON}|annual)\b", found["modifiers"])
    is_series = re.match(rf"(?:{SEASON}|annual)\b", found["event"] or "", re.IGNORECASE)
    return bool(is_named or is_series or re.search("[A-Z]", tail))


# --- what follows it ---


def _read_tails(window: Window, tails: Tails) -> Tails:
    """Everything after the head that still belongs to it: its body, topic, place and time, in any order."""
    for _ in range(MOST_TAILS):
        longer = _read_tail(window, tails)
        if longer is None:
            break
        tails = longer
    return tails


def _read_tail(window: Window, tails: Tails) -> Tails | None:
    """One tail more; "to be held" is one only with the time or place after it."""
    if tails.time is None and (dated := _read_time(window, tails)):
        return dated
    if place := TAIL_PLACE.match(window.cased, tails.end):
        return Tails(place.end(), tails.time, has_place=True)
    for pattern in (TAIL_BODY, TAIL_TOPIC, TAIL_LATEST):
        if plain := pattern.match(window.cased, tails.end):
            return Tails(plain.end(), tails.time, tails.has_place)
    after = TAIL_AFTER.match(window.cased, tails.end)
    if after and (event := read_time(window.folded, after.end(), EVENTS)):
        return Tails(after.end() + event.length, tails.time, tails.has_place)
    if beside := _read_beside(window, tails):
        return beside
    if held := TAIL_HELD.match(window.cased, tails.end):
        return _read_circumstances(window, Tails(held.end(), tails.time, tails.has_place))
    return None


def _read_circumstances(window: Window, tails: Tails) -> Tails | None:
    """What must follow "to be held": a time, a place, or the meeting it is held with."""
    if TAIL_WITH.match(window.cased, tails.end):
        return _read_beside(window, tails)
    if tails.time is None and (dated := _read_time(window, tails)):
        return dated
    place = TAIL_PLACE.match(window.cased, tails.end)
    return Tails(place.end(), tails.time, has_place=True) if place else None


def _read_beside(window: Window, tails: Tails) -> Tails | None:
    """The meeting beside which it is held: "in the margins of the Annual Meetings"."""
    joined = TAIL_WITH.match(window.cased, tails.end)
    phrase = read_meeting(window, joined.end(), takes_bodies=True) if joined else None
    return Tails(phrase.end, tails.time or phrase.time, has_place=True) if phrase else None


def _read_time(window: Window, tails: Tails) -> Tails | None:
    """A time after the head: bare, with a preposition, or in brackets with or without a place."""
    for pattern, closing in ((TAIL_BRACKET, ")"), (TAIL_TIME, "")):
        opening = pattern.match(window.cased, tails.end)
        time = read_time(window.folded, opening.end(), TIMES) if opening else None
        if opening and time and window.folded.startswith(closing, opening.end() + time.length):
            return Tails(opening.end() + time.length + len(closing), time, tails.has_place)
    return None
