"""Text -> the words that search compares: without case or accents, in the order of the text.

A word is a run of letters and digits. Everything else parts words, so that "COVID-19" and "C5+1" are two
words each; only the periods of "U.S." and a possessive "'s" leave no trace. No word is too common to count.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from app.registry.folding import ACRONYM, POSSESSIVE, fold_word

PLAIN = r"[^\W_]+"
ACCENTED = rf"{PLAIN}(?:[\u0300-\u036f]+(?:{PLAIN})?)*"
"""Letters and digits, and accents that are characters of their own."""
WORD = re.compile(rf"(?P<possessive>{POSSESSIVE})|{ACRONYM}|{ACCENTED}")
PIECE = re.compile(PLAIN)

LONGEST_WORD = 100
"""In code points; what is longer is compared by its beginning. PostgreSQL takes no word of 2,047 bytes."""
MOST_REMEMBERED = 10_000
"""Words whose folding is remembered: most of a text are words of the one before."""
MOST_BYTES = 1_000_000
"""Of the different words of one text; PostgreSQL holds no more than a mebibyte of them."""


class Word(NamedTuple):
    """A word of a text: as it is compared, and where it stands (half-open)."""

    folded: str
    start: int
    end: int


def find_words(content: str) -> Iterator[Word]:
    """The words of `content`, in order. One character may be several words (`½`), which share its place."""
    for found in WORD.finditer(content):
        if found.lastgroup == "possessive":
            continue
        for folded in _fold(found.group()):
            yield Word(folded, *found.span())


def index_words(content: str) -> str:
    """The words of `content` as they are kept for search, one space between; the first million bytes of
    different ones.
    """
    words: list[str] = []
    different: set[str] = set()
    size = 0
    for word in find_words(content):
        if word.folded not in different:
            different.add(word.folded)
            size += len(word.folded.encode())
        if size > MOST_BYTES:
            break
        words.append(word.folded)
    return " ".join(words)


@lru_cache(MOST_REMEMBERED)
def _fold(written: str) -> tuple[str, ...]:
    """What is compared of one run of letters. Some characters are written out (`ﷺ`), spaces and all."""
    folded = fold_word(written)
    pieces = [folded] if folded.isascii() and written.isascii() else PIECE.findall(folded)
    return tuple(piece[:LONGEST_WORD] for piece in pieces)
