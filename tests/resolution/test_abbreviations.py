"""Abbreviations that a text defines for itself."""

import pytest

from app.resolution.abbreviations import find_abbreviations


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
