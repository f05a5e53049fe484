"""Arguments and options that several commands share, each with its words of help."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from app.model import parse_day


class Format(StrEnum):
    """How `evaluate` prints."""

    TEXT = "text"
    JSON = "json"


class ActFormat(StrEnum):
    """How `extract` prints."""

    JSONL = "jsonl"
    JSON = "json"
    TEXT = "text"


def parse_day_option(text: str) -> date:
    """A day as YYYY-MM-DD; anything else is a usage error."""
    try:
        return parse_day(text)
    except ValueError as error:
        raise typer.BadParameter(f"{error}, as 2022-03-24; not {text!r}") from error


HEADER = "What the statement says of itself, overruled"

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files, folders (searched through), or - for standard input."),
]
Issuers = Annotated[
    list[str] | None,
    typer.Option(
        "--issuer",
        help="Who issued it, an id or a name; repeat for a joint statement.",
        rich_help_panel=HEADER,
    ),
]
Day = Annotated[
    date | None,
    typer.Option(
        "--date",
        parser=parse_day_option,
        metavar="YYYY-MM-DD",
        help="The day it was adopted.",
        rich_help_panel=HEADER,
    ),
]
Place = Annotated[str | None, typer.Option(help="Where it was adopted.", rich_help_panel=HEADER)]
Title = Annotated[str | None, typer.Option(help="Its title.", rich_help_panel=HEADER)]
Number = Annotated[str | None, typer.Option(help="Its document number.", rich_help_panel=HEADER)]
Url = Annotated[str | None, typer.Option(help="Where it is published.", rich_help_panel=HEADER)]
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="Processes that read at a time; else COMMUNIQUE_WORKERS, else one."),
]
DatabaseUrl = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        help="sqlite:///FILE or postgresql://...; else COMMUNIQUE_DATABASE_URL, else a file under var/.",
    ),
]
ServedDatabase = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL|FILE",
        help="As for the other commands; or an SQLite file, as of an export, that is only read.",
    ),
]
GoldPath = Annotated[
    Path | None,
    typer.Argument(
        metavar="GOLD_DIR",
        exists=True,
        help="Folder of hand-coded acts, <stem>.jsonl each, or one such file.",
        show_default=False,
    ),
]
StatementsDir = Annotated[
    Path | None,
    typer.Argument(
        metavar="STATEMENTS_DIR",
        exists=True,
        file_okay=False,
        help="Folder of the statements, <stem>.* each.",
        show_default=False,
    ),
]


def _option_of_file(name: str, help: str) -> Any:
    return typer.Option(name, exists=True, dir_okay=False, metavar="FILE", help=help)


CorrectionsFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        exists=True,
        dir_okay=False,
        help="Decisions on acts, a JSON object a line.",
        show_default=False,
    ),
]
StagesFile = Annotated[
    Path | None,
    _option_of_file("--stages", "Labels of how far the coded measures have come: rows of id and stage."),
]
ThemesFile = Annotated[
    Path | None,
    _option_of_file(
        "--themes", "Labels of what some of the coded acts are about: rows of id, part and themes."
    ),
]
PriorityFile = Annotated[
    Path | None,
    _option_of_file("--priority", "Commitments that others singled out: how many are found."),
]
DensityFiles = Annotated[
    list[Path] | None,
    _option_of_file(
        "--density",
        "A whole statement: how many pledges are found in 1,000 of its words; repeat for several.",
    ),
]
MoreGold = Annotated[
    list[Path] | None,
    typer.Option(
        "--also",
        exists=True,
        metavar="GOLD_DIR",
        help="More hand-coded acts of statements in that folder; repeat for several.",
    ),
]
TallyFile = Annotated[
    Path | None,
    typer.Option(
        "--tally",
        dir_okay=False,
        writable=True,
        metavar="FILE",
        help="File to write the counts to that confidence is taken from, rule by rule.",
    ),
]
