"""The timeline from the store: deadlines with their pledges. A page costs four SQL statements."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from app.api.acts.children import (
    DEADLINES_WITH_MEETINGS,
    ByOwner,
    in_role,
    list_issuers,
    list_parties,
    list_themes,
    read_deadline,
    read_statement_ref,
)
from app.api.acts.filters import act_conditions, deadline_conditions
from app.api.deadlines.schemas import DeadlineQuery, DeadlineSort
from app.api.paging import Listing, Page, Term, fetch_page
from app.api.selects import AnyRow, Json, among
from app.store.tables import ActRow, DeadlineRow, StatementRow
from app.vocabulary import ActKind, ActorRole, ActStatus

ORDERS: Mapping[DeadlineSort, tuple[Term, ...]] = {
    DeadlineSort.NEAREST: (Term("latest_order", DeadlineRow.latest_order), Term("id", DeadlineRow.id)),
    DeadlineSort.FARTHEST: (
        Term("latest_order", DeadlineRow.latest_order, is_descending=True),
        Term("id", DeadlineRow.id, is_descending=True),
    ),
    DeadlineSort.UPDATED: (
        Term("updated_at", ActRow.updated_at, is_descending=True),
        Term("owner", ActRow.id),
        Term("id", DeadlineRow.id),
    ),
}
ALL_DEADLINES = (
    DEADLINES_WITH_MEETINGS.add_columns(
        ActRow.statement_id,
        ActRow.stage,
        ActRow.firmness,
        ActRow.polarity,
        ActRow.quote,
        ActRow.version,
        ActRow.updated_at,
        StatementRow.title,
        StatementRow.adopted_date,
    )
    .join(ActRow, ActRow.id == DeadlineRow.act_id)
    .join(StatementRow, StatementRow.id == ActRow.statement_id)
)
PLEDGE_DEADLINES = ALL_DEADLINES.where(DeadlineRow.act_kind == ActKind.PLEDGE)


def list_deadlines(connection: Connection, query: DeadlineQuery) -> tuple[Page, list[Json]]:
    """One page of the timeline, in the order asked for."""
    # Said of the table that the order begins in, so that it is read from its index.
    kind = ActRow.kind if query.sort is DeadlineSort.UPDATED else DeadlineRow.act_kind
    wanted = ALL_DEADLINES.where(
        kind == ActKind.PLEDGE,
        *act_conditions(query),
        *deadline_conditions(query),
        *among(DeadlineRow.id, query.id),
    )
    page = fetch_page(connection, Listing("deadlines", wanted, ORDERS[query.sort]), query)
    return page, _read_deadlines(connection, page.rows)


def find_deadlines(connection: Connection, ids: Sequence[str]) -> list[Json]:
    """Those of the ids that are in the timeline, in no order."""
    wanted = PLEDGE_DEADLINES.where(ActRow.status == ActStatus.ACTIVE, DeadlineRow.id.in_(ids))
    return _read_deadlines(connection, connection.execute(wanted).all())


def _read_deadlines(connection: Connection, rows: Sequence[AnyRow]) -> list[Json]:
    issuers = list_issuers(connection, [row.statement_id for row in rows])
    pledges = [row.owner for row in rows]
    parties, themes = list_parties(connection, pledges), list_themes(connection, pledges)
    return [{**read_deadline(row), "pledge": _read_pledge(row, issuers, parties, themes)} for row in rows]


def _read_pledge(row: AnyRow, issuers: ByOwner, parties: ByOwner, themes: ByOwner) -> Json:
    return {
        "id": row.owner,
        "statement": read_statement_ref(row, issuers),
        "stage": row.stage,
        "firmness": row.firmness,
        "polarity": row.polarity,
        "quote": row.quote,
        "actors": in_role(parties[row.owner], ActorRole.PROMISOR),
        "themes": themes[row.owner],
        "version": row.version,
        "updated_at": row.updated_at,
    }


def read_act(deadline: Json) -> Json:
    """The pledge of a result, with that deadline alone."""
    return {**deadline["pledge"], "deadlines": [deadline]}
