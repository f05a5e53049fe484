from pathlib import Path

import pytest

from app.errors import GoldError
from app.evaluation.density import Density, measure_density
from app.registry import load_registry

CONTENT = """We, the Leaders of the G20, met today.

We will train nurses. We reaffirm our commitment to free ports. We have built two wells.

We call on all states to follow.
"""


def test_pledges_and_reaffirmations_are_counted_measures_and_calls_are_not(tmp_path: Path) -> None:
    path = tmp_path / "wells.txt"
    path.write_text(CONTENT)
    (density,) = measure_density([path], load_registry())
    assert density == Density(stem="wells", words=31, pledges=2)


def test_density_is_per_thousand_words() -> None:
    assert Density(stem="wells", words=250, pledges=5).per_thousand == 20.0


def test_a_document_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("")
    with pytest.raises(GoldError, match=r"empty\.txt: the document is empty"):
        measure_density([path], load_registry())
