"""Writes served objects (statements, acts, actors, meetings), with everything that belongs to them, where
they differ from what is stored.

`save_records` is the only function that writes these tables, and each difference it writes becomes a change
in the feed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from app.store.copies import list_copies
from app.store.declarations import UNTOLD, Row
from app.store.differences import find_differences
from app.store.facets import Facets
from app.store.feed import Change, ServedType, Telling, list_facets
from app.store.objects import Record, Values
from app.store.search_index import update_index
from app.store.stored import load_records
from app.store.tables import ActRow
from app.vocabulary import ChangeType, ObjectKind, Status

FIRST_VERSION = 1
NOBODY: Mapping[str, Sequence[str]] = MappingProxyType({})


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


@dataclass(frozen=True, slots=True)
class _State:
    """What is known of a stored object before it is written."""

    kind: str
    digest: str
    is_active: bool
    version: int
    facets: Facets | None


def save_records(
    writing: Telling,
    row_type: ServedType,
    records: Sequence[Record],
    *,
    withdrawn: Collection[str] = (),
    replaced_by: Mapping[str, Sequence[str]] = NOBODY,
) -> Saved:
    """Insert what is new, rewrite what differs, withdraw the ids given, and leave the rest untouched.

    A change moves `version` and `updated_at`, and nothing else does. Those that are stored stay locked until
    the transaction ends. `replaced_by`: of acts withdrawn, those that hold their words now.
    """
    states = _load_states(writing.connection, row_type, {*withdrawn, *(record.id for record in records)})
    new = [record for record in records if record.id not in states]
    known = [record for record in records if record.id in states]
    differences = _find_changed(writing.connection, row_type, known, states)
    changed = [record for record in known if record.id in differences]
    gone = sorted(id_ for id_ in withdrawn if states[id_].is_active)
    _insert(writing, row_type, new)
    _update(writing, row_type, changed, states)
    _replace_parts(writing.connection, row_type, new=new, changed=changed)
    _withdraw(writing, row_type, gone, states)
    update_index(writing.connection, row_type, [*new, *changed], withdrawn=gone)
    writing.note(row_type, [_created(row_type, record) for record in new])
    writing.note(
        row_type, [_updated(record, states[record.id], differences[record.id]) for record in changed]
    )
    writing.note(row_type, [_withdrawn(id_, states[id_], replaced_by.get(id_, ())) for id_ in gone])
    return Saved(
        inserted=tuple(record.id for record in new),
        updated=tuple(record.id for record in changed),
        unchanged=tuple(record.id for record in known if record.id not in differences),
        withdrawn=tuple(gone),
    )


# --- what differs -------------------------------------------------------------------------------------------


def _load_states(connection: Connection, row_type: ServedType, ids: Collection[str]) -> dict[str, _State]:
    """What is stored of these ids; nobody else writes it from here on."""
    columns = [row_type.id, row_type.content_digest, row_type.status, row_type.version, row_type.changed_seq]
    if row_type is ActRow:
        columns.append(ActRow.kind)
    query = select(*columns).where(row_type.id.in_(ids)).order_by(row_type.id).with_for_update()
    rows = connection.execute(query).mappings().all()
    facets = list_facets(connection, [row["changed_seq"] for row in rows]) if row_type is ActRow else {}
    return {
        row["id"]: _State(
            kind=_kind_of(row_type, dict(row)),
            digest=row["content_digest"],
            is_active=row["status"] == Status.ACTIVE,
            version=row["version"],
            facets=facets.get(row["changed_seq"]),
        )
        for row in rows
    }


def _kind_of(row_type: ServedType, values: Mapping[str, Any]) -> str:
    """What the feed calls it."""
    return str(values["kind"]) if row_type is ActRow else ObjectKind(row_type.__tablename__)


def _find_changed(
    connection: Connection, row_type: ServedType, known: Sequence[Record], states: Mapping[str, _State]
) -> dict[str, Values]:
    """What the changed fields said before, by id; empty for what only comes back. Equal digests are equal
    records; unequal ones may be so too, when another version made the digest.
    """
    suspects = {
        record.id: record
        for record in known
        if not states[record.id].is_active or states[record.id].digest != record.digest
    }
    if not suspects:
        return {}
    found = {}
    for stored in load_records(connection, row_type, list(suspects)):
        record, state = suspects[stored.id], states[stored.id]
        facets = state.facets if state.is_active else record.facets  # of what was withdrawn none are known
        was = find_differences(row_type, record, stored, facets=facets)
        if was or not state.is_active:
            found[record.id] = was
    return found


def _created(row_type: ServedType, record: Record) -> Change:
    kind = _kind_of(row_type, record.values)
    return Change(kind, record.id, FIRST_VERSION, ChangeType.CREATED, after=record.facets)


def _updated(record: Record, state: _State, was: Values) -> Change:
    """What comes back is created again, for readers who forgot it when it was withdrawn."""
    kind = ChangeType.UPDATED if state.is_active else ChangeType.CREATED
    return Change(state.kind, record.id, state.version + 1, kind, was, state.facets, record.facets)


def _withdrawn(id_: str, state: _State, replaced_by: Sequence[str]) -> Change:
    version = state.version + 1
    return Change(
        state.kind, id_, version, ChangeType.WITHDRAWN, before=state.facets, replaced_by=replaced_by
    )


# --- writing ------------------------------------------------------------------------------------------------


def _insert(writing: Telling, row_type: ServedType, records: Sequence[Record]) -> None:
    stamp = writing.stamp
    written = {
        "version": FIRST_VERSION,
        "run_id": stamp.run_id,
        "created_at": stamp.at,
        "updated_at": stamp.at,
        "changed_seq": UNTOLD,
    }
    rows = [
        {
            **record.values,
            **list_copies(row_type, record),
            **record.notes,
            **written,
            "content_digest": record.digest,
        }
        for record in records
    ]
    if rows:
        writing.connection.execute(insert(row_type), rows)


def _update(
    writing: Telling, row_type: ServedType, records: Sequence[Record], states: Mapping[str, _State]
) -> None:
    written = {"run_id": writing.stamp.run_id, "updated_at": writing.stamp.at, "changed_seq": UNTOLD}
    rows = [
        {
            **record.values,
            **list_copies(row_type, record),
            **record.notes,
            **written,
            "content_digest": record.digest,
            "version": states[record.id].version + 1,
            "record": record.id,
        }
        for record in records
    ]
    if rows:
        writing.connection.execute(update(row_type).where(row_type.id == bindparam("record")), rows)


def _replace_parts(
    connection: Connection, row_type: ServedType, *, new: Sequence[Record], changed: Sequence[Record]
) -> None:
    for part_type in {part_type for record in changed for part_type in record.parts}:
        is_old = part_type.__table__.c[f"{row_type.__tablename__}_id"].in_([record.id for record in changed])
        connection.execute(delete(part_type).where(is_old))
    rows: dict[type[Row], list[Values]] = {}
    for record in (*new, *changed):
        for part_type, parts in record.parts.items():
            copies = list_copies(part_type, record)
            rows.setdefault(part_type, []).extend({**part, **copies} for part in parts)
    for part_type, parts in rows.items():
        if parts:
            connection.execute(insert(part_type), parts)


def _withdraw(
    writing: Telling, row_type: ServedType, ids: Iterable[str], states: Mapping[str, _State]
) -> None:
    """What is withdrawn keeps its last words, and its parts."""
    written = {
        "status": Status.WITHDRAWN,
        "run_id": writing.stamp.run_id,
        "updated_at": writing.stamp.at,
        "changed_seq": UNTOLD,
    }
    rows = [{**written, "version": states[id_].version + 1, "record": id_} for id_ in ids]
    if rows:
        writing.connection.execute(update(row_type).where(row_type.id == bindparam("record")), rows)
