"""Numbers in words -> numbers: "ninety", "twenty-four", "the thirty-first", "its 78th session"."""

import re

ONES = "one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NTH_ONES = "first second third fourth fifth sixth seventh eighth ninth".split()
NTH_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
NTH_TENS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth".split()

VALUES = {
    **{word: value for words in (ONES + TEENS, NTH_ONES + NTH_TEENS) for value, word in enumerate(words, 1)},
    **{word: 10 * value for words in (TENS, NTH_TENS) for value, word in enumerate(words, 2)},
    **{"a": 1, "an": 1, "and": 0},
}
ORDINAL = (
    rf"(?:(?:(?:{'|'.join(TENS)})[- ])?(?:{'|'.join(NTH_ONES)})|{'|'.join(NTH_TEENS + NTH_TENS)}"
    r"|\d{1,3}(?:st|nd|rd|th))"
)
"""An ordinal up to a hundredth, in figures or words, as a pattern."""


def number_named(words: str) -> int:
    """A count or an ordinal, in figures or words: "90", "an", "one hundred and eighty", "29th", "third"."""
    if digits := re.match(r"\d+", words):
        return int(digits.group())
    total = 0
    for word in re.split("[ -]", words):
        total = total * 100 if word == "hundred" else total + VALUES[word]
    return total
