"""Facets of a list of acts, from the store: for each facet the filters without its own, and one count."""

from collections.abc import Sequence

from sqlalchemy import Connection

from app.api.acts.filters import list_conditions
from app.api.acts.schemas import ActListQuery
from app.api.facets.dimensions import AXES, Dimension, Hits, count_by, count_hits, find_labels
from app.api.facets.schemas import Facet
from app.api.selects import Condition, Json
from app.vocabulary import ActKind

MOST_HITS = 10_000
"""How many results are looked at: what takes longer than a few hundredths of a second is no facet."""
MOST_VALUES = 100


def find_facets(
    connection: Connection, kind: ActKind, facets: Sequence[Facet], query: ActListQuery
) -> Json | None:
    """`FacetsOut` of the acts of a kind that `query` asks for; None when no facet is asked for."""
    if not facets:
        return None
    found: Json = {facet.value: None for facet in Facet}
    left_out: dict[frozenset[str], tuple[Sequence[Condition], bool]] = {}
    for facet in dict.fromkeys(facets):
        own = AXES[Dimension(facet)].own & query.model_fields_set
        if own not in left_out:  # facets whose own filters are not in use count the same acts
            conditions = list_conditions(connection, kind, _without(query, own))
            left_out[own] = conditions, count_hits(connection, Hits(conditions, MOST_HITS + 1)) > MOST_HITS
        hits = Hits(left_out[own][0], MOST_HITS)
        found[facet.value] = _count_values(connection, Dimension(facet), hits, query)
    return {**found, "approximate": any(are_too_many for _, are_too_many in left_out.values())}


def _count_values(
    connection: Connection, dimension: Dimension, hits: Hits, query: ActListQuery
) -> list[Json]:
    """`ValueCountOut` of each value."""
    counts = count_by(connection, [dimension], hits, query, most_groups=MOST_VALUES)
    labels = find_labels(connection, dimension, (value for (value,), _ in counts))
    return [{"value": value, "label": labels.get(value), "count": count} for (value,), count in counts]


def _without(query: ActListQuery, parameters: frozenset[str]) -> ActListQuery:
    """The same query, had these parameters not been given."""
    fields = type(query).model_fields
    return query.model_copy(update={name: fields[name].get_default() for name in parameters})
