"""What an operator does to the feed: begin another epoch, and forget old changes."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from sqlalchemy import Connection

from app.cli.configuration import read_settings
from app.store import feed
from app.store.database import Database
from app.store.schema import check_schema


def restore_epoch(database_url: str | None) -> None:
    """Begin another epoch, and say so."""
    with _writing_alone(database_url) as connection:
        epoch = feed.begin_epoch(connection)
    typer.echo(f"the feed's epoch is {epoch} now; every older cursor answers 410")


def prune_changes(before: int, database_url: str | None) -> None:
    """Forget the changes with smaller numbers, and say how many."""
    with _writing_alone(database_url) as connection:
        count = feed.prune_changes(connection, before=before)
        oldest = feed.read_head(connection).oldest_seq
    typer.echo(f"{count} change{'s' if count != 1 else ''} forgotten; the feed begins with number {oldest}")


@contextmanager
def _writing_alone(database_url: str | None) -> Iterator[Connection]:
    """A transaction while no run is under way."""
    with Database(read_settings(database_url=database_url).database_url) as database, database.run_lock():
        check_schema(database)
        with database.writing() as connection:
            yield connection
