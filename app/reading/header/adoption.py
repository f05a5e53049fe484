"""What stands around a statement -> when and where it was adopted. Knows how communiqués say so, and which
dates are something else.

In this order: an adoption said in so many words ("Resolution adopted ... on", "DONE at"), the meeting noted
below a decision, a dateline, the sentence that says that the leaders met, the session of the cover. The day a
page was put out is the last resort, and a doubt.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.reading.blocks import Block
from app.reading.dates import DateFound, find_dates
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
_EARLIER = re.compile(r"\b(?:last|previous(?:ly)?|since|earlier|next|again|will)\b", re.I)
_GATHERING = (
    r"\b(?:met|meet|meeting|convened?|convening|gather(?:ed|ing)?|assembled|held|visited|concluded|hosted|"
    r"c[ao]me\stogether)\b"
)
# A sentence's rest: a full stop ends it unless a letter or bracket follows at once, as in "(U.S.) Summit".
_REST = r"(?:[^.;:]|\.(?!\s+[A-Z]))"
_GATHERING_ON = re.compile(rf"{_GATHERING}{_REST}{{0,160}}$")
_NAME = r"[A-ZÀ-Þ][\w'’-]+"
_LINK = r"(?:(?:de|del|da|do|la|las|los|of|upon|am|el|al)\s)?"
_PLACE = rf"(?P<place>(?-i:(?:St\.?\s|The\s)?{_NAME}(?:\s{_LINK}{_NAME}){{0,2}}))"
_GATHERING_IN = re.compile(rf"{_GATHERING}{_REST}{{0,160}}?\b[Ii]n\s+{_PLACE}")
_ADOPTED_IN = re.compile(rf"(?:adopted|done|signed|given|agreed|made)\s+(?:at|in)\s+{_PLACE}", re.I)
_PLACE_BEFORE_DATE = re.compile(rf"(?:^|\s){_PLACE}(?:,[^,\d]{{2,30}})?,?\s*(?:\(|on\s)?$")
_CALENDAR_WORDS = (
    "January February March April May June July August September October November December Monday Tuesday "
    "Wednesday Thursday Friday Saturday Sunday Spring Summer Autumn Winter"
)
_MONTHS = frozenset(_CALENDAR_WORDS.split())


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
        (found.last for _, found in _list_datelines(around)),
        _find_gatherings(around.body, 3),
        _find_gatherings(around.lines, len(around.lines)),
    ):
        if day := next(iter(days), None):
            return Adopted(day)
    put_out = published or _find_put_out(around.front)
    return Adopted(put_out, is_publication=put_out is not None)


def find_place(around: Surroundings) -> str | None:
    """The town, without its region or country."""
    datelines = (
        _PLACE_BEFORE_DATE.search(block.text[: found.start]) for block, found in _list_datelines(around)
    )
    closings = (_ADOPTED_IN.match(block.text) for block in around.closing)
    gatherings = (
        _GATHERING_IN.search(_without_parentheses(block.text)) for block in (*around.body[:3], *around.lines)
    )
    for matches in (datelines, closings, gatherings):
        for match in matches:
            if match and (place := _read_place(match.group("place"))):
                return place
    return None


def _find_adoptions(around: Surroundings) -> Iterator[date]:
    """ "Resolution adopted by the Council on 3 May 2031" in front, "DONE at Geneva on" at the end."""
    front = (b for b in around.lines if len(b.text.split()) <= _LONGEST_LINE and _ADOPTED_LINE.search(b.text))
    closing = (b for b in around.closing if _ADOPTED_START.match(b.text))
    for block in (*front, *closing):
        for found in find_dates(block.text)[-1:]:
            yield found.last


def _find_meeting_notes(content: Sequence[Block]) -> Iterator[date]:
    """ "9th plenary meeting", "3 May 2031", in one line or two."""
    for block, following in zip(content, (*content[1:], None), strict=True):
        if not _MEETING_NOTE.match(block.text) or len(block.text.split()) > _LONGEST_DATELINE:
            continue
        for text in (block.text, following.text if following else ""):
            found = find_dates(text)
            if found and found[-1].end == len(text):
                yield found[-1].last


def _list_datelines(around: Surroundings) -> Iterator[tuple[Block, DateFound]]:
    """Short lines that end in a date: "Geneva, 3 May 2031"."""
    for block in (*around.lines, *around.closing):
        found = find_dates(block.text)
        is_short = len(block.text.split()) <= _LONGEST_DATELINE
        if found and is_short and found[-1].end >= len(block.text) - 1 and not _PUT_OUT.search(block.text):
            yield block, found[-1]


def _find_gatherings(blocks: Iterable[Block], count: int) -> Iterator[date]:
    """ "met in Geneva on 2-3 May 2031": the last day, when the sentence is not about another meeting."""
    for block in list(blocks)[:count]:
        for found in find_dates(block.text):
            gathering = _GATHERING_ON.search(block.text[: found.start])
            if gathering and not _EARLIER.search(gathering.group()):
                yield found.last


def _find_put_out(front: Iterable[Block]) -> date | None:
    lines = (block.text for block in front if block.furniture and _PUT_OUT.search(block.text))
    return next((found.last for line in lines for found in find_dates(line)[:1]), None)


def _without_parentheses(text: str) -> str:
    return re.sub(r"\s?\([^)]*\)", "", text)


def _read_place(words: str) -> str | None:
    """A place as it is written; of "Telegram GENEVA" the capitals, in title case. None for a month or
    weekday, which "in" goes with too.
    """
    names = words.strip(" ,").split()
    if names[0] in _MONTHS:
        return None
    if capitals := [name for name in names if name.isupper()]:
        return " ".join(capitals).title()
    return " ".join(names)
