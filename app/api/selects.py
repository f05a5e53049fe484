"""What the resources' selects share: a filter, one row by its id, a joined meeting, and what belongs to the
rows of a page fetched at once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from pydantic import MISSING
from sqlalchemy import BindParameter, ColumnElement, Connection, Row, Select, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute

from app.errors import NotFound
from app.store.tables import MeetingRow, StatementIssuerRow

AnySelect = Select[*tuple[Any, ...]]
AnyRow = Row[*tuple[Any, ...]]
Json = dict[str, Any]
"""An answer, or a part of one, in the shape a schema describes."""
Condition = ColumnElement[bool]
OWNERS: BindParameter[Any] = bindparam("owners", expanding=True)
"""The ids that `by_owner` looks for."""
Read = TypeVar("Read")


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


def fetch_one(connection: Connection, wanted: AnySelect, *, kind: str, id: str) -> AnyRow:
    """The row of `wanted`, which selects at most one. Raises NotFound, which names the kind and the id."""
    row = connection.execute(wanted).one_or_none()
    if row is None:
        raise NotFound(f"No {kind} has the id '{id}'.")
    return row


def by_owner(
    connection: Connection, wanted: AnySelect, owners: Iterable[str], read: Callable[[AnyRow], Read]
) -> dict[str, list[Read]]:
    """What `read` makes of the rows of `wanted`, by their column `owner`. An owner without rows has `[]`.

    `wanted` takes its owners from `OWNERS` and is built once: building a select costs more than running it.
    """
    found: dict[str, list[Read]] = defaultdict(list)
    for row in connection.execute(wanted, {OWNERS.key: list(dict.fromkeys(owners))}):
        found[row.owner].append(read(row))
    return found


def read_wordings(wordings: Sequence[Json]) -> list[Json]:
    """`WordingOut` from a column of JSON; PostgreSQL does not keep the order of members."""
    return [{"text": words["text"], "start": words["start"], "end": words["end"]} for words in wordings]


def meeting_columns() -> tuple[Any, ...]:
    """The columns of a meeting that is joined to something else."""
    return (
        MeetingRow.id.label("meeting_ref"),
        MeetingRow.name.label("meeting_name"),
        MeetingRow.place.label("meeting_place"),
        MeetingRow.first_day.label("meeting_first_day"),
        MeetingRow.last_day.label("meeting_last_day"),
    )


def read_meeting(row: AnyRow) -> Json | None:
    """`MeetingRefOut` from a row with `meeting_columns`; None where nothing was joined."""
    if row.meeting_ref is None:
        return None
    return {
        "id": row.meeting_ref,
        "name": row.meeting_name,
        "place": row.meeting_place,
        "first_day": row.meeting_first_day,
        "last_day": row.meeting_last_day,
    }
