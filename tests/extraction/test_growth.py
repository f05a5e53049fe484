"""Hostile statements: whatever has no full stop is walked in parts of bounded size, so that no time can grow
with the square of it.
"""

import pytest

from app.extraction.leadins import LONGEST_BORROWED
from app.extraction.parse import parse_texts
from app.extraction.segments import segment_statement
from app.extraction.sentences import LONGEST_PART
from tests.extraction.said import a_statement_of, acts_of
from tests.growth import grows_linearly

UNITS = [
    "We will act, ",
    "WE WILL ACT AND ",
    "we support, defend and protect, ",
    "We commit to act; to go; ",
    ": (a) to act at sea, on land and in the air; (b) to go by day and by night with all the ships we have; ",
    "urge all states to act, ",
    "Decides to act, ",
    "France, Germany and ",
    "by 2030, within 90 days, ",
    "5 million well-known ships, ",
]


@pytest.mark.parametrize("unit", UNITS)
def test_a_paragraph_without_full_stop_is_parsed_in_parts(unit: str) -> None:
    statement = a_statement_of(unit * 500)
    segments = segment_statement(statement)
    lengths = [len(doc) for doc in parse_texts(s.text(statement.text.content) for s in segments)]

    assert max(lengths) <= 1.5 * LONGEST_PART
    covered = sum(len(s.span.quote(statement.text.content).split()) for s in segments)
    assert covered > 0.8 * len(statement.text.content.split())


@pytest.mark.parametrize("unit", ["We will act, ", "We commit to act; to go; "])
def test_extraction_does_not_grow_with_the_square_of_a_paragraph(unit: str) -> None:
    assert grows_linearly(lambda size: acts_of(unit * size), 40)


def test_acts_are_found_in_every_part_of_a_long_paragraph() -> None:
    acts = acts_of("We will act on water and on peace, " * 400)

    assert len(acts) == 400


@pytest.mark.parametrize(
    ("opening", "end"),
    [("We, who ", "therefore will:"), ("We are ", "taking the following steps:"), ("We will ", "act:")],
)
def test_a_long_lead_in_is_not_repeated_whole_before_each_item(opening, end):
    statement = a_statement_of(f"{opening}{'know the sea and ' * 2_000}{end}", *[("act on water", 1)] * 50)

    _, *items = (segment for segment in segment_statement(statement) if segment.passage)

    assert len(items) >= 49
    assert max(len(item.prefix) for item in items) <= LONGEST_BORROWED + len("We will ")
