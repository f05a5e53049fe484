"""A database -> an export, and where it lies."""

from pathlib import Path

import typer

from app.cli.configuration import read_settings
from app.exporting.job import make_export
from app.store.database import Database


def export_database(output: Path | None, database_url: str | None) -> None:
    """Make an export, and say where."""
    settings = read_settings(database_url=database_url, exports_dir=output)
    with Database(settings.database_url) as database:
        typer.echo(make_export(database, settings.exports_dir))
