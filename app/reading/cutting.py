"""Stretches to be taken out of a block -> the block without them, each recorded where it stood. Arithmetic
only; it judges nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.reading.blocks import Block, BlockCut
from app.reading.characters import without_signs

_STARTS_TIGHT = re.compile(r"[,.;:!?)\]”’]")
_ENDS_TIGHT = re.compile(r"[,.;:!?)\]”’]$")


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Part of a block's text that `rule` takes out."""

    start: int
    end: int
    rule: str


def cut_out(block: Block, stretches: Iterable[Stretch]) -> Block:
    """The block without `stretches`, single spaces where they stood. Where two overlap, the first counts."""
    for stretch in reversed(_without_overlaps(stretches)):
        left, right = block.text[: stretch.start], block.text[stretch.end :]
        kept, resumed = left.rstrip(), right.lstrip()
        is_tight = not kept or not resumed or _STARTS_TIGHT.match(resumed) or _is_glued(left, right)
        glue = "" if is_tight else " "
        moved_from, shift = stretch.end, len(kept) + len(glue) + len(resumed) - len(block.text)
        cuts = [
            replace(
                cut, at=max(cut.at + shift, len(kept)) if cut.at >= moved_from else min(cut.at, len(kept))
            )
            for cut in block.cuts
        ]
        removed = without_signs(block.text[stretch.start : stretch.end].strip())
        cuts.append(BlockCut(at=len(kept), rule=stretch.rule, removed=removed))
        block = replace(block, text=kept + glue + resumed, cuts=tuple(sorted(cuts, key=lambda cut: cut.at)))
    return block


def part_at(block: Block, at: int) -> tuple[Block, Block]:
    """The block in two; a cut at the parting belongs to the first."""
    left, right = block.text[:at].rstrip(), block.text[at:].lstrip()
    offset = len(block.text) - len(right)
    return (
        replace(
            block,
            text=left,
            cuts=tuple(replace(cut, at=min(cut.at, len(left))) for cut in block.cuts if cut.at <= at),
        ),
        replace(
            block,
            text=right,
            number=None,
            cuts=tuple(replace(cut, at=max(cut.at - offset, 0)) for cut in block.cuts if cut.at > at),
        ),
    )


def _without_overlaps(stretches: Iterable[Stretch]) -> list[Stretch]:
    kept: list[Stretch] = []
    for stretch in sorted(stretches):
        if not kept or stretch.start >= kept[-1].end:
            kept.append(stretch)
    return kept


def _is_glued(left: str, right: str) -> bool:
    """Whether the stretch stood inside a word, so that nothing belongs in its place."""
    return not left[-1:].isspace() and not right[:1].isspace() and not _ENDS_TIGHT.search(left)
