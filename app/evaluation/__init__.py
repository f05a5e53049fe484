"""Hand-coded acts and statements -> how well the program finds and reads them."""

from pathlib import Path

from app.evaluation.gold import load_gold
from app.evaluation.gold_names import load_gold_names
from app.evaluation.prediction import Extract, extract_document, predict_acts
from app.evaluation.results import Evaluation, compare_acts
from app.registry import load_registry

__all__ = ["Evaluation", "Extract", "evaluate_statements", "extract_document"]


def evaluate_statements(gold: Path, statements_dir: Path) -> Evaluation:
    """Runs the program over every statement coded in the folder `gold` (or in that one `.jsonl` file).

    Raises `GoldError` when the coded data or a statement cannot be used.
    """
    registry = load_registry()
    names = load_gold_names(registry)
    return Evaluation(
        tuple(
            compare_acts(case.acts, predict_acts(case, registry), names, stem=case.stem)
            for case in load_gold(gold, statements_dir)
        )
    )
