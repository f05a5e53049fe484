"""The blocks of a file -> the instruments in it. A report of a session holds several decisions; most files
hold one statement.

An instrument starts at a line that is its kind and number and nothing else ("Decision 4/XY.2", "RESOLUTION 12
(2031)"). What stands before the first one, the cover and the table of contents, is part of none, but its
facts are everybody's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.reading.blocks import Block
from app.reading.headings import FORMULA, STRUCTURAL
from app.vocabulary import PassageKind

COVER = "cover-page"

_HEADING = re.compile(
    r"""(?: (?:draft|joint|council|ministerial|presidential)\s+ )?
        (?: decision | resolution | declaration | statement | regulation ) \s+
        (?: no\.?\s* | number\s* )?
        (?P<number> (?:\([A-Z]{2,6}\)\s*)? [A-Z/]{0,8} \d (?:[\w/.–-]*\w)? (?:\s*\(\d{4}\))?  # 4/XY.2
          | [A-Z]{1,4}/[A-Z]{2,4}\(\d{4}\)\d+                                       # XY/Res(2031)4
          | [IVXL]+ )""",
    re.I | re.X,
)
# Somebody decides: "The Council," above its verbs, "The Council decides", "We, the Ministers".
_PERFORMER = re.compile(
    r"We\b|The\s[A-Z].*(?:,|\b(?:adopts?|agrees?|approves?|calls?|decides?|declares?|recalls?|recommends?|"
    r"requests?|resolves?|takes?|urges?|welcomes?|\w+ing)\b.*)$",
    re.S,
)
_PERFORMER_WITHIN = 6
_LONGEST_TITLE = 60
# A heading with less text than this below it is an entry of a table of contents.
_SHORTEST_INSTRUMENT = 200


@dataclass(frozen=True, slots=True)
class Instrument:
    """One statement of a file. `number` and `title` are what its heading says, None when the file is one
    statement.

    `cover` is what stood before the first instrument; it is not among `blocks`.
    """

    blocks: tuple[Block, ...]
    number: str | None = None
    title: str | None = None
    cover: tuple[Block, ...] = ()

    @property
    def removed(self) -> tuple[Block, ...]:
        """The cover as furniture."""
        return tuple(block if block.furniture else block.as_furniture(COVER) for block in self.cover)


def split_instruments(blocks: Sequence[Block]) -> tuple[Instrument, ...]:
    """The instruments in order; a file without headings of instruments is one."""
    starts = _find_starts(blocks)
    if not starts:
        return (Instrument(tuple(blocks)),)
    cover = tuple(blocks[: starts[0]])
    return tuple(
        _an_instrument(blocks[start:end], cover)
        for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True)
    )


def _find_starts(blocks: Sequence[Block]) -> list[int]:
    """Indexes of the headings with an instrument below them: some text, and somebody who speaks in it."""
    found = [i for i, block in enumerate(blocks) if block.is_content and _HEADING.fullmatch(block.text)]
    spans = zip(found, [*found[1:], len(blocks)], strict=False)
    return [
        start
        for start, end in spans
        if _is_instrument([block for block in blocks[start + 1 : end] if block.is_content])
    ]


def _is_instrument(body: Sequence[Block]) -> bool:
    has_performer = any(_PERFORMER.match(block.text) for block in body[:_PERFORMER_WITHIN])
    return has_performer and sum(len(block.text) for block in body) >= _SHORTEST_INSTRUMENT


def _an_instrument(blocks: Sequence[Block], cover: tuple[Block, ...]) -> Instrument:
    heading = _HEADING.fullmatch(blocks[0].text)
    content = [replace(blocks[0], kind=PassageKind.HEADING, level=1), *blocks[1:]]
    title = None
    follower = next((i for i, block in enumerate(content) if i and not block.furniture), None)
    if follower is not None and _is_title(content[follower].text):
        title = content[follower].text
        content[follower] = replace(content[follower], kind=PassageKind.HEADING, level=1)
    return Instrument(tuple(content), heading.group("number") if heading else None, title, cover)


def _is_title(text: str) -> bool:
    is_short = len(text.split()) <= _LONGEST_TITLE and not text.endswith((",", ";", ":", "."))
    return is_short and not STRUCTURAL.match(text) and not FORMULA.match(text)
