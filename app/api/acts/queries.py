"""Acts as rows, and rows as the dictionaries that `ActOut` describes. A page costs a fixed number of SQL
statements, whatever its size.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, select

from app.api.acts.bound import asks_for_one_actor, list_bound
from app.api.acts.children import (
    ByOwner,
    in_role,
    list_deadlines,
    list_issuers,
    list_parties,
    list_themes,
    read_statement_ref,
)
from app.api.acts.filters import list_conditions
from app.api.acts.orders import ORDERS
from app.api.acts.ranking import fetch_best
from app.api.acts.schemas import ActListQuery, ActSort
from app.api.paging import Listing, Page, fetch_page
from app.api.search.queries import cut_match, search_of
from app.api.selects import AnyRow, Json, fetch_one, read_wordings
from app.errors import Merged, Withdrawn
from app.store.replacements import ActReplacementRow
from app.store.tables import ActRow, PassageRow, StatementRow
from app.vocabulary import ActKind, ActorRole, ActStatus

ACTS = (
    select(
        ActRow.__table__,
        StatementRow.title,
        StatementRow.adopted_date,
        PassageRow.number.label("passage_number"),
    )
    .join(StatementRow, StatementRow.id == ActRow.statement_id)
    .outerjoin(
        PassageRow,
        and_(
            PassageRow.statement_id == ActRow.statement_id,
            PassageRow.ordinal == ActRow.passage,
            ActRow.text_id == StatementRow.text_id,
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Children:
    """What belongs to the acts of one page: issuers by statement, the rest by act."""

    issuers: ByOwner
    parties: ByOwner
    themes: ByOwner
    deadlines: ByOwner


def list_acts(connection: Connection, kind: ActKind, query: ActListQuery) -> tuple[Page, list[Json]]:
    """One page of the acts of a kind that match, in the order asked for."""
    if query.sort is ActSort.RELEVANCE:
        page = fetch_best(connection, ACTS, kind, query)
    elif asks_for_one_actor(query):
        page = fetch_page(connection, list_bound(ACTS, kind, query), query)
    else:
        wanted = ACTS.where(*list_conditions(connection, kind, query))
        page = fetch_page(connection, Listing(kind, wanted, ORDERS[query.sort]), query)
    return page, _add_matches(_read_acts(connection, kind, page.rows), query)


def get_act(connection: Connection, kind: ActKind, act_id: str) -> Json:
    """One act of a kind. Raises NotFound, Withdrawn and Merged."""
    wanted = ACTS.where(ActRow.kind == kind, ActRow.id == act_id)
    row = fetch_one(connection, wanted, kind=kind, id=act_id)
    if row.status == ActStatus.WITHDRAWN:
        raise _explain_withdrawal(connection, row)
    return _read_acts(connection, kind, [row])[0]


def find_acts(connection: Connection, kind: ActKind, ids: Sequence[str]) -> list[Json]:
    """Those of the ids that are served, in no order."""
    is_served = (ActRow.kind == kind) & (ActRow.status == ActStatus.ACTIVE)
    rows = connection.execute(ACTS.where(is_served, ActRow.id.in_(ids))).all()
    return _read_acts(connection, kind, rows)


def _explain_withdrawal(connection: Connection, row: AnyRow) -> Withdrawn:
    """Whether other acts hold its words now. One of another kind has another shape, and nobody is sent there
    unasked.
    """
    said = f"The {row.kind} '{row.id}' of '{row.statement_id}' is withdrawn; its history says why."
    later = (
        select(ActRow.id, ActRow.kind)
        .join(ActReplacementRow, ActReplacementRow.replaced_by_id == ActRow.id)
        .where(ActReplacementRow.act_id == row.id)
        .order_by(ActReplacementRow.ordinal)
    )
    successors = dict(connection.execute(later).all())
    if list(successors.values()) == [row.kind]:
        return Merged(said, merged=row.id, into=next(iter(successors)))
    return Withdrawn(said, replaced_by=list(successors))


def _read_acts(connection: Connection, kind: ActKind, rows: Sequence[AnyRow]) -> list[Json]:
    ids = [row.id for row in rows]
    children = Children(
        list_issuers(connection, [row.statement_id for row in rows]),
        list_parties(connection, ids),
        list_themes(connection, ids),
        list_deadlines(connection, ids),
    )
    read = _read_pledge if kind is ActKind.PLEDGE else _read_call
    return [read(row, children) for row in rows]


def _add_matches(acts: Sequence[Json], query: ActListQuery) -> list[Json]:
    search = search_of(query)
    return [{**act, "match": cut_match(act["quote"], search, start=act["evidence"]["start"])} for act in acts]


def _read_pledge(row: AnyRow, children: Children) -> Json:
    parties = children.parties[row.id]
    return _read_act(row, children, {"actors": in_role(parties, ActorRole.PROMISOR)})


def _read_call(row: AnyRow, children: Children) -> Json:
    parties = children.parties[row.id]
    roles = {
        "actors": in_role(parties, ActorRole.CALLER),
        "addressees": in_role(parties, ActorRole.ADDRESSEE),
    }
    return _read_act(row, children, roles)


def _read_act(row: AnyRow, children: Children, roles: Json) -> Json:
    return {
        "id": row.id,
        "statement": read_statement_ref(row, children.issuers),
        "stage": row.stage,
        "firmness": row.firmness,
        "polarity": row.polarity,
        "quote": row.quote,
        "evidence": {
            "text": row.text_id,
            "start": row.start_offset,
            "end": row.end_offset,
            "passage": row.passage,
            "passage_number": row.passage_number,
        },
        "verb": row.verb,
        "object": row.object or None,
        **roles,
        "beneficiaries": in_role(children.parties[row.id], ActorRole.BENEFICIARY),
        "scope": read_wordings(row.scope),
        "themes": children.themes[row.id],
        "deadlines": children.deadlines[row.id],
        "quantities": read_wordings(row.quantities),
        "conditions": read_wordings(row.conditions),
        "confidence": row.confidence,
        "rules": list(dict.fromkeys(firing["rule"] for firing in row.trace)),
        "run": row.run_id,
        "version": row.version,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
        "changed_seq": row.changed_seq,
        "match": None,
    }
