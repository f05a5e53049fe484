"""A database -> a dated folder of files that tell one moment of it. The folder is there whole or not at all.

Everything is written into a temporary folder beside it, whose name begins with a dot, and put into place by
one rename at the end.
"""

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, Connection, select

from app.errors import ExportExists
from app.exporting.package import Moment, write_package
from app.exporting.parquet import write_parquet
from app.exporting.rows import write_rows
from app.exporting.tables import TABLES, stream_objects
from app.store.database import Database
from app.store.dialects import seal_file
from app.store.feed import read_head
from app.store.schema import check_schema, migrate, newest_revision
from app.store.snapshots import copy_served
from app.store.tables import RunRow


def make_export(database: Database, folder: Path) -> Path:
    """The folder of a new export in `folder`. Raises ExportExists for a second of the same day and number,
    and SchemaOutdated.
    """
    check_schema(database)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".unfinished-") as unfinished:
        moment = _write_moment(database, folder, Path(unfinished))
        made, place = Path(unfinished) / moment.name, folder / moment.name
        for table in TABLES:
            write_parquet(table, made)
        write_package(moment, made)
        try:
            made.rename(place)
        except OSError as error:
            _refuse_existing(place, cause=error)
            raise
    return place


def _write_moment(database: Database, folder: Path, unfinished: Path) -> Moment:
    """What has to be read in one transaction: the copy, and the rows."""
    created = datetime.now(UTC)
    with database.reading() as connection:
        head = read_head(connection)
        name = f"communique-{created:%Y-%m-%d}-{head.epoch}-{head.seq}"
        _refuse_existing(folder / name)
        made = unfinished / name
        made.mkdir()
        _write_database(connection, made / f"{name}.sqlite")
        rows = {table.name: write_rows(stream_objects(connection, table), table, made) for table in TABLES}
        return Moment(name, created, head, rows, _list_versions(connection))


def _refuse_existing(place: Path, *, cause: Exception | None = None) -> None:
    if place.exists():
        raise ExportExists(f"{place} is there already, and an export never changes") from cause


def _write_database(connection: Connection, file: Path) -> None:
    with Database(URL.create("sqlite", database=str(file))) as copy:
        migrate(copy)
        with copy.migrating() as writing:
            copy_served(connection, writing)
    seal_file(file)


def _list_versions(connection: Connection) -> dict[str, str]:
    """Version by name: those of the newest run, which say by what the rows were made, and of the export."""
    newest = select(RunRow.versions).order_by(RunRow.started_at.desc(), RunRow.id).limit(1)
    made_by = connection.scalar(newest) or {}
    return {**dict(sorted(made_by.items())), "export": version("communique"), "schema": newest_revision()}
