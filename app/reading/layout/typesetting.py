"""Glyphs of a page -> lines, with what a typesetter says by place and size: raised marks, white between
paragraphs, footnotes.

Knows proportions of print; knows no words.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median

from app.reading.characters import LOWERED, RAISED, clean_characters, fold_spaces
from app.reading.layout.glyphs import Glyph
from app.reading.layout.lines import NOTE_RULE, NOTE_RULE_LINE, Line
from app.reading.numbers import find_marker

# Shares of the font size. Base lines closer than the first are one line; a wider white than the second parts
# two columns.
_SAME_LINE = 0.6
_COLUMN_GAP = 2.5
_LINE_RETURN = 2.0
# A superscript is this much smaller than its line, and this far above its base line.
_RAISED_SIZE, _RAISED_BY = 0.8, 0.15
_NOTE_SIZE = 0.93
_SOFT_HYPHEN = "\u00ad"

_NOTE_START = re.compile(rf"{RAISED}|\d{{1,2}}[.)]?\s|[*†‡]")


def make_lines(glyphs: Iterable[Glyph], page: int) -> Iterator[Line]:
    """The lines of a page, in the order of its glyphs; `gap` is not known yet."""
    row: list[Glyph] = []
    for glyph in glyphs:
        if row and _starts_line(row, glyph):
            yield from _finish(row, page)
            row = []
        row.append(glyph)
    yield from _finish(row, page)


def find_body_size(lines: Sequence[Line]) -> float:
    """The size most characters are set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0)


def space_lines(lines: Sequence[Line], body_size: float) -> list[Line]:
    """The lines with the white above each, in lines of their own size. A line that stands higher than the one
    before it has white.
    """
    pairs = list(pairwise(lines))
    steps = [b.y - a.y for a, b in pairs if a.page == b.page and a.size == b.size == body_size and b.y > a.y]
    leading = median(steps) / body_size if steps else 1.2
    spaced = list(lines[:1])
    for above, line in pairs:
        step = line.y - above.y if line.page == above.page else 0
        if 0 <= step < _SAME_LINE * line.size:
            spaced.append(replace(line, gap=1))
        else:
            spaced.append(replace(line, gap=max(step / (leading * line.size) - 1, 0) if step > 0 else 1))
    return spaced


def mark_notes(lines: Sequence[Line], body_size: float) -> list[Line]:
    """The lines with the footnotes of each page marked: small print at its foot, from the first line that
    starts with a mark.
    """
    pages: dict[int, list[int]] = defaultdict(list)
    for index in sorted(range(len(lines)), key=lambda i: lines[i].y):
        if not lines[index].furniture:
            pages[lines[index].page].append(index)
    marked = list(lines)
    for rows in pages.values():
        small = _find_small_print([lines[index] for index in rows], body_size)
        is_note = False
        for index in rows[len(rows) - small :]:
            line = lines[index]
            is_note = is_note or bool(_NOTE_START.match(line.text))
            if NOTE_RULE_LINE.match(line.text):
                marked[index] = replace(line, furniture=NOTE_RULE)
            elif is_note:
                marked[index] = replace(line, is_note=True)
    return marked


def _find_small_print(rows: Sequence[Line], body_size: float) -> int:
    """How many lines at the foot of a page are set smaller than the text."""
    count = 0
    for line in reversed(rows):
        if line.size > _NOTE_SIZE * body_size:
            break
        count += 1
    return count


def _starts_line(row: Sequence[Glyph], glyph: Glyph) -> bool:
    largest = max(row, key=lambda g: g.size) if len(row) < 8 else row[0]
    reach = max(largest.size, glyph.size)
    return abs(glyph.y - largest.y) > _SAME_LINE * reach or glyph.x < row[-1].right - _LINE_RETURN * reach


def _finish(row: Sequence[Glyph], page: int) -> Iterator[Line]:
    """The columns of a row as lines; a printed number keeps its text."""
    start, last = 0, None
    for index, glyph in enumerate(row):
        if glyph.character.isspace():
            continue
        if last is not None and glyph.x - last.right > _COLUMN_GAP * glyph.size:
            left = fold_spaces("".join(g.character for g in row[start:index]))
            if not find_marker(f"{left} x"):
                yield from _write_line(row[start:index], page)
                start = index
        last = glyph
    yield from _write_line(row[start:], page)


def _write_line(row: Sequence[Glyph], page: int) -> Iterator[Line]:
    printed = [glyph for glyph in row if not glyph.character.isspace()]
    if not printed:
        return
    size = Counter(round(glyph.size, 1) for glyph in printed).most_common(1)[0][0]
    base = median(glyph.y for glyph in printed if round(glyph.size, 1) == size)
    text = ""
    for is_raised, run in groupby(
        row, key=lambda g: g.size <= _RAISED_SIZE * size and base - g.y > _RAISED_BY * size
    ):
        words = clean_characters("".join(glyph.character for glyph in run).replace(_SOFT_HYPHEN, "-"))
        text += f"{RAISED}{words.strip()}{LOWERED}" if is_raised and words.strip() else words
    yield Line(
        text=fold_spaces(text),
        indent=printed[0].x,
        end=printed[-1].right,
        y=base,
        size=size,
        page=page,
        is_styled=all(glyph.is_bold for glyph in printed),
    )
