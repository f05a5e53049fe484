"""Abbreviations that a text defines for itself."""

import pytest

from app.resolution.abbreviations import find_abbreviations, find_bare_nouns, find_short_names


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("the North Sea Flood Board (NSFB) met", {"NSFB": "North Sea Flood Board"}),
        ("The Global Partnership for Deep Mines (GPDM).", {"GPDM": "Global Partnership for Deep Mines"}),
        ("a Fund for Clean and Open Rivers (“FCOR”)", {"FCOR": "Fund for Clean and Open Rivers"}),
        ("the Union's Land and Water Office (LWO)", {"LWO": "Land and Water Office"}),
        ("nationally set targets (NSTs)", {"NSTs": "nationally set targets"}),
        ("the Harbour\nMasters' Guild (HMG)", {"HMG": "Harbour Masters' Guild"}),
        ("We met. Harbours open early (HOE).", {"HOE": "Harbours open early"}),
        ("the Tide Council (TC), and the Town Council (TC)", {"TC": "Tide Council"}),
        ("a rise of two degrees (2C)", {}),
        ("the members (see annex)", {}),
        ("as agreed in Lima (Peru)", {}),
        ("quick action (XYZ)", {}),
        ("", {}),
    ],
)
def test_finds_what_a_text_defines(content: str, found: dict[str, str]) -> None:
    assert find_abbreviations(content) == found


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("the Harbour Fund (hereinafter the Fund)", (("Fund", "the Harbour Fund"),)),
        ("the Harbour Fund (hereinafter referred to as “the Fund”)", (("Fund", "the Harbour Fund"),)),
        (
            "to the Sea Convention, hereinafter called the Convention, and",
            (("Convention", "to the Sea Convention"),),
        ),
        ("We met. The Tide Bank (hereafter “Bank”) pays.", (("Bank", "The Tide Bank"),)),
        ("as described hereinafter in detail", ()),
        ("the Harbour Fund (the largest)", ()),
    ],
)
def test_finds_short_names_as_treaties_define_them(content: str, found: tuple[tuple[str, str], ...]) -> None:
    assert find_short_names(content) == found


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (
            "We thank the Harbour Commission. The Commission will report.",
            {"Commission": "Harbour Commission"},
        ),
        ("the Harbour Fund, and the River Fund", {}),
        ("the Commission will report", {}),
    ],
)
def test_finds_the_one_body_that_a_noun_alone_stands_for(content: str, found: dict[str, str]) -> None:
    assert find_bare_nouns(content) == found
