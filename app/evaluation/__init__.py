"""Hand-coded acts, commitments singled out by others, whole statements -> how well the program reads them."""

from dataclasses import dataclass
from pathlib import Path

from app.errors import GoldError
from app.evaluation.density import Density, measure_density
from app.evaluation.gold import load_gold
from app.evaluation.gold_names import load_gold_names
from app.evaluation.prediction import Extract, extract_document, predict_acts
from app.evaluation.priority import PriorityResult, measure_recall
from app.evaluation.results import Evaluation, compare_acts
from app.registry import load_registry
from app.registry.facts import Registry

__all__ = ["Extract", "Measured", "Yardsticks", "extract_document", "measure"]


@dataclass(frozen=True, slots=True)
class Yardsticks:
    """What to measure by; what is None or empty is not measured.

    `gold`: a folder of coded acts (or one `.jsonl` file) of the statements in the folder `statements`;
    `stages`: how far the measures among them have come. `priority`: commitments others singled out.
    `density`: whole statements.
    """

    gold: Path | None = None
    statements: Path | None = None
    stages: Path | None = None
    priority: Path | None = None
    density: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of each yardstick that was given."""

    coded: Evaluation | None
    priority: PriorityResult | None
    densities: tuple[Density, ...]


def measure(by: Yardsticks) -> Measured:
    """Runs the program over everything named. Raises `GoldError` when coded data or a statement cannot be
    used.
    """
    registry = load_registry()
    return Measured(
        coded=_evaluate_statements(by, registry) if by.gold else None,
        priority=measure_recall(by.priority, registry) if by.priority else None,
        densities=measure_density(by.density, registry),
    )


def _evaluate_statements(by: Yardsticks, registry: Registry) -> Evaluation:
    if by.gold is None or by.statements is None:
        raise GoldError("coded acts need the folder of the statements they were coded from")
    names = load_gold_names(registry)
    return Evaluation(
        tuple(
            compare_acts(case.acts, predict_acts(case, registry), names, stem=case.stem)
            for case in load_gold(by.gold, by.statements, by.stages)
        )
    )
