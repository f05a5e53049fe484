from app.evaluation.coding import CodedKind
from app.evaluation.gold_names import GoldNames
from app.evaluation.judging import Field, Finding
from app.evaluation.report import build_report, format_text
from app.evaluation.results import Evaluation, compare_acts
from app.evaluation.scores import Accuracy, Detection
from tests.evaluation.rows import a_coded_deadline, a_row

NAMES = GoldNames(ids=frozenset(), table={})


def an_evaluation() -> Evaluation:
    """Harbour: one act in both, one missed, one unfounded. Road: one act in both, of another kind."""
    harbour = compare_acts(
        (
            a_row("We will fund the harbour", deadlines=(a_coded_deadline(),)),
            a_row("We shall dredge the bay"),
        ),
        (a_row("we will fund the new harbour"), a_row("The weather was fine")),
        NAMES,
        stem="harbour",
    )
    road = compare_acts(
        (a_row("We have built the road", kind=CodedKind.MEASURE),),
        (a_row("We have built the road"),),
        NAMES,
        stem="road",
    )
    return Evaluation((harbour, road))


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


def test_the_text_report_shows_counts_and_sentences() -> None:
    report = format_text(an_evaluation(), show=True)
    assert "pooled       3      3        2      0.667   0.667   0.667" in report
    assert "kind                      1 of 2" in report
    assert "  missed     [pledge, strong, issuer] We shall dredge the bay" in report
    assert "  unfounded  [pledge, strong, issuer] The weather was fine" in report
    assert "  kind: measure, found pledge\n             We have built the road" in report
    assert "  deadline: by 2030, found none\n             We will fund the harbour" in report


def test_sentences_are_left_out_unless_asked_for() -> None:
    assert "dredge" not in format_text(an_evaluation())


def test_fifty_items_are_enough_for_a_percentage() -> None:
    row = a_row()
    result = compare_acts((row,) * 50, (row,) * 50, NAMES, stem="harbour")
    assert "kind                      100.0%" in format_text(Evaluation((result,)))


def test_the_json_report_holds_the_same() -> None:
    report = build_report(an_evaluation())
    assert report["pooled"]["spans"]["f1"] == 2 / 3
    assert report["pooled"]["fields"]["kind"] == {"right": 1, "judged": 2, "share": 0.5}
    assert report["statements"][0]["missed"] == ["We shall dredge the bay"]
    assert report["statements"][1]["differences"] == [
        {"text": "We have built the road", "field": "kind", "expected": "measure", "found": "pledge"}
    ]
