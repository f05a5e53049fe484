"""Measures how well the program reads, and prints it."""

import json
from pathlib import Path

import typer

from app.cli.options import Format
from app.evaluation import Yardsticks, measure
from app.evaluation.report import build_report
from app.evaluation.tables import format_text
from app.extraction.confidence import render_tally


def print_evaluation(
    by: Yardsticks, *, format: Format, show: bool, min_f1: float | None, tally: Path | None
) -> int:
    """The exit code: 1 when the pooled F1 of spans is below `min_f1`. Writes what confidence is taken from to
    `tally`.
    """
    measured = measure(by)
    if tally is not None and measured.reliability is not None:
        tally.write_text(render_tally(measured.reliability.tally), encoding="utf-8")
    if format is Format.JSON:
        typer.echo(json.dumps(build_report(measured), indent=2, ensure_ascii=False))
    else:
        typer.echo(format_text(measured, show=show))
    f1 = (measured.coded.spans.f1 if measured.coded else None) or 0.0
    if min_f1 is not None and f1 < min_f1:
        typer.echo(f"communique: F1 of spans is {f1:.3f}, below {min_f1}", err=True)
        return 1
    return 0
