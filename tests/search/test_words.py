"""Words are folded alike in texts and in queries, and know where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.words import LONGEST_WORD, MOST_BYTES, find_words, index_words

ANYTHING = st.text(st.characters())  # surrogates and NUL included


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("The COVID-19 pandemic", "the covid 19 pandemic"),
        ("the C5+1 format", "the c5 1 format"),
        ("the U.S. and U.K.-led talks", "the us and uk led talks"),
        ("Türkiye, Côte d'Ivoire", "turkiye cote d ivoire"),
        ("Tu\u0308rkiye", "turkiye"),
        ("Ukraine's and the states' ports", "ukraine and the states ports"),
        ("STRASSE Straße", "strasse strasse"),
        ("30% of 1,000.5 (¹)", "30 of 1 000 5 1"),
        ("½ a_b", "1 2 a b"),
        ("東京 Київ", "東京 киів"),
        ("\x00 \ud800 ... —", ""),
    ],
)
def test_words_are_folded(content: str, words: str) -> None:
    assert index_words(content) == words


@given(ANYTHING)
def test_a_word_stands_where_it_says(content: str) -> None:
    for word in find_words(content):
        assert word.folded in index_words(content[word.start : word.end]).split(" ")


@given(ANYTHING)
def test_both_databases_can_part_the_words_at_spaces_and_nowhere_else(content: str) -> None:
    words = index_words(content)
    assert words.split() == [word.folded for word in find_words(content)]
    assert all(letter.isalnum() for letter in words.replace(" ", ""))


def test_a_text_of_a_megabyte_is_indexed_whole() -> None:
    content = " ".join(f"paragraph {number} of the annex" for number in range(40_000))
    assert len(content) > 1_000_000
    assert index_words(content) == content


def test_more_different_words_than_a_database_holds_are_cut_off() -> None:
    words = index_words(" ".join(f"{number:099}" for number in range(20_000))).split()
    assert len(words) == MOST_BYTES // 99


def test_a_word_beyond_all_measure_is_known_by_its_beginning() -> None:
    assert index_words("x" * 5000) == "x" * LONGEST_WORD
