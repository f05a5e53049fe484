"""The passages of a statement, and a place in its text -> the stretches that the place stands under: its
passage, the items and the paragraph that lead in to it, the headings above. Reads no words.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from app.model import Passage
from app.vocabulary import PassageKind


class Surroundings:
    """What each place of a text stands under. `passages`: all of the text's, in its order."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._starts = [passage.span.start for passage in passages]
        self._above = list(_find_above(passages))

    def list_at(self, offset: int) -> Iterator[Passage]:
        """The passage that begins last before `offset` or there, and what it stands under, the nearest
        first.
        """
        at: int | None = bisect_right(self._starts, offset) - 1
        while at is not None and at >= 0:
            yield self._passages[at]
            at = self._above[at]


def _find_above(passages: Sequence[Passage]) -> Iterator[int | None]:
    """For each passage the index of the one right above it: for a heading one of a higher rank, for an item
    one further out, else the paragraph its list follows; for the rest the heading. A footnote has none.
    """
    open_above: list[int] = []
    for at, passage in enumerate(passages):
        rank = _rank(passage)
        while open_above and _rank(passages[open_above[-1]]) >= rank:
            open_above.pop()
        is_note = passage.kind is PassageKind.FOOTNOTE
        yield open_above[-1] if open_above and not is_note else None
        if not is_note:
            open_above.append(at)


def _rank(passage: Passage) -> tuple[int, int]:
    """The lower, the more stands under it: headings, then paragraphs, then items, each by level."""
    kinds = (PassageKind.HEADING, PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.FOOTNOTE)
    return kinds.index(passage.kind), passage.level
