"""Runs an evaluation and prints it."""

import json
from pathlib import Path

import typer

from app.cli.options import Format
from app.evaluation import evaluate_statements
from app.evaluation.report import build_report, format_text


def print_evaluation(
    gold: Path, statements: Path, *, format: Format, show: bool, min_f1: float | None
) -> int:
    """The exit code: 1 when the pooled F1 of spans is below `min_f1`."""
    evaluation = evaluate_statements(gold, statements)
    if format is Format.JSON:
        typer.echo(json.dumps(build_report(evaluation), indent=2, ensure_ascii=False))
    else:
        typer.echo(format_text(evaluation, show=show))
    f1 = evaluation.spans.f1 or 0.0
    if min_f1 is not None and f1 < min_f1:
        typer.echo(f"communique: F1 of spans is {f1:.3f}, below {min_f1}", err=True)
        return 1
    return 0
