"""The timeline from the store: deadlines with their pledges. One SQL statement finds the ids of a page, and
another brings the deadlines as JSON that the database makes.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from app.api.acts.filters import OF_DEADLINES, deadline_conditions, filter_conditions
from app.api.acts.ways import find_way
from app.api.deadlines.schemas import DeadlineQuery, DeadlineSort
from app.api.paging import Listing, Page, Term, fetch_page, select_keys
from app.api.selects import IDS, Condition, Json, among, fetch_shaped
from app.store.act_parts import ACT_HEAD, DEADLINE_COLUMNS, THEMES, parties_in
from app.store.columns import without_index
from app.store.json_rows import json_instant, json_object
from app.store.tables import ActRow, DeadlineRow, MeetingRow, StatementRow
from app.vocabulary import ActKind, ActorRole, Status

ORDERS: Mapping[DeadlineSort, tuple[Term, ...]] = {
    DeadlineSort.NEAREST: (Term("latest_order", DeadlineRow.latest_order), Term("id", DeadlineRow.id)),
    DeadlineSort.FARTHEST: (
        Term("latest_order", DeadlineRow.latest_order, is_descending=True),
        Term("id", DeadlineRow.id, is_descending=True),
    ),
    DeadlineSort.UPDATED: (
        Term("updated_at", ActRow.updated_at, is_descending=True),
        Term("act_id", ActRow.id),
        Term("id", DeadlineRow.id),
    ),
}
PLEDGE = json_object(
    **ACT_HEAD,
    actors=parties_in(ActorRole.PROMISOR),
    themes=THEMES,
    version=ActRow.version,
    updated_at=json_instant(ActRow.updated_at),
)
SHAPED = (
    select(json_object(*DEADLINE_COLUMNS, pledge=PLEDGE))
    .select_from(DeadlineRow)
    .outerjoin(MeetingRow, MeetingRow.id == DeadlineRow.meeting_id)
    .join(ActRow, ActRow.id == DeadlineRow.act_id)
    .join(StatementRow, StatementRow.id == ActRow.statement_id)
    .where(
        DeadlineRow.id.in_(IDS),
        without_index(DeadlineRow.act_kind) == ActKind.PLEDGE,
        ActRow.status == Status.ACTIVE,
    )
)
"""Made once: to build it costs more than to run it."""


def list_deadlines(connection: Connection, query: DeadlineQuery) -> tuple[Page, list[Json]]:
    """One page of the timeline, in the order asked for."""
    order = ORDERS[query.sort]
    wanted = select_keys(order).where(
        ActRow.id == DeadlineRow.act_id,
        *_conditions(connection, query),
        *deadline_conditions(query),
        *among(DeadlineRow.id, query.id),
    )
    page = fetch_page(connection, Listing("deadlines", wanted, order), query)
    return page, find_deadlines(connection, [row.id for row in page.rows])


def _conditions(connection: Connection, query: DeadlineQuery) -> list[Condition]:
    """What is asked of the act: of the few that it is, where they are few, or else along the order."""
    way = find_way(connection, ActKind.PLEDGE, query)
    if way and way.are_few:
        own = without_index(DeadlineRow.act_kind) == ActKind.PLEDGE
        return [own, *way.list_conditions(ActKind.PLEDGE, query)]
    # Said of the table that the order begins in, so that it is read from its index.
    kind = ActRow.kind if query.sort is DeadlineSort.UPDATED else DeadlineRow.act_kind
    of_acts = query.without(OF_DEADLINES)
    asked = way.list_walked(ActKind.PLEDGE, of_acts) if way else filter_conditions(of_acts)
    return [kind == ActKind.PLEDGE, *asked]


def find_deadlines(connection: Connection, ids: Sequence[str]) -> list[Json]:
    """Those of the ids that are in the timeline, in their order."""
    return fetch_shaped(connection, SHAPED, ids)


def read_act(deadline: Json) -> Json:
    """The pledge of a result, with that deadline alone."""
    return {**deadline["pledge"], "deadlines": [deadline]}
