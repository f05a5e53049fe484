"""Outlined blocks -> the text of a statement, its passages and its cuts. This is where offsets are born;
nothing moves them afterwards.
"""

from collections.abc import Sequence

from app.errors import EmptyDocument
from app.model import Cut, Passage, Span, Text
from app.reading.blocks import Block
from app.reading.characters import without_signs
from app.vocabulary import PassageKind

SEPARATOR = "\n\n"


def assemble(blocks: Sequence[Block]) -> tuple[Text, tuple[Passage, ...]]:
    """Footnotes come last. Raises EmptyDocument when there is furniture only."""
    parts: list[str] = []
    passages: list[Passage] = []
    cuts: list[Cut] = []
    length = 0
    for block in sorted(blocks, key=lambda block: block.kind is PassageKind.FOOTNOTE and not block.furniture):
        if block.furniture:
            cuts.append(Cut(length, block.furniture, without_signs(block.text)))
            continue
        if not block.text:
            continue
        start = length + len(SEPARATOR) if parts else 0
        parts.append(block.text)
        length = start + len(block.text)
        passages.append(
            Passage(
                ordinal=len(passages),
                kind=block.kind,
                span=Span(start, length),
                number=block.number,
                level=block.level,
                is_truncated=block.is_truncated,
            )
        )
        cuts.extend(Cut(start + cut.at, cut.rule, cut.removed) for cut in block.cuts)
    content = SEPARATOR.join(parts)
    if not passages:
        raise EmptyDocument("nothing is left of the document once page furniture is gone")
    return Text(content, tuple(cuts)), tuple(passages)
