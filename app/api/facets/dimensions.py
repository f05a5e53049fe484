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
    Subquery,
    and_,
    case,
    cast,
    extract,
    func,
    null,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute

from app.api.acts.schemas import ActFilters, ActorMode
from app.api.selects import IDS, Condition
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

Join = Callable[[FromClause, Subquery, ActFilters], tuple[FromClause, ColumnElement[Any]]]
"""From what is joined so far, the acts among it, and the query: what is joined then, and the value in it."""


Counted = tuple[tuple[str | None, ...], int]
"""A combination of values, one of each dimension, and how many acts have it."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Where a dimension's values lie. `own`: the parameters that ask for them. `may_repeat`: whether an act
    can have a value twice. `names`: where ids lie beside what their things are called; None where values
    speak for themselves.
    """

    join: Join
    own: frozenset[str]
    may_repeat: bool = False
    names: tuple[InstrumentedAttribute[str], InstrumentedAttribute[str]] | None = None


def _join_actors(source: FromClause, acts: Subquery, query: ActFilters) -> tuple[FromClause, Any]:
    is_of_act = ActBindingRow.act_id == acts.c.id
    if query.actor_mode is ActorMode.DIRECT:
        is_of_act = and_(is_of_act, ActBindingRow.is_direct)
    return source.outerjoin(ActBindingRow, is_of_act), ActBindingRow.actor_id


def _join_themes(source: FromClause, acts: Subquery, _: ActFilters) -> tuple[FromClause, Any]:
    return source.outerjoin(ActThemeRow, ActThemeRow.act_id == acts.c.id), ActThemeRow.theme_id


def _join_issuers(source: FromClause, acts: Subquery, _: ActFilters) -> tuple[FromClause, Any]:
    is_of_statement = and_(
        StatementIssuerRow.statement_id == acts.c.statement_id, StatementIssuerRow.actor_id.is_not(None)
    )
    return source.outerjoin(StatementIssuerRow, is_of_statement), StatementIssuerRow.actor_id


def _join_forums(source: FromClause, acts: Subquery, _: ActFilters) -> tuple[FromClause, Any]:
    return source.join(StatementRow, StatementRow.id == acts.c.statement_id), StatementRow.forum_id


def _of_column(name: str) -> Join:
    return lambda source, acts, _: (source, acts.c[name])


def _of_year(name: str, unknown: Any) -> Join:
    def join(source: FromClause, acts: Subquery, _: ActFilters) -> tuple[FromClause, Any]:
        year = cast(extract("year", acts.c[name]), Integer)
        return source, case((acts.c[name] == unknown, null()), else_=year)

    return join


AXES: Mapping[Dimension, Axis] = {
    Dimension.ACTOR: Axis(
        _join_actors, frozenset({"actor", "actor_not"}), names=(ActorRow.id, ActorRow.name)
    ),
    Dimension.THEME: Axis(
        _join_themes, frozenset({"theme", "theme_not"}), names=(ThemeRow.id, ThemeRow.label)
    ),
    Dimension.ISSUER: Axis(
        _join_issuers,
        frozenset({"issuer", "issuer_not"}),
        may_repeat=True,
        names=(ActorRow.id, ActorRow.name),
    ),
    Dimension.FORUM: Axis(_join_forums, frozenset({"forum"}), names=(ForumRow.id, ForumRow.name)),
    Dimension.STAGE: Axis(_of_column("stage"), frozenset({"stage", "stage_not"})),
    Dimension.FIRMNESS: Axis(_of_column("firmness"), frozenset({"firmness", "firmness_not"})),
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


@dataclass(frozen=True, slots=True)
class Hits:
    """The acts that are counted, at most so many of them."""

    conditions: Sequence[Condition]
    most: int | None = None

    def select(self) -> Subquery:
        """Them, with what counting needs of an act."""
        columns = (
            ActRow.id,
            ActRow.statement_id,
            ActRow.stage,
            ActRow.firmness,
            ActRow.adopted_order,
            ActRow.due_order,
        )
        return select(*columns).where(*self.conditions).limit(self.most).subquery()


def count_hits(connection: Connection, hits: Hits) -> int:
    """How many there are."""
    return connection.execute(select(func.count()).select_from(hits.select())).scalar_one()


def count_by(
    connection: Connection,
    dimensions: Sequence[Dimension],
    hits: Hits,
    query: ActFilters,
    *,
    most_groups: int | None = None,
) -> list[Counted]:
    """How many acts there are of each combination of values; the most first, the unknown behind its equals.
    Years are written in digits.
    """
    acts = hits.select()
    source: FromClause = acts
    values = []
    for dimension in dimensions:
        source, value = AXES[dimension].join(source, acts, query)
        values.append(value)
    may_repeat = any(AXES[dimension].may_repeat for dimension in dimensions)
    count = func.count(acts.c.id.distinct()) if may_repeat else func.count()
    labelled = [value.label(f"value_{place}") for place, value in enumerate(values)]
    order = [part for column in labelled for part in (column.is_(None), column)]
    counted = select(*labelled, count).select_from(source).group_by(*labelled)
    rows = connection.execute(counted.order_by(count.desc(), *order).limit(most_groups))
    return [(tuple(None if value is None else str(value) for value in row[:-1]), row[-1]) for row in rows]


def find_labels(
    connection: Connection, dimension: Dimension, values: Iterable[str | None]
) -> Mapping[str | None, str]:
    """What the things of these ids are called; empty where values speak for themselves."""
    known = list({value for value in values if value is not None})
    labels = LABELS.get(dimension)
    if labels is None or not known:
        return {}
    return dict(connection.execute(labels, {IDS.key: known}).all())
