from dataclasses import replace

from app.evaluation.report import build_report
from tests.evaluation.results import everything_measured


def test_coded_acts_are_reported_with_figures_and_differences() -> None:
    report = build_report(everything_measured())
    assert report["pooled"]["spans"]["f1"] == 2 / 3
    assert report["pooled"]["fields"]["kind"] == {"right": 1, "judged": 2, "share": 0.5, "coded": 3}
    assert report["pooled"]["findings"]["deadline"] == {
        "gold": 1,
        "predicted": 0,
        "matched": 0,
        "missed": 1,
        "false": 0,
        "precision": None,
        "recall": 0.0,
        "f1": 0.0,
        "coded": 1,
    }
    assert report["statements"][0]["missed"] == ["We shall dredge the bay"]
    assert report["statements"][1]["differences"] == [
        {"text": "We have built the road", "field": "kind", "expected": "measure", "found": "pledge"}
    ]


def test_reliability_is_reported_by_bin() -> None:
    reliability = build_report(everything_measured())["reliability"]
    assert 0 < reliability["expected_calibration_error"] < 0.2
    assert [(each["low"], each["found"], each["right"], each["share"]) for each in reliability["bins"]] == [
        (0.6, 10, 9, 0.9),
        (0.8, 10, 8, 0.8),
    ]


def test_commitments_and_density_are_reported() -> None:
    report = build_report(everything_measured())
    assert report["priority"] == {
        "pooled": {"right": 1, "judged": 2, "share": 0.5},
        "bodies": {
            "G20": {"right": 1, "judged": 1, "share": 1.0},
            "G7/G8": {"right": 0, "judged": 1, "share": 0.0},
        },
        "missed": [{"id": "elmau-2", "text": "Roads for all"}],
    }
    assert report["density"] == [{"statement": "wells", "words": 250, "pledges": 5, "per_thousand": 20.0}]


def test_what_was_not_measured_is_left_out() -> None:
    report = build_report(replace(everything_measured(), coded=None, reliability=None, densities=()))
    assert list(report) == ["priority"]
