"""What becomes of acts -> how many there are of each value of a dimension and of each pair of values of two,
so that facets of all acts, or of those that one filter finds, are read and not counted.

An act adds what its facets say and takes away what they said before. Whom acts bind is counted by the set:
those of a statement bind many actors, but few sets of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import combinations

from sqlalchemy import Connection, delete

from app.store.count_tables import ActorSetRow, FacetCountRow
from app.store.dialects import insert_adding, insert_missing
from app.store.facets import Dimension, Facets, list_values

SET_BYTES = 8

Pair = tuple[str, str, str, str, str]
"""The key of a count: a kind of acts, and twice a dimension with a value of it."""
Move = tuple[str, Facets | None, Facets | None]
"""An act's kind, and its facets before and after a change; None where it was or is not served."""


def count_moves(connection: Connection, moves: Iterable[Move]) -> None:
    """Keep the counts in step; to be called where no other transaction can write them."""
    counts: Counter[Pair] = Counter()
    sets: dict[str, Sequence[str]] = {}
    for kind, *moved in moves:
        for facets, number in zip(moved, (-1, 1), strict=True):
            if facets is not None:
                sets[name_set(facets["actors"])] = facets["actors"]
                for pair in list_pairs(kind, facets):
                    counts[pair] += number
    names = FacetCountRow.__table__.columns.keys()
    rows = [dict(zip(names, (*pair, acts), strict=True)) for pair, acts in sorted(counts.items()) if acts]
    members = [{"id": id_, "actor_id": actor} for id_, actors in sorted(sets.items()) for actor in actors]
    insert_missing(connection, ActorSetRow, members)
    insert_adding(connection, FacetCountRow, rows, column="acts")
    if min(counts.values(), default=0) < 0:
        connection.execute(delete(FacetCountRow).where(FacetCountRow.acts == 0))


def list_pairs(kind: str, facets: Facets) -> Iterator[Pair]:
    """What an act with these facets counts for."""
    values = {**list_values(facets), Dimension.ACTOR: [name_set(facets["actors"])]}
    found = [("", ""), *((name, value or "") for name in sorted(values) for value in values[name])]
    for one, other in combinations(found, 2):
        if one[0] != other[0]:
            yield kind, *one, *other


def name_set(actors: Sequence[str]) -> str:
    """The id of a set of actors, which are sorted; empty for that of nobody."""
    return blake2b(" ".join(actors).encode(), digest_size=SET_BYTES).hexdigest() if actors else ""
