"""Words that name a meeting -> how far they reach, and the time among them: "its tenth session in Oslo (May
2031)".

Works on the words alone: which meeting is meant is `meetings.py`'s matter, whether it is a deadline
`expressions.py`'s.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from app.resolution.patterns import RULES, Window
from app.resolution.times import Time, read_time

NAME = r"[A-Z0-9][\w.&+/'-]*\w'?|[A-Z]'?"
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
ORDINAL = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    r"|(?:ten|eleven|twelf|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twentie|thirtie|fortie|fiftie|sixtie|seventie"
    r"|eightie|ninetie|hundred)th|\d{1,3}(?:st|nd|rd|th)"
)
LINK = r"of the|for the|on the|to the|of|for|on|and|to|&|the|de|el|la"
NAMES = rf"(?:{NAME})(?: (?:(?:{LINK}) )?(?:{NAME})){{0,8}}"
TIMES = ("day", "days", "month", "months", "quarter", "half", "season", "year", "current", "following")

TAIL_BODY = re.compile(
    rf" (?:of|to) (?:the |its )?(?!{MONTH})(?:(?:{ORDINAL}) session\b|{NAMES})|,? serving as the meeting of the Parties to the {NAMES}"
)
TAIL_TOPIC = re.compile(
    rf" on (?:the )?(?!{MONTH})(?:{NAMES}|(?:[a-z-]{{1,20}} ){{0,5}}[a-z-]{{1,20}}(?= (?:in|on|to be held|at) ))"
)
PLACE_NAME = rf"(?:{NAME})(?:[ -](?:(?:de|del|el|al|la|of|the) ?[ -])?[A-Z][\w'-]*){{0,3}}"
TAIL_PLACE = re.compile(rf",? (?:in|at) (?:the )?(?!{MONTH}|\d){PLACE_NAME}(?:, {PLACE_NAME})?")
TAIL_HELD = re.compile(
    r",? (?:which (?:will|is to) be |that will be |scheduled |due |expected |planned )?(?:to be )?"
    r"(?:held|hosted|convened|organi[sz]ed|scheduled|planned|taking place|to take place)"
    r"(?: (?:virtually|for|by (?:the )?[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,3}))?"
)
TAIL_TIME = re.compile(r",? (?:(?:in|on|from|during|for|of|at|next) )?\(?")
TAIL_WITH = re.compile(r",? in (?:conjunction|parallel) with (?=the |its |our |[A-Z])")
TAIL_LATEST = re.compile(r",? at the latest\b")
PARTS = re.compile(
    rf"(?:the )?(?:(?:{ORDINAL}) )?part of (?=the |its |our )|(?:the )?(?:end|close|conclusion|opening|start|beginning) of (?=the |our |its )",
    re.IGNORECASE,
)
GATHERING = re.compile(
    r"(?:we|they|(?:the )?(?:[\w-]+ ){0,3}(?:leaders|ministers|members|parties|officials|allies|heads of state and government))"
    r"(?: (?:all|next|will|shall|again|are)){0,2} (?:meet(?:ing)?|reconvene|gather|convene|come together)(?P<ahead>(?: (?:again|next|together))?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MeetingPhrase:
    """How far the words reach (an index of the window), the time among them, and whether they point ahead
    ("next", a time, a place).
    """

    end: int
    time: Time | None
    is_ahead: bool


@cache
def load_words() -> dict[str, Any]:
    """The word lists of `rules/meetings.yaml`."""
    words: dict[str, Any] = yaml.load((RULES / "meetings.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    return words


def _any_of(words: Iterable[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"[ -]").replace(r"\-", r" ?[- ] ?")
        for word in sorted(words, key=len, reverse=True)
    )


@cache
def _head() -> re.Pattern[str]:
    """A determiner, modifiers and names, and the head; groups say what was found."""
    words = load_words()
    numbered = rf"(?:{_any_of(words['numbered'])})[ -]?\d{{1,3}}(?:[.-]\d)?"
    modifier = rf"(?i:{_any_of(words['modifiers'])})|(?i:{ORDINAL})|(?P<coming>(?i:{_any_of(words['coming'])}))|{NAME}"
    capital = "|".join(
        _any_of([body.title().replace(" Of ", " of ").replace(" The ", " the ")]) for body in words["bodies"]
    )
    return re.compile(
        r"(?P<determiner>(?i:the|our|its|their|his|a|an|this year's|next year's|a further|another) )?"
        rf"(?:(?P<numbered>(?:{NAME} )?{numbered}|{_any_of(words['acronyms'])})(?![\w-])(?! [A-Z])"
        rf"|(?P<modifiers>(?:(?:{modifier}),? (?:(?:{LINK}) (?=[A-Z]))?){{0,12}})"
        rf"(?:(?P<body>{capital})|(?P<event>(?i:{_any_of(words['events'])})))(?![\w-])(?! (?i:meeting|summit|session|conference)s?\b))"
    )


def read_meeting(window: Window, at: int, *, is_place_in_time: bool) -> MeetingPhrase | None:
    """The meeting whose words start exactly there, None when they name none or the one at hand.

    `is_place_in_time`: what stands before takes occasions only ("at", "during"), so bodies may stand for
    their meetings.
    """
    part = PARTS.match(window.cased, at)
    found = _head().match(window.cased, part.end() if part else at)
    if found is None or not _is_occasion(found, is_place_in_time=is_place_in_time):
        return None
    end, time, has_place = _read_tails(window, found.end())
    is_ahead = bool(found["coming"]) or "next" in (found["determiner"] or "").lower()
    if not (is_ahead or time or has_place or _is_told_apart(found, window.cased[found.end() : end])):
        return None
    return MeetingPhrase(end, time, is_ahead or time is not None)


def read_gathering(window: Window, at: int) -> MeetingPhrase | None:
    """The people who will meet, and where or when: "we next meet in Oslo"."""
    found = GATHERING.match(window.cased, at)
    if found is None:
        return None
    end, time, has_place = _read_tails(window, found.end())
    if end == found.end():
        inner = re.compile(r" (?:at|for) ").match(window.cased, end)
        phrase = read_meeting(window, inner.end(), is_place_in_time=True) if inner else None
        if phrase:
            return phrase
    is_ahead = bool(found["ahead"]) or "next" in found.group() or bool(time)
    return MeetingPhrase(end, time, is_ahead) if is_ahead or has_place else None


def _is_occasion(found: re.Match[str], *, is_place_in_time: bool) -> bool:
    """Whether the head, seen with its modifiers, can be a meeting still to come."""
    words = load_words()
    phrase = found.group().lower()
    if any(phrase.endswith(body) for body in words["not_meetings"]):
        return False
    if re.match(rf"(?:{_any_of(words['past'])})\b", phrase.removeprefix("the ")):
        return False
    if (
        found["event"]
        and found["event"].endswith("s")
        and found["event"] != "congress"
        and not found["coming"]
    ):
        return False
    is_acting = found["body"] or found["numbered"] in words["acronyms"]
    return is_place_in_time or not is_acting or bool(found["coming"])


def _is_told_apart(found: re.Match[str], tail: str) -> bool:
    """Whether the words say which meeting: by number, name, ordinal, or the body that meets."""
    if found["numbered"] or found["body"]:
        return True
    modifiers = found["modifiers"]
    if (found["determiner"] or "").lower() in {"a ", "an "} and not re.search(r"[A-Z]", modifiers):
        return False
    return bool(re.search(rf"[A-Z]|\d|\b(?:{ORDINAL})\b", modifiers)) or bool(re.search(r"[A-Z]", tail))


def _read_tails(window: Window, end: int) -> tuple[int, Time | None, bool]:
    """Everything after the head that still belongs to it: how far it reaches, its time, and whether it names
    a place.
    """
    time: Time | None = None
    has_place = False
    held = end
    for _ in range(8):
        step = _read_time_tail(window, end) if time is None else None
        if step:
            end, time = step
        elif place := TAIL_PLACE.match(window.cased, end):
            end, has_place = place.end(), True
        elif tail := _match_any(window.cased, end):
            end = tail.end()
        elif (tail := TAIL_HELD.match(window.cased, end)) and held <= end:
            held, after = end, _read_tails_after(window, tail.end())
            if after is None:
                break
            end, time, has_place = after[0], after[1] or time, after[2] or has_place
        else:
            break
    return end, time, has_place


def _read_tails_after(window: Window, end: int) -> tuple[int, Time | None, bool] | None:
    """The time, place or meeting that "to be held" needs, None without."""
    joined = TAIL_WITH.match(window.cased, end)
    if joined:
        phrase = read_meeting(window, joined.end(), is_place_in_time=True)
        return (phrase.end, phrase.time, True) if phrase else None
    step = _read_time_tail(window, end)
    if step:
        return (*step, False)
    place = TAIL_PLACE.match(window.cased, end)
    return (place.end(), None, True) if place else None


def _match_any(cased: str, end: int) -> re.Match[str] | None:
    return TAIL_BODY.match(cased, end) or TAIL_TOPIC.match(cased, end) or TAIL_LATEST.match(cased, end)


def _read_time_tail(window: Window, end: int) -> tuple[int, Time] | None:
    """A time after the head, bare, with a preposition or in brackets."""
    opening = TAIL_TIME.match(window.folded, end)
    if opening is None:
        return None
    time = read_time(window.folded, opening.end(), TIMES)
    if time is None:
        return None
    after = opening.end() + time.length
    is_bracketed = opening.group().endswith("(")
    if is_bracketed and not window.folded.startswith(")", after):
        return None
    return after + is_bracketed, time
