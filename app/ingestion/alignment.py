"""Two versions of a text -> where a stretch of the old one stands in the new one. Pure; knows no act.

Words decide, so that white space, line breaks and punctuation may change. Runs of words that each version has
once hold the two together where they come in the same order (the patience method of comparing files); words
that go on alike from there belong together too.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.ingestion.wording import cut_shingles
from app.model import Span

MOST = 0.5
"""Share of a stretch's words that must stand in the new text for the stretch to stand there."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text, and where each begins and ends."""

    words: list[str]
    starts: list[int]
    ends: list[int]


@dataclass(frozen=True, slots=True)
class _Link:
    """A pair, and the one before it in the longest row of pairs that ends with it."""

    pair: tuple[int, int]
    before: "_Link | None"


class Alignment:
    """Which words of an old text stand where in a new one. Linear in the length of both, but for sorting."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = _split(old), _split(new)
        self._partners = _align(self._old.words, self._new.words)

    def find_place(self, span: Span) -> Span | None:
        """Where a stretch of the old text stands in the new one; None where most of its words do not.

        Judged by the first and the last of its words that do, so it is exact where those are its own first
        and last.
        """
        old, new = self._old, self._new
        first, after = bisect_right(old.ends, span.start), bisect_left(old.starts, span.end)
        known = [word for word in range(first, after) if word in self._partners]
        if not known or len(known) < MOST * (after - first):
            return None
        start = new.starts[self._partners[known[0]]] + span.start - old.starts[known[0]]
        end = new.ends[self._partners[known[-1]]] + span.end - old.ends[known[-1]]
        return Span(max(0, start), end)


def _split(text: str) -> _Words:
    found = list(re.finditer(r"\w+", text))
    return _Words(
        words=[word[0].casefold() for word in found],
        starts=[word.start() for word in found],
        ends=[word.end() for word in found],
    )


def _align(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Indexes of the words that belong together, new by old, in the same order in both; before the first and
    after the last word the two belong together anyhow.
    """
    partners = {-1: -1, **dict(_keep_order(_pair_unique(old, new))), len(old): len(new)}
    taken = set(partners.values())
    for step in (1, -1):
        for one, other in sorted(partners.items(), reverse=step < 0):
            here, there = one + step, other + step
            while _is_free(old, here, partners) and _is_free(new, there, taken) and old[here] == new[there]:
                partners[here] = there
                taken.add(there)
                here, there = here + step, there + step
    return partners


def _is_free(words: Sequence[str], index: int, taken: dict[int, int] | set[int]) -> bool:
    return 0 <= index < len(words) and index not in taken


def _pair_unique(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where runs of words begin that stand once in each text, in the order of the old one."""
    runs, others = cut_shingles(old), cut_shingles(new)
    places = {run: place for place, run in enumerate(others)}
    counts, other_counts = Counter(runs), Counter(others)
    for place, run in enumerate(runs):
        if counts[run] == other_counts[run] == 1:
            yield place, places[run]


def _keep_order(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs, of those that ascend by their first, that ascend by their second too: the longest
    ascending subsequence.
    """
    lowest: list[int] = []
    tips: list[_Link] = []
    for pair in pairs:
        length = bisect_left(lowest, pair[1])
        link = _Link(pair, tips[length - 1] if length else None)
        lowest[length : length + 1] = [pair[1]]
        tips[length : length + 1] = [link]
    kept = []
    last = tips[-1] if tips else None
    while last:
        kept.append(last.pair)
        last = last.before
    return kept[::-1]
