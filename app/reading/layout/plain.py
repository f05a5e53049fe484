"""Plain text -> blocks. Knows form feeds, tabs, blank lines, pipes and rules of underscores; the rest is
geometry, and so is told by it.
"""

import re

from app.reading.blocks import Layout
from app.reading.characters import clean_characters, fold_spaces
from app.reading.furniture import find_block_rule
from app.reading.layout.lines import NOTE_RULE, NOTE_RULE_LINE, Line, unfold
from app.reading.layout.pages import find_page_furniture

_TAB_WIDTH = 8
_NOTE_START = re.compile(r"(?:\d{1,2}|[*†‡])[.)]?\s+\S")


def parse_plain(text: str) -> Layout:
    """Form feeds end pages; without them the text is one page."""
    return Layout(tuple(unfold(find_page_furniture(split_lines(text), find_block_rule))))


def split_lines(text: str) -> list[Line]:
    """The lines of a text as they stand; blank ones are the `gap` of the next."""
    pages = clean_characters(text).split("\f")
    return [line for page, content in enumerate(pages) for line in _split_page(content, page)]


def _split_page(content: str, page: int) -> list[Line]:
    """Lines of one page. Notes start under a rule and end with the page, or with a paragraph that is none."""
    lines: list[Line] = []
    gap = 0
    is_note = False
    for y, raw in enumerate(content.split("\n")):
        text = _fold_line(raw)
        if not text:
            gap += 1
            continue
        is_rule = bool(NOTE_RULE_LINE.match(text))
        if lines and (lines[-1].furniture == NOTE_RULE or (is_note and gap)):
            is_note = bool(_NOTE_START.match(text))
        printed = raw.expandtabs(_TAB_WIDTH).rstrip()
        lines.append(
            Line(
                text,
                indent=len(printed) - len(printed.lstrip()),
                end=len(printed),
                y=y,
                gap=gap,
                page=page,
                is_note=is_note and not is_rule,
                furniture=NOTE_RULE if is_rule else None,
            )
        )
        gap = 0
    return lines


def _fold_line(raw: str) -> str:
    """A line with single spaces; the empty cells and outer pipes of a table row are dropped."""
    if raw.lstrip().startswith("|"):
        raw = " | ".join(cell.strip() for cell in raw.split("|") if cell.strip())
    return fold_spaces(raw)
