"""The deadline grammar on text that nobody would write: it raises nothing, and takes steps in proportion."""

import random
import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model import Span
from app.registry import load_registry
from app.resolution.expressions import find_expressions
from app.resolution.names import resolve_name
from app.resolution.persons import find_persons
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


def count_steps(read: Callable[[], object]) -> int:
    """Calls of functions, patterns among them, that reading takes."""
    steps = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal steps
        steps += event in {"call", "c_call"}

    find_expressions("We will act.", Span(0, 12))
    sys.setprofile(count)
    try:
        read()
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
    few, many = (count_steps(partial(find_expressions, text, Span(0, len(text)))) for text in (short, long))
    assert many <= 1.1 * len(long) / len(short) * few


@pytest.mark.parametrize("read", [resolve_name, find_persons])
def test_names_within_names_take_steps_in_proportion(read: Callable[..., object]) -> None:
    registry = load_registry()
    short, long = (f"President Jane Doe of {'the Republic of Kenya of ' * size}Peru" for size in (10, 80))
    read("Kenya", registry)
    few, many = (count_steps(partial(read, phrase, registry)) for phrase in (short, long))
    assert many <= 1.1 * len(long) / len(short) * few
