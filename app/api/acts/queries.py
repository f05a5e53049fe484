"""Acts from the store, as `ActOut` describes them. One SQL statement finds the ids of a page, and another
brings the acts with all their parts, as JSON that the database makes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, null, select

from app.api.acts.bound import asks_for_one_actor, list_bound
from app.api.acts.children import ACT_HEAD, DEADLINES, NOTHING, THEMES, parties_in
from app.api.acts.found import list_page_conditions
from app.api.acts.orders import ORDERS, list_in_order
from app.api.acts.ranking import fetch_best
from app.api.acts.schemas import ActListQuery, ActSort
from app.api.paging import Page, fetch_page
from app.api.search.queries import cut_match, search_of
from app.api.selects import IDS, AnyRow, AnySelect, Json, fetch_one, fetch_shaped, without_index
from app.errors import Merged, Withdrawn
from app.store.feed_tables import ChangeRow
from app.store.json_rows import json_instant, json_object
from app.store.tables import ActRow, PassageRow, StatementRow
from app.vocabulary import ActKind, ActorRole, ActStatus


def _shape(**parties: Any) -> ColumnElement[Any]:
    """`ActOut` of a kind, whose parties have these roles; but `rules` is all that was traced, and nothing was
    searched.
    """
    return json_object(
        **ACT_HEAD,
        evidence=json_object(
            text=ActRow.text_id,
            start=ActRow.start,
            end=ActRow.end,
            passage=ActRow.passage,
            passage_number=PassageRow.number,
        ),
        verb=ActRow.verb,
        object=func.nullif(ActRow.object, NOTHING),
        **parties,
        beneficiaries=parties_in(ActorRole.BENEFICIARY),
        scope=ActRow.scope,
        themes=THEMES,
        deadlines=DEADLINES,
        quantities=ActRow.quantities,
        conditions=ActRow.conditions,
        confidence=ActRow.confidence,
        rules=ActRow.trace,
        run=ActRow.run_id,
        version=ActRow.version,
        created_at=json_instant(ActRow.created_at),
        updated_at=json_instant(ActRow.updated_at),
        changed_seq=ActRow.changed_seq,
        match=null(),
    )


def _select_shaped(kind: ActKind, **parties: Any) -> AnySelect:
    """Those of some ids that are served, of a kind, in its shape. Made once: to build so large a select costs
    more than to run it.
    """
    return (
        select(_shape(**parties))
        .select_from(ActRow)
        .join(StatementRow, StatementRow.id == ActRow.statement_id)
        .outerjoin(
            PassageRow,
            and_(
                PassageRow.statement_id == ActRow.statement_id,
                PassageRow.ordinal == ActRow.passage,
                ActRow.text_id == StatementRow.text_id,
            ),
        )
        .where(ActRow.id.in_(IDS), without_index(ActRow.kind) == kind, ActRow.status == ActStatus.ACTIVE)
    )


SHAPED: Mapping[ActKind, AnySelect] = {
    ActKind.PLEDGE: _select_shaped(ActKind.PLEDGE, actors=parties_in(ActorRole.PROMISOR)),
    ActKind.CALL: _select_shaped(
        ActKind.CALL, actors=parties_in(ActorRole.CALLER), addressees=parties_in(ActorRole.ADDRESSEE)
    ),
}


def list_acts(connection: Connection, kind: ActKind, query: ActListQuery) -> tuple[Page, list[Json]]:
    """One page of the acts of a kind that match, in the order asked for."""
    if query.sort is ActSort.RELEVANCE:
        page = fetch_best(connection, kind, query)
    elif asks_for_one_actor(query):
        page = fetch_page(connection, list_bound(kind, query), query)
    else:
        wanted = list_page_conditions(connection, kind, query, most=query.limit + 1)
        page = fetch_page(connection, list_in_order(kind, ORDERS[query.sort], wanted), query)
    acts = find_acts(connection, kind, [row.id for row in page.rows])
    search = search_of(query)
    for act in acts if search else ():
        act["match"] = cut_match(act["quote"], search, start=act["evidence"]["start"])
    return page, acts


def get_act(connection: Connection, kind: ActKind, act_id: str) -> Json:
    """One act of a kind. Raises NotFound, Withdrawn and Merged."""
    if found := find_acts(connection, kind, [act_id]):
        return found[0]
    known = select(ActRow.id, ActRow.kind, ActRow.statement_id).where(
        ActRow.kind == kind, ActRow.id == act_id
    )
    raise _explain_withdrawal(connection, fetch_one(connection, known, kind=kind, id=act_id))


def find_acts(connection: Connection, kind: ActKind, ids: Sequence[str]) -> list[Json]:
    """Those of the ids that are served, in their order."""
    acts = fetch_shaped(connection, SHAPED[kind], ids)
    for act in acts:
        act["rules"] = list(dict.fromkeys(firing["rule"] for firing in act["rules"]))
    return acts


def _explain_withdrawal(connection: Connection, row: AnyRow) -> Withdrawn:
    """Whether other acts hold its words now. One of another kind has another shape, and nobody is sent there
    unasked.
    """
    said = f"The {row.kind} '{row.id}' of '{row.statement_id}' is withdrawn; its history says why."
    last = select(ChangeRow.replaced_by).join(ActRow, ActRow.changed_seq == ChangeRow.seq)
    replaced_by = connection.scalars(last.where(ActRow.id == row.id)).one()
    kinds = connection.scalars(select(ActRow.kind).where(ActRow.id.in_(replaced_by))).all()
    if kinds == [row.kind]:
        return Merged(said, merged=row.id, into=replaced_by[0])
    return Withdrawn(said, replaced_by=replaced_by)
