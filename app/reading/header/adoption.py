"""What stands around a statement -> when and where it was adopted. Knows how communiqués say so, and which
dates are something else.

In this order: an adoption said in so many words ("Resolution adopted ... on", "DONE at"), the meeting noted
below a decision, a place and date on one line, the sentence that says that the leaders met, a date alone on a
line. The day a page was put out is the last resort, and a doubt.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from app.reading.blocks import Block
from app.reading.dates import DateFound, find_dates
from app.reading.header.speaking import PERFORM
from app.reading.header.surroundings import Surroundings

_LONGEST_DATELINE = 8
_LONGEST_LINE = 40

_ADOPTED_LINE = re.compile(r"\b(?:adopted|agreed|approved|endorsed|signed)\b", re.I)
_ADOPTED_START = re.compile(r"(?:adopted|done|signed|given|agreed|made)\s+(?:at|in|on|this|by)\b", re.I)
_MEETING_NOTE = re.compile(r"(?:\d{1,4}(?:st|nd|rd|th)|final|closing)\s+(?:\w+\s+){0,2}meeting\b", re.I)
_PUT_OUT = re.compile(
    r"\b(?:issued|released?|published|posted|updated|modified|reviewed|revised|distr\w*|print\w*|access\w*)\b",
    re.I,
)

_GATHERING = re.compile(
    r"\b(?:met|meet|meeting|convened?|convening|gather(?:ed|ing)?|assembled|visited|visiting|hosted|concluded|"
    r"(?:was|were|been)\sheld|held\s(?:a|an|its|our|their|the|talks|consultations)|held(?=\sin\b)|c[ao]me\stogether)\b"
)
# What a sentence says before it comes to a gathering when that is another one than this.
_OTHER_GATHERING = re.compile(
    rf"\b(?:{PERFORM}|that|which|report|outcomes?|following|since)\b|\b(?:last|next|previous)\s(?:\w+\s)?$",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])|[;:]")
_GATHERING_REACH = 180

_NAME = r"[A-ZÀ-Þ][\w'’-]+"
_LINK = r"(?:(?:de|del|da|do|la|las|los|of|upon|am|el|al)\s|(?:el|al|as|ash)-)?"
_PLACE = rf"(?P<place>(?-i:(?:St\.?\s|The\s)?{_NAME}(?:\s{_LINK}{_NAME}){{0,2}}))"
_IN_PLACE = re.compile(rf"\b[Ii]n\s+{_PLACE}")
_AT_PLACE = re.compile(rf"\bat\s+{_PLACE}(?=,|\s(?:on|from)\s)")
_BUILDING = re.compile(
    r"\b(?:headquarters|summit|meeting|palace|house|conference|castle|hotel|resort|office|street)\b", re.I
)
_ADOPTED_IN = re.compile(rf"(?:adopted|done|signed|given|agreed|made)\s+(?:at|in)\s+{_PLACE}", re.I)
_PLACE_BEFORE_DATE = re.compile(rf"(?:^|\s){_PLACE}(?:,[^,\d]{{2,30}})?,?\s*(?:\(|on\s)?$")
_CALENDAR_WORDS = (
    "January February March April May June July August September October November December Monday Tuesday "
    "Wednesday Thursday Friday Saturday Sunday Spring Summer Autumn Winter"
)
_CALENDAR = frozenset(_CALENDAR_WORDS.split())


@dataclass(frozen=True, slots=True)
class Adopted:
    """The day of adoption; `is_publication` when only the day the page was put out is known."""

    day: date | None
    is_publication: bool = False


def find_adopted(around: Surroundings, published: date | None) -> Adopted:
    """`published`: the day the file says it was put out."""
    for days in (
        _find_adoptions(around),
        _find_meeting_notes(around.content),
        (found.last for words, found in _list_datelines(around) if _PLACE_BEFORE_DATE.search(words)),
        (found.last for rest in _list_gatherings(around) for found in find_dates(rest)[:1]),
        (found.last for _, found in _list_datelines(around)),
    ):
        if day := next(iter(days), None):
            return Adopted(day)
    put_out = published or _find_put_out(around.front)
    return Adopted(put_out, is_publication=put_out is not None)


def find_place(around: Surroundings) -> str | None:
    """The town, without its region or country."""
    datelines = (_PLACE_BEFORE_DATE.search(words) for words, _ in _list_datelines(around))
    closings = (_ADOPTED_IN.match(block.text) for block in around.closing)
    gatherings = [re.sub(r"\s?\([^)]*\)", "", rest) for rest in _list_gatherings(around)]
    found_in = (_IN_PLACE.search(rest) for rest in gatherings)
    found_at = (_AT_PLACE.search(rest) for rest in gatherings)
    for matches in (datelines, closings, found_in, found_at):
        for match in matches:
            if match and (place := _read_place(match.group("place"))):
                return place
    return None


def _find_adoptions(around: Surroundings) -> Iterator[date]:
    """In front "Resolution adopted by the Council on 3 May 2031", at the end "DONE at Geneva on"."""
    front = (b for b in around.lines if len(b.text.split()) <= _LONGEST_LINE and _ADOPTED_LINE.search(b.text))
    closing = (b for b in around.closing if _ADOPTED_START.match(b.text))
    for block in (*front, *closing):
        for found in find_dates(block.text)[-1:]:
            yield found.last


def _find_meeting_notes(content: Sequence[Block]) -> Iterator[date]:
    """Days noted below a decision, in one line or two: "9th plenary meeting", "3 May 2031"."""
    for block, following in zip_longest(content, content[1:]):
        if not _MEETING_NOTE.match(block.text) or len(block.text.split()) > _LONGEST_DATELINE:
            continue
        for text in (block.text, following.text if following else ""):
            found = find_dates(text)
            if found and found[-1].end == len(text):
                yield found[-1].last


def _list_datelines(around: Surroundings) -> Iterator[tuple[str, DateFound]]:
    """The words before the date, and the date, of short lines that end in one: "Geneva, 3 May 2031"."""
    for block in (*around.lines, *around.closing):
        found = find_dates(block.text)
        is_short = len(block.text.split()) <= _LONGEST_DATELINE
        if found and is_short and found[-1].end >= len(block.text) - 1 and not _PUT_OUT.search(block.text):
            yield block.text[: found[-1].start], found[-1]


def _list_gatherings(around: Surroundings) -> Iterator[str]:
    """What the opening says from the verb on: "met in Geneva on 2-3 May 2031". Another meeting than this one
    is not meant.
    """
    for block in around.body[:3]:
        if gathering := _GATHERING.search(block.text):
            before = _SENTENCE_END.split(block.text[: gathering.start()])[-1]
            if not _OTHER_GATHERING.search(before):
                yield _rest_of_sentence(block.text, gathering.start())
    for block in around.lines:
        if gathering := _GATHERING.search(block.text):
            yield _rest_of_sentence(block.text, gathering.start())


def _rest_of_sentence(text: str, start: int) -> str:
    return _SENTENCE_END.split(text[start : start + _GATHERING_REACH])[0]


def _find_put_out(front: Iterable[Block]) -> date | None:
    lines = (block.text for block in front if block.furniture and _PUT_OUT.search(block.text))
    return next((found.last for line in lines for found in find_dates(line)[:1]), None)


def _read_place(words: str) -> str | None:
    """A place as it is written; of "Telegram GENEVA" the capitals, in title case. None for a month or
    weekday, which "in" goes with too, and for a building.
    """
    names = words.strip(" ,").split()
    if names[0] in _CALENDAR or _BUILDING.search(words):
        return None
    if capitals := [name for name in names if name.isupper()]:
        return " ".join(capitals).title()
    return " ".join(names)
