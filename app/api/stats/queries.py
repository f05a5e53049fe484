"""Counts of pledges from the store, by one thing or two: at most five SQL statements."""

from collections.abc import Sequence

from sqlalchemy import Connection

from app.api.acts.due import day_of_timeliness
from app.api.acts.ways import list_unordered
from app.api.facets.counted import find_counted
from app.api.facets.dimensions import Counted, count_by, find_labels
from app.api.selects import Json
from app.api.stats.schemas import PledgeStatsQuery
from app.store.facets import Dimension
from app.store.feed import read_head
from app.vocabulary import ActKind


def count_pledges(connection: Connection, query: PledgeStatsQuery) -> Json:
    """`PledgeStatsOut` of the pledges that match."""
    counts = _count(connection, query.group_by, query)
    labels = {
        dimension: find_labels(connection, dimension, (values[place] for values, _ in counts))
        for place, dimension in enumerate(query.group_by)
    }
    return {
        "results": [
            {
                "values": [
                    {"by": by, "value": value, "label": labels[by].get(value)}
                    for by, value in zip(query.group_by, values, strict=True)
                ],
                "count": count,
            }
            for values, count in counts
        ],
        "total": _count(connection, [], query)[0][1],
        "as_of": day_of_timeliness(query),
        "as_of_seq": read_head(connection).seq,
    }


def _count(
    connection: Connection, dimensions: Sequence[Dimension], query: PledgeStatsQuery
) -> Sequence[Counted]:
    """As they are kept, or else counted now."""
    counts = find_counted(connection, ActKind.PLEDGE, dimensions, query)
    if counts is not None:
        return counts
    conditions = list_unordered(connection, ActKind.PLEDGE, query)
    return count_by(connection, dimensions, conditions, query)
