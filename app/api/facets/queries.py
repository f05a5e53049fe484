"""Facets of a list of acts, from the store: for each facet the filters without its own, and one count, which
is kept where they ask for one value or nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from app.api.acts.filters import list_conditions
from app.api.acts.schemas import ActListQuery
from app.api.facets.counted import find_counted
from app.api.facets.dimensions import AXES, Counted, Hits, count_by, count_hits, find_labels
from app.api.facets.schemas import Facet
from app.api.selects import Json
from app.store.facets import Dimension
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
    looked_at: dict[frozenset[str], Hits] = {}
    for facet in dict.fromkeys(facets):
        dimension = Dimension(facet)
        own = AXES[dimension].own & query.model_fields_set
        asked = _without(query, own)
        counts = find_counted(connection, kind, [dimension], asked, most_groups=MOST_VALUES)
        if counts is None:  # facets whose own filters are not in use count the same acts
            if own not in looked_at:
                looked_at[own] = Hits(list_conditions(connection, kind, asked), MOST_HITS)
            counts = count_by(connection, [dimension], looked_at[own], query, most_groups=MOST_VALUES)
        found[facet.value] = _describe(connection, dimension, counts)
    return {**found, "approximate": any(_are_more(connection, hits) for hits in looked_at.values())}


def _are_more(connection: Connection, hits: Hits) -> bool:
    """Whether there are more than are looked at."""
    return count_hits(connection, replace(hits, most=MOST_HITS + 1)) > MOST_HITS


def _describe(connection: Connection, dimension: Dimension, counts: Sequence[Counted]) -> list[Json]:
    """`ValueCountOut` of each value."""
    labels = find_labels(connection, dimension, (value for (value,), _ in counts))
    return [{"value": value, "label": labels.get(value), "count": count} for (value,), count in counts]


def _without(query: ActListQuery, parameters: frozenset[str]) -> ActListQuery:
    """The same query, had these parameters not been given."""
    fields = type(query).model_fields
    return query.model_copy(update={name: fields[name].get_default() for name in parameters})
