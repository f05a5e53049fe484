"""What is kept beside the rows, held against the same made afresh from them."""

from itertools import combinations, product

from sqlalchemy import select

from app.api.acts.filters import list_conditions
from app.api.facets.counted import find_counted
from app.api.facets.dimensions import count_by
from app.api.pledges.schemas import PledgeQuery
from app.store.act_json import list_statements, shape_acts
from app.store.database import Database
from app.store.facets import Dimension
from app.store.tables import ActJsonRow
from app.vocabulary import ActKind

EVERYTHING = PledgeQuery()
DIMENSIONS = [(), *((dimension,) for dimension in Dimension), *combinations(Dimension, 2)]


def check_kept(database: Database) -> None:
    """The counts are the same, of each dimension and of each two, and so is the JSON of acts."""
    with database.reading() as connection:
        for kind, dimensions in product(ActKind, DIMENSIONS):
            conditions = list_conditions(connection, kind, EVERYTHING)
            kept = find_counted(connection, kind, dimensions, EVERYTHING)
            assert kept == count_by(connection, dimensions, conditions, EVERYTHING), dimensions
        bodies = dict(connection.execute(select(ActJsonRow.act_id, ActJsonRow.body)).all())
        assert bodies == dict(shape_acts(connection, list_statements(connection)))
