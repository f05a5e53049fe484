"""Counts that the store keeps: of all acts of a kind, or of those that have one value."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache
from sys import intern

from sqlalchemy import BindParameter, Connection, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.api.acts.schemas import ActFilters
from app.api.facets.dimensions import Counted, in_order
from app.api.paging import BESIDE_THE_LIST
from app.api.selects import AnyRow, AnySelect, Condition
from app.store.columns import without_index
from app.store.count_tables import ActorSetRow, FacetCountRow
from app.store.facets import Dimension
from app.vocabulary import ActKind

NO_FILTERS = BESIDE_THE_LIST | {"sort", "group_by"}
MOST_DIMENSIONS = 2
SETS_AT_A_TIME = 1000
Values = tuple[str | None, ...]
KNOWN_SETS: dict[str, Sequence[str]] = {}
"""Actors by the id of their set, which is made of them: what is remembered stays right."""
MOST_KNOWN_SETS = 10_000
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
    if Dimension.ACTOR in dimensions:
        counts = _count_members(connection, counts, place=dimensions.index(Dimension.ACTOR))
    return sorted(counts, key=in_order)[:most_groups]


def find_total(connection: Connection, kind: ActKind, query: ActFilters) -> int | None:
    """How many acts of a kind `query` asks for; None where that is not kept."""
    counts = find_counted(connection, kind, (), query)
    return None if counts is None else sum(acts for _, acts in counts)


def _fetch(
    connection: Connection, kind: ActKind, dimensions: Sequence[Dimension], wanted: Mapping[Dimension, str]
) -> Sequence[AnyRow]:
    """How many acts there are, and of which values; an unknown one is empty, and of actors they are sets."""
    values = {dimension.value: value for dimension, value in wanted.items()}
    return connection.execute(_select(kind, tuple(dimensions), tuple(wanted)), values).all()


@cache
def _select(kind: ActKind, dimensions: tuple[Dimension, ...], wanted: tuple[Dimension, ...]) -> AnySelect:
    """What `_fetch` runs, built once for all values; each is named by its dimension."""
    involved = {*dimensions, *wanted} or {Dimension.FIRMNESS}  # of which each act has exactly one
    first, second = sorted(["", *involved])[-2:]
    columns = {first: FacetCountRow.value, second: FacetCountRow.other_value}
    conditions = [_is(columns[name], name) for name in wanted]
    if not first:
        conditions.append(FacetCountRow.value == "")
    counted = select(FacetCountRow.acts, *(columns[dimension] for dimension in dimensions)).where(
        FacetCountRow.kind == kind,
        FacetCountRow.dimension == first,
        FacetCountRow.other_dimension == second,
        *conditions,
    )
    if dimensions and Dimension.ACTOR not in wanted:
        return counted  # each row has values of its own
    values = [without_index(columns[dimension]) for dimension in dimensions]  # of the order of groups
    total = func.coalesce(func.sum(FacetCountRow.acts), 0)
    return counted.with_only_columns(total, *values).group_by(*values)


def _is(column: InstrumentedAttribute[str], dimension: Dimension) -> Condition:
    value: BindParameter[str] = bindparam(dimension)
    if dimension is Dimension.ACTOR:
        return column.in_(select(ActorSetRow.id).where(ActorSetRow.actor_id == value))
    return column == value


def _count_members(connection: Connection, counts: Sequence[Counted], *, place: int) -> list[Counted]:
    """The counts of sets of actors, which stand in that place of the values, as counts of actors."""
    sets = _load_sets(connection, {id_ for values, _ in counts if (id_ := values[place])})
    of_actors: dict[tuple[Values, Values], dict[str | None, int]] = defaultdict(lambda: defaultdict(int))
    for values, acts in counts:
        id_ = values[place]
        counted = of_actors[values[:place], values[place + 1 :]]
        for actor in sets[id_] if id_ else [None]:
            counted[actor] += acts
    return [
        ((*before, actor, *behind), acts)
        for (before, behind), counted in of_actors.items()
        for actor, acts in counted.items()
    ]


def _load_sets(connection: Connection, ids: Collection[str]) -> Mapping[str, Sequence[str]]:
    """The actors of sets, remembered or else loaded."""
    known = {id_: actors for id_ in ids if (actors := KNOWN_SETS.get(id_))}
    missing = [id_ for id_ in ids if id_ not in known]
    loaded: dict[str, list[str]] = defaultdict(list)
    for start in range(0, len(missing), SETS_AT_A_TIME):
        is_missing = ActorSetRow.id.in_(missing[start : start + SETS_AT_A_TIME])
        members = select(ActorSetRow.id, ActorSetRow.actor_id).where(is_missing)
        for id_, actor in connection.execute(members):
            loaded[id_].append(intern(actor))  # one string for an actor of all sets: they are counted by it
    if len(KNOWN_SETS) + len(loaded) > MOST_KNOWN_SETS:
        KNOWN_SETS.clear()
    KNOWN_SETS.update(loaded)
    return {**known, **loaded}


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
