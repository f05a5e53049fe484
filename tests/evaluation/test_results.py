from app.evaluation.judging import Field, Finding
from app.evaluation.scores import Accuracy, Detection
from tests.evaluation.results import an_evaluation


def test_acts_are_matched_missed_or_unfounded() -> None:
    harbour, _ = an_evaluation().statements
    assert [(act.gold.text, act.found.text) for act in harbour.matched] == [
        ("We will fund the harbour", "we will fund the new harbour")
    ]
    assert [act.text for act in harbour.missed] == ["We shall dredge the bay"]
    assert [act.text for act in harbour.unfounded] == ["The weather was fine"]


def test_figures_are_pooled() -> None:
    evaluation = an_evaluation()
    assert evaluation.spans == Detection(gold=3, predicted=3, matched=2)
    assert evaluation.fields[Field.KIND] == Accuracy(right=1, judged=2)
    assert evaluation.findings[Finding.DEADLINE] == Detection(gold=1, predicted=0, matched=0)


def test_what_was_coded_counts_the_missed_acts_too() -> None:
    coded = an_evaluation().coded
    assert coded[Field.KIND] == 3
    assert coded[Finding.DEADLINE] == 1
    assert coded[Finding.QUANTITIES] == 2
    assert coded[Field.ADDRESSEES] == 0
