"""Mended blocks -> blocks that know what they are: heading, paragraph or list item, and how deep. Knows how
communiqués number.

Counted paragraphs ("12. We welcome") are paragraphs with a number; items of a list are list items. For plain
figures a chapeau decides, a paragraph that ends in a colon; letters and small Roman numerals always count
items. A heading without a number does not end a chapeau: its items go on below.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.reading.blocks import Block
from app.reading.headings import STRUCTURAL, find_heading_level, is_heading
from app.reading.joining import COLONS, ends_sentence, starts_in_lower_case
from app.reading.numbers import Marker, Style, a_marker
from app.vocabulary import PassageKind

_LOOK_AHEAD = 8
_FIGURES = (Style.DECIMAL, Style.BRACKETED)
_COUNTS_PARAGRAPHS = (*_FIGURES, Style.CAPITAL, Style.CAPITAL_ROMAN)
_CHAPEAU_ENDS = (*COLONS, " –", " —")


@dataclass(eq=False)
class _Numbering:
    """An open count: of items of a list, or of paragraphs. `depth` is the list depth the layout gave it, 0
    when only print tells.
    """

    style: Style
    ordinal: int
    is_list: bool
    depth: int = 0


@dataclass
class _Outline:
    """What is open at a point of the statement, outermost first."""

    open: list[_Numbering] = field(default_factory=list)
    has_chapeau: bool = False
    chapeau_style: Style | None = None

    def close_lists(self) -> None:
        """Back to paragraphs, whose own count goes on."""
        self.open = [numbering for numbering in self.open if not numbering.is_list]

    def count(self, marker: Marker, depth: int) -> int:
        """Takes up a marker. Returns how deep in lists it stands, 0 for a counted paragraph."""
        numbering = self._find_going_on(marker, depth) or self._start(marker, depth)
        del self.open[self.open.index(numbering) + 1 :]
        return sum(level.is_list for level in self.open) if numbering.is_list else 0

    def _find_going_on(self, marker: Marker, depth: int) -> _Numbering | None:
        """The open count that the marker is the next of; a layout's list goes on as long as it is the same
        one.
        """
        for numbering in reversed(self.open):
            if numbering.depth != depth:
                continue
            for style, ordinal in marker.counts:
                if style is numbering.style and (
                    depth or style is Style.BULLET or ordinal == numbering.ordinal + 1
                ):
                    numbering.ordinal = ordinal
                    return numbering
        return None

    def _start(self, marker: Marker, depth: int) -> _Numbering:
        style, ordinal = next((count for count in marker.counts if count[1] <= 1), marker.counts[-1])
        is_list = (
            style not in _COUNTS_PARAGRAPHS
            or depth > 1
            or (self.has_chapeau and style is not self.chapeau_style)
        )
        if not is_list:
            self.open.clear()
        elif depth:
            self.open = [numbering for numbering in self.open if self._may_hold(numbering, depth)]
        elif not self.has_chapeau:
            same = next(
                (i for i, numbering in enumerate(self.open) if numbering.style is style), len(self.open)
            )
            del self.open[same:]
        self.open.append(_Numbering(style, ordinal, is_list, depth))
        return self.open[-1]

    def _may_hold(self, numbering: _Numbering, depth: int) -> bool:
        """Whether a new list of that layout depth stands within the open count: a deeper one, or one below an
        item that leads it in ("4. We agree to these steps:", then bullets).
        """
        is_led_in = self.has_chapeau and numbering.style is self.chapeau_style
        return numbering.depth < depth or (is_led_in and numbering.depth == depth)


def outline_blocks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks in order, with their kinds and levels; furniture and footnotes as they are."""
    content = [block for block in blocks if block.is_content]
    outline = _Outline()
    placed: list[Block] = []
    position = 0
    for block in blocks:
        if not block.is_content:
            placed.append(block)
            continue
        position += 1
        placed.append(_place(block, content[position : position + _LOOK_AHEAD], outline))
    return placed


def _place(block: Block, following: Sequence[Block], outline: _Outline) -> Block:
    is_item = block.kind is PassageKind.LIST_ITEM
    is_counted = bool(block.number) or is_item
    marker = a_marker(block.number or "", is_bracketed=block.is_bracketed) if is_counted else None
    if _is_heading(block, marker, following, outline):
        outline.close_lists()
        outline.has_chapeau = outline.has_chapeau and marker is None and not STRUCTURAL.match(block.text)
        style = marker.counts[0][0] if marker else None
        placed = replace(block, kind=PassageKind.HEADING, level=find_heading_level(block, style))
    elif marker:
        level = outline.count(marker, block.depth if is_item else 0)
        placed = replace(block, kind=PassageKind.LIST_ITEM if level else PassageKind.PARAGRAPH, level=level)
    else:
        if not block.depth and not _is_scrap(block):
            outline.close_lists()
        placed = replace(block, kind=PassageKind.PARAGRAPH, level=0)
    _note_chapeau(placed, marker, outline)
    return placed


def _is_heading(block: Block, marker: Marker | None, following: Sequence[Block], outline: _Outline) -> bool:
    if block.kind is PassageKind.HEADING or marker is None:
        return is_heading(block, following)
    style = marker.counts[0][0]
    if block.kind is PassageKind.LIST_ITEM or style not in _COUNTS_PARAGRAPHS:
        return False
    is_item = style in _FIGURES and outline.has_chapeau and outline.chapeau_style is not style
    has_sibling = style in _FIGURES and bool(following) and bool(following[0].number)
    return not is_item and not has_sibling and is_heading(block, following)


def _note_chapeau(block: Block, marker: Marker | None, outline: _Outline) -> None:
    if block.text.endswith(_CHAPEAU_ENDS):
        outline.has_chapeau = True
        outline.chapeau_style = marker.counts[0][0] if marker else None
    elif block.kind is PassageKind.PARAGRAPH and not block.depth and not _is_scrap(block):
        outline.has_chapeau = False


def _is_scrap(block: Block) -> bool:
    """Words that a text extractor tore out of their line: they end no list."""
    return starts_in_lower_case(block.text) and not ends_sentence(block.text) and not block.is_severed
