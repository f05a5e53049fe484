"""Patterns find in a text what its words, one by one, say."""

from collections.abc import Iterator, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from app.model import Span
from app.search.grammar import Term, read_search
from app.search.places import MOST_PLACES, find_places
from app.search.words import LONGEST_WORD, find_words

PIECES = (
    *("the", "air", "Air-Defence", "us", "U.S.", "e.g.", "a", "b", "s", "S", "it's", "states’", "’s", "'"),
    *("x.y", ".", "3.5", " ", "\n", "_", "–", "Türkiye", "e\u0301", "K", "İ", "ſ", "½", "x" * LONGEST_WORD),
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=10)
TYPED = TEXTS.map(" ".join) | TEXTS.map(lambda pieces: f'"{"".join(pieces)}*"')


def read_off(content: str, terms: Sequence[Term]) -> Iterator[tuple[Term, Span]]:
    """By the definition of a term, over the list of words."""
    words = list(find_words(content))
    for first in range(len(words)):
        for term in terms:
            run = words[first : first + len(term.words)]
            folded = [word.folded for word in run]
            if term.is_prefix and len(run) == len(term.words) and folded[-1].startswith(term.words[-1]):
                folded[-1] = term.words[-1]
            if tuple(folded) == term.words:
                yield term, Span(run[0].start, run[-1].end)


@settings(max_examples=300)
@given(TEXTS, TYPED, st.sampled_from(("", " ")))
def test_places_are_those_of_the_words(pieces: list[str], typed: str, between: str) -> None:
    content = between.join(pieces)
    terms = read_search(typed).sought
    assert find_places(content, terms) == list(read_off(content, terms))


def test_no_more_places_are_told_than_that() -> None:
    terms = read_search("ports OR the").sought
    assert len(find_places("the ports " * MOST_PLACES, terms)) == MOST_PLACES
