"""Facets of a list of acts, from the store: for each facet the filters without its own, and one count."""

from collections.abc import Sequence

from sqlalchemy import Connection

from app.api.acts.filters import list_conditions
from app.api.acts.schemas import ActListQuery
from app.api.facets.dimensions import AXES, Dimension, Hits, count_by, count_hits, read_counts
from app.api.facets.schemas import Facet
from app.api.selects import Json
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
    is_approximate = False
    for facet in facets:
        dimension = Dimension(facet)
        conditions = list_conditions(connection, kind, _without(query, AXES[dimension].own))
        is_approximate |= count_hits(connection, Hits(conditions, MOST_HITS + 1)) > MOST_HITS
        counts = count_by(
            connection, [dimension], Hits(conditions, MOST_HITS), query, most_groups=MOST_VALUES
        )
        found[facet.value] = read_counts(connection, dimension, counts)
    return {**found, "approximate": is_approximate}


def _without(query: ActListQuery, parameters: frozenset[str]) -> ActListQuery:
    """The same query, had these parameters not been given."""
    fields = type(query).model_fields
    return query.model_copy(
        update={name: fields[name].get_default() for name in parameters if name in fields}
    )
