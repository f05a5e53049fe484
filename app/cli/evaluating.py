"""Measures how well the program reads, and prints it."""

import json

import typer

from app.cli.options import Format
from app.evaluation import Yardsticks, measure
from app.evaluation.report import build_report
from app.evaluation.tables import format_text


def print_evaluation(by: Yardsticks, *, format: Format, show: bool, min_f1: float | None) -> int:
    """The exit code: 1 when the pooled F1 of spans is below `min_f1`."""
    measured = measure(by)
    if format is Format.JSON:
        typer.echo(json.dumps(build_report(measured), indent=2, ensure_ascii=False))
    else:
        typer.echo(format_text(measured, show=show))
    f1 = (measured.coded.spans.f1 if measured.coded else None) or 0.0
    if min_f1 is not None and f1 < min_f1:
        typer.echo(f"communique: F1 of spans is {f1:.3f}, below {min_f1}", err=True)
        return 1
    return 0
