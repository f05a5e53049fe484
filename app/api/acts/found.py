"""The newest acts that a search finds, met day by day in SQLite's index of words: no more of them are looked
at than a page needs. PostgreSQL's index knows no order, and its finds are sorted.
"""

from functools import partial

from sqlalchemy import Connection

from app.api.acts.orders import FOUND, ORDERS
from app.api.acts.schemas import ActListQuery, ActSort
from app.api.acts.ways import WALK
from app.api.paging import Listing, Walk, select_keys
from app.api.search.queries import search_of
from app.store.search_dialects import NUMBER, begin_day, gives_newest_first, walk_newest
from app.vocabulary import ActKind

NEWEST = ORDERS[ActSort.NEWEST]


def asks_for_newest_finds(connection: Connection, query: ActListQuery) -> bool:
    """Whether the finds are to be met in the order of their days, and can."""
    search = search_of(query)
    return search is not None and query.sort is ActSort.NEWEST and gives_newest_first(connection, search)


def list_found(kind: ActKind, query: ActListQuery) -> Listing:
    """The acts of a kind that match a query, among what is found (`name_search`)."""
    found = select_keys(NEWEST).where(walk_newest(kind), *WALK.list_walked(kind, query))
    return Listing(kind, found, NEWEST, Walk(NUMBER, partial(begin_day, kind)), FOUND)
