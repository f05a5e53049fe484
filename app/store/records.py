"""Writes statements and acts, with everything that belongs to them, where they differ from what is stored.

`save_records` is the only function that writes these tables: whatever must be told of a change hangs on it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from app.store.declarations import Row
from app.store.tables import ActRow, StatementRow
from app.vocabulary import ActStatus

Values = dict[str, Any]
"""A row to be: values by the names of columns."""
RecordType = type[StatementRow] | type[ActRow]

FIRST_VERSION = 1


@dataclass(frozen=True)
class Record:
    """A statement or an act as rows: its own values, and those of its parts by table, in an order of their
    own.

    `notes` are written along, but say nothing about the thing itself: they are never a reason to write.
    """

    values: Values
    parts: Mapping[type[Row], Sequence[Values]]
    notes: Values = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The statement's or act's."""
        return str(self.values["id"])

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything the record says."""
        parts = {row_type.__tablename__: rows for row_type, rows in self.parts.items()}
        return sha256(orjson.dumps([self.values, parts], option=orjson.OPT_SORT_KEYS)).hexdigest()


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which run writes, and when."""

    run_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Saved:
    """Ids by what was done with them."""

    inserted: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    withdrawn: tuple[str, ...]

    @property
    def has_changes(self) -> bool:
        """Whether anything was written."""
        return bool(self.inserted or self.updated or self.withdrawn)


def save_records(
    connection: Connection,
    row_type: RecordType,
    records: Sequence[Record],
    *,
    stamp: Stamp,
    withdrawn: Collection[str] = (),
) -> Saved:
    """Insert what is new, rewrite what differs, withdraw the ids given, and leave the rest untouched.

    A change moves `version` and `updated_at`, and nothing else does.
    """
    wanted = {record.id: record for record in records}
    stored = _load_states(connection, row_type, [*wanted, *withdrawn])
    new = [record for record in records if record.id not in stored]
    changed = [
        record
        for record in records
        if record.id in stored and stored[record.id] != (record.digest, ActStatus.ACTIVE)
    ]
    gone = sorted(id_ for id_ in withdrawn if stored[id_][1] == ActStatus.ACTIVE)
    _insert(connection, row_type, new, stamp)
    _update(connection, row_type, changed, stamp)
    _replace_parts(connection, row_type, new=new, changed=changed)
    _withdraw(connection, row_type, gone, stamp)
    written = {record.id for record in (*new, *changed)}
    return Saved(
        inserted=tuple(record.id for record in new),
        updated=tuple(record.id for record in changed),
        unchanged=tuple(id_ for id_ in wanted if id_ not in written),
        withdrawn=tuple(gone),
    )


def _load_states(
    connection: Connection, row_type: RecordType, ids: Iterable[str]
) -> dict[str, tuple[str, str]]:
    """Digest and status by id, of those that are stored."""
    query = select(row_type.id, row_type.content_digest, row_type.status).where(row_type.id.in_(list(ids)))
    return {row.id: (row.content_digest, row.status) for row in connection.execute(query)}


def _insert(connection: Connection, row_type: RecordType, records: Sequence[Record], stamp: Stamp) -> None:
    written = {
        "version": FIRST_VERSION,
        "run_id": stamp.run_id,
        "created_at": stamp.at,
        "updated_at": stamp.at,
    }
    rows = [
        {**record.values, **record.notes, **written, "content_digest": record.digest} for record in records
    ]
    if rows:
        connection.execute(insert(row_type), rows)


def _update(connection: Connection, row_type: RecordType, records: Sequence[Record], stamp: Stamp) -> None:
    written = {"run_id": stamp.run_id, "updated_at": stamp.at}
    rows = [
        {**record.values, **record.notes, **written, "content_digest": record.digest, "record": record.id}
        for record in records
    ]
    if rows:
        moved = (
            update(row_type).where(row_type.id == bindparam("record")).values(version=row_type.version + 1)
        )
        connection.execute(moved, rows)


def _replace_parts(
    connection: Connection, row_type: RecordType, *, new: Sequence[Record], changed: Sequence[Record]
) -> None:
    owner = f"{row_type.__tablename__}_id"
    for part_type in {part_type for record in changed for part_type in record.parts}:
        is_old = part_type.__table__.c[owner].in_([record.id for record in changed])
        connection.execute(delete(part_type).where(is_old))
    rows: dict[type[Row], list[Values]] = {}
    for record in (*new, *changed):
        for part_type, parts in record.parts.items():
            rows.setdefault(part_type, []).extend(parts)
    for part_type, parts in rows.items():
        if parts:
            connection.execute(insert(part_type), parts)


def _withdraw(connection: Connection, row_type: RecordType, ids: Sequence[str], stamp: Stamp) -> None:
    """What is withdrawn keeps its last words, and its parts."""
    values = {"status": ActStatus.WITHDRAWN, "run_id": stamp.run_id, "updated_at": stamp.at}
    if ids:
        gone = update(row_type).where(row_type.id.in_(ids)).values(version=row_type.version + 1, **values)
        connection.execute(gone)
