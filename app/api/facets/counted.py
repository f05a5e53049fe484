"""Counts that the store keeps: of all acts of a kind, and of those that one filter finds, or two."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
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
YEARS = {"adopted_after", "adopted_before"}
OF_SEVERAL = {Dimension.THEME, Dimension.ISSUER}
"""Of these an act may have several values; of actors it has one set."""
Wanted = Mapping[Dimension, Collection[str]]


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
    connection: Connection, kind: ActKind, dimensions: Sequence[Dimension], wanted: Wanted
) -> Sequence[AnyRow]:
    """How many acts there are, and of which values; an unknown one is empty, and of actors they are sets."""
    values = {dimension.value: list(values) for dimension, values in wanted.items()}
    is_summed = not dimensions or Dimension.ACTOR in wanted or any(len(one) > 1 for one in values.values())
    select = _select(kind, tuple(dimensions), tuple(wanted), is_summed=is_summed)
    return connection.execute(select, values).all()


@cache
def _select(
    kind: ActKind, dimensions: tuple[Dimension, ...], wanted: tuple[Dimension, ...], *, is_summed: bool
) -> AnySelect:
    """What `_fetch` runs, built once for all values; each is named by its dimension. `is_summed`: several
    counts may be of the same values.
    """
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
    if not is_summed:
        return counted
    values = [without_index(columns[dimension]) for dimension in dimensions]  # of the order of groups
    total = func.coalesce(func.sum(FacetCountRow.acts), 0)
    return counted.with_only_columns(total, *values).group_by(*values)


def _is(column: InstrumentedAttribute[str], dimension: Dimension) -> Condition:
    values: BindParameter[str] = bindparam(dimension, expanding=True)
    if dimension is Dimension.ACTOR:
        return column.in_(select(ActorSetRow.id).where(ActorSetRow.actor_id.in_(values)))
    return column.in_(values)


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


def _read_filter(query: ActFilters) -> Wanted | None:
    """The dimensions that the query filters by, with the values it asks for; None where it asks for anything
    else, or an act may have several of the values.
    """
    fields = type(query).model_fields
    asked = {
        name: value for name, value in query if name not in NO_FILTERS and value != fields[name].get_default()
    }
    wanted: dict[Dimension, set[str]] = {}
    if asked.keys() >= YEARS:
        first, last = (asked.pop(name) for name in sorted(YEARS))
        if (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
            return None
        wanted[Dimension.ADOPTED_YEAR] = {str(year) for year in range(first.year, last.year + 1)}
    for name, values in asked.items():
        if name not in set(Dimension) or (name in OF_SEVERAL and len(set(values)) > 1):
            return None
        wanted[Dimension(name)] = set(map(str, values))
    return wanted
