"""What somebody types into a search box -> what is sought. Any string means something; none is an error.

    word        the word
    "a phrase"  the words beside each other; a closing quote may be missing
    air-to-air  likewise: what is written without a space is a phrase
    defen*      any word that begins so, also as the last word of a phrase
    -word       not where this stands; a phrase may be excluded too
    a b OR c d  a and b, or c and d

What is excluded is excluded whatever alternative it stands in. A string that seeks nothing (none of its parts
holds a word, or all are excluded) finds everything but what is excluded.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.search.words import find_words

QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
PART = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?(?P<after>\*?)|(?P<bare>[^\s"]+))')
ENDS_IN_PREFIX = re.compile(r"[^\W_]\*$")
OR = "OR"
MOST_REMEMBERED = 100
"""Searches: a request reads its own several times."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words beside each other. `is_prefix`: of the last one only the beginning is given."""

    words: tuple[str, ...]
    is_prefix: bool = False

    @property
    def as_text(self) -> str:
        """The words as they stand in `index_words`."""
        return " ".join(self.words)


@dataclass(frozen=True)
class Search:
    """Every term of one alternative has to be there, and no excluded one. No alternatives: everything."""

    alternatives: tuple[tuple[Term, ...], ...]
    excluded: tuple[Term, ...]

    @cached_property
    def sought(self) -> tuple[Term, ...]:
        """The terms of all alternatives, each once."""
        return tuple(dict.fromkeys(term for terms in self.alternatives for term in terms))


@lru_cache(MOST_REMEMBERED)
def read_search(typed: str) -> Search:
    """What the string seeks."""
    alternatives: list[list[Term]] = [[]]
    excluded: list[Term] = []
    for part in PART.finditer(typed.translate(QUOTES)):
        if part.group() == OR:
            alternatives.append([])
        elif term := _read_term(part):
            (excluded if part["minus"] else alternatives[-1]).append(term)
    return Search(
        tuple(dict.fromkeys(tuple(dict.fromkeys(terms)) for terms in alternatives if terms)),
        tuple(dict.fromkeys(excluded)),
    )


def _read_term(part: re.Match[str]) -> Term | None:
    """None where there is no word."""
    written = (part["bare"] or part["phrase"]) + (part["after"] or "")
    words = tuple(word.folded for word in find_words(written))
    return Term(words, bool(ENDS_IN_PREFIX.search(written))) if words else None
