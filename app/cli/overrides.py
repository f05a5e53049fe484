"""Options about a statement's header -> overrides."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from app.model import Overrides


def build_overrides(
    paths: Sequence[str],
    *,
    issuers: Sequence[str] | None,
    adopted: date | None,
    place: str | None,
    title: str | None = None,
    number: str | None = None,
    url: str | None = None,
) -> Overrides:
    """What the options state; a title, number or address is refused for several files, and an empty path, as
    an unset variable of a script leaves it, for it would be the current folder.
    """
    if "" in paths:
        raise typer.BadParameter("a PATH is empty")
    own = [name for name, value in {"--title": title, "--number": number, "--url": url}.items() if value]
    if own and (len(paths) > 1 or Path(paths[0]).is_dir()):
        raise typer.BadParameter(f"{', '.join(own)} can only be said of one file")
    try:
        return Overrides(
            title=title, issuers=tuple(issuers or ()), adopted=adopted, place=place, number=number, url=url
        )
    except ValueError as error:
        raise typer.BadParameter(f"--{error}") from error
