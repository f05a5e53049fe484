"""The opening of a statement -> the number its publisher gave it. Knows how organisations number; a number of
something else it cites is none, so only short lines count.
"""

import re
from collections.abc import Iterable

from app.reading.blocks import Block

_LONGEST_LINE = 16

_PRESS_NUMBER = r"(?P<number>(?:\(\d{4}\)\s?)?\d[\d/.-]*(?:\s?\(\d{4}\))?)(?!\d|\s?min)"
_NUMBERS = (
    re.compile(
        rf"\b(?:press|news)\s+(?:release|statement)\s*(?:no\.?|n°|number)?\s*:?\s*{_PRESS_NUMBER}", re.I
    ),
    re.compile(r"(?P<number>\b(?:EUCO|ST)\s\d{1,5}(?:/\d{1,4})+(?:\s(?:REV|ADD|COR)\s?\d+)?)"),
    re.compile(
        r"(?<![\w/])(?P<number>[A-Z]{1,6}/(?:[A-Za-z0-9][\w.()-]*/)*[A-Za-z.]{0,8}\d[\w.-]*(?:\s\(\d{4}\))?)"
    ),
    re.compile(
        r"\b(?:document|doc\.|ref\.?)\s*(?:no\.?|number)?\s*:\s*(?P<number>[A-Z]{0,6}[\d/.-]{3,20})", re.I
    ),
)


def find_number(opening: Iterable[Block]) -> str | None:
    """The first number in a short line of the opening, in the order of the forms above; last in all the short
    lines together, for a number that is set in several.
    """
    lines = [block.text for block in opening if len(block.text.split()) <= _LONGEST_LINE]
    lines.append(" ".join(lines))
    return next(
        (
            found.group("number").rstrip(".")
            for form in _NUMBERS
            for line in lines
            if (found := form.search(line))
        ),
        None,
    )
