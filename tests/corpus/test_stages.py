"""The labels of how far coded measures have come, against the rows they label."""

from pathlib import Path

from app.evaluation.coding import CodedKind
from app.evaluation.gold import LABEL, load_gold
from app.evaluation.rows import load_rows
from app.vocabulary import Stage

STAGES = Path(__file__).parent / "stages.jsonl"


def test_a_label_says_what_the_kind_measure_leaves_open() -> None:
    assert {label.stage for label in load_rows(STAGES, LABEL)} == {Stage.DONE, Stage.UNDER_WAY}


def test_every_coded_measure_is_labelled_once(shared: Path) -> None:
    cases = load_gold(shared / "gold" / "dev", shared / "statements")
    measures = [act.id for case in cases for act in case.acts if act.kind is CodedKind.MEASURE]
    assert [label.id for label in load_rows(STAGES, LABEL)] == measures
