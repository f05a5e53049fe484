"""Numbers in words -> numbers: "ninety", "twenty-four", "the thirty-first", "its 78th session"."""

import re


def _numbered(words: str, *, step: int = 1, first: int = 1) -> dict[str, int]:
    return {word: step * number for number, word in enumerate(words.split(), first)}


ONES = _numbered("one two three four five six seven eight nine")
TEENS = _numbered(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    first=10,
)
TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", step=10, first=2)
NTH_ONES = _numbered("first second third fourth fifth sixth seventh eighth ninth")
NTH_TEENS = _numbered(
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
    first=10,
)
NTH_TENS = _numbered(
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth",
    step=10,
    first=2,
)
_MULTIPLIERS = {"hundred": 100, "thousand": 1000}
VALUES = ONES | TEENS | TENS | NTH_ONES | NTH_TEENS | NTH_TENS | {"a": 1, "an": 1, "and": 0}

ORDINAL = (
    rf"(?:(?:(?:one|two|three) hundred and )?(?:(?:(?:{'|'.join(TENS)})[- ])?"
    rf"(?:{'|'.join(NTH_ONES)})|{'|'.join(NTH_TEENS | NTH_TENS)})"
    r"|\d{1,3}(?:st|nd|rd|th))"
)
"""An ordinal up to the four hundredth, in figures or words, as a pattern."""


def number_named(words: str) -> int:
    """A count or an ordinal, in figures or words: "90", "an", "one hundred and eighty", "29th", "third", "two
    thousand and thirty".
    """
    if digits := re.match(r"\d+", words):
        return int(digits.group())
    total = 0
    for word in re.split("[ -]", words):
        total = total * _MULTIPLIERS[word] if word in _MULTIPLIERS else total + VALUES[word]
    return total
