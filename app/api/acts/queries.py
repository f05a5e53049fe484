"""Acts from the store, as `ActOut` describes them. One SQL statement brings a page, its acts as the JSON that
was made of them when they were written (`app.store.act_json`).
"""

from collections.abc import Mapping, Sequence

import orjson
from orjson import Fragment
from sqlalchemy import Connection, select

from app.api.acts.listings import find_listing
from app.api.acts.orders import FOUND
from app.api.acts.ranking import fetch_best
from app.api.acts.schemas import ActListQuery, ActSort
from app.api.acts.ways import list_unordered
from app.api.facets.counted import find_total
from app.api.paging import Count, Page, count_rows, fetch_page
from app.api.search.queries import cut_match, search_of
from app.api.selects import ID, IDS, AnyRow, AnySelect, Json, fetch_one
from app.errors import Merged, Withdrawn
from app.store.act_json import tell_match
from app.store.feed_tables import ChangeRow
from app.store.tables import ActJsonRow, ActRow
from app.vocabulary import ActKind

ACT_WITH_BODY = select(ActRow.id, ActRow.kind, ActRow.statement_id, ActRow.status, ActJsonRow.body).outerjoin(
    ActJsonRow, ActJsonRow.act_id == ActRow.id
)
ACTS: Mapping[ActKind, AnySelect] = {
    kind: ACT_WITH_BODY.where(ActRow.kind == kind, ActRow.id == ID) for kind in ActKind
}
"""One act of each kind, with its JSON where it is served."""
BODIES = select(ActJsonRow.act_id, ActJsonRow.body).where(ActJsonRow.act_id.in_(IDS))
WITH_QUOTES = select(ActJsonRow.act_id, *FOUND.columns).where(
    ActJsonRow.act_id.in_(IDS), ActRow.id == ActJsonRow.act_id
)


def list_bodies(connection: Connection, kind: ActKind, query: ActListQuery) -> tuple[Page, list[str]]:
    """One page of the acts of a kind that match, in the order asked for, each as JSON."""
    search = search_of(query)
    if query.sort is ActSort.RELEVANCE:
        page = fetch_best(connection, kind, query)
        rows: Sequence[AnyRow] = _load_found(connection, [row.id for row in page.rows])
    else:
        listing, values = find_listing(connection, kind, query)
        count = _count(connection, kind, query) if query.count is Count.EXACT else None
        page = fetch_page(connection, listing, query, values, count=count)
        rows = page.rows
    if search is None:
        return page, [row.body for row in rows]
    return page, [tell_match(row.body, cut_match(row.quote, search, start=row.start)) for row in rows]


def _count(connection: Connection, kind: ActKind, query: ActListQuery) -> int | None:
    """How many acts of a kind match; None where a search tells, which meets them in an order of its own."""
    kept = find_total(connection, kind, query)
    if kept is not None or search_of(query) is not None:
        return kept
    return count_rows(connection, select(ActRow.id).where(*list_unordered(connection, kind, query)))


def list_acts(connection: Connection, kind: ActKind, query: ActListQuery) -> tuple[Page, list[Json]]:
    """The same for those who look into them."""
    page, bodies = list_bodies(connection, kind, query)
    return page, [orjson.loads(body) for body in bodies]


def read_body(row: AnyRow) -> Fragment:
    """`ActOut` of a row of `ACTS` that is served."""
    return Fragment(row.body)


def get_body(connection: Connection, kind: ActKind, act_id: str) -> str:
    """One act of a kind as JSON. Raises NotFound, Withdrawn and Merged."""
    row = fetch_one(connection, ACTS[kind], kind=kind, id=act_id)
    if row.body is None:
        raise _explain_withdrawal(connection, row)
    return str(row.body)


def get_act(connection: Connection, kind: ActKind, act_id: str) -> Json:
    """The same for those who look into it."""
    act: Json = orjson.loads(get_body(connection, kind, act_id))
    return act


def find_acts(connection: Connection, ids: Sequence[str]) -> list[Json]:
    """Those of the ids that are served, in their order."""
    return [orjson.loads(body) for body in _load_bodies(connection, ids)]


def _load_bodies(connection: Connection, ids: Sequence[str]) -> list[str]:
    found = dict(connection.execute(BODIES, {IDS.key: ids}).all())
    return [found[id_] for id_ in ids if id_ in found]


def _load_found(connection: Connection, ids: Sequence[str]) -> list[AnyRow]:
    """The same with what tells where a search meets them."""
    found = {row.act_id: row for row in connection.execute(WITH_QUOTES, {IDS.key: ids})}
    return [found[id_] for id_ in ids if id_ in found]


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
