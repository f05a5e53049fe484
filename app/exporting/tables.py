"""Which tables an export holds, and the objects of each, in the shape the API serves them in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from app.api.actors.columns import ACTOR_COLUMNS
from app.api.actors.queries import find_actors
from app.api.actors.schemas import ActorOut
from app.api.acts.queries import find_acts
from app.api.calls.columns import CALL_COLUMNS
from app.api.calls.schemas import CallOut
from app.api.deadlines.columns import DEADLINE_COLUMNS
from app.api.deadlines.queries import find_deadlines
from app.api.deadlines.schemas import PledgeDeadlineOut
from app.api.meetings.columns import MEETING_COLUMNS
from app.api.meetings.queries import find_meetings
from app.api.meetings.schemas import MeetingOut
from app.api.pledges.columns import PLEDGE_COLUMNS
from app.api.pledges.schemas import PledgeOut
from app.api.schemas import Out
from app.api.selects import AnySelect, Condition, Json
from app.api.statements.columns import STATEMENT_COLUMNS
from app.api.statements.queries import find_statements
from app.api.statements.schemas import StatementOut
from app.store.tables import ActorRow, ActRow, DeadlineRow, MeetingRow, StatementRow
from app.vocabulary import ActKind, Status

OBJECTS_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the shape of its objects, the paths of its columns in CSV, their ids, and how they are found
    by their ids.
    """

    name: str
    title: str
    shape: type[Out]
    columns: Sequence[str]
    ids: AnySelect
    id: Any
    find: Callable[[Connection, Sequence[str]], list[Json]]


def _ids_of(row_type: Any, *conditions: Condition) -> AnySelect:
    return select(row_type.id).where(row_type.status == Status.ACTIVE, *conditions)


def _act_table(kind: ActKind, title: str, shape: type[Out], columns: Sequence[str]) -> Table:
    ids = _ids_of(ActRow, ActRow.kind == kind)
    return Table(f"{kind}s", title, shape, columns, ids, ActRow.id, find_acts)


TABLES = (
    _act_table(ActKind.PLEDGE, "What issuers of statements bind themselves to", PledgeOut, PLEDGE_COLUMNS),
    _act_table(ActKind.CALL, "What issuers of statements ask of somebody else", CallOut, CALL_COLUMNS),
    Table(
        "deadlines",
        "When pledges are due, each deadline with its pledge",
        PledgeDeadlineOut,
        DEADLINE_COLUMNS,
        select(DeadlineRow.id).where(
            ActRow.id == DeadlineRow.act_id, ActRow.kind == ActKind.PLEDGE, ActRow.status == Status.ACTIVE
        ),
        DeadlineRow.id,
        find_deadlines,
    ),
    Table(
        "statements",
        "The communiqués, declarations and decisions that were read",
        StatementOut,
        STATEMENT_COLUMNS,
        _ids_of(StatementRow),
        StatementRow.id,
        find_statements,
    ),
    Table(
        "actors",
        "States, organisations, groups, organs and offices",
        ActorOut,
        ACTOR_COLUMNS,
        _ids_of(ActorRow),
        ActorRow.id,
        find_actors,
    ),
    Table(
        "meetings",
        "Sessions of series of meetings",
        MeetingOut,
        MEETING_COLUMNS,
        _ids_of(MeetingRow),
        MeetingRow.id,
        find_meetings,
    ),
)


def stream_objects(connection: Connection, table: Table) -> Iterator[Json]:
    """Every object that is served, sorted by id; a few hundred are in memory at a time."""
    behind = ""
    while ids := _next_ids(connection, table, behind):
        found = {thing["id"]: thing for thing in table.find(connection, ids)}
        yield from (found[id_] for id_ in ids)
        behind = ids[-1]


def _next_ids(connection: Connection, table: Table, behind: str) -> Sequence[str]:
    wanted = table.ids.where(table.id > behind).order_by(table.id).limit(OBJECTS_AT_A_TIME)
    return connection.execute(wanted).scalars().all()
