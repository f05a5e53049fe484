"""Blocks with footnote marks -> blocks without them, and the footnotes told from the rest. Knows how notes
are marked and set.

A mark is a raised run or a link into the page (see `characters`), a bracketed figure, or a figure glued to
the end of a sentence as extraction leaves it ("peace.3 We"). A mark glued to a bare word ("peace3") counts
only when a note of that number is there.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from app.reading.blocks import Block
from app.reading.characters import LOWERED, RAISED, without_signs
from app.reading.cutting import Stretch, cut_out
from app.reading.dates import find_dates
from app.vocabulary import PassageKind

MARK = "footnote-mark"

_RAISED_RUN = re.compile(rf"\s?{RAISED}([^{LOWERED}]*){LOWERED}")
_MARK = re.compile(r"[\s\[(]*(\d{1,3}|[*†‡§]+|[a-d]|[↩↑^]\ufe0e?)[\s\]).]*$")
# "m²" and "km³", and the endings of ordinal numbers.
_UNIT = re.compile(r"\b(?:[ckm]?m)$")
_LONGEST_UNIT, _LONGEST_ABBREVIATION = 4, 12
"""Code points to look back for one, with the one before it."""
_BRACKETED = re.compile(r"(?<=[\w.,;:”’)\]])\s?\[(\d{1,3})\](?=[\s.,;:)]|$)")
_GLUED_TO_SENTENCE = re.compile(r"(?<=[a-z”’)][.,;:”’])(\d{1,2})(?=\s|$)")
_GLUED_TO_WORD = re.compile(r"(?<=[a-z]{3})(\d{1,2})(?=[\s.,;:]|$)")
_ABBREVIATION = re.compile(
    r"\b(?:nos?|paras?|arts?|pp?|vols?|chaps?|figs?|sects?|annexe?s?|cf|ch|sec|rev|add|corr)\.$", re.I
)
_NOTE_START = re.compile(r"[\[(]?(\d{1,2}|[*†‡§]+)[\])]?[.)]?\s+(?=\S)")
_PLAIN_NOTE_START = re.compile(r"[\[(]?(\d{1,2})[\])]?\s+(?=[A-Z“\"])")


def separate_notes(blocks: Iterable[Block]) -> list[Block]:
    """The blocks in order, marks cut out, each footnote with its number and without its mark."""
    blocks = [_cut_raised(block) for block in blocks]
    known = {block.number for block in blocks if block.kind is PassageKind.FOOTNOTE and block.number}
    blocks = [
        block if block.furniture else cut_out(block, _find_marks(block.text, known)) for block in blocks
    ]
    return _find_late_notes(blocks)


def _cut_raised(block: Block) -> Block:
    """Raised runs that are marks are cut, others lowered into the text. A mark in front makes the block a
    note.
    """
    block = replace(
        block,
        text=_RAISED_RUN.sub(
            lambda run: run.group() if _is_mark(run) else without_signs(run.group()), block.text
        ),
    )
    start = _RAISED_RUN.match(block.text)
    if start and start.end() < len(block.text):
        number = start.group(1).strip("[]() .")
        block = replace(
            block, kind=PassageKind.FOOTNOTE, number=number, text=block.text[start.end() :].lstrip(), depth=0
        )
    elif block.kind is PassageKind.FOOTNOTE and (printed := _NOTE_START.match(block.text)):
        block = replace(block, number=printed.group(1), text=block.text[printed.end() :])
    marked = cut_out(
        block, [Stretch(run.start(), run.end(), MARK) for run in _RAISED_RUN.finditer(block.text)]
    )
    return marked if marked.text else replace(block, text=without_signs(block.text), furniture=MARK)


def _is_mark(run: re.Match[str]) -> bool:
    before = run.string[max(0, run.start() - _LONGEST_UNIT) : run.start()]
    return bool(_MARK.match(run.group(1))) and not (run.group(1) in ("2", "3") and _UNIT.search(before))


def _find_marks(text: str, known: set[str]) -> list[Stretch]:
    marks = [*_BRACKETED.finditer(text)]
    marks += [m for m in _GLUED_TO_SENTENCE.finditer(text) if not _is_abbreviated(text, m.start())]
    marks += [m for m in _GLUED_TO_WORD.finditer(text) if m.group(1) in known]
    return [Stretch(mark.start(), mark.end(), MARK) for mark in marks]


def _is_abbreviated(text: str, end: int) -> bool:
    """Whether an abbreviation ends there, whose full stop ends no sentence."""
    return _ABBREVIATION.search(text[max(0, end - _LONGEST_ABBREVIATION) : end]) is not None


def _find_late_notes(blocks: list[Block]) -> list[Block]:
    """Notes set like paragraphs: they stand after the last mark and start with the number of one."""
    numbers: set[str] = set()
    last = len(blocks)
    for index, block in enumerate(blocks):
        marks = {cut.removed.strip("[]() ") for cut in block.cuts if cut.rule == MARK}
        if marks and block.kind is not PassageKind.FOOTNOTE:
            numbers |= marks
            last = index
    return [_as_note(block, numbers) if index > last else block for index, block in enumerate(blocks)]


def _as_note(block: Block, numbers: set[str]) -> Block:
    start = _PLAIN_NOTE_START.match(block.text)
    is_date = any(found.start == 0 for found in find_dates(block.text[:40]))
    if start is None or start.group(1) not in numbers or is_date or block.furniture:
        return block
    return replace(
        block, kind=PassageKind.FOOTNOTE, number=start.group(1), text=block.text[start.end() :], depth=0
    )
