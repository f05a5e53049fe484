"""The acts that a page of a search needs to know of. SQLite's index of words gives finds from day to day, the
newest first, so that no more of them are looked at; PostgreSQL needs no such help.
"""

from datetime import date
from typing import cast

from sqlalchemy import Connection

from app.api.acts.filters import filter_conditions, is_of, list_conditions
from app.api.acts.orders import ORDERS, list_in_order
from app.api.acts.schemas import ActListQuery, ActSort
from app.api.paging import Count, after, read_place
from app.api.search.queries import find_matching, search_of
from app.api.selects import Condition
from app.store.search_dialects import FEW, find_newest
from app.store.search_tables import ActWordsRow
from app.vocabulary import ActKind

NEWEST = ORDERS[ActSort.NEWEST]
NEWEST_FIRST = (ActSort.NEWEST, ActSort.RELEVANCE)


def list_page_conditions(
    connection: Connection, kind: ActKind, query: ActListQuery, *, most: int, few: int = FEW
) -> list[Condition]:
    """All that `query` asks of the acts of a list (`list_conditions`), of which its page needs `most`."""
    search = search_of(query)
    if search is None or query.sort not in NEWEST_FIRST or query.count is Count.EXACT:
        return list_conditions(connection, kind, query, few=few)
    wanted = filter_conditions(query)
    place = read_place(list_in_order(kind, NEWEST, wanted), query)
    finds = find_newest(
        connection,
        search,
        kind,
        [*wanted, after(NEWEST, place)] if place else wanted,
        most=most,
        since=cast(date, place[0]) if place else date.max,
    )
    finds = finds or find_matching(connection, ActWordsRow, query, few=few)
    return [is_of(kind, finds), finds.condition, *wanted]
