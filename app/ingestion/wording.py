"""How alike two wordings are: of acts, to find one again in a text that changed, and of whole statements, to
tell another rendition from another statement.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

SHINGLE_WORDS = 5
"""Five words in a row are seldom the same by chance, even in one register."""


def fold(words: str) -> str:
    """The same words whatever their case, white space and composition of accents."""
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


def list_words(text: str) -> list[str]:
    """Its words in lower case, in their order."""
    return re.findall(r"\w+", text.casefold())


def count_words(wording: str) -> Counter[str]:
    """Lower-case words with the number of times they occur."""
    return Counter(list_words(wording))


def find_alike(
    ones: Mapping[int, Counter[str]], others: Mapping[int, Counter[str]], *, at_least: float
) -> Iterator[tuple[int, int, float]]:
    """The keys of each two wordings that are alike enough, and what they share of all the words in either,
    from 0 to 1. Counted over an index of the words, which is faster than comparing each with each.
    """
    lengths = {other: wording.total() for other, wording in others.items()}
    holders: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for other, wording in others.items():
        for occurrence in _list_occurrences(wording):
            holders[occurrence].append(other)
    for one, wording in ones.items():
        length = wording.total()
        shared: Counter[int] = Counter()
        for occurrence in _list_occurrences(wording):
            shared.update(holders.get(occurrence, ()))
        for other, count in shared.items():
            if count >= at_least * (length + lengths[other] - count):
                yield one, other, count / (length + lengths[other] - count)


def _list_occurrences(wording: Counter[str]) -> Iterator[tuple[str, int]]:
    """Each word as often as it occurs, and which time it is."""
    return ((word, nth) for word, times in wording.items() for nth in range(times))


def text_likeness(one: str, other: str) -> float:
    """What the shorter text shares with the longer, from 0 to 1: an excerpt is like the whole."""
    shingles, others = (set(cut_shingles(list_words(text))) for text in (one, other))
    shorter = min(len(shingles), len(others))
    return len(shingles & others) / shorter if shorter else 0.0


def cut_shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Every run of SHINGLE_WORDS words; what is shorter is one run."""
    length = min(SHINGLE_WORDS, len(words))
    return [tuple(words[start : start + length]) for start in range(len(words) - length + 1)] if words else []
