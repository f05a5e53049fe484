"""Runs of text in the order of a document -> blocks. Between a tree walker, which knows elements, and the
blocks, which know none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from app.reading.blocks import Block
from app.reading.characters import fold_spaces
from app.reading.joining import rejoin
from app.reading.layout.lines import Line, unfold
from app.vocabulary import PassageKind


@dataclass
class _Item:
    """A list item being read: `is_open` until its first block is there."""

    number: str | None
    is_open: bool = True


@dataclass
class Gatherer:
    """Collects runs until a block ends. `words` are the document's, to mend words that a line end broke;
    `measure` is where its lines end, None when it has no lines of its own.

    An item's first block is a LIST_ITEM with its number (None: a bullet); what follows in the item only keeps
    its depth.
    """

    words: frozenset[str]
    measure: float | None = None
    blocks: list[Block] = field(default_factory=list)
    _lines: list[list[tuple[str, bool]]] = field(default_factory=lambda: [[]])
    _items: list[_Item] = field(default_factory=list)

    def add(self, text: str, *, is_strong: bool) -> None:
        """A run of text; line ends in it are the source's, not the document's."""
        self._lines[-1].append((text, is_strong))

    def break_line(self) -> None:
        """A line end of the document."""
        self._lines.append([])

    def close(self) -> None:
        """The end of a block."""
        self._emit(unfold(self._take_lines(), words=self.words, measure=self.measure))

    def close_as_heading(self, level: int) -> None:
        """The end of a heading: one block, however many lines it takes."""
        text = rejoin((line.text for line in self._take_lines()), self.words)
        if text:
            self._emit([Block(text, kind=PassageKind.HEADING, level=level)])

    @contextmanager
    def an_item(self, number: str | None) -> Iterator[None]:
        """The blocks of a list item, gathered within."""
        self.close()
        self._items.append(_Item(number))
        yield
        self.close()
        self._items.pop()

    def _emit(self, blocks: list[Block]) -> None:
        for block in blocks:
            item = self._items[-1] if self._items else None
            placed = replace(block, depth=len(self._items))
            if item and item.is_open and block.kind is PassageKind.PARAGRAPH:
                placed = replace(placed, kind=PassageKind.LIST_ITEM, number=item.number)
                item.is_open = False
            self.blocks.append(placed)

    def _take_lines(self) -> list[Line]:
        lines: list[Line] = []
        gap = 0
        for runs in self._lines:
            text = rejoin(
                (fold_spaces(part) for part in "".join(run for run, _ in runs).split("\n")), self.words
            )
            if not text:
                gap += 1
                continue
            is_styled = all(is_strong for run, is_strong in runs if run.strip())
            lines.append(Line(text, end=len(text), gap=gap if lines else 0, is_styled=is_styled))
            gap = 0
        self._lines = [[]]
        return lines
