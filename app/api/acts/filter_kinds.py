"""The kinds of filters that acts have. A filter is said once for both who ask: the database, and the feed,
which keeps the facets of an act (`app.store.facets`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import MISSING
from sqlalchemy import not_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.api.acts.schemas import ActFilters
from app.api.selects import AnySelect, Condition, Json
from app.store.columns import without_index
from app.store.tables import ActRow
from app.vocabulary import ActKind

Find = Callable[[Any, ActFilters], AnySelect]
Read = Callable[[Json, ActFilters], Iterable[str]]
FindActs = Callable[[ActKind, Any, ActFilters], AnySelect]


@dataclass(frozen=True, slots=True)
class Filter:
    """One parameter, given its value and the query it comes with: what it `asks` of the database, and whether
    facets `hold` it.

    `refuses` asks for the opposite, where the databases need other words for it. Where an index tells which
    acts of a kind a filter finds, `finds` selects their ids, and `checks` asks the same of one act after the
    other. `is_named`: facets that hold it name one of its values.
    """

    asks: Callable[[Any, ActFilters], Condition]
    holds: Callable[[Any, ActFilters, Json], bool]
    refuses: Callable[[Any, ActFilters], Condition] | None = None
    finds: FindActs | None = None
    checks: Callable[[Any, ActFilters], Condition] | None = None
    is_named: bool = False


def none_of(wanted: Filter) -> Filter:
    """Where the filter does not hold."""

    def asks(values: Any, query: ActFilters) -> Condition:
        return wanted.refuses(values, query) if wanted.refuses else not_(wanted.asks(values, query))

    return Filter(asks, lambda values, query, facets: not wanted.holds(values, query, facets))


def one_of(column: InstrumentedAttribute[Any], facet: str) -> Filter:
    """The column, and the facet, is one of the values."""
    return Filter(
        lambda values, _: column.in_(values), lambda values, _, facets: facets[facet] in values, is_named=True
    )


def any_of(whole: InstrumentedAttribute[Any], find: Find, read: Read) -> Filter:
    """One of what belongs to the act is one of the values: `whole`, a column of the act, is among the rows
    that `find` selects; of facets it is what `read` reads.

    Its opposite looks row by row whether there is none: a list of all that has one may be most of the table.
    """
    return Filter(
        lambda values, query: whole.in_(find(values, query)),
        lambda values, query, facets: not set(read(facets, query)).isdisjoint(values),
        refuses=lambda values, query: ~is_found(whole, find(values, query)),
        finds=lambda _, values, query: _find_acts(whole, find(values, query)),
        checks=lambda values, query: _is_among(whole, find(values, query)),
        is_named=True,
    )


def at_least(column: InstrumentedAttribute[Any], holds: Callable[[Any, ActFilters, Json], bool]) -> Filter:
    """The column, which an index of acts of a kind has, is not less than the value."""
    return Filter(
        lambda least, _: column >= least,
        holds,
        finds=lambda kind, least, _: select(ActRow.id).where(ActRow.kind == kind, column >= least),
        checks=lambda least, _: without_index(column) >= least,
    )


def check(wanted: Filter, value: Any, query: ActFilters) -> Condition:
    """Asks it of one act after the other."""
    return (wanted.checks or wanted.asks)(value, query)


def is_found(column: InstrumentedAttribute[Any], found: AnySelect) -> Condition:
    """The column of an act is among what is found, looked up act by act."""
    return found.where(found.selected_columns[0] == column).correlate(ActRow).exists()


def _is_among(whole: InstrumentedAttribute[Any], found: AnySelect) -> Condition:
    """Statements are few enough to be listed, acts are not."""
    return is_found(whole, found) if whole is ActRow.id else without_index(whole).in_(found)


def _find_acts(whole: InstrumentedAttribute[Any], found: AnySelect) -> AnySelect:
    return found if whole is ActRow.id else select(ActRow.id).where(whole.in_(found))


def list_asked(filters: Mapping[str, Filter], query: ActFilters) -> Iterator[tuple[str, Filter, Any]]:
    """By name, those of the filters that the query makes use of, each with its value, or a placeholder."""
    given = query.model_fields_set
    for name, wanted in filters.items():
        value = getattr(query, name) if name in given else MISSING
        if value is not MISSING and not (isinstance(value, list) and not value):
            yield name, wanted, value


def write_day(day: date) -> str:
    """As facets have it; such days sort by themselves."""
    return day.isoformat()
