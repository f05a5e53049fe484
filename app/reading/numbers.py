"""The number or bullet printed in front of a paragraph -> what it is and what it counts. Knows how documents
number, not what they say.

"12. We", "4.We", "(a) by", "(b)We", "iv) to", "11bis. A", "II. Trade", "1.2 Aid", "– to" and "-We" are
numbered; "2022. A" and "3.5 per cent" are not.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How a list counts."""

    DECIMAL = "decimal"
    BRACKETED = "bracketed"
    """Figures in brackets: "(1)" under "2." is another count, not the next of it."""
    LETTER = "letter"
    CAPITAL = "capital"
    ROMAN = "roman"
    CAPITAL_ROMAN = "capital_roman"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Marker:
    """A printed number or bullet. `text` is the number without punctuation, or the bullet; `length` what it
    takes of the line.

    `counts`: every way to read it, as style and ordinal: "i" is the first of Roman numerals and the ninth
    letter.
    """

    text: str
    length: int
    counts: tuple[tuple[Style, int], ...]

    @property
    def is_bullet(self) -> bool:
        """Whether it stands for an item without counting it."""
        return self.counts[0][0] is Style.BULLET

    @property
    def is_bracketed(self) -> bool:
        """Whether it is figures in brackets."""
        return self.counts[0][0] is Style.BRACKETED


_BULLET = re.compile(r"([•▪◦●■□‣⁃·►➢–—*]|--?)(?:\s+(?=\S)|(?<=[-–])(?=[A-Z]))")
_NUMBER = re.compile(
    r"""(?:
      \(\s?(?P<bracketed>\d{1,3}(?:bis|ter|quater)?|[a-z]{1,2}|[ivxlc]{1,6})\s?\)   # (12) (a) (iv)
    | (?P<dotted>\d{1,3}(?:\.\d{1,2})*\s?(?:bis|ter|quater)?)[.)](?=\s|$|[A-Z][a-z]) # 12. 1.2. 11bis. 3) 4.We
    | (?P<plain>\d{1,2}(?:\.\d{1,2})+)(?=\s+[A-Z“"])                                # 1.2 Aid
    | (?P<letter>[a-z]|[ivxlc]{1,6})[.)]                                            # a) iv.
    | (?P<capital>[A-Z]|[IVXLC]{1,6})\.                                             # A. IV.
    )(?:\s+|$|(?<=\d[.)])|(?<=\))(?=[A-Z][a-z]))""",
    re.VERBOSE,
)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_SIGNS = {100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}
_ROMAN = re.compile(r"c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$")


def find_marker(text: str) -> Marker | None:
    """The bullet or number that `text` starts with."""
    if bullet := _BULLET.match(text):
        return Marker(bullet.group(1), bullet.end(), ((Style.BULLET, 0),))
    found = _NUMBER.match(text)
    if found is None:
        return None
    number = next(group for group in found.groups() if group is not None).replace(" ", "")
    counts = _count(number, is_bracketed=found["bracketed"] is not None)
    return Marker(number, found.end(), counts) if counts else None


def a_marker(number: str, *, is_bracketed: bool = False) -> Marker:
    """The marker of an item whose number is known, as of one that HTML numbers itself; an empty `number` is a
    bullet.
    """
    counts = _count(number, is_bracketed=is_bracketed) if number else ()
    return Marker(number, 0, counts or ((Style.BULLET, 0),))


def write_number(ordinal: int, style: Style) -> str:
    """The number of an item as a browser prints it."""
    if style in (Style.DECIMAL, Style.BRACKETED) or ordinal < 1:
        return str(ordinal)
    if style in (Style.LETTER, Style.CAPITAL):
        letters = ""
        while ordinal > 0:
            ordinal, rest = divmod(ordinal - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters if style is Style.LETTER else letters.upper()
    roman = ""
    for value, sign in _ROMAN_SIGNS.items():
        times, ordinal = divmod(ordinal, value)
        roman += sign * times
    return roman if style is Style.ROMAN else roman.upper()


def _count(number: str, *, is_bracketed: bool = False) -> tuple[tuple[Style, int], ...]:
    """Every reading of a number, the Roman one first."""
    if number[0].isdigit():
        last = number.rpartition(".")[2]
        return ((Style.BRACKETED if is_bracketed else Style.DECIMAL, int(last.rstrip("abeiqrstu"))),)
    is_capital = number.isupper()
    folded = number.lower()
    readings = []
    if _ROMAN.match(folded):
        values = [_ROMAN_VALUES[sign] for sign in folded]
        total = sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))
        readings.append((Style.CAPITAL_ROMAN if is_capital else Style.ROMAN, total))
    if len(set(folded)) == 1 and len(folded) <= 2:
        ordinal = ord(folded[0]) - ord("a") + 1 + 26 * (len(folded) - 1)
        readings.append((Style.CAPITAL if is_capital else Style.LETTER, ordinal))
    return tuple(readings)
