"""What is typed into a search box means something, whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.grammar import Search, Term, read_search


def a_term(words: str) -> Term:
    """A star at the end: a beginning."""
    return Term(tuple(words.removesuffix("*").split()), is_prefix=words.endswith("*"))


def a_search(*alternatives: tuple[str, ...], excluded: tuple[str, ...] = ()) -> Search:
    return Search(tuple(tuple(map(a_term, terms)) for terms in alternatives), tuple(map(a_term, excluded)))


@pytest.mark.parametrize(
    ("typed", "search"),
    [
        ("climate Finance", a_search(("climate", "finance"))),
        ('"climate finance"', a_search(("climate finance",))),
        ("“climate finance”", a_search(("climate finance",))),
        ("air-to-air", a_search(("air to air",))),
        ("COVID-19 C5+1 U.S.", a_search(("covid 19", "c5 1", "us"))),
        ("the", a_search(("the",))),
        ("defen*", a_search(("defen*",))),
        ('"air defen*"', a_search(("air defen*",))),
        ('"air defen"*', a_search(("air defen*",))),
        ("defen *", a_search(("defen",))),
        ("trade -steel", a_search(("trade",), excluded=("steel",))),
        ('trade -"raw materials" -tar*', a_search(("trade",), excluded=("raw materials", "tar*"))),
        ("a b OR c", a_search(("a", "b"), ("c",))),
        ("a -b OR c", a_search(("a",), ("c",), excluded=("b",))),
        ('a or "OR"', a_search(("a", "or"))),
        ("a a", a_search(("a",))),
    ],
)
def test_a_query_means(typed: str, search: Search) -> None:
    assert read_search(typed) == search


@pytest.mark.parametrize(
    ("typed", "search"),
    [
        ('"climate finance', a_search(("climate finance",))),
        ('climate"finance', a_search(("climate", "finance"))),
        ("OR a OR OR b OR", a_search(("a",), ("b",))),
        ("- a", a_search(("a",))),
        ("--a", a_search(excluded=("a",))),
        ("-OR", a_search(excluded=("or",))),
        ("-a", a_search(excluded=("a",))),
        ('"" -"" * - OR', a_search()),
        ("\x00\ud800 (a) AND ^b:", a_search(("a", "and", "b"))),
        ("", a_search()),
    ],
)
def test_bad_syntax_means_something_too(typed: str, search: Search) -> None:
    assert read_search(typed) == search


@given(st.text(st.characters()) | st.text(st.sampled_from('ab "-*OR“')))
def test_no_string_is_refused_and_every_term_has_words(typed: str) -> None:
    search = read_search(typed)
    assert all(terms for terms in search.alternatives)
    assert all(term.words and all(term.words) for term in (*search.sought, *search.excluded))
