"""What was measured -> JSON for programs."""

from dataclasses import asdict
from typing import Any

from app.evaluation import Measured
from app.evaluation.density import Density
from app.evaluation.differences import list_differences
from app.evaluation.priority import PriorityResult
from app.evaluation.reliability import Reliability
from app.evaluation.results import Evaluation, StatementResult
from app.evaluation.scores import Accuracy, Detection
from app.evaluation.themes import ThemeResult


def build_report(measured: Measured) -> dict[str, Any]:
    """Figures, misses and differences as JSON values; shares from 0 to 1, null where nothing was judged."""
    report: dict[str, Any] = {}
    if measured.coded:
        report |= _report_evaluation(measured.coded)
    if measured.reliability:
        report["reliability"] = _report_reliability(measured.reliability)
    if measured.themes:
        report["themes"] = [_report_themes(result) for result in measured.themes]
    if measured.priority:
        report["priority"] = _report_priority(measured.priority)
    if measured.densities:
        report["density"] = [_report_density(density) for density in measured.densities]
    return report


def _report_evaluation(evaluation: Evaluation) -> dict[str, Any]:
    coded = evaluation.coded
    return {
        "pooled": {
            "spans": _report_detection(evaluation.spans),
            "fields": {
                field: {**_report_accuracy(score), "coded": coded[field]}
                for field, score in evaluation.fields.items()
            },
            "findings": {
                finding: {**_report_detection(score), "coded": coded[finding]}
                for finding, score in evaluation.findings.items()
            },
        },
        "statements": [_report_statement(statement) for statement in evaluation.statements],
    }


def _report_statement(statement: StatementResult) -> dict[str, Any]:
    return {
        "statement": statement.stem,
        "spans": _report_detection(statement.spans),
        "missed": [act.text for act in statement.missed],
        "unfounded": [act.text for act in statement.unfounded],
        "differences": [
            {
                "text": matched.gold.text,
                "field": difference.field,
                "expected": difference.expected,
                "found": difference.found,
            }
            for matched in statement.matched
            for difference in list_differences(matched)
        ],
    }


def _report_reliability(reliability: Reliability) -> dict[str, Any]:
    return {
        "expected_calibration_error": reliability.error,
        "bins": [{**asdict(each), "share": each.share} for each in reliability.bins],
    }


def _report_priority(result: PriorityResult) -> dict[str, Any]:
    return {
        "pooled": _report_accuracy(result.pooled),
        "bodies": {body: _report_accuracy(score) for body, score in result.bodies.items()},
        "missed": [{"id": item.id, "text": item.text} for item in result.missed],
    }


def _report_themes(result: ThemeResult) -> dict[str, Any]:
    return {
        "part": result.part,
        "acts": result.acts,
        "not_found": result.not_found,
        **_report_detection(result.themes),
    }


def _report_density(density: Density) -> dict[str, Any]:
    return {
        "statement": density.stem,
        "words": density.words,
        "pledges": density.pledges,
        "per_thousand": density.per_thousand,
    }


def _report_detection(score: Detection) -> dict[str, float | int | None]:
    return {
        "gold": score.gold,
        "predicted": score.predicted,
        "matched": score.matched,
        "missed": score.missed,
        "false": score.false,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
    }


def _report_accuracy(score: Accuracy) -> dict[str, float | int | None]:
    return {"right": score.right, "judged": score.judged, "share": score.share}
