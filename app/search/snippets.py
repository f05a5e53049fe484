"""A text in which something was found -> the part of it to show, and the words that were sought in it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from app.model import Span
from app.search.grammar import Search, Term
from app.search.words import Word, find_words

LONGEST_SNIPPET = 300
"""In code points; only a longer phrase makes a longer snippet."""
LEAD = 60
"""How many code points at most stand before what the snippet was cut for."""
MOST_PLACES = 1000
"""How many places of one text are looked at."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of a text, and the words in it that were sought: in order, none over another."""

    span: Span
    highlights: tuple[Span, ...]


Place = tuple[Term, Span]
"""Where a term stands."""


def cut_snippet(content: str, search: Search) -> Snippet:
    """The whole of a short text, else the part of it in which most different terms stand. Offsets count in
    `content`, which is not empty.
    """
    words = tuple(find_words(content))
    places = list(islice(_find(search.sought, words), MOST_PLACES))
    window = _choose_window(content, words, places)
    return Snippet(window, _join([span for _, span in places if window.contains(span)]))


def _find(terms: Sequence[Term], words: Sequence[Word]) -> Iterator[Place]:
    """Every place of every term, in the order of the text."""
    folded = tuple(word.folded for word in words)
    for first, word in enumerate(folded):
        for term in terms:
            behind = first + len(term.words)
            if word.startswith(term.words[0]) and _is_met(term, folded[first:behind]):
                yield term, Span(words[first].start, words[behind - 1].end)


def _is_met(term: Term, words: tuple[str, ...]) -> bool:
    *whole, last = term.words
    return words[:-1] == tuple(whole) and (
        words[-1].startswith(last) if term.is_prefix else words[-1] == last
    )


def _choose_window(content: str, words: Sequence[Word], places: Sequence[Place]) -> Span:
    if len(content) <= LONGEST_SNIPPET:
        return Span(0, len(content))
    windows = [_open_window(content, words, at=span) for _, span in places]
    if not windows:
        return _open_window(content, words, at=Span(0, 1))
    starts = [span.start for _, span in places]

    def count_terms(window: Span) -> int:
        within = range(bisect_left(starts, window.start), bisect_left(starts, window.end))
        return len({places[index][0] for index in within if places[index][1].end <= window.end})

    return max(windows, key=count_terms)


def _open_window(content: str, words: Sequence[Word], *, at: Span) -> Span:
    """A part of the text around `at`, from the beginning of a word to the end of one."""
    first = bisect_left(words, at.start - LEAD, key=lambda word: word.start)
    start = words[first].start if at.start > LEAD else 0
    most = max(at.end, start + LONGEST_SNIPPET)
    if most >= len(content):
        return Span(start, len(content))
    behind = bisect_left(words, most + 1, key=lambda word: word.end)
    return Span(start, max(words[behind - 1].end, at.end) if behind > first else most)


def _join(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans sorted by their start, those that overlap made one."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
