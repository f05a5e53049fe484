"""How alike two wordings are."""

import pytest

from app.ingestion.wording import count_words, fold, likeness, text_likeness

LONG = (
    "We will double our support to coastal regions and report on it every year until the end of the decade."
)


def test_case_space_and_composition_make_no_difference():
    assert fold("We  will\nMEET in Türkiye") == fold("we will meet in Tu\u0308rkiye")


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("we will meet", "We will meet", 1.0),
        ("we will meet", "they shall convene", 0.0),
        ("we will meet again", "we will meet", 0.75),
        ("we will and we will", "we will", 0.4),
        ("", "", 0.0),
    ],
)
def test_likeness_is_the_share_of_words_in_common(one, other, shared):
    assert likeness(count_words(one), count_words(other)) == shared


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
