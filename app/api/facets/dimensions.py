"""What acts are counted by: for each dimension where its values lie, which filters ask for them, and how they
are called.

An act counts once for each of its values, and as unknown (None) where it has none.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    String,
    and_,
    case,
    cast,
    extract,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from app.api.acts.schemas import ActFilters, ActorMode
from app.api.selects import IDS, AnySelect, Condition
from app.store.facets import Dimension
from app.store.orders import NO_DATE_FIRST, NO_DATE_LAST
from app.store.tables import (
    ActBindingRow,
    ActorRow,
    ActRow,
    ActThemeRow,
    ForumRow,
    StatementIssuerRow,
    StatementRow,
    ThemeRow,
)

Join = Callable[[FromClause, FromClause, ActFilters], tuple[FromClause, ColumnElement[Any]]]
"""From what is joined so far, the acts among it, and the query: what is joined then, and the value in it."""


Counted = tuple[tuple[str | None, ...], int]
"""A combination of values, one of each dimension, and how many acts have it."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Where a dimension's values lie. `own`: the parameters that ask for them; what excludes some still holds
    when another is chosen. `may_repeat`: whether an act can have a value twice. `names`: where ids lie beside
    what their things are called; None where values speak for themselves.
    """

    join: Join
    own: frozenset[str]
    may_repeat: bool = False
    names: tuple[InstrumentedAttribute[str], InstrumentedAttribute[str]] | None = None


def _join_actors(source: FromClause, acts: FromClause, query: ActFilters) -> tuple[FromClause, Any]:
    is_of_act = ActBindingRow.act_id == acts.c.id
    if query.actor_mode is ActorMode.DIRECT:
        is_of_act = and_(is_of_act, ActBindingRow.is_direct)
    return source.outerjoin(ActBindingRow, is_of_act), ActBindingRow.actor_id


def _join_themes(source: FromClause, acts: FromClause, _: ActFilters) -> tuple[FromClause, Any]:
    return source.outerjoin(ActThemeRow, ActThemeRow.act_id == acts.c.id), ActThemeRow.theme_id


def _join_issuers(source: FromClause, acts: FromClause, _: ActFilters) -> tuple[FromClause, Any]:
    is_of_statement = and_(
        StatementIssuerRow.statement_id == acts.c.statement_id, StatementIssuerRow.actor_id.is_not(None)
    )
    return source.outerjoin(StatementIssuerRow, is_of_statement), StatementIssuerRow.actor_id


def _join_forums(source: FromClause, acts: FromClause, _: ActFilters) -> tuple[FromClause, Any]:
    return source.join(StatementRow, StatementRow.id == acts.c.statement_id), StatementRow.forum_id


def _of_column(name: str) -> Join:
    return lambda source, acts, _: (source, acts.c[name])


def _of_year(name: str, unknown: Any) -> Join:
    def join(source: FromClause, acts: FromClause, _: ActFilters) -> tuple[FromClause, Any]:
        year = cast(extract("year", acts.c[name]), Integer)
        return source, case((acts.c[name] == unknown, null()), else_=year)

    return join


AXES: Mapping[Dimension, Axis] = {
    Dimension.ACTOR: Axis(_join_actors, frozenset({"actor"}), names=(ActorRow.id, ActorRow.name)),
    Dimension.THEME: Axis(_join_themes, frozenset({"theme"}), names=(ThemeRow.id, ThemeRow.label)),
    Dimension.ISSUER: Axis(
        _join_issuers,
        frozenset({"issuer"}),
        may_repeat=True,
        names=(ActorRow.id, ActorRow.name),
    ),
    Dimension.FORUM: Axis(_join_forums, frozenset({"forum"}), names=(ForumRow.id, ForumRow.name)),
    Dimension.STAGE: Axis(_of_column("stage"), frozenset({"stage"})),
    Dimension.FIRMNESS: Axis(_of_column("firmness"), frozenset({"firmness"})),
    Dimension.ADOPTED_YEAR: Axis(
        _of_year("adopted_order", NO_DATE_FIRST), frozenset({"adopted_after", "adopted_before"})
    ),
    Dimension.DUE_YEAR: Axis(_of_year("due_order", NO_DATE_LAST), frozenset({"due_after", "due_before"})),
}


LABELS = {
    dimension: select(*axis.names).where(axis.names[0].in_(IDS))
    for dimension, axis in AXES.items()
    if axis.names is not None
}
"""The ids of a dimension's things among some, and what they are called."""


def count_by(
    connection: Connection,
    dimensions: Sequence[Dimension],
    conditions: Sequence[Condition],
    query: ActFilters,
) -> list[Counted]:
    """How many acts that meet the conditions there are of each combination of values; the most first, the
    unknown behind its equals. Years are written in digits.
    """
    rows = connection.execute(_group(dimensions, _select_acts(conditions).subquery(), query)).all()
    return sorted(((tuple(values), acts) for *values, acts in rows), key=in_order)


def count_each(
    connection: Connection,
    dimensions: Sequence[Dimension],
    conditions: Sequence[Condition],
    query: ActFilters,
    *,
    most: int,
) -> tuple[list[list[Counted]], bool]:
    """The same for each of several dimensions, among so many of the acts at most, and whether there are more;
    by one SQL statement that finds them once.
    """
    found = _select_acts(conditions).limit(most + 1).cte("found")
    groups = [_group([dimension], select(found).limit(most).subquery(), query) for dimension in dimensions]
    parts = [select(literal(place), *group.subquery().c) for place, group in enumerate(groups)]
    total = select(literal(len(groups)), cast(null(), String), func.count()).select_from(found)
    counts: list[list[Counted]] = [[] for _ in (*groups, total)]
    for place, value, number in connection.execute(union_all(*parts, total)):
        counts[place].append(((value,), number))
    *each, ((_, number),) = counts
    return [sorted(counted, key=in_order) for counted in each], number > most


def _select_acts(conditions: Sequence[Condition]) -> AnySelect:
    """Acts, with what counting needs of them."""
    return select(
        ActRow.id,
        ActRow.statement_id,
        ActRow.stage,
        ActRow.firmness,
        ActRow.adopted_order,
        ActRow.due_order,
    ).where(*conditions)


def _group(dimensions: Sequence[Dimension], acts: FromClause, query: ActFilters) -> AnySelect:
    """How many of the acts have each combination of values, in any order."""
    source, values = acts, []
    for place, dimension in enumerate(dimensions):
        source, value = AXES[dimension].join(source, acts, query)
        values.append(cast(value, String).label(f"value_{place}"))
    may_repeat = any(AXES[dimension].may_repeat for dimension in dimensions)
    count = func.count(acts.c.id.distinct()) if may_repeat else func.count()
    return select(*values, count.label("acts")).select_from(source).group_by(*values)


def in_order(counted: Counted) -> tuple[Any, ...]:
    """The most first, the unknown behind its equals."""
    values, acts = counted
    return -acts, *((value is None, value or "") for value in values)


def find_labels(
    connection: Connection, dimension: Dimension, values: Iterable[str | None]
) -> Mapping[str | None, str]:
    """What the things of these ids are called; empty where values speak for themselves."""
    known = list({value for value in values if value is not None})
    labels = LABELS.get(dimension)
    if labels is None or not known:
        return {}
    return dict(connection.execute(labels, {IDS.key: known}).all())
