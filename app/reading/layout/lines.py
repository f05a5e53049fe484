"""Lines as they stand on a page -> blocks. For everything that is set in lines: PDF, wrapped plain text,
`<br>` inside a paragraph.

Knows geometry and punctuation. Units are the caller's (points or characters); only their proportions count.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from app.reading.blocks import Block
from app.reading.joining import ends_sentence, find_words, is_left_open, rejoin, starts_in_lower_case
from app.reading.numbers import find_marker
from app.vocabulary import PassageKind

NOTE_RULE = "note-rule"
NOTE_RULE_LINE = re.compile(r"_{5,}$")
"""A rule of underscores, as word processors set between text and footnotes."""

# More white above a line than this share of a line sets it apart.
_PARAGRAPH_GAP = 0.25
# A line this much larger or smaller than the one before it is another kind of text.
_SIZE_CHANGE = 0.07
_PROSE_LENGTH = 40
_FULL = 0.8
# Without the end of a sentence, only a line this short was ended on purpose.
_SHORT = 0.75


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. `indent` and `end` are where it starts and ends, `y` how far down the page; `gap` is
    the white lines above it.

    `furniture` is the rule that made it page furniture; `is_note` puts it among the footnotes of its page.
    """

    text: str
    indent: float = 0
    end: float = 0
    y: float = 0
    gap: float = 0
    size: float = 0
    page: int = 0
    is_styled: bool = False
    is_note: bool = False
    furniture: str | None = None

    @property
    def character_width(self) -> float:
        """Average, spaces included."""
        return (self.end - self.indent) / max(len(self.text), 1)


def unfold(
    lines: Sequence[Line],
    *,
    words: frozenset[str] | None = None,
    measure: float | None = None,
    body_size: float = 0,
) -> list[Block]:
    """Blocks of a document's lines, furniture in place. `words` and `measure` are the document's, when
    `lines` are a part of it.
    """
    words = find_words(line.text for line in lines) if words is None else words
    measure = find_measure(lines) if measure is None else measure
    groups: list[list[Line]] = []
    open_groups: dict[bool, list[Line]] = {}
    for line in lines:
        if line.furniture:
            groups.append([line])
            continue
        before = open_groups.get(line.is_note)
        if before is None or _opens_block(before[-1], line, measure):
            open_groups[line.is_note] = [line]
            groups.append(open_groups[line.is_note])
        else:
            before.append(line)
    return [_as_block(group, words, body_size) for group in groups]


def find_measure(lines: Sequence[Line]) -> float:
    """Where the right margin is: nine in ten lines of prose end before it. Infinite when there is none,
    because lines end where somebody ended them; at a margin they fill it, and go on in lower case.
    """
    prose = [(line, after) for line, after in pairwise(lines) if len(line.text) >= _PROSE_LENGTH]
    ends = sorted(line.end for line, _ in prose if not line.furniture)
    measure = ends[int(len(ends) * 0.9)] if ends else inf
    full = sum(end >= _FULL * measure for end in ends)
    broken = [after for line, after in prose if not ends_sentence(line.text) and after.gap <= _PARAGRAPH_GAP]
    going_on = sum(starts_in_lower_case(after.text) for after in broken)
    return measure if 2 * full >= len(ends) and 3 * going_on >= len(broken) > 0 else inf


def _opens_block(before: Line, line: Line, measure: float) -> bool:
    """Whether `line` starts a block of its own and does not carry on the one that `before` ends."""
    if line.page != before.page:
        return not _runs_over(before, line, measure)
    if line.gap > _PARAGRAPH_GAP or line.is_styled != before.is_styled or _changes_size(before, line):
        return True
    has_room = _has_room_for(before, line, measure)
    if find_marker(line.text):
        return has_room or ends_sentence(before.text)
    if not has_room or is_left_open(before.text):
        return False
    is_short = _has_room_for(before, line, measure * _SHORT)
    return ends_sentence(before.text) or (is_short and not starts_in_lower_case(line.text))


def _runs_over(before: Line, line: Line, measure: float) -> bool:
    """Whether a paragraph goes on over the end of a page."""
    if ends_sentence(before.text) or find_marker(line.text) or _changes_size(before, line):
        return False
    is_full = not _has_room_for(before, line, measure * _SHORT)
    return is_full or is_left_open(before.text) or starts_in_lower_case(line.text)


def _has_room_for(before: Line, line: Line, measure: float) -> bool:
    """Whether the first word of `line` would have fitted on the line before: then somebody broke the line on
    purpose.
    """
    first_word = line.text.partition(" ")[0]
    return before.end + (len(first_word) + 1.5) * before.character_width < measure


def _changes_size(before: Line, line: Line) -> bool:
    return abs(before.size - line.size) > _SIZE_CHANGE * max(before.size, line.size)


def _as_block(group: list[Line], words: frozenset[str], body_size: float) -> Block:
    first = group[0]
    return Block(
        text=rejoin((line.text for line in group), words),
        kind=PassageKind.FOOTNOTE if first.is_note else PassageKind.PARAGRAPH,
        is_styled=first.is_styled or first.size > body_size * (1 + _SIZE_CHANGE) > 0,
        furniture=first.furniture,
    )
