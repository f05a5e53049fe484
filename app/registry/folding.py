"""Text -> tokens, folded so that spellings of one name come out alike: the one notion of "the same name" of
this house.

Case, diacritics, hyphens, typographic quotes, the periods of "U.S.", a possessive "'s" and the word "the"
make no difference. Punctuation that parts names ("Iran. Iraq", "Congo, Brazzaville") stays a token of its
own, so that no name is found across it. Knows no names.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

POSSESSIVE = r"['’][sS](?![^\W_])"
ACRONYM = r"[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?"
WORD = r"[^\W_]+"
PUNCTUATION = r"[^\w\s'’‘`*\-\u00ad\u2010-\u2015]"
TOKEN = re.compile(f"(?P<possessive>{POSSESSIVE})|(?P<word>{ACRONYM}|{WORD})|(?P<mark>{PUNCTUATION})")

DROPPED = frozenset({"the"})
SAME = {"&": "and"}


class Token(NamedTuple):
    """A word or mark of a text: as it is compared, as it is written, and where it stands (half-open)."""

    folded: str
    written: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def fold_word(word: str) -> str:
    """One word without case, diacritics or periods. Remembered, for a text says the same words again."""
    if word.isascii():
        return word.lower().replace(".", "")
    decomposed = unicodedata.normalize("NFKD", word)
    return (
        "".join(letter for letter in decomposed if not unicodedata.combining(letter))
        .casefold()
        .replace(".", "")
    )


def find_tokens(content: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of `content` between two offsets, in order; "the" and possessive endings leave none."""
    for found in TOKEN.finditer(content, start, len(content) if end is None else end):
        if found.lastgroup == "possessive":
            continue
        written = found.group()
        folded = written if found.lastgroup == "mark" else fold_word(written)
        folded = SAME.get(folded, folded)
        if folded and folded not in DROPPED:
            yield Token(folded, written, found.start(), found.end())


@lru_cache(maxsize=8192)
def fold(phrase: str) -> str:
    """The phrase as it is compared: its folded tokens, one space between.

    Remembered: the checks compare every name of the registry several times.
    """
    return " ".join(token.folded for token in find_tokens(phrase))
