"""Counts that the store keeps: of all acts of a kind, or of those that have one value."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.api.acts.schemas import ActFilters
from app.api.facets.dimensions import Counted
from app.api.paging import BESIDE_THE_LIST
from app.api.selects import AnyRow, Condition
from app.store.count_tables import ActorSetRow, FacetCountRow
from app.store.facets import Dimension
from app.vocabulary import ActKind

NO_FILTERS = BESIDE_THE_LIST | {"sort", "group_by"}
MOST_DIMENSIONS = 2
YEAR = {"adopted_after", "adopted_before"}


def find_counted(
    connection: Connection,
    kind: ActKind,
    dimensions: Sequence[Dimension],
    query: ActFilters,
    *,
    most_groups: int | None = None,
) -> list[Counted] | None:
    """How many of the acts that `query` asks for there are of each combination of values, as `count_by`
    counts them; None where such counts are not kept.
    """
    wanted = _read_filter(query)
    if wanted is None or wanted.keys() & set(dimensions) or len(wanted) + len(dimensions) > MOST_DIMENSIONS:
        return None
    counts = [
        (tuple(value or None for value in values), acts)
        for acts, *values in _fetch(connection, kind, dimensions, wanted)
    ]
    return sorted(counts, key=_order)[:most_groups]


def _fetch(
    connection: Connection, kind: ActKind, dimensions: Sequence[Dimension], wanted: Mapping[Dimension, str]
) -> Sequence[AnyRow]:
    """How many acts there are, and of which values; an unknown one is empty or NULL."""
    involved = {*dimensions, *wanted} or {Dimension.FIRMNESS}  # of which each act has exactly one
    first, second = sorted(["", *involved])[-2:]
    columns = {first: FacetCountRow.value, second: FacetCountRow.other_value}
    conditions = [_is(columns[name], name, value) for name, value in wanted.items()]
    if not first:
        conditions.append(FacetCountRow.value == "")
    counted = select(func.coalesce(func.sum(FacetCountRow.acts), 0)).where(
        FacetCountRow.kind == kind,
        FacetCountRow.dimension == first,
        FacetCountRow.other_dimension == second,
        *conditions,
    )
    if Dimension.ACTOR in dimensions:
        counted = counted.outerjoin(ActorSetRow, ActorSetRow.id == columns[Dimension.ACTOR])
        columns[Dimension.ACTOR] = ActorSetRow.actor_id
    values = [columns[dimension] for dimension in dimensions]
    return connection.execute(counted.add_columns(*values).group_by(*values)).all()


def _is(column: InstrumentedAttribute[str], dimension: Dimension, value: str) -> Condition:
    if dimension is Dimension.ACTOR:
        return column.in_(select(ActorSetRow.id).where(ActorSetRow.actor_id == value))
    return column == value


def _order(counted: Counted) -> tuple[Any, ...]:
    """As `count_by` orders them."""
    values, acts = counted
    return -acts, *((value is None, value or "") for value in values)


def _read_filter(query: ActFilters) -> Mapping[Dimension, str] | None:
    """The one dimension that the query filters by and the one value it asks for, empty where it does not
    filter; None where it asks for anything else.
    """
    fields = type(query).model_fields
    asked = {
        name: value for name, value in query if name not in NO_FILTERS and value != fields[name].get_default()
    }
    if not asked:
        return {}
    if asked.keys() == YEAR and (year := _read_year(*(asked[name] for name in sorted(YEAR)))):
        return {Dimension.ADOPTED_YEAR: year}
    (name, values), *others = asked.items()
    if others or name not in set(Dimension) or len(values) > 1:
        return None
    return {Dimension(name): str(values[0])}


def _read_year(first: date, last: date) -> str | None:
    """Which year lies between two days; None where it is none, or not a whole one."""
    is_whole = (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31))
    return str(first.year) if is_whole else None
