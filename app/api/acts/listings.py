"""Queries taken apart into what they ask and the values they ask with, so that the SQL of a list is built
once for all queries that ask the same: to build it takes about as long as to run it.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import MISSING
from sqlalchemy import Connection, bindparam

from app.api.acts.bound import asks_for_one_actor, list_bound
from app.api.acts.filters import list_conditions
from app.api.acts.orders import ORDERS, list_in_order
from app.api.acts.schemas import ActListQuery
from app.api.paging import BESIDE_THE_LIST, Listing
from app.vocabulary import ActKind

LISTINGS: dict[Hashable, Listing] = {}
"""What was built, by what is asked."""
MOST_LISTINGS = 500
NOT_ASKED_APART = {"q", "timeliness", "as_of"}
"""Parameters of which other SQL is made with each value."""

Values = Mapping[str, Any]


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
    if query.model_fields_set & NOT_ASKED_APART:
        return _build(connection, kind, query), {}
    apart = _take_apart(query)
    key = kind, apart.asked
    listing = LISTINGS.get(key)
    if listing is None:
        if len(LISTINGS) >= MOST_LISTINGS:
            LISTINGS.clear()
        listing = LISTINGS[key] = _build(connection, kind, apart.query)
    return listing, apart.values


def _build(connection: Connection, kind: ActKind, query: ActListQuery) -> Listing:
    if asks_for_one_actor(query):
        return list_bound(kind, query)
    return list_in_order(kind, ORDERS[query.sort], list_conditions(connection, kind, query))


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
