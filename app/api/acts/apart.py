"""Queries taken apart into what they ask and the values they ask with, so that SQL is built once for all
queries that ask the same: to build it takes about as long as to run it.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from pydantic import MISSING
from sqlalchemy import bindparam

from app.api.acts.schemas import TimelyQuery
from app.api.paging import BESIDE_THE_LIST
from app.vocabulary import ActKind

BUILT: dict[Hashable, Any] = {}
"""What was built, by what is asked."""
MOST_BUILT = 500
NOT_ASKED_APART = {"timeliness", "as_of"}
"""Parameters of which other SQL is made with each value."""

Values = Mapping[str, Any]
Built = TypeVar("Built")
Query = TypeVar("Query", bound=TimelyQuery)


@dataclass(frozen=True, slots=True)
class _Apart(Generic[Query]):
    """`query` has placeholders where there were `values`. `asked`: which parameters, how many values of each,
    and those that are no placeholders.
    """

    query: Query
    asked: Hashable
    values: Values


def build_once(build: Callable[[ActKind, Query], Built], kind: ActKind, query: Query) -> tuple[Built, Values]:
    """What `build` makes of a query for acts of a kind, and the values that it leaves open. `build` is known
    by what it equals.
    """
    if query.model_fields_set & NOT_ASKED_APART:
        return build(kind, query), {}
    apart = _take_apart(query)
    key = build, kind, type(query), apart.asked
    try:
        built: Built = BUILT[key]  # asked once: another thread may clear all of them at any time
    except KeyError:
        built = build(kind, apart.query)
        if len(BUILT) >= MOST_BUILT:
            BUILT.clear()
        BUILT[key] = built
    return built, apart.values


def _take_apart(query: Query) -> _Apart[Query]:
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
