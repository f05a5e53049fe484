"""An evaluation -> text for people, JSON for programs."""

from collections.abc import Iterator
from typing import Any

from app.evaluation.coding import CodedAct
from app.evaluation.judging import Field, Finding
from app.evaluation.results import Evaluation, MatchedAct, StatementResult
from app.evaluation.scores import Accuracy, Detection

FEW = 50
"""Fewer judged items than this are shown as a count: a percentage would promise too much precision."""

FIELD_LABELS = {
    Field.KIND: "kind",
    Field.FIRMNESS: "firmness",
    Field.POLARITY: "polarity",
    Field.ACTOR: "actor",
    Field.ADDRESSEES: "addressees of calls",
    Field.INTERVAL: "dated deadline: interval",
    Field.MEETING: "deadline: meeting",
}
FINDING_LABELS = {
    Finding.DEADLINE: "acts with a deadline",
    Finding.QUANTITIES: "quantities",
    Finding.CONDITIONS: "conditions",
}


def format_text(evaluation: Evaluation, *, show: bool = False) -> str:
    """The figures as tables; with `show`, every miss, unfounded act and difference as a sentence."""
    parts = [_format_spans(evaluation), _format_fields(evaluation)]
    if show:
        parts += ["\n".join(_show_statement(statement)) for statement in evaluation.statements]
    return "\n\n".join(parts)


def build_report(evaluation: Evaluation) -> dict[str, Any]:
    """The same figures and differences as JSON values; shares from 0 to 1, null where nothing was judged."""
    return {
        "pooled": {
            "spans": _report_detection(evaluation.spans),
            "fields": {field: _report_accuracy(score) for field, score in evaluation.fields.items()},
            "findings": {finding: _report_detection(score) for finding, score in evaluation.findings.items()},
        },
        "statements": [_report_statement(statement) for statement in evaluation.statements],
    }


# --- text ---


def _format_spans(evaluation: Evaluation) -> str:
    width = max(len(statement.stem) for statement in evaluation.statements)
    rows = [(statement.stem, statement.spans) for statement in evaluation.statements]
    rows.append(("pooled", evaluation.spans))
    lines = [f"{'Spans':{width}}  coded  found  matched  precision  recall      F1"]
    lines += [
        f"{name:{width}}  {score.gold:5}  {score.predicted:5}  {score.matched:7}"
        f"  {_decimal(score.precision):>9}  {_decimal(score.recall):>6}  {_decimal(score.f1):>6}"
        for name, score in rows
    ]
    return "\n".join(lines)


def _format_fields(evaluation: Evaluation) -> str:
    width = max(map(len, [*FIELD_LABELS.values(), *FINDING_LABELS.values()]))
    lines = [f"{'On matched acts':{width}}  right"]
    lines += [f"{FIELD_LABELS[field]:{width}}  {_share(score)}" for field, score in evaluation.fields.items()]
    lines += ["", f"{'On matched acts':{width}}  precision     recall        F1"]
    lines += [
        f"{FINDING_LABELS[finding]:{width}}  {_share(Accuracy(score.matched, score.predicted)):12}"
        f"  {_share(Accuracy(score.matched, score.gold)):12}  {_decimal(score.f1)}"
        for finding, score in evaluation.findings.items()
    ]
    return "\n".join(lines)


def _share(score: Accuracy) -> str:
    if score.share is None:
        return "none"
    return f"{score.right} of {score.judged}" if score.judged < FEW else f"{score.share:.1%}"


def _decimal(value: float | None) -> str:
    return "none" if value is None else f"{value:.3f}"


def _show_statement(statement: StatementResult) -> Iterator[str]:
    yield statement.stem
    for act in statement.missed:
        yield f"  missed     [{_describe(act)}] {act.text}"
        if act.doubt:
            yield f"             in doubt: {act.doubt}"
    for act in statement.unfounded:
        yield f"  unfounded  [{_describe(act)}] {act.text}"
    for matched in statement.matched:
        yield from _show_differences(matched)


def _show_differences(matched: MatchedAct) -> Iterator[str]:
    for difference in _list_differences(matched):
        yield f"  {difference['field']}: {difference['expected']}, found {difference['found']}"
        yield f"             {matched.gold.text}"


def _describe(act: CodedAct) -> str:
    return f"{act.kind}, {act.firmness}, {', '.join(act.actors)}"


# --- JSON ---


def _report_statement(statement: StatementResult) -> dict[str, Any]:
    return {
        "statement": statement.stem,
        "spans": _report_detection(statement.spans),
        "missed": [act.text for act in statement.missed],
        "unfounded": [act.text for act in statement.unfounded],
        "differences": [
            {"text": matched.gold.text, **difference}
            for matched in statement.matched
            for difference in _list_differences(matched)
        ],
    }


def _list_differences(matched: MatchedAct) -> Iterator[dict[str, str]]:
    for judgement in matched.judgements:
        if not judgement.is_right:
            yield {"field": judgement.field, "expected": judgement.expected, "found": judgement.found}
    wordings = {
        Finding.DEADLINE: (
            [d.text for d in matched.gold.deadlines],
            [d.text for d in matched.found.deadlines],
        ),
        Finding.QUANTITIES: (matched.gold.quantities, matched.found.quantities),
        Finding.CONDITIONS: (matched.gold.conditions, matched.found.conditions),
    }
    for finding, (expected, found) in wordings.items():
        score = matched.findings[finding]
        if not score.gold == score.predicted == score.matched:
            yield {
                "field": finding,
                "expected": "; ".join(expected) or "none",
                "found": "; ".join(found) or "none",
            }


def _report_detection(score: Detection) -> dict[str, float | int | None]:
    return {
        "gold": score.gold,
        "predicted": score.predicted,
        "matched": score.matched,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
    }


def _report_accuracy(score: Accuracy) -> dict[str, float | int | None]:
    return {"right": score.right, "judged": score.judged, "share": score.share}
