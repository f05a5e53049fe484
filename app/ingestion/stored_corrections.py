"""The layer of corrections in the store -> values, and back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from app.ingestion.correction_entries import CorrectedFields
from app.ingestion.corrections import Correction, Decided
from app.store.correction_tables import CorrectionRow, ExtractedActRow
from app.store.declarations import Row
from app.store.dialects import insert_missing
from app.store.feed import Stamp
from app.store.objects import Record, Values
from app.store.stored import PARTS
from app.store.tables import ActRow
from app.vocabulary import Decision

Acts = Collection[str] | Select[str]
"""Ids of acts, or what selects them."""


def load_decided(connection: Connection, acts: Acts) -> dict[str, Decided]:
    """Those of the acts that decisions stand on, by id."""
    rows = connection.execute(select(ExtractedActRow.__table__).where(ExtractedActRow.act_id.in_(acts))).all()
    corrections = _load_standing(connection, [row.act_id for row in rows]) if rows else {}
    return {
        row.act_id: Decided(_read_record(row.record), row.is_found, tuple(corrections[row.act_id]))
        for row in rows
    }


def count_corrections(connection: Connection, acts: Collection[str]) -> dict[str, int]:
    """How many decisions were ever made on each of the acts; acts without any are left out."""
    query = (
        select(CorrectionRow.act_id, func.count().label("made"))
        .where(CorrectionRow.act_id.in_(acts))
        .group_by(CorrectionRow.act_id)
    )
    return {row.act_id: row.made for row in connection.execute(query)}


def save_extracted(connection: Connection, decided: Mapping[str, Decided]) -> None:
    """Remember what extraction says of acts that decisions stand on; of the others the act itself tells."""
    if free := [id_ for id_, known in decided.items() if known.verdict is None]:
        connection.execute(delete(ExtractedActRow).where(ExtractedActRow.act_id.in_(free)))
    rows = [
        {"act_id": id_, "is_found": known.is_found, "record": _write_record(known.extracted)}
        for id_, known in decided.items()
        if known.verdict is not None
    ]
    if rows:
        insert_missing(connection, ExtractedActRow, rows)
    for row in rows:
        is_its_own = ExtractedActRow.act_id == row["act_id"]
        connection.execute(update(ExtractedActRow).where(is_its_own).values(**row))


def save_corrections(connection: Connection, corrections: Iterable[Correction], stamp: Stamp) -> None:
    """Write new decisions."""
    rows = [
        {
            "id": correction.id,
            "act_id": correction.act_id,
            "number": correction.number,
            "decision": correction.decision,
            "fields": correction.fields.model_dump(mode="json"),
            "against": correction.against,
            "reason": correction.reason,
            "author": correction.author,
            "at": stamp.at,
            "run_id": stamp.run_id,
            "ended_by": None,
        }
        for correction in corrections
    ]
    if rows:
        connection.execute(insert(CorrectionRow), rows)


def end_corrections(connection: Connection, ended: Mapping[str, str]) -> None:
    """Let decisions stand no longer: the id of each, and of the one that takes it back."""
    for correction, by in ended.items():
        connection.execute(update(CorrectionRow).where(CorrectionRow.id == correction).values(ended_by=by))


def _load_standing(connection: Connection, acts: Collection[str]) -> dict[str, list[Correction]]:
    stands = CorrectionRow.ended_by.is_(None) & (CorrectionRow.decision != Decision.TAKE_BACK)
    query = select(CorrectionRow.__table__).where(CorrectionRow.act_id.in_(acts), stands)
    found: dict[str, list[Correction]] = defaultdict(list)
    for row in connection.execute(query.order_by(CorrectionRow.act_id, CorrectionRow.number)):
        found[row.act_id].append(
            Correction(
                id=row.id,
                act_id=row.act_id,
                number=row.number,
                decision=Decision(row.decision),
                fields=CorrectedFields.model_validate(row.fields),
                against=row.against,
                reason=row.reason,
                author=row.author,
            )
        )
    return found


# --- a record in a column -----------------------------------------------------------------------------------


def _write_record(record: Record) -> Values:
    parts = {row_type.__tablename__: list(rows) for row_type, rows in record.parts.items()}
    return {"values": record.values, "parts": parts}


def _read_record(written: Values) -> Record:
    """As it was written; JSON alone would leave days as words."""
    parts = {
        part_type: [_read_row(row, part_type) for row in written["parts"][part_type.__tablename__]]
        for part_type in PARTS[ActRow]
    }
    return Record(_read_row(written["values"], ActRow), parts)


def _read_row(row: Values, row_type: type[Row]) -> Values:
    return {name: _read_value(value, row_type, name) for name, value in row.items()}


def _read_value(value: Any, row_type: type[Row], name: str) -> Any:
    is_day = value is not None and row_type.__table__.columns[name].type.python_type is date
    return date.fromisoformat(value) if is_day else value
