"""A stretch of text -> its sentences. The parser's own sentence boundaries fail on the long sentences of this
register.
"""

import re
from collections.abc import Iterator

from app.model import Span

_ABBREVIATION = re.compile(
    r"nos?|arts?|paras?|sec|vol|ed|cf|vs|etc|al|st|dr|mrs?|ms|hon|rt|gen|col|sgt|gov|sen|rep|prof|jr|sr|inc|ltd|co"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|approx|ca|fig",
    re.I,
)
_END = re.compile(r"[.?!…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9])")
_LAST_WORD = re.compile(r"([\w.]+)$")


def split_sentences(content: str, span: Span) -> tuple[Span, ...]:
    """The sentences of `content` within `span`, in order, without the white space between them."""
    return tuple(_iterate(content, span))


def _iterate(content: str, span: Span) -> Iterator[Span]:
    start = span.start
    for match in _END.finditer(content, span.start, span.end):
        if _is_boundary(content[start : match.start()], match.group()):
            yield Span(start, match.end())
            start = match.end()
            while start < span.end and content[start].isspace():
                start += 1
    if start < span.end:
        yield Span(start, span.end)


def _is_boundary(before: str, mark: str) -> bool:
    """A full stop after an abbreviation or an initial ("D.C.", "J. Smith") ends no sentence."""
    if not mark.startswith("."):
        return True
    word = _LAST_WORD.search(before)
    if word is None:
        return True
    last = word.group(1)
    is_initial = len(last) == 1 and last.isupper()
    return not (is_initial or "." in last or _ABBREVIATION.fullmatch(last) is not None)
