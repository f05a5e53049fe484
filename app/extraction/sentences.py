"""A stretch of text -> its sentences, and a sentence that no parser should be given whole -> parts of it. The
parser's own sentence boundaries fail on the long sentences of this register.
"""

import re
from collections.abc import Iterator
from itertools import islice

from app.model import Span

_ABBREVIATION = re.compile(
    r"nos?|arts?|paras?|sec|vol|ed|cf|vs|etc|al|st|dr|mrs?|ms|hon|rt|gen|col|sgt|gov|sen|rep|prof|jr|sr|inc|ltd|co"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|approx|ca|fig",
    re.I,
)
_END = re.compile(
    r"(?<![.?!…])[.?!…]++[\"”’')\]]*+(?=\s++[\"“‘'(\[]*+[A-Z0-9])"
    r"|:(?=\s+(?:We|Both sides|Countries|Governments|Leaders|Members|Ministers|Parties) [a-z])"
)
"""A full stop or its like before a capital; a colon before a whole sentence of the issuers."""
_MEASURE = re.compile(r"(?:°\s?[CF]|\s\d+[.,]\d+)$")
_LAST_WORD = re.compile(r"([\w.]+)$")
_LONGEST_WORD = 60
"""Code points before a full stop that are looked at."""
LONGEST_PART = 400
"""Words and marks. The longest sentences of resolutions have some 250; what is longer is a table or a list
without full stops, and has to be parted, or the parser's memory and the walk over the parse grow with it.
"""
_WORD_OR_MARK = re.compile(r"\w{1,30}|[^\w\s]")
_SEAMS = ("; ", ", ", " ")
"""Where a long sentence is parted, best first."""


def split_sentences(content: str, span: Span) -> tuple[Span, ...]:
    """The sentences of `content` within `span`, in order, without the white space between them."""
    return tuple(_iterate(content, span))


def _iterate(content: str, span: Span) -> Iterator[Span]:
    start = span.start
    for match in _END.finditer(content, span.start, span.end):
        if _is_boundary(content[max(start, match.start() - _LONGEST_WORD) : match.start()], match.group()):
            yield Span(start, match.end())
            start = match.end()
            while start < span.end and content[start].isspace():
                start += 1
    if start < span.end:
        yield Span(start, span.end)


def _is_boundary(before: str, mark: str) -> bool:
    """A full stop after an abbreviation or an initial ("D.C.", "J. Smith") ends no sentence; one after a
    figure ("to 1.5°C.", "from 2.5 to 4.5.") does.
    """
    if not mark.startswith("."):
        return True
    word = _LAST_WORD.search(before)
    if word is None:
        return True
    last = word.group(1)
    if _MEASURE.search(before) is not None:
        return True
    is_initial = len(last) == 1 and last.isupper()
    return not (is_initial or "." in last or _ABBREVIATION.fullmatch(last) is not None)


def part_long_sentence(content: str, sentence: Span) -> Iterator[Span]:
    """The sentence itself, or parts of at most LONGEST_PART words and marks, parted at a semicolon or comma
    where there is one.
    """
    start = sentence.start
    while True:
        words = list(islice(_WORD_OR_MARK.finditer(content, start, sentence.end), LONGEST_PART + 1))
        if len(words) <= LONGEST_PART:
            yield Span(start, sentence.end)
            return
        end = _find_seam(content, words[LONGEST_PART // 2].start(), words[-1].start())
        yield Span(start, end)
        start = next(word.start() for word in words if word.start() >= end)


def _find_seam(content: str, start: int, end: int) -> int:
    """The best and last place to part a text between two offsets."""
    seams = ((content.rfind(seam, start, end), seam) for seam in _SEAMS)
    return next((at + len(seam.rstrip()) for at, seam in seams if at >= 0), end)
