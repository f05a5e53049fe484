"""Aligns the acts just found in a statement with those stored of it, so that ids survive re-reading and
re-extraction.

Pure: knows no database. One to one and the closest pairs first, whatever order they come in. In the same text
an act is found again by its place, in a changed text by its words.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.ingestion.wording import count_words, fold, likeness
from app.model import Act, Span
from app.vocabulary import ActKind

ENOUGH = 0.5
"""Closeness from which two are one; below it they are two."""


@dataclass(frozen=True, slots=True)
class StoredAct:
    """What matching needs to know of an act in the store; `span` counts in the text `text_id`."""

    id: str
    kind: ActKind
    text_id: str
    span: Span
    quote: str
    is_active: bool


def match_acts(
    stored: Sequence[StoredAct], acts: Sequence[Act], *, text_id: str
) -> tuple[StoredAct | None, ...]:
    """For each act found in the text `text_id` the stored act that it is, or None where it is new.

    A withdrawn act comes back where no active one is as close.
    """
    partners = _pair_exactly(stored, acts, text_id=text_id)
    taken = set(partners.values())
    free = [act for act in range(len(stored)) if act not in taken]
    loose = [act for act in range(len(acts)) if act not in partners]
    words = {new: count_words(acts[new].quote) for new in loose}
    old_words = {old: count_words(stored[old].quote) for old in free}

    def closeness(new: int, old: int) -> float:
        if acts[new].kind != stored[old].kind:
            return 0.0
        if stored[old].text_id == text_id:
            return _overlap(acts[new].span, stored[old].span)
        return likeness(words[new], old_words[old])

    def rank(score: float, new: int, old: int) -> tuple[float, bool, int, int]:
        gained = len(acts[new].span) - len(stored[old].span)
        return score, stored[old].is_active, -abs(gained), -abs(new - old)

    partners |= pair_closest(
        (rank(score, new, old), new, old)
        for new in loose
        for old in free
        if (score := closeness(new, old)) >= ENOUGH
    )
    return tuple(stored[partners[new]] if new in partners else None for new in range(len(acts)))


def pair_closest(pairs: Iterable[tuple[Any, int, int]]) -> dict[int, int]:
    """Partners one to one out of (rank, new, old), the highest rank first."""
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for _, new, old in sorted(pairs, reverse=True):
        if new not in partners and old not in taken:
            partners[new] = old
            taken.add(old)
    return partners


def _pair_exactly(stored: Sequence[StoredAct], acts: Sequence[Act], *, text_id: str) -> dict[int, int]:
    """Partners at the same place of the same text, or in the same words of another; equal words in the order
    they stand in.
    """
    waiting: dict[tuple[ActKind, Span | str], list[int]] = defaultdict(list)
    for old in sorted(range(len(stored)), key=lambda old: (not stored[old].is_active, stored[old].span)):
        act = stored[old]
        waiting[act.kind, act.span if act.text_id == text_id else fold(act.quote)].append(old)
    partners = {}
    for new in sorted(range(len(acts)), key=lambda new: acts[new].span):
        kind, span, quote = acts[new].kind, acts[new].span, acts[new].quote
        if same := waiting[kind, span] or waiting[kind, fold(quote)]:
            partners[new] = same.pop(0)
    return partners


def _overlap(one: Span, other: Span) -> float:
    """What the shorter span shares with the longer, from 0 to 1: an act cut short is still the act."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / min(len(one), len(other))
