"""Blocks as the layout parts them -> blocks as the author wrote them: numbers taken off, paragraphs that a
page broke made whole.

What furniture severed stays apart. Furniture that only stood between the halves of a sentence becomes a cut
inside it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.reading.blocks import Block, BlockCut
from app.reading.headings import STRUCTURAL
from app.reading.joining import COLONS, ends_sentence, find_words, is_left_open, splice, starts_in_lower_case
from app.reading.numbers import Marker, Style, find_marker
from app.vocabulary import PassageKind

LONE_NUMBER = "lone-number"

_CAPITALS = (Style.CAPITAL, Style.CAPITAL_ROMAN)
_CAPITALS_GO_ON = re.compile(r"(?:OF|ON|AND|BETWEEN|FOR|FROM|BY|WITH|TO)\s")
_ITEM_ENDS = (";", "; and", "; or", ";and", ", and", ", or", "; and/or")


def mend_blocks(blocks: Iterable[Block]) -> list[Block]:
    """The blocks in order; those that carry on another one are gone into it."""
    return _join_broken(_mark_bare_items(_attach_lone_numbers(_take_numbers(blocks))))


def _take_numbers(blocks: Iterable[Block]) -> list[Block]:
    """Printed numbers and bullets moved out of the text. "A." and "I." must count from one, or they are
    somebody's initial.
    """
    seen: dict[Style, int] = {}
    numbered = []
    for block in blocks:
        marker = None if block.furniture or block.kind is PassageKind.FOOTNOTE else find_marker(block.text)
        counts = _find_counts_that_go_on(marker, seen) if marker else {}
        seen.update(counts)
        numbered.append(_without_marker(block, marker) if marker and counts else block)
    return numbered


def _find_counts_that_go_on(marker: Marker, seen: dict[Style, int]) -> dict[Style, int]:
    return {
        style: ordinal
        for style, ordinal in marker.counts
        if style not in _CAPITALS or ordinal in (1, seen.get(style, 0) + 1)
    }


def _without_marker(block: Block, marker: Marker) -> Block:
    text = block.text[marker.length :]
    cuts = tuple(replace(cut, at=max(cut.at - marker.length, 0)) for cut in block.cuts)
    if marker.is_bullet:
        return replace(block, text=text, cuts=cuts, kind=PassageKind.LIST_ITEM)
    return replace(block, text=text, cuts=cuts, number=marker.text, is_bracketed=marker.is_bracketed)


def _attach_lone_numbers(blocks: Sequence[Block]) -> list[Block]:
    """A number that stands alone belongs to the paragraph after it, or to nothing."""
    attached: list[Block] = []
    for block in reversed(blocks):
        attached.append(block)
        if block.number is None or block.text:
            continue
        before = next((i for i in range(len(attached) - 2, -1, -1) if not attached[i].furniture), None)
        if before is not None and _takes_number(attached[before]):
            attached[before] = replace(attached[before], number=block.number, is_bracketed=block.is_bracketed)
            attached.pop()
        else:
            attached[-1] = replace(block, text=block.number, number=None, furniture=LONE_NUMBER)
    return attached[::-1]


def _takes_number(block: Block) -> bool:
    is_plain = block.kind is PassageKind.PARAGRAPH and block.number is None and not block.is_styled
    return is_plain and not STRUCTURAL.match(block.text)


def _mark_bare_items(blocks: Sequence[Block]) -> list[Block]:
    """Items of a list without bullets: after a colon, as long as they start in lower case or end in a
    semicolon.
    """
    marked: list[Block] = []
    before: Block | None = None
    is_listing = False
    for block in blocks:
        if block.furniture or block.kind is PassageKind.FOOTNOTE:
            marked.append(block)
            continue
        is_listing = before is not None and _is_bare_item(before, block, is_listing)
        before = replace(block, kind=PassageKind.LIST_ITEM) if is_listing else block
        marked.append(before)
    return marked


def _is_bare_item(before: Block, block: Block, is_listing: bool) -> bool:
    if (
        block.kind is not PassageKind.PARAGRAPH
        or block.number
        or block.is_styled
        or is_left_open(before.text)
    ):
        return False
    is_open = before.text.endswith(COLONS) or (is_listing and not before.text.endswith("."))
    return is_open and (starts_in_lower_case(block.text) or block.text.endswith(_ITEM_ENDS))


def _join_broken(blocks: Sequence[Block]) -> list[Block]:
    """Two halves of a sentence become one block, and the furniture between them cuts in it."""
    words = find_words(block.text for block in blocks)
    joined: list[Block] = []
    last: int | None = None
    for block in blocks:
        if block.furniture:
            joined.append(block)
        elif last is not None and _carries_on(joined[last], block):
            joined[last:] = [_join(joined[last], joined[last + 1 :], block, words)]
        else:
            last = len(joined)
            joined.append(block)
    return joined


def _carries_on(left: Block, right: Block) -> bool:
    """Whether `right` is the rest of the sentence that `left` begins."""
    if right.kind is not PassageKind.PARAGRAPH or right.number or right.is_severed:
        return False
    if left.kind in (PassageKind.HEADING, PassageKind.FOOTNOTE) or (left.is_styled and not right.is_styled):
        return False
    is_heading_on = left.text.isupper() and right.text.isupper() and _CAPITALS_GO_ON.match(right.text)
    goes_on = starts_in_lower_case(right.text) or is_left_open(left.text) or is_heading_on
    return not ends_sentence(left.text) and bool(goes_on)


def _join(left: Block, between: Sequence[Block], right: Block, words: frozenset[str]) -> Block:
    text, glue = splice(left.text, right.text, words)
    start = len(text) + len(glue)
    return replace(
        left,
        text=text + glue + right.text,
        cuts=(
            *(replace(cut, at=min(cut.at, len(text))) for cut in left.cuts),
            *(BlockCut(len(text), block.furniture or "", block.text) for block in between),
            *(replace(cut, at=cut.at + start) for cut in right.cuts),
        ),
    )
