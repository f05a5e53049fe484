"""What was measured -> tables for people."""

from collections.abc import Iterator, Sequence

from app.evaluation import Measured
from app.evaluation.coding import CodedAct
from app.evaluation.density import Density
from app.evaluation.differences import list_differences
from app.evaluation.judging import Field, Finding
from app.evaluation.priority import PriorityResult
from app.evaluation.reliability import Reliability
from app.evaluation.results import Evaluation, MatchedAct, StatementResult
from app.evaluation.scores import Accuracy, Detection
from app.evaluation.themes import ThemeResult

FEW = 50
"""Fewer judged items than this are shown as counts: a percentage would promise too much precision."""

FIELD_LABELS = {
    Field.KIND: "kind",
    Field.FIRMNESS: "firmness",
    Field.POLARITY: "polarity",
    Field.STAGE: "stage, where labelled",
    Field.ACTOR: "actor",
    Field.OTHER_ACTOR: "actor who is not the issuer",
    Field.ADDRESSEES: "addressees of calls",
    Field.INTERVAL: "dated deadline: interval",
    Field.MEETING: "deadline: meeting",
}
FINDING_LABELS = {
    Finding.NEGATIVE: "acts of negative polarity",
    Finding.DEADLINE: "acts with a deadline",
    Finding.QUANTITIES: "quantities",
    Finding.CONDITIONS: "conditions",
}

Row = tuple[str | int, ...]


def format_text(measured: Measured, *, show: bool = False) -> str:
    """The figures as tables; with `show`, every miss, unfounded act and difference as a sentence."""
    parts: list[str] = []
    if measured.coded:
        parts += [_format_spans(measured.coded), _format_fields(measured.coded)]
        parts.append(_format_findings(measured.coded))
    if measured.reliability:
        parts.append(_format_reliability(measured.reliability))
    if measured.themes:
        parts.append(_format_themes(measured.themes))
    if measured.priority:
        parts += [_format_priority(measured.priority), _format_density(measured.densities)]
    elif measured.densities:
        parts.append(_format_density(measured.densities))
    if show and measured.coded:
        parts += ["\n".join(_show_statement(statement)) for statement in measured.coded.statements]
    if show and measured.priority:
        parts.append("\n".join(_show_priority(measured.priority)))
    return "\n\n".join(parts)


# --- tables ---


def _format_table(head: Row, rows: Sequence[Row]) -> str:
    """Columns as wide as what stands in them, the first one to the left, figures to the right."""
    lines = [tuple(map(str, line)) for line in (head, *rows)]
    first, *others = (max(map(len, column)) for column in zip(*lines, strict=True))
    return "\n".join(
        "  ".join([name.ljust(first), *map(str.rjust, cells, others)]).rstrip() for name, *cells in lines
    )


def _format_spans(evaluation: Evaluation) -> str:
    scores = [(statement.stem, statement.spans) for statement in evaluation.statements]
    return _format_table(
        ("Spans", "coded", "found", "matched", "precision", "recall", "F1"),
        [
            (name, score.gold, score.predicted, score.matched, *_shares_of(score))
            for name, score in [*scores, ("pooled", evaluation.spans)]
        ],
    )


def _format_fields(evaluation: Evaluation) -> str:
    return _format_table(
        ("On matched acts", "right", "judged", "coded", "share"),
        [
            (FIELD_LABELS[field], score.right, score.judged, evaluation.coded[field], _share(score))
            for field, score in evaluation.fields.items()
        ],
    )


def _format_findings(evaluation: Evaluation) -> str:
    """Deadlines have shares however few: their goal is an F1."""
    return _format_table(
        ("On matched acts", "there", "right", "missed", "false", "coded", "precision", "recall", "F1"),
        [
            (FINDING_LABELS[finding], score.gold, score.matched, score.missed, score.false)
            + (evaluation.coded[finding],)
            + (("", "", "") if score.gold < FEW and finding is not Finding.DEADLINE else _shares_of(score))
            for finding, score in evaluation.findings.items()
        ],
    )


def _format_reliability(reliability: Reliability) -> str:
    table = _format_table(
        ("Confidence", "acts", "mean", "right", "found right"),
        [
            (f"{b.low:.1f} to {b.high:.1f}", b.found, f"{b.confidence:.2f}", b.right, f"{b.share:.2f}")
            for b in reliability.bins
        ],
    )
    return f"{table}\nexpected calibration error  {reliability.error:.3f}, by counts of the other statements"


def _format_priority(result: PriorityResult) -> str:
    scores = [*result.bodies.items(), ("all", result.pooled)]
    return _format_table(
        ("Priority commitments", "found", "of", "recall"),
        [(body, score.right, score.judged, _share(score)) for body, score in scores],
    )


def _format_themes(results: Sequence[ThemeResult]) -> str:
    return _format_table(
        ("Themes", "acts", "not found", "there", "given", "right", "precision", "recall", "F1"),
        [(r.part, r.acts, r.not_found, *_counts_of(r.themes), *_shares_of(r.themes)) for r in results],
    )


def _format_density(densities: Sequence[Density]) -> str:
    """Said also when it was not measured: recall alone is bought by flagging everything."""
    if not densities:
        return "Density: not measured; name a whole statement with --density FILE."
    return _format_table(
        ("Pledges and reaffirmations", "found", "words", "per 1,000"),
        [(d.stem, d.pledges, d.words, f"{d.per_thousand:.1f}") for d in densities],
    )


def _counts_of(score: Detection) -> tuple[int, int, int]:
    return score.gold, score.predicted, score.matched


def _shares_of(score: Detection) -> tuple[str, str, str]:
    return _decimal(score.precision), _decimal(score.recall), _decimal(score.f1)


def _share(score: Accuracy) -> str:
    return "" if score.share is None or score.judged < FEW else f"{score.share:.1%}"


def _decimal(value: float | None) -> str:
    return "none" if value is None else f"{value:.3f}"


# --- sentences ---


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
    for difference in list_differences(matched):
        yield f"  {difference.field}: {difference.expected}, found {difference.found}"
        yield f"             {matched.gold.text}"


def _describe(act: CodedAct) -> str:
    return f"{act.kind}, {act.firmness}, {', '.join(act.actors)}"


def _show_priority(result: PriorityResult) -> Iterator[str]:
    yield "priority commitments"
    for item in result.missed:
        yield f"  missed     [{item.id}] {item.text}"
