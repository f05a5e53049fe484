"""Hand-coded acts, commitments singled out by others, whole statements -> how well the program reads them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from app.errors import GoldError
from app.evaluation.density import Density, measure_density
from app.evaluation.gold import load_gold
from app.evaluation.gold_names import load_gold_names
from app.evaluation.prediction import Extract, Prediction, extract_document, predict_acts
from app.evaluation.priority import PriorityResult, measure_recall
from app.evaluation.reliability import Reliability, count_makers, measure_reliability
from app.evaluation.results import Evaluation, StatementResult, compare_acts
from app.evaluation.themes import ThemeResult, measure_themes
from app.registry import load_registry
from app.registry.facts import Registry

__all__ = ["Extract", "Measured", "Yardsticks", "extract_document", "measure"]


@dataclass(frozen=True, slots=True)
class Yardsticks:
    """What to measure by; what is empty is not measured.

    `gold`: folders of coded acts (or `.jsonl` files) of the statements in the folder `statements`;
    `stages`: how far the measures among them have come; `themes`: what some of them are about.
    `priority`: commitments others singled out. `density`: whole statements.
    """

    gold: tuple[Path, ...] = ()
    statements: Path | None = None
    stages: Path | None = None
    themes: Path | None = None
    priority: Path | None = None
    density: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of each yardstick that was given."""

    coded: Evaluation | None = None
    reliability: Reliability | None = None
    priority: PriorityResult | None = None
    densities: tuple[Density, ...] = ()
    themes: tuple[ThemeResult, ...] = ()


def measure(by: Yardsticks) -> Measured:
    """Runs the program over everything named. Raises `GoldError` when coded data or a statement cannot be
    used.
    """
    registry = load_registry()
    compared = list(_compare_statements(by, registry))
    results = tuple(result for result, _ in compared)
    themes = dict(chain.from_iterable(_list_themes(result, predictions) for result, predictions in compared))
    tallies = (count_makers(result, predictions) for result, predictions in compared)
    return Measured(
        coded=Evaluation(results) if compared else None,
        reliability=measure_reliability(tallies) if compared else None,
        themes=measure_themes(by.themes, themes, registry) if by.themes else (),
        priority=measure_recall(by.priority, registry) if by.priority else None,
        densities=measure_density(by.density, registry),
    )


def _compare_statements(
    by: Yardsticks, registry: Registry
) -> Iterator[tuple[StatementResult, tuple[Prediction, ...]]]:
    """What coders and program see in each coded statement, and what the program's acts are."""
    if by.gold and by.statements is None:
        raise GoldError("coded acts need the folder of the statements they were coded from")
    names = load_gold_names(registry)
    for gold in by.gold:
        for case in load_gold(gold, by.statements or Path(), by.stages):
            predictions = predict_acts(case, registry)
            found = tuple(prediction.coded for prediction in predictions)
            result = compare_acts(case.acts, found, names, stem=case.stem)
            yield result, predictions


def _list_themes(
    result: StatementResult, predictions: tuple[Prediction, ...]
) -> Iterator[tuple[str, frozenset[str]]]:
    """The id of each coded act that was found, and the themes it was given."""
    themes = {prediction.coded.id: prediction.themes for prediction in predictions}
    for matched in result.matched:
        yield matched.gold.id, themes[matched.found.id]
