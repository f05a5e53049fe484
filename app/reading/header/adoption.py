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
from app.reading.dates import find_dates
from app.reading.header.speaking import PERFORM
from app.reading.header.surroundings import Surroundings

_LONGEST_DATELINE, _LONGEST_WITH_PLACE = 8, 12
_LONGEST_LINE = 40

_ADOPTED_LINE = re.compile(r"\b(?:adopted|agreed|approved|endorsed|signed)\b|^done\b", re.I)
_ADOPTED_START = re.compile(
    r"(?:adopted|done|signed|given|agreed|made)\s+(?:in\s\w+plicate,?\s+)?(?:at|in|on|this|by)\b", re.I
)
_MEETING_NOTE = re.compile(r"(?:\d{1,4}(?:st|nd|rd|th)|final|closing)\s+(?:\w+\s+){0,2}meeting\b", re.I)
_PUT_OUT = re.compile(
    r"\b(?:issued(?!\sby\b)|written|released?|published|publication|posted|updated|modified|reviewed|revised|creation|embargo\w*|"
    r"distr\w*|print\w*|access\w*)\b",
    re.I,
)

_GATHERING = re.compile(
    r"\b(?:met|meet|meeting|convened?|convening|gather(?:ed|ing)?|assembled|visited|visiting|hosted|concluded|"
    r"(?:was|were|been)\sheld|held\s(?:a|an|its|our|their|the|talks|consultations)|held(?=\s(?:in|at|from|on)\b)|"
    r"c[ao]me\stogether|took\splace)\b"
)
# What a sentence says before it comes to a gathering when that is another one than this.
_OTHER_GATHERING = re.compile(
    rf"\b(?:{PERFORM}|that|which|report|outcomes?|resolution|decision|following(?!\s(?:the|our|their)\s$)|since)\b"
    r"|\b(?:last|next|previous)\s(?:\w+\s)?$",
    re.I,
)
_SENTENCE_END = re.compile(r"(?:(?<=[a-z]{3})|(?<=[\d)]))[.!?]\s+(?=[A-Z])|[;:]")
_GATHERING_REACH = 180

_NAME = r"(?!The\b)[A-ZÀ-Þ][\w'’-]+"
_LINK = r"(?:(?:de|del|da|do|la|las|los|of|upon|am|el|al)\s|(?:el|al|as|ash)-)?"
_PLACE = rf"(?P<place>(?-i:(?:St\.?\s|The\s)?{_NAME}(?:\s{_LINK}{_NAME}){{0,2}}))"
_IN_PLACE = re.compile(rf"\b[Ii]n\s+(?:the\s+(?:city|town|capital)\s+of\s+)?{_PLACE}")
_AT_PLACE = re.compile(rf"\bat\s+{_PLACE}(?=,|\s(?:on|from)\s)")
# A capitalised word before a date that is no town's: a building or a body.
_NO_TOWN = re.compile(
    r"\b(?:headquarters|summit|meeting|palace|house|conference|castle|hotel|resort|office|street|ministers?|"
    r"council|assembly|committee|session|forum|dialogue|statement|declaration|communiqu[eé]|release|africa|"
    r"asia|europe|americas?|world)\b",
    re.I,
)
_ADOPTED_IN = re.compile(
    rf"(?:adopted|done|signed|given|agreed|made)\s+(?:in\s\w+plicate,?\s+)?(?:at|in)\s+{_PLACE}", re.I
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s*)?"
_PLACE_BEFORE_DATE = re.compile(
    rf"(?:^|[\s(]){_PLACE}(?:,[^,\d]{{2,30}})?,?\s*(?:\(|on\s|le\s|den\s)?{_WEEKDAY}$"
)
_PLACE_AFTER_DATE = re.compile(rf"^(?:\s?[,|]\s?(?:in\s)?|\sin\s){_PLACE}(?:,\s?[^,\d]{{2,30}})?\]?$")
_PLACE_LABELLED = re.compile(rf"(?i:place|venue|location|city)\s?:\s*{_PLACE}(?:,.*)?$")
_PLACE_LINE = re.compile(rf"{_PLACE},\s?[A-ZÀ-Þ][^,\d]{{1,30}}")
_AUTHOR = re.compile(r"(?<=\d{4}),?\s(?:[|–—-]\s)?by:?\s.*$", re.I)
"""Behind a date: who put the line there: "3 May 2031 By the Ministry of Ports"."""
_MEETING_NAMED = re.compile(
    r"\b(?:summit|meeting|conference|session|dialogue|forum|ministerial|talks)\b[^.;]*$", re.I
)
_LAST_PARENTHESIS = re.compile(r"\(([^()]*)\)\W*$")
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
        (day for day, place in _list_datelines(around) if place),
        (found.last for rest in _list_gatherings(around) for found in find_dates(rest)[:1]),
        (day for day, _ in _list_datelines(around)),
        _list_ends_of_lines(around.lines),
    ):
        if day := next(iter(days), None):
            return Adopted(day)
    put_out = published or _find_put_out(around.front)
    return Adopted(put_out, is_publication=put_out is not None)


def find_place(around: Surroundings) -> str | None:
    """The town, without its region or country."""
    if place := next((place for _, place in _list_datelines(around) if place), None):
        return place
    labelled = (_PLACE_LABELLED.match(block.text) for block in around.lines)
    closings = (_ADOPTED_IN.match(block.text) for block in (*around.lines, *around.closing))
    gatherings = [re.sub(r"\s?\([^)]*\)", "", rest) for rest in _list_gatherings(around)]
    found_in = (_IN_PLACE.search(rest) for rest in gatherings)
    found_at = (_AT_PLACE.search(rest) for rest in gatherings)
    for matches in (labelled, closings, found_in, found_at):
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


def _list_datelines(around: Surroundings) -> Iterator[tuple[date, str | None]]:
    """The day and place of short lines with a date: "Geneva, 3 May 2031", "3 May 2031, Geneva", or a line for
    each. The day that something was put out is not meant.
    """
    above = ""
    for block in (*around.lines, *around.closing):
        label = above if above.endswith(":") else ""
        if not _PUT_OUT.search(f"{label} {block.text}"):
            if _PLACE_LINE.fullmatch(above) or _PLACE_LINE.fullmatch(block.text):
                yield from _read_dateline(f"{above}, {block.text}")
            yield from _read_dateline(block.text)
        above = block.text


def _read_dateline(text: str) -> Iterator[tuple[date, str | None]]:
    """A line's day and place, or those in the parenthesis it closes with."""
    parenthesis = _LAST_PARENTHESIS.search(text)
    line = parenthesis[1] if parenthesis and find_dates(parenthesis[1]) else text
    line = _AUTHOR.sub("", line).rstrip(" –—-")
    found, length = find_dates(line), len(line.split())
    is_title = bool(found) and line[: found[-1].start].endswith(", ") and length <= _LONGEST_LINE
    if not found or (length > _LONGEST_WITH_PLACE and not is_title):
        return
    is_last = found[-1].end >= len(line) - 1
    pattern, words = (
        (_PLACE_BEFORE_DATE, line[: found[-1].start])
        if is_last
        else (_PLACE_AFTER_DATE, line[found[-1].end :])
    )
    place = _find_town(pattern, words)
    if place or (is_last and length <= _LONGEST_DATELINE):
        yield found[-1].last, place


def _find_town(pattern: re.Pattern[str], words: str) -> str | None:
    """The town that `pattern` finds, past a building in it: "The White House, Washington"."""
    match = pattern.search(words)
    if match is None or (place := _read_place(match["place"])):
        return place if match else None
    return _find_town(pattern, words[match.end("place") :].lstrip(", "))


def _list_ends_of_lines(lines: Sequence[Block]) -> Iterator[date]:
    """Days that end a line behind a comma, or one that names the meeting: "Statement on Ports, 3 May 2031",
    "Pledge of the Summit on Ports 1-2 November 2031".
    """
    for block in lines:
        found = find_dates(block.text) if len(block.text.split()) <= _LONGEST_LINE else ()
        before = block.text[: found[-1].start] if found and found[-1].end == len(block.text) else ""
        is_told = _MEETING_NAMED.search(before) or before.endswith(", ")
        if is_told and not _PUT_OUT.search(before):
            yield found[-1].last


def _list_gatherings(around: Surroundings) -> Iterator[str]:
    """What the opening says from the verb on, or from its day on: "met in Geneva on 2-3 May 2031", "On 3 May
    2031, the ministers met". Another meeting than this one is not meant.
    """
    for block in around.body[:3]:
        yield from _read_gathering(block.text)
    for block in around.lines:
        if gathering := _GATHERING.search(block.text):
            yield _rest_of_sentence(block.text, gathering.start())


def _read_gathering(text: str) -> Iterator[str]:
    """The first gathering that is this one; another is passed by where its sentence goes on: "under a
    decision of the meeting held in Rome, the ministers met in Bonn".
    """
    gathering = _GATHERING.search(text)
    if gathering is None:
        return
    before = _SENTENCE_END.split(text[: gathering.start()])[-1]
    if not _OTHER_GATHERING.search(before):
        is_dated = before.startswith("On ") and find_dates(before)
        yield _rest_of_sentence(text, gathering.start() - (len(before) if is_dated else 0))
    else:
        _, _, following = _SENTENCE_END.split(text[gathering.end() :])[0].partition(", the ")
        yield from _read_gathering(following)


def _rest_of_sentence(text: str, start: int) -> str:
    return _SENTENCE_END.split(text[start : start + _GATHERING_REACH])[0]


def _find_put_out(front: Iterable[Block]) -> date | None:
    lines = (
        block.text
        for block in front
        if _PUT_OUT.search(block.text) and (block.furniture or len(block.text.split()) <= _LONGEST_WITH_PLACE)
    )
    return next((found.last for line in lines for found in find_dates(line)[:1]), None)


def _read_place(words: str) -> str | None:
    """A place as it is written; of "Telegram GENEVA" the capitals, in title case. None for a month or
    weekday, which "in" goes with too, and for a building.
    """
    names = words.strip(" ,").split()
    if not _CALENDAR.isdisjoint(names) or _NO_TOWN.search(words):
        return None
    if capitals := [name for name in names if name.isupper()]:
        return " ".join(capitals).title()
    return " ".join(names)
