"""A text and terms -> where the terms stand in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import merge
from itertools import islice

from app.model import Span
from app.search.grammar import Term
from app.search.words import LONGEST_WORD, find_words

MOST_PLACES = 1000
"""How many places of one text are looked at."""
MOST_REMEMBERED = 500
"""Terms whose patterns are remembered: all texts of a page are looked through for the same ones."""

LETTER = r"[^\W_]"
"""A letter or a digit."""
GAP = rf"(?:['’]s(?!{LETTER})|[\W_])+"
"""What parts two words, possessive endings among it."""
BEYOND_ASCII = re.compile(r"[^\W\x00-\x7f]|[\u0300-\u036f]")
BEHIND_PERIOD = re.compile(r"\.[a-z]")

Place = tuple[Term, Span]
"""Where a term stands."""


def find_places(content: str, terms: Sequence[Term]) -> list[Place]:
    """Every place of every term, in the order of the text; no more than `MOST_PLACES`."""
    lowered = content.lower()
    is_plain = _is_plain(lowered) and all(map(_is_plain_term, terms))
    found = _find_in_plain(lowered, terms) if is_plain else _find_in_words(content, terms)
    return list(islice(found, MOST_PLACES))


def _is_plain(lowered: str) -> bool:
    """Whether each run of letters and digits is a word that folds to itself; but for a possessive "s". Most
    texts are so, and need not be parted into words.
    """
    is_ascii = lowered.isascii() or not BEYOND_ASCII.search(lowered)
    return is_ascii and not BEHIND_PERIOD.search(lowered)


def _is_plain_term(term: Term) -> bool:
    """Whether its words are not to be taken for a possessive, or for the beginning of a longer word."""
    return all(word != "s" and len(word) < LONGEST_WORD for word in term.words)


def _find_in_plain(lowered: str, terms: Sequence[Term]) -> Iterable[Place]:
    if len(terms) == 1:
        return _find_term(lowered, terms[0])
    return merge(*(_find_term(lowered, term) for term in terms), key=lambda place: place[1].start)


def _find_term(lowered: str, term: Term) -> Iterator[Place]:
    pattern = _compile(term)
    found = pattern.search(lowered)
    while found:
        yield term, Span(*found.span())
        found = pattern.search(lowered, found.start() + 1)


@lru_cache(MOST_REMEMBERED)
def _compile(term: Term) -> re.Pattern[str]:
    """That no letter stands before a word is asked behind it: what begins with letters is found faster."""
    words = (f"{word}(?<!{LETTER}{word})" for word in term.words)
    rest = f"{LETTER}*" if term.is_prefix else ""
    return re.compile(f"{GAP.join(words)}{rest}(?!{LETTER})")


def _find_in_words(content: str, terms: Sequence[Term]) -> Iterator[Place]:
    words = tuple(find_words(content))
    folded = tuple(word.folded for word in words)
    for first, word in enumerate(folded):
        for term in terms:
            behind = first + len(term.words)
            if word.startswith(term.words[0]) and _is_met(term, folded[first:behind]):
                yield term, Span(words[first].start, words[behind - 1].end)


def _is_met(term: Term, words: tuple[str, ...]) -> bool:
    *whole, last = term.words
    return words[:-1] == tuple(whole) and (
        words[-1].startswith(last) if term.is_prefix else words[-1] == last
    )
