"""Rows of served objects -> the records they were saved from, with the digests they were saved under.

Reads only; `records.py` writes.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy import Row as RowOfValues

from app.store.copies import COPIES
from app.store.declarations import Row, Versioned
from app.store.feed import ServedType
from app.store.objects import Record, Values
from app.store.tables import (
    ActActorRow,
    ActBindingRow,
    ActorIdentifierRow,
    ActorNameRow,
    ActorRow,
    ActRow,
    ActThemeRow,
    DeadlineRow,
    MeetingNameRow,
    MeetingRow,
    MembershipRow,
    PassageRow,
    StatementIssuerRow,
    StatementRow,
)

PARTS: dict[ServedType, tuple[type[Row], ...]] = {
    ActorRow: (ActorNameRow, ActorIdentifierRow, MembershipRow),
    MeetingRow: (MeetingNameRow,),
    StatementRow: (StatementIssuerRow, PassageRow),
    ActRow: (ActActorRow, ActBindingRow, DeadlineRow, ActThemeRow),
}
NOTES = frozenset({"source_id"})
"""Columns that say nothing about the thing itself."""
STAMPED = frozenset(Versioned.__annotations__) - {"status"}
"""Columns that tell of the writing, not of what was written."""


def load_records(connection: Connection, row_type: ServedType, ids: Collection[str]) -> list[Record]:
    """Those of the ids that are stored, sorted by id; none has notes, and an act has no statement."""
    table: Any = row_type.__table__
    unsaid = STAMPED | NOTES
    rows = connection.execute(select(table).where(table.c.id.in_(ids)).order_by(table.c.id)).all()
    parts = {part_type: _load_parts(connection, row_type, part_type, ids) for part_type in PARTS[row_type]}
    return [
        Record(
            values={name: value for name, value in _values(row_type, row).items() if name not in unsaid},
            parts={part_type: of_owner.get(row.id, []) for part_type, of_owner in parts.items()},
        )
        for row in rows
    ]


def _load_parts(
    connection: Connection, row_type: ServedType, part_type: type[Row], ids: Collection[str]
) -> dict[str, list[Values]]:
    """The parts of one kind by the id of their owner, each owner's in the order they were saved in."""
    table: Any = part_type.__table__
    owner = table.c[f"{row_type.__tablename__}_id"]
    order = [table.c.ordinal] if "ordinal" in table.c else list(table.primary_key)
    parts: dict[str, list[Values]] = {}
    for row in connection.execute(select(table).where(owner.in_(ids)).order_by(owner, *order)):
        parts.setdefault(row._mapping[owner], []).append(_values(part_type, row))
    return parts


def _values(row_type: type[Row], row: RowOfValues[Any]) -> Values:
    """What the row says itself, by plain names: SQLAlchemy's are of a class of its own, which no digest can
    be made of.
    """
    copies = COPIES.get(row_type, ())
    return {str(name): value for name, value in row._mapping.items() if name not in copies}
