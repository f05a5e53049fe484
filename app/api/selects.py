"""What the resources' selects share: a filter, one row by its id, objects by their ids."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from pydantic import MISSING
from sqlalchemy import BindParameter, ColumnElement, Connection, Row, Select, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute

from app.errors import NotFound
from app.store.tables import StatementIssuerRow

AnySelect = Select[*tuple[Any, ...]]
AnyRow = Row[*tuple[Any, ...]]
Json = dict[str, Any]
"""An answer, or a part of one, in the shape a schema describes."""
Condition = ColumnElement[bool]
IDS: BindParameter[str] = bindparam("ids", expanding=True)
"""The ids that `fetch_shaped` looks for."""

ID: BindParameter[str] = bindparam("id")
"""The id of the one object that a select finds (`app.api.lookups`)."""


def today() -> date:
    """The day an answer holds for when none is asked for."""
    return datetime.now(UTC).date()


def among(
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], values: Sequence[str]
) -> list[Condition]:
    """One of `values`, when any are asked for."""
    return [column.in_(values)] if values else []


def updated_since(column: InstrumentedAttribute[datetime], moment: datetime | MISSING) -> list[Condition]:
    """It changed at this moment or later, when one is asked for."""
    return [] if moment is MISSING else [column >= moment]


def issued_by(statement: InstrumentedAttribute[str], actors: Sequence[str]) -> list[Condition]:
    """The statement with that id was issued by one of `actors`, when any are asked for."""
    return [statement.in_(_issued(actors))] if actors else []


def issued_by_none(statement: InstrumentedAttribute[str], actors: Sequence[str]) -> list[Condition]:
    """The statement with that id was issued by none of `actors`, when any are asked for."""
    return [statement.not_in(_issued(actors))] if actors else []


def _issued(actors: Sequence[str]) -> AnySelect:
    return select(StatementIssuerRow.statement_id).where(StatementIssuerRow.actor_id.in_(actors))


def fetch_shaped(connection: Connection, shaped: AnySelect, ids: Sequence[str]) -> list[Json]:
    """What `shaped` selects of `IDS`, as objects with their ids, in the order of the ids."""
    found = {one["id"]: one for one in connection.execute(shaped, {IDS.key: ids}).scalars()}
    return [found[id_] for id_ in ids if id_ in found]


def fetch_one(connection: Connection, wanted: AnySelect, *, kind: str, id: str) -> AnyRow:
    """The row of `wanted`, which selects at most one and may leave open what `kind` and `id` are. Raises
    NotFound, which names them.
    """
    row = connection.execute(wanted, {"kind": kind, "id": id}).one_or_none()
    if row is None:
        raise NotFound(f"No {kind} has the id '{id}'.")
    return row
