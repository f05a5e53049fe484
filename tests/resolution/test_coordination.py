"""Phrases that join phrases."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model import Span
from app.registry import load_registry
from app.resolution.coordination import split_coordination

REGISTRY = load_registry()


def split(phrase: str) -> list[str]:
    """The words of each part."""
    return [part.quote(phrase) for part in split_coordination(phrase, Span(0, len(phrase)), REGISTRY)]


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("Kenya", ["Kenya"]),
        ("Kenya and Peru", ["Kenya", "Peru"]),
        ("Kenya, Peru, and Nepal", ["Kenya", "Peru", "Nepal"]),
        ("Kenya, Peru & Nepal", ["Kenya", "Peru", "Nepal"]),
        ("Kenya as well as Peru", ["Kenya", "Peru"]),
        ("all states, including Peru", ["all states", "Peru"]),
        ("Bosnia and Herzegovina and Serbia", ["Bosnia and Herzegovina", "Serbia"]),
        ("Hong Kong, China, and Chile", ["Hong Kong, China", "Chile"]),
        ("ministers of\nKenya and\nof Peru", ["ministers of\nKenya", "of Peru"]),
        ("sand", ["sand"]),
    ],
)
def test_splits_what_is_joined_and_no_name(phrase: str, parts: list[str]) -> None:
    assert split(phrase) == parts


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Peru", "and", ",", "or", "including", "Bosnia and Herzegovina", "x", " "]),
        min_size=1,
    )
)
def test_parts_are_trimmed_and_in_order(words: list[str]) -> None:
    content = " ".join(words)
    parts = split_coordination(content, Span(0, len(content)), REGISTRY)
    assert all(part.quote(content) == part.quote(content).strip() for part in parts)
    assert all(earlier.end <= later.start for earlier, later in pairwise(parts))
