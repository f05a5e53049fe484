"""Numbers in words."""

import re

import pytest

from app.resolution.numerals import ORDINAL, number_named


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("90", 90),
        ("an", 1),
        ("twelve", 12),
        ("forty-five", 45),
        ("a hundred", 100),
        ("one hundred and eighty", 180),
        ("29th", 29),
        ("third", 3),
        ("eighteenth", 18),
        ("thirty-first", 31),
        ("seventy fifth", 75),
        ("hundredth", 100),
    ],
)
def test_words_are_numbers(words: str, number: int) -> None:
    assert number_named(words) == number


@pytest.mark.parametrize("words", ["first", "twenty-ninth", "ninetieth", "78th"])
def test_an_ordinal_is_read_whole(words: str) -> None:
    assert re.fullmatch(ORDINAL, words)


@pytest.mark.parametrize("words", ["one", "twenty", "78", "fortyfirst"])
def test_other_words_are_no_ordinal(words: str) -> None:
    assert not re.fullmatch(ORDINAL, words)
