"""Queries taken apart into what they ask and the values they ask with, so that the SQL of a list is built
once for all queries that ask the same: to build it takes about as long as to run it.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import MISSING
from sqlalchemy import Connection, bindparam

from app.api.acts.bound import asks_for_one_actor, list_bound
from app.api.acts.filters import filter_conditions, list_conditions
from app.api.acts.found import asks_for_newest_finds, list_found
from app.api.acts.orders import FOUND, ORDERS, list_in_order
from app.api.acts.schemas import ActListQuery
from app.api.paging import BESIDE_THE_LIST, Listing
from app.api.search.queries import search_of
from app.store.search_dialects import name_search
from app.store.tables import ActRow
from app.vocabulary import ActKind

LISTINGS: dict[Hashable, Listing] = {}
"""What was built, by what is asked."""
MOST_LISTINGS = 500
NOT_ASKED_APART = {"timeliness", "as_of"}
"""Parameters of which other SQL is made with each value."""

Values = Mapping[str, Any]
Build = Callable[[ActKind, ActListQuery], Listing]


@dataclass(frozen=True, slots=True)
class _Apart:
    """`query` has placeholders where there were `values`. `asked`: which parameters, how many values of each,
    and those that are no placeholders.
    """

    query: ActListQuery
    asked: Hashable
    values: Values


def find_listing(connection: Connection, kind: ActKind, query: ActListQuery) -> tuple[Listing, Values]:
    """The list of acts of a kind that `query` asks for, and the values that it leaves open."""
    search = search_of(query)
    if search is None:
        build = list_bound if asks_for_one_actor(query) else _list_all
        return _find_built(build, kind, query)
    if asks_for_newest_finds(connection, query):
        listing, values = _find_built(list_found, kind, query.model_copy(update={"q": MISSING}))
        return listing, {**values, **name_search(search)}
    wanted = list_conditions(connection, kind, query)
    return list_in_order(kind, ORDERS[query.sort], wanted, FOUND), {}


def _find_built(build: Build, kind: ActKind, query: ActListQuery) -> tuple[Listing, Values]:
    if query.model_fields_set & NOT_ASKED_APART:
        return build(kind, query), {}
    apart = _take_apart(query)
    key = build, kind, apart.asked
    listing = LISTINGS.get(key)
    if listing is None:
        if len(LISTINGS) >= MOST_LISTINGS:
            LISTINGS.clear()
        listing = LISTINGS[key] = build(kind, apart.query)
    return listing, apart.values


def _list_all(kind: ActKind, query: ActListQuery) -> Listing:
    return list_in_order(kind, ORDERS[query.sort], [ActRow.kind == kind, *filter_conditions(query)])


def _take_apart(query: ActListQuery) -> _Apart:
    placeholders: dict[str, Any] = {}
    asked: list[Hashable] = []
    values: dict[str, Any] = {}
    for name in sorted(query.model_fields_set - BESIDE_THE_LIST):
        value = getattr(query, name)
        if isinstance(value, list):
            named = {f"{name}_{number}": one for number, one in enumerate(value)}
            placeholders[name] = list(map(bindparam, named))
            asked.append((name, len(value)))
            values |= named
        elif isinstance(value, date | float):
            placeholders[name] = bindparam(name)
            asked.append(name)
            values[name] = value
        elif value is not MISSING:
            asked.append((name, value))
    return _Apart(query.model_copy(update=placeholders), tuple(asked), values)
