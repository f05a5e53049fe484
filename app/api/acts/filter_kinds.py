"""The kinds of filters that acts have. A filter is said once for both who ask: the database, and the feed,
which keeps the facets of an act (`app.store.facets`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import MISSING
from sqlalchemy import not_
from sqlalchemy.orm import InstrumentedAttribute

from app.api.acts.schemas import ActFilters
from app.api.selects import AnySelect, Condition, Json
from app.store.tables import ActRow

Find = Callable[[Any, ActFilters], AnySelect]


@dataclass(frozen=True, slots=True)
class Filter:
    """One parameter, given its value and the query it comes with: what it `asks` of the database, and whether
    facets `hold` it.

    `refuses` asks for the opposite, where the databases need other words for it.
    """

    asks: Callable[[Any, ActFilters], Condition]
    holds: Callable[[Any, ActFilters, Json], bool]
    refuses: Callable[[Any, ActFilters], Condition] | None = None


def none_of(wanted: Filter) -> Filter:
    """Where the filter does not hold."""

    def asks(values: Any, query: ActFilters) -> Condition:
        return wanted.refuses(values, query) if wanted.refuses else not_(wanted.asks(values, query))

    return Filter(asks, lambda values, query, facets: not wanted.holds(values, query, facets))


def one_of(column: InstrumentedAttribute[Any], facet: str) -> Filter:
    """The column, and the facet, is one of the values."""
    return Filter(lambda values, _: column.in_(values), lambda values, _, facets: facets[facet] in values)


def any_of(whole: InstrumentedAttribute[Any], find: Find, facet: Callable[[ActFilters], str]) -> Filter:
    """One of what belongs to the act is one of the values: `whole`, a column of the act, is among the rows
    that `find` selects; the facet is a list.

    Its opposite looks row by row whether there is none: a list of all that has one may be most of the table.
    """

    def refuses(values: Any, query: ActFilters) -> Condition:
        found = find(values, query)
        return ~found.where(found.selected_columns[0] == whole).correlate(ActRow).exists()

    return Filter(
        lambda values, query: whole.in_(find(values, query)),
        lambda values, query, facets: not set(facets[facet(query)]).isdisjoint(values),
        refuses,
    )


def list_asked(filters: Mapping[str, Filter], query: ActFilters) -> Iterator[tuple[Filter, Any]]:
    """Those of the filters that the query makes use of, each with its value, or a placeholder for it."""
    given = query.model_fields_set
    for name, wanted in filters.items():
        value = getattr(query, name) if name in given else MISSING
        if value is not MISSING and not (isinstance(value, list) and not value):
            yield wanted, value


def write_day(day: date) -> str:
    """As facets have it; such days sort by themselves."""
    return day.isoformat()
