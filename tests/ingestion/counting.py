"""The counts that are kept beside a fresh count of what is stored."""

from itertools import combinations, product

from app.api.acts.filters import list_conditions
from app.api.facets.counted import find_counted
from app.api.facets.dimensions import Hits, count_by
from app.api.pledges.schemas import PledgeQuery
from app.store.database import Database
from app.store.facets import Dimension
from app.vocabulary import ActKind

EVERYTHING = PledgeQuery()
DIMENSIONS = [(), *((dimension,) for dimension in Dimension), *combinations(Dimension, 2)]


def check_counts(database: Database) -> None:
    """They are the same, of each dimension and of each two."""
    with database.reading() as connection:
        for kind, dimensions in product(ActKind, DIMENSIONS):
            hits = Hits(list_conditions(connection, kind, EVERYTHING))
            kept = find_counted(connection, kind, dimensions, EVERYTHING)
            assert kept == count_by(connection, dimensions, hits, EVERYTHING), dimensions
