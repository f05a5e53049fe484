from dataclasses import replace

from app.evaluation import Measured
from app.evaluation.results import Evaluation, compare_acts
from app.evaluation.tables import format_text
from tests.evaluation.results import NAMES, an_evaluation, everything_measured
from tests.evaluation.rows import a_coded_deadline, a_row


def of_coded(evaluation: Evaluation) -> Measured:
    return Measured(coded=evaluation)


def list_lines(measured: Measured, *, show: bool = False) -> list[str]:
    """The report with the white space of its columns folded."""
    return [" ".join(line.split()) for line in format_text(measured, show=show).splitlines()]


def test_columns_stand_under_their_heads() -> None:
    text = format_text(of_coded(an_evaluation()))
    assert text.splitlines()[:4] == [
        "Spans    coded  found  matched  precision  recall     F1",
        "harbour      2      2        1      0.500   0.500  0.500",
        "road         1      1        1      1.000   1.000  1.000",
        "pooled       3      3        2      0.667   0.667  0.667",
    ]


def test_few_items_are_counts_and_so_are_wordings() -> None:
    lines = list_lines(of_coded(an_evaluation()))
    assert "kind 1 2 3" in lines
    assert "quantities 0 0 0 0 2" in lines


def test_deadlines_have_shares_however_few() -> None:
    assert "acts with a deadline 1 0 1 0 1 none 0.000 0.000" in list_lines(of_coded(an_evaluation()))


def test_fifty_items_are_enough_for_a_percentage() -> None:
    rows = (a_row(quantities=("two ports",)),) * 50
    lines = list_lines(of_coded(Evaluation((compare_acts(rows, rows, NAMES, stem="harbour"),))))
    assert "kind 50 50 50 100.0%" in lines
    assert "quantities 50 50 0 0 50 1.000 1.000 1.000" in lines


def test_confidence_stands_beside_what_was_right() -> None:
    lines = list_lines(everything_measured())
    start = lines.index("Confidence acts mean right found right")
    assert lines[start + 1 : start + 3] == [
        "0.6 to 0.8 10 0.78 9 0.90",
        "0.8 to 1.0 10 0.87 8 0.80",
    ]
    assert lines[start + 3].startswith("expected calibration error 0.0")


def test_commitments_are_told_by_body_and_together_with_density() -> None:
    lines = list_lines(replace(everything_measured(), coded=None, reliability=None))
    assert lines == [
        "Priority commitments found of recall",
        "G20 1 1",
        "G7/G8 0 1",
        "all 1 2",
        "",
        "Pledges and reaffirmations found words per 1,000",
        "wells 5 250 20.0",
    ]


def test_that_density_was_not_measured_is_said() -> None:
    lines = list_lines(replace(everything_measured(), coded=None, densities=()))
    assert lines[-1] == "Density: not measured; name a whole statement with --density FILE."


def test_misses_and_differences_are_shown_as_sentences() -> None:
    report = format_text(everything_measured(), show=True)
    assert "  missed     [pledge, strong, issuer] We shall dredge the bay" in report
    assert "  unfounded  [pledge, strong, issuer] The weather was fine" in report
    assert "  kind: measure, found pledge\n             We have built the road" in report
    assert "  deadline: by 2030, found none\n             We will fund the harbour" in report
    assert "  missed     [elmau-2] Roads for all" in report


def test_an_actor_who_is_not_the_issuer_is_shown_once() -> None:
    pair = (a_row(actors=("isl",)),), (a_row(actors=("nor",), actor_text="they"),)
    report = format_text(of_coded(Evaluation((compare_acts(*pair, NAMES, stem="bay"),))), show=True)
    assert report.count("isl, found nor") == 1


def test_sentences_are_left_out_unless_asked_for() -> None:
    report = format_text(everything_measured())
    assert "dredge" not in report
    assert "Roads" not in report


def test_a_coded_deadline_is_shown_in_its_words() -> None:
    rows = (a_row(deadlines=(a_coded_deadline("by June"), a_coded_deadline("soon"))),), (a_row(),)
    report = format_text(of_coded(Evaluation((compare_acts(*rows, NAMES, stem="bay"),))), show=True)
    assert "  deadline: by June; soon, found none" in report
