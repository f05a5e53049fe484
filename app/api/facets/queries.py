"""Facets of a list of acts, from the store: for each facet the filters without its own. Counts that ask for
one thing or nothing are kept; others are made together, where they count the same acts.
"""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection

from app.api.acts.schemas import ActListQuery
from app.api.acts.ways import list_unordered
from app.api.facets.counted import find_counted
from app.api.facets.dimensions import AXES, Counted, count_each, find_labels
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
    dimensions = [Dimension(facet) for facet in dict.fromkeys(facets)]
    counted: dict[Dimension, list[Counted]] = {}
    to_count: dict[frozenset[str], list[Dimension]] = defaultdict(list)
    for dimension in dimensions:
        own = AXES[dimension].own & query.model_fields_set
        kept = find_counted(connection, kind, [dimension], query.without(own), most_groups=MOST_VALUES)
        if kept is None:  # facets whose own filters are not in use count the same acts
            to_count[own].append(dimension)
        else:
            counted[dimension] = kept
    is_part = False
    for own, together in to_count.items():
        conditions = list_unordered(connection, kind, query.without(own))
        each, are_more = count_each(connection, together, conditions, query, most=MOST_HITS)
        counted.update(zip(together, (counts[:MOST_VALUES] for counts in each), strict=True))
        is_part = is_part or are_more
    found = {facet.value: None for facet in Facet}
    described = {
        dimension.value: _describe(connection, dimension, counted[dimension]) for dimension in dimensions
    }
    return {**found, **described, "approximate": is_part}


def _describe(connection: Connection, dimension: Dimension, counts: Sequence[Counted]) -> list[Json]:
    """`ValueCountOut` of each value."""
    labels = find_labels(connection, dimension, (value for (value,), _ in counts))
    return [{"value": value, "label": labels.get(value), "count": count} for (value,), count in counts]
