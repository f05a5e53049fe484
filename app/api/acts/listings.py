"""A query for acts -> the list that it asks for, read from where its acts are met soonest."""

from dataclasses import dataclass

from pydantic import MISSING
from sqlalchemy import Connection

from app.api.acts.apart import Values, build_once
from app.api.acts.bound import ListBound, asks_for_one_actor, tells_all
from app.api.acts.filters import filter_conditions, list_conditions
from app.api.acts.found import asks_for_newest_finds, list_found
from app.api.acts.orders import FOUND, ORDERS, list_in_order
from app.api.acts.schemas import ActListQuery
from app.api.acts.ways import Way, find_way
from app.api.paging import Listing
from app.api.search.queries import search_of
from app.store.columns import without_index
from app.store.search_dialects import name_search
from app.store.tables import ActRow
from app.vocabulary import ActKind


def find_listing(connection: Connection, kind: ActKind, query: ActListQuery) -> tuple[Listing, Values]:
    """The list of acts of a kind that `query` asks for, and the values that it leaves open."""
    search = search_of(query)
    if search is None:
        return _find_unsearched(connection, kind, query)
    if asks_for_newest_finds(connection, query):
        listing, values = build_once(list_found, kind, query.model_copy(update={"q": MISSING}))
        return listing, {**values, **name_search(search)}
    wanted = list_conditions(connection, kind, query)
    return list_in_order(kind, ORDERS[query.sort], wanted, FOUND), {}


def _find_unsearched(connection: Connection, kind: ActKind, query: ActListQuery) -> tuple[Listing, Values]:
    is_bound = asks_for_one_actor(query)
    if is_bound and tells_all(query):
        return build_once(ListBound(), kind, query)
    way = find_way(connection, kind, query)
    is_walk = not (way and way.are_few)
    return build_once(ListBound(way) if is_bound and is_walk else _ListAll(way), kind, query)


@dataclass(frozen=True, slots=True)
class _ListAll:
    """Lists the acts of a kind that a query asks for, in one way of going about it; None leaves that to the
    database.
    """

    way: Way | None

    def __call__(self, kind: ActKind, query: ActListQuery) -> Listing:
        """The list."""
        if self.way is None:
            wanted = [ActRow.kind == kind, *filter_conditions(query)]
        elif self.way.are_few:
            wanted = [without_index(ActRow.kind) == kind, *self.way.list_conditions(kind, query)]
        else:
            wanted = [ActRow.kind == kind, *self.way.list_walked(kind, query)]
        return list_in_order(kind, ORDERS[query.sort], wanted)
