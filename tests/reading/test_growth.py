"""Hostile documents: what takes seconds at a megabyte must not take minutes at ten."""

import pytest

from tests.growth import grows_linearly
from tests.reading.documents import COOKIES, read_all

ENOUGH = " We will act on water, and we will act on it again."


@pytest.mark.parametrize(
    "unit",
    [
        "*",
        ". ",
        "[1] ",
        "word[1] ",
        "peace.1 Then ",
        "peace1 ",
        "- ",
        "1. ",
        "| a ",
        "“a ”",
        f"we {COOKIES} act ",
    ],
)
def test_reading_does_not_grow_with_the_square_of_a_line(unit: str) -> None:
    assert grows_linearly(lambda size: read_all(unit * size + ENOUGH), 200)


@pytest.mark.parametrize(
    "line", ["We will act.", "- act", "1. Act", "WATER", "1 See water.", "water and", "We will:"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_reading_does_not_grow_with_the_square_of_its_lines(line: str, gap: str) -> None:
    assert grows_linearly(lambda size: read_all((line + gap) * size + ENOUGH), 100)
