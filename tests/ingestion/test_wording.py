"""How alike two wordings are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ingestion.wording import count_words, find_alike, fold, text_likeness

LONG = (
    "We will double our support to coastal regions and report on it every year until the end of the decade."
)


def test_case_space_and_composition_make_no_difference():
    assert fold("We  will\nMEET in Türkiye") == fold("we will meet in Tu\u0308rkiye")


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("we will meet", "We will meet", 1.0),
        ("we will meet", "they will convene", 0.2),
        ("we will meet again", "we will meet", 0.75),
        ("we will and we will", "we will", 0.4),
    ],
)
def test_likeness_is_the_share_of_words_in_common(one, other, shared):
    found = find_alike({1: count_words(one)}, {2: count_words(other)}, at_least=0.1)
    assert list(found) == [(1, 2, shared)]


def test_an_excerpt_is_like_the_whole():
    assert text_likeness(LONG, f"A preface of other words. {LONG} And an annex, which nobody quotes.") == 1.0


def test_two_texts_of_one_register_are_not_alike():
    other = (
        "We will support partners in coastal regions and report to the next meeting by the end of the year."
    )
    assert text_likeness(LONG, other) == 0.0


def test_an_empty_text_is_like_nothing():
    assert text_likeness("", LONG) == 0.0


def test_a_text_shorter_than_a_shingle_is_compared_whole():
    assert text_likeness("We will", "we will") == 1.0


wordings = st.lists(
    st.lists(st.sampled_from("abcdef"), min_size=1, max_size=8).map(" ".join).map(count_words), max_size=6
)


@given(wordings, wordings)
def test_whatever_is_alike_enough_is_found(ones, others):
    found = find_alike(dict(enumerate(ones)), dict(enumerate(others)), at_least=0.5)
    assert sorted((one, other) for one, other, _ in found) == [
        (one, other)
        for one, words in enumerate(ones)
        for other, more_words in enumerate(others)
        if 2 * (words & more_words).total() >= (words | more_words).total()
    ]
