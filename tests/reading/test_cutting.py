import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading.blocks import Block, BlockCut
from app.reading.cutting import Stretch, cut_out, part_at
from tests.growth import grows_linearly


def cut(text: str, *cuts: BlockCut) -> Block:
    """The text without what stands in braces."""
    found = re.finditer(r"\{[^}]*\}", text)
    return cut_out(Block(text, cuts=cuts), [Stretch(m.start(), m.end(), "brace") for m in found])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("We act. {banner} They rest.", "We act. They rest."),
        ("We act {banner}, and they rest.", "We act, and they rest."),
        ("peace{3} and", "peace and"),
        ("pea{-}ce", "peace"),
        ("pea{-}{-}ce", "peace"),
        ("rest.{1}Then", "rest. Then"),
        ("rest.{1} {2} Then", "rest. Then"),
        ("{banner} We act.", "We act."),
        ("We act. {banner}", "We act."),
        ("{banner}", ""),
        ("{one} {two}", ""),
        ("untouched", "untouched"),
    ],
)
def test_one_space_or_none_stands_where_something_was_cut(text: str, left: str) -> None:
    assert cut(text).text == left


def test_each_cut_is_recorded_where_it_stood_in_the_order_of_the_text() -> None:
    block = cut("{a} one {b} {c} two{d}.")

    assert block.text == "one two."
    assert [(c.at, c.removed) for c in block.cuts] == [(0, "{a}"), (3, "{b}"), (3, "{c}"), (7, "{d}")]


def test_earlier_cuts_move_with_their_words() -> None:
    earlier = [BlockCut(at, "earlier", "") for at in (0, 4, 13, 15)]  # one {two} thr|ee

    block = cut("one {two} three", *earlier)

    assert block.text == "one three"
    assert [c.at for c in block.cuts if c.rule == "earlier"] == [0, 3, 7, 9]


def test_of_overlapping_stretches_the_first_counts() -> None:
    block = cut_out(Block("one two three"), [Stretch(6, 13, "late"), Stretch(4, 8, "early")])

    assert block.text == "one three"
    assert [c.rule for c in block.cuts] == ["early"]


@given(st.text(alphabet="ab .,{}", max_size=60))
def test_what_is_not_cut_keeps_its_letters_and_every_cut_its_place(text: str) -> None:
    block = cut(text)

    assert re.sub(r"\s", "", block.text) == re.sub(r"\{[^}]*\}|\s", "", text)
    assert all(0 <= c.at <= len(block.text) for c in block.cuts)
    assert all(one.at <= other.at for one, other in pairwise(block.cuts))


def test_parts_keep_the_cuts_of_their_words_and_the_first_its_number() -> None:
    cuts = tuple(BlockCut(at, "", str(at)) for at in (1, 4, 5, 9))

    parts = part_at(Block("one. two. three", number="7", cuts=cuts), [4, 9])

    assert [part.text for part in parts] == ["one.", "two.", "three"]
    assert [part.number for part in parts] == ["7", None, None]
    assert [[(c.at, c.removed) for c in part.cuts] for part in parts] == [
        [(1, "1"), (4, "4")],
        [(0, "5"), (4, "9")],
        [],
    ]


def test_cutting_and_parting_do_not_grow_with_the_square_of_the_cuts() -> None:
    def work(size: int) -> None:
        block = cut("word{1} " * size)
        part_at(block, sorted({c.at for c in block.cuts}))

    assert grows_linearly(work, 1_000)
