"""How alike two wordings are: of acts, to find one again in a text that changed, and of whole statements, to
tell another rendition from another statement.
"""

import re
import unicodedata
from collections import Counter

SHINGLE_WORDS = 5
"""Five words in a row are seldom the same by chance, even in one register."""


def fold(words: str) -> str:
    """The same words whatever their case, white space and composition of accents."""
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


def count_words(wording: str) -> Counter[str]:
    """Lower-case words with the number of times they occur."""
    return Counter(re.findall(r"\w+", wording.casefold()))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """What two wordings share of all the words in either, from 0 to 1."""
    union = (one | other).total()
    return (one & other).total() / union if union else 0.0


def text_likeness(one: str, other: str) -> float:
    """What the shorter text shares with the longer, from 0 to 1: an excerpt is like the whole."""
    shingles, others = _cut_shingles(one), _cut_shingles(other)
    shorter = min(len(shingles), len(others))
    return len(shingles & others) / shorter if shorter else 0.0


def _cut_shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    length = min(SHINGLE_WORDS, len(words))
    return (
        {tuple(words[start : start + length]) for start in range(len(words) - length + 1)} if words else set()
    )
