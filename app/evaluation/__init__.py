"""Hand-coded acts, commitments singled out by others, whole statements -> how well the program reads them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import GoldError
from app.evaluation.density import Density, measure_density
from app.evaluation.gold import load_gold
from app.evaluation.gold_names import load_gold_names
from app.evaluation.prediction import Extract, extract_document, predict_acts
from app.evaluation.priority import PriorityResult, measure_recall
from app.evaluation.reliability import Reliability, count_makers, measure_reliability
from app.evaluation.results import Evaluation, StatementResult, compare_acts
from app.extraction.confidence import Tally
from app.registry import load_registry
from app.registry.facts import Registry

__all__ = ["Extract", "Measured", "Yardsticks", "extract_document", "measure"]


@dataclass(frozen=True, slots=True)
class Yardsticks:
    """What to measure by; what is empty is not measured.

    `gold`: folders of coded acts (or `.jsonl` files) of the statements in the folder `statements`;
    `stages`: how far the measures among them have come. `priority`: commitments others singled out.
    `density`: whole statements.
    """

    gold: tuple[Path, ...] = ()
    statements: Path | None = None
    stages: Path | None = None
    priority: Path | None = None
    density: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of each yardstick that was given."""

    coded: Evaluation | None = None
    reliability: Reliability | None = None
    priority: PriorityResult | None = None
    densities: tuple[Density, ...] = ()


def measure(by: Yardsticks) -> Measured:
    """Runs the program over everything named. Raises `GoldError` when coded data or a statement cannot be
    used.
    """
    registry = load_registry()
    compared = list(_compare_statements(by, registry))
    return Measured(
        coded=Evaluation(tuple(result for result, _ in compared)) if compared else None,
        reliability=measure_reliability(tally for _, tally in compared) if compared else None,
        priority=measure_recall(by.priority, registry) if by.priority else None,
        densities=measure_density(by.density, registry),
    )


def _compare_statements(by: Yardsticks, registry: Registry) -> Iterator[tuple[StatementResult, Tally]]:
    """What coders and program see in each coded statement, and which rules were right."""
    if by.gold and by.statements is None:
        raise GoldError("coded acts need the folder of the statements they were coded from")
    names = load_gold_names(registry)
    for gold in by.gold:
        for case in load_gold(gold, by.statements or Path(), by.stages):
            predictions = predict_acts(case, registry)
            found = tuple(prediction.coded for prediction in predictions)
            result = compare_acts(case.acts, found, names, stem=case.stem)
            yield result, count_makers(result, predictions)
