"""A sentence -> its chapeau and the items inside it: "We will: (a) train nurses; (b) open schools"."""

import re
from collections.abc import Iterator

from app.extraction.leadins import is_open
from app.extraction.openings import starts_with_verb
from app.extraction.series import JOINT
from app.model import Span

_INLINE_ITEM = re.compile(r"(?:(?<=[:;,])|(?<=\band)|(?<=\bor))\s+\(?([a-z]|[ivx]{1,4}|\d{1,2})\)\s+")
_INLINE_OPENING = re.compile(r"(?P<lead>:|\b(?:will|shall|to|must))\s+\(?(?:a|i|1)\)\s+")
_MARK = re.compile(r"(?P<before>,? and |, | )(?P<mark>\((?:[a-h]|[ivx]{1,4}|\d)\) )(?=\w)")
_FEWEST_MARKS = 2
_BINDS = re.compile(
    r"\b(?:agree[ds]?|decide[ds]?|pledge[ds]?|commit(?:s|ted)?(?: \w+selves)?|undert(?:akes?|ook))"
    r"(?: as follows| (?:(?:up)?on )?the following(?: \w+)?)?$",
    re.I,
)


def find_inline_items(content: str, sentence: Span) -> tuple[Span, list[Span]] | None:
    """The chapeau and its items; None where a sentence holds none."""
    return _find_marked_items(content, sentence) or _find_open_items(content, sentence)


def blank_marks(sentence: str) -> str:
    """Blanks for the marks inside a clause ("has (i) issued rules and (ii) mapped reefs"), which the parser
    takes for nouns. They stand before the comma or `and`, and the length stays the same.
    """
    if len(_MARK.findall(sentence)) < _FEWEST_MARKS:
        return sentence
    return _MARK.sub(lambda found: " " * len(found["mark"]) + found["before"], sentence)


def _find_marked_items(content: str, sentence: Span) -> tuple[Span, list[Span]] | None:
    """The chapeau and the items of "We will: (a) ...; (b) ..."; None where the items are things rather than
    things to do ("six pillars: 1) health; 2) trade").
    """
    opening = _INLINE_OPENING.search(content, sentence.start, sentence.end)
    if opening is None or not starts_with_verb(JOINT.sub("", content[opening.end() : sentence.end])):
        return None
    marks = list(_INLINE_ITEM.finditer(content, opening.end(), sentence.end))
    starts = [opening.end(), *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), sentence.end]
    items = [Span(start, end) for start, end in zip(starts, ends, strict=True)]
    return Span(sentence.start, opening.end("lead")), items


def _find_open_items(content: str, sentence: Span) -> tuple[Span, list[Span]] | None:
    """The chapeau and the members of "We commit to: train nurses; open schools", "The two sides agreed (as
    follows): to train nurses; to open schools".
    """
    colon = content.find(": ", sentence.start, sentence.end)
    chapeau = content[sentence.start : max(colon, sentence.start)]
    is_completed = content.startswith("to ", colon + len(": ")) and _BINDS.search(chapeau) is not None
    if not (is_completed or is_open(chapeau)):
        return None
    members = list(find_members(content, Span(colon + len(": "), sentence.end)))
    if not all(starts_with_verb(member.quote(content)) for member in members):
        return None
    return Span(sentence.start, colon + 1), members


def find_members(content: str, series: Span) -> Iterator[Span]:
    """What semicolons part, each without the `and to` before it."""
    start = series.start
    for part in series.quote(content).split("; "):
        if member := JOINT.sub("", part):
            yield Span(start + len(part) - len(member), start + len(part))
        start += len(part) + len("; ")
