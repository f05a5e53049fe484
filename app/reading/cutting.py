"""Stretches to be taken out of a block -> the block without them, each recorded where it stood. Arithmetic
only, in one pass over the text; it judges nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.reading.blocks import Block, BlockCut
from app.reading.characters import without_signs

_TIGHT = frozenset(",.;:!?)]”’")
"""What is set without a space before it, and ends a word."""


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Part of a block's text that `rule` takes out."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that stay: where they stood in the block, the space set before them, where they stand now."""

    old: int
    words: str
    glue: str
    new: int


def cut_out(block: Block, stretches: Iterable[Stretch]) -> Block:
    """The block without `stretches`, single spaces where they stood. Where two overlap, the first counts."""
    removed = _without_overlaps(stretches)
    if not removed:
        return block
    pieces = list(_list_pieces(block.text, removed))
    cuts = [
        BlockCut(at=s.start, rule=s.rule, removed=without_signs(block.text[s.start : s.end].strip()))
        for s in removed
    ]
    return replace(
        block,
        text="".join(piece.glue + piece.words for piece in pieces),
        cuts=tuple(
            replace(cut, at=_move(cut.at, pieces))
            for cut in sorted((*block.cuts, *cuts), key=lambda cut: cut.at)
        ),
    )


def part_at(block: Block, places: Sequence[int]) -> list[Block]:
    """The block parted at `places`, which ascend; a cut at a parting belongs to the part before it."""
    cuts: list[list[BlockCut]] = [[] for _ in range(len(places) + 1)]
    for cut in block.cuts:
        cuts[bisect_left(places, cut.at)].append(cut)
    parts = []
    for start, end, own in zip([0, *places], [*places, len(block.text)], cuts, strict=True):
        part = block.text[start:end]
        text, offset = part.strip(), end - len(part.lstrip())
        moved = tuple(replace(cut, at=min(max(cut.at - offset, 0), len(text))) for cut in own)
        parts.append(replace(block, text=text, number=None if start else block.number, cuts=moved))
    return parts


def _without_overlaps(stretches: Iterable[Stretch]) -> list[Stretch]:
    kept: list[Stretch] = []
    for stretch in sorted(stretches):
        if not kept or stretch.start >= kept[-1].end:
            kept.append(stretch)
    return kept


def _list_pieces(text: str, removed: Sequence[Stretch]) -> Iterator[_Piece]:
    """What is left of a text around `removed`; white space alone is nothing."""
    length = opened = 0
    is_inside_word = False
    for stretch in (*removed, Stretch(len(text), len(text), "")):
        gap = text[opened : stretch.start]
        if words := gap.strip():
            is_joined = is_inside_word and not gap[0].isspace()
            glue = "" if not length or is_joined or words[0] in _TIGHT else " "
            length += len(glue)
            yield _Piece(stretch.start - len(gap.lstrip()), words, glue, length)
            length += len(words)
        is_inside_word = _goes_on_word(text, stretch.start) and bool(words or is_inside_word)
        opened = stretch.end


def _goes_on_word(text: str, at: int) -> bool:
    """Whether what stands at `at` goes on with a word, instead of following a space or a mark."""
    before = text[max(at - 1, 0) : at]
    return bool(before) and not before.isspace() and before not in _TIGHT


def _move(at: int, pieces: Sequence[_Piece]) -> int:
    """The new place of an offset: in the piece it lies in, else at the end of the piece before it."""
    place = bisect_right(pieces, at, key=lambda piece: piece.old)
    if not place:
        return 0
    piece = pieces[place - 1]
    return piece.new + min(at - piece.old, len(piece.words))
