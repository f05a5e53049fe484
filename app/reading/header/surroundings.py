"""The blocks of a statement -> where its header facts are looked for: the lines in front, the first
paragraphs, the last lines. A dateline that opens the first paragraph is a line in front.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.reading.blocks import Block
from app.reading.dates import find_dates
from app.reading.joining import ends_sentence
from app.vocabulary import PassageKind

_BODY_WORDS, _NUMBERED_WORDS, _CLAUSE_WORDS, _LONG_WORDS = 12, 6, 25, 60
_BODY_BLOCKS = 4
_CLOSING_BLOCKS = 8
_OPENING_BLOCKS = 12
_DATELINE = re.compile(r"(?P<line>[A-ZÀ-Þ][^:;–—]{2,60}?)(?:\s?[–—:]|\s-)\s+(?=[A-ZÀ-Þ])")
"""What a news agency puts in front: "BELÉM — ", "OSLO, May 3, 2031 - "."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`front`: what stands before the first paragraph, furniture included, after the lines of the file's
    cover if there is one. `body`: the first paragraphs. `closing`: the last lines. `content`: everything that
    is no furniture.
    """

    front: tuple[Block, ...]
    body: tuple[Block, ...]
    closing: tuple[Block, ...]
    content: tuple[Block, ...]

    @property
    def opening(self) -> tuple[Block, ...]:
        """The lines in front and what follows them, lines between paragraphs included."""
        first = self.content.index(self.body[0]) if self.body else len(self.content)
        return (*self.lines, *self.content[first : first + _OPENING_BLOCKS])

    @property
    def lines(self) -> tuple[Block, ...]:
        """The lines in front that are no furniture."""
        return tuple(block for block in self.front if block.is_content)


def survey(blocks: Sequence[Block], cover: Sequence[Block]) -> Surroundings:
    """Divides the blocks of one statement. `cover` are those of the file in front of its statements, as they
    were.
    """
    content = [block for block in blocks if block.is_content]
    first = next((block for block in content if _is_body(block)), None)
    front = blocks[: blocks.index(first)] if first else blocks
    start = content.index(first) if first else len(content)
    datelines, content[start : start + 1] = _split_dateline(first) if first else ([], [])
    return Surroundings(
        front=(*cover, *front, *datelines),
        body=(*content[start : start + 1], *filter(_is_body, content[start + 1 :]))[:_BODY_BLOCKS],
        closing=tuple(content[max(start + 1, len(content) - _CLOSING_BLOCKS) :]),
        content=tuple(content),
    )


def _split_dateline(block: Block) -> tuple[list[Block], list[Block]]:
    """The dateline that a paragraph opens with, if it does, and the rest of it."""
    dateline = _DATELINE.match(block.text)
    dates = find_dates(dateline["line"]) if dateline else ()
    if dateline is None or not (
        dateline["line"].isupper() or (dates and dates[-1].end == dateline.end("line"))
    ):
        return [], [block]
    front = [replace(block, text=dateline["line"])] if dates else []
    return front, [replace(block, text=block.text[dateline.end() :])]


def _is_body(block: Block) -> bool:
    words = len(block.text.split())
    is_sentence = words >= (_NUMBERED_WORDS if block.number else _BODY_WORDS) and ends_sentence(block.text)
    is_clause = words >= _CLAUSE_WORDS and block.text.endswith(",")
    return (is_sentence or is_clause or words >= _LONG_WORDS) and block.kind is not PassageKind.HEADING
