"""The files of an export -> `datapackage.json`: what they are, column by column, and the digest of each
(Frictionless Data Package, version 2).
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from app.api.changes.cursors import make_cursor
from app.api.exports.queries import PACKAGE
from app.exporting.columns import Column, list_cells, list_columns, list_members
from app.exporting.tables import TABLES, Table
from app.store.feed import Head

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
LICENCE = {
    "name": "Apache-2.0",
    "title": "Apache License 2.0",
    "path": "https://www.apache.org/licenses/LICENSE-2.0",
}
DESCRIPTION = (
    "What governments pledged and called for in communiqués, with the exact words. The licence is that of "
    "the collection; the texts of the statements are their issuers'."
)
READ_ONLY_FILE = 0o444

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Moment:
    """What an export holds: where the feed stood, how many rows each table had, and the versions of what made
    them.
    """

    name: str
    created: datetime
    head: Head
    rows: Mapping[str, int]
    versions: Mapping[str, str]


def write_package(moment: Moment, folder: Path) -> None:
    """Write the description of the files in `folder`, which nobody changes from here on."""
    resources = [_describe_database(moment, folder)]
    for table in TABLES:
        resources += _describe_table(table, moment, folder)
    package = {
        "$schema": PROFILE,
        "name": moment.name,
        "title": "Communiqué: pledges and calls of governments",
        "description": DESCRIPTION,
        "created": moment.created,
        "licenses": [LICENCE],
        "seq": moment.head.seq,
        "epoch": moment.head.epoch,
        "cursor": make_cursor(moment.head, moment.head.seq),
        "versions": moment.versions,
        "resources": resources,
    }
    file = folder / PACKAGE
    file.write_bytes(orjson.dumps(package, option=orjson.OPT_UTC_Z | orjson.OPT_INDENT_2))
    _seal(file)


def _describe_database(moment: Moment, folder: Path) -> Json:
    return {
        "name": "database",
        "title": "Everything that is served, for `communique serve --database`",
        "format": "sqlite",
        "mediatype": "application/vnd.sqlite3",
        **_describe_file(folder / f"{moment.name}.sqlite"),
    }


def _describe_table(table: Table, moment: Moment, folder: Path) -> list[Json]:
    """The same rows three times: as the API's table, flat, and whole as JSON lines."""
    cells = _describe_columns(list_cells(table.shape, table.columns))
    flat, whole = _describe_columns(list_columns(table.shape)), _describe_columns(list_members(table.shape))
    forms: dict[str, Json] = {
        "csv": {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "schema": cells},
        "parquet": {"format": "parquet", "mediatype": "application/vnd.apache.parquet", "schema": flat},
        "jsonl.gz": {
            "format": "jsonl",
            "mediatype": "application/gzip",
            "encoding": "utf-8",
            "compression": "gz",
            "schema": whole,
        },
    }
    return [
        {
            "name": f"{table.name}-{form['format']}",
            "type": "table",
            "title": table.title,
            "rows": moment.rows[table.name],
            **_describe_file(folder / f"{table.name}.{suffix}"),
            **form,
        }
        for suffix, form in forms.items()
    ]


def _describe_file(file: Path) -> Json:
    digest = _seal(file)
    return {"path": file.name, "bytes": file.stat().st_size, "hash": f"sha256:{digest}"}


def _describe_columns(columns: tuple[Column, ...]) -> Json:
    return {
        "$schema": TABLE_PROFILE,
        "missingValues": [""],
        "primaryKey": ["id"],
        "fields": [
            {
                "name": column.name,
                "type": column.type,
                "description": column.description,
                "constraints": {"required": column.is_required},
            }
            for column in columns
        ],
    }


def _seal(file: Path) -> str:
    """The SHA-256 of a file that is on the disk for good, and that nobody may write to any more."""
    digest = sha256()
    with file.open("rb") as opened:
        while block := opened.read(1 << 20):
            digest.update(block)
        os.fsync(opened.fileno())
    file.chmod(READ_ONLY_FILE)
    return digest.hexdigest()
