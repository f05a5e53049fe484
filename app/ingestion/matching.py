"""Aligns the acts just found in a statement with those stored of it, so that ids survive re-reading and
re-extraction.

Pure: knows no database. An act whose words still stand in the text is where they stand; one whose words do
not is known by its wording. What is exactly the same is paired first, the rest so that pairs share most in
sum: no pair is made at the cost of better ones, whatever order they come in.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.ingestion.assignment import pair_best
from app.ingestion.wording import count_words, find_alike, fold
from app.model import Act, Span
from app.vocabulary import ActKind

One = TypeVar("One")
Other = TypeVar("Other")

ENOUGH = 0.5
"""Closeness from which two are one; below it they are two."""
NUDGE = 1e-6
"""What decides between pairs that share the same: less than any word does."""


@dataclass(frozen=True, slots=True)
class StoredAct:
    """What matching needs to know of an act in the store.

    `place`: where its words stand in the text at hand; None where they do not, or nobody knows.
    """

    id: str
    kind: ActKind
    place: Span | None
    quote: str
    is_active: bool


def match_acts(stored: Sequence[StoredAct], acts: Sequence[Act]) -> tuple[StoredAct | None, ...]:
    """For each act found the stored act that it is, or None where it is new. Both come in the order of the
    text, which decides where nothing else does.

    A withdrawn act comes back where no active one is as close.
    """
    partners = _pair_exactly(stored, acts)
    loose = {new: act for new, act in enumerate(acts) if new not in partners}
    taken = set(partners.values())
    free = {old: act for old, act in enumerate(stored) if old not in taken}

    def nudge(new: int, old: int) -> float:
        return NUDGE * (stored[old].is_active - abs(new / len(acts) - old / len(stored)))

    partners |= pair_best(
        (new, old, closeness + nudge(new, old))
        for new, old, closeness in (*_compare_places(free, loose), *_compare_words(free, loose))
        if acts[new].kind == stored[old].kind
    )
    return tuple(stored[partners[new]] if new in partners else None for new in range(len(acts)))


def find_successors(places: Mapping[str, Span], spans: Mapping[str, Span]) -> dict[str, tuple[str, ...]]:
    """Ids of the acts that hold the words of others now, in the order of the text. `places`: where the words
    of those others stand; `spans`: where the acts do; all by their ids.

    Left out is what was lost with the greater part of its words. Several hold the words of what was split.
    """
    heirs: defaultdict[str, list[str]] = defaultdict(list)
    for old, new in _find_overlapping(places, spans):
        if _is_same_place(places[old], spans[new]):
            heirs[old].append(new)
    return {
        old: tuple(sorted(ids, key=lambda id_: (spans[id_], id_)))
        for old, ids in heirs.items()
        if _count_covered(places[old], [spans[id_] for id_ in ids]) >= ENOUGH * len(places[old])
    }


def _pair_exactly(stored: Sequence[StoredAct], acts: Sequence[Act]) -> dict[int, int]:
    """Partners, old by new, at the same place, or in the same words where these have no place any more; equal
    words in the order they stand in.
    """
    waiting: defaultdict[tuple[ActKind, Span | str], deque[int]] = defaultdict(deque)
    for old, act in sorted(enumerate(stored), key=lambda numbered: not numbered[1].is_active):
        waiting[act.kind, act.place or fold(act.quote)].append(old)
    partners = {}
    for by_place in (True, False):
        for new, found in enumerate(acts):
            same = waiting[found.kind, found.span if by_place else fold(found.quote)]
            if same and new not in partners:
                partners[new] = same.popleft()
    return partners


def _compare_places(
    stored: Mapping[int, StoredAct], acts: Mapping[int, Act]
) -> Iterator[tuple[int, int, float]]:
    """New, old, and what they share of all that either covers; an act cut short is still the act."""
    places = {old: act.place for old, act in stored.items() if act.place}
    spans = {new: act.span for new, act in acts.items()}
    for old, new in _find_overlapping(places, spans):
        place, span = places[old], spans[new]
        if _is_same_place(place, span):
            shared = _count_shared(place, span)
            yield new, old, shared / (len(place) + len(span) - shared)


def _compare_words(
    stored: Mapping[int, StoredAct], acts: Mapping[int, Act]
) -> Iterator[tuple[int, int, float]]:
    """New, old, and what they share of the words of both, where those of the old have no place any more."""
    old_words = {old: count_words(act.quote) for old, act in stored.items() if not act.place}
    if old_words:
        words = {new: count_words(act.quote) for new, act in acts.items()}
        yield from find_alike(words, old_words, at_least=ENOUGH)


# --- places -------------------------------------------------------------------------------------------------


def _find_overlapping(ones: Mapping[One, Span], others: Mapping[Other, Span]) -> Iterator[tuple[One, Other]]:
    """The keys of each two spans that overlap; nothing else is looked at."""
    open_ones: list[One] = []
    open_others: list[Other] = []
    for span, one, other in sorted(
        [
            *((span, one, None) for one, span in ones.items()),
            *((span, None, other) for other, span in others.items()),
        ],
        key=lambda beginning: beginning[0],
    ):
        open_ones = [key for key in open_ones if ones[key].end > span.start]
        open_others = [key for key in open_others if others[key].end > span.start]
        if one is not None:
            yield from ((one, key) for key in open_others)
            open_ones.append(one)
        if other is not None:
            yield from ((key, other) for key in open_ones)
            open_others.append(other)


def _count_shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _is_same_place(one: Span, other: Span) -> bool:
    """Whether the longer covers enough of the shorter."""
    return _count_shared(one, other) >= ENOUGH * min(len(one), len(other))


def _count_covered(place: Span, spans: Iterable[Span]) -> int:
    """How much of a place lies under the spans."""
    covered, reached = 0, place.start
    for span in sorted(spans):
        start, end = max(span.start, reached), min(span.end, place.end)
        covered += max(0, end - start)
        reached = max(reached, end)
    return covered
