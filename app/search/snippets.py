"""A text in which something was found -> the part of it to show, and the words that were sought in it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from app.model import Span
from app.search.grammar import Search
from app.search.places import Place, find_places

LONGEST_SNIPPET = 300
"""In code points; only a longer phrase makes a longer snippet."""
LEAD = 60
"""How many code points at most stand before what the snippet was cut for."""
BEGINNING = re.compile(r"(?<=\s)\S")
WHOLE_WORDS = re.compile(r".*\S(?=\s)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of a text, and the words in it that were sought: in order, none over another."""

    span: Span
    highlights: tuple[Span, ...]


def cut_snippet(content: str, search: Search) -> Snippet:
    """The whole of a short text, else the part of it in which most different terms stand. Offsets count in
    `content`, which is not empty.
    """
    places = find_places(content, search.sought)
    window = _choose_window(content, places)
    return Snippet(window, _join([span for _, span in places if window.contains(span)]))


def _choose_window(content: str, places: Sequence[Place]) -> Span:
    if len(content) <= LONGEST_SNIPPET:
        return Span(0, len(content))
    if not places:
        return _open_window(content, at=Span(0, 1))
    starts = [span.start for _, span in places]

    def count_terms(window: Span) -> int:
        within = range(bisect_left(starts, window.start), bisect_left(starts, window.end))
        return len({places[index][0] for index in within if places[index][1].end <= window.end})

    return max((_open_window(content, at=span) for _, span in places), key=count_terms)


def _open_window(content: str, *, at: Span) -> Span:
    """A part of the text around `at`, cut at white space if there is any near."""
    start = 0
    if at.start > LEAD:
        beginning = BEGINNING.search(content, at.start - LEAD, at.start)
        start = beginning.start() if beginning else at.start
    most = max(at.end, start + LONGEST_SNIPPET)
    if most >= len(content):
        return Span(start, len(content))
    whole = WHOLE_WORDS.match(content, start, most + 1)
    return Span(start, max(whole.end(), at.end) if whole else most)


def _join(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans sorted by their start, those that overlap made one."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
