"""The deadline grammar on text that nobody would write: it raises nothing, and takes steps in proportion."""

import random
import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model import Span
from app.resolution.expressions import find_expressions
from benchmarks.deadlines import OCCASIONS, make_text, read

UNENDING = [
    "at the next ",
    "the second part of the third session of ",
    "by the end of the ",
    "in the margins of the International Conference on ",
    "within six to nine months after the adoption of the ",
    "until it has been ",
    "if ",
    "from 1 May 2031 to 2 ",
    "medium- and long-",
    "by ",
]
"""Beginnings of expressions that, over and over, never come to an end."""


def count_steps(text: str) -> int:
    """Calls of functions, patterns among them, that finding the expressions in a text takes."""
    steps = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal steps
        steps += event in {"call", "c_call"}

    find_expressions("We will act.", Span(0, 12))
    sys.setprofile(count)
    try:
        find_expressions(text, Span(0, len(text)))
    finally:
        sys.setprofile(None)
    return steps


@settings(max_examples=60, deadline=None)
@given(
    chance=st.randoms(use_true_random=False), length=st.integers(1, 2000), occasion=st.sampled_from(OCCASIONS)
)
def test_words_of_the_rules_in_any_order_are_read(chance: random.Random, length: int, occasion: Any) -> None:
    text = make_text(chance, length)
    assert 0 <= read(text, occasion) <= len(text)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300), occasion=st.sampled_from(OCCASIONS))
def test_any_characters_are_read(text: str, occasion: Any) -> None:
    assert 0 <= read(f"We will act by {text}", occasion) <= len(text) + 1


@pytest.mark.parametrize("phrase", UNENDING)
def test_steps_grow_no_faster_than_the_text(phrase: str) -> None:
    short, long = phrase * (1000 // len(phrase)), phrase * (8000 // len(phrase))
    assert count_steps(long) <= 1.1 * len(long) / len(short) * count_steps(short)
