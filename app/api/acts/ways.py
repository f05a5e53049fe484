"""Which of the filters of a query find few acts, so that SQLite begins with those: it knows what indexes
there are, and nothing of how many rows have what, and so would collect all acts of an actor whom half of them
bind, or walk all acts to find the two of another. PostgreSQL keeps statistics, and is not told.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, literal, select

from app.api.acts.apart import build_once
from app.api.acts.filter_kinds import Filter, check
from app.api.acts.filters import DEADLINE, filter_conditions, list_conditions, list_wanted
from app.api.acts.schemas import ActSort, TimelyQuery
from app.api.search.queries import search_of
from app.api.selects import AnySelect, Condition
from app.store.columns import without_index
from app.store.dialects import is_sqlite
from app.store.tables import ActRow
from app.vocabulary import ActKind

FEW = 1_000
"""Up to so many acts are looked at and sorted."""
SOME = 5_000
"""Up to so many ids are collected, for a walk along the order of the list to look acts up among them; where
there are more, the walk asks of each act whether it is one. Either meets a page of 50 among 100,000 acts
within some milliseconds.
"""
OF_ORDER: Mapping[str, str] = {ActSort.UPDATED: "updated_after", ActSort.CONFIDENCE: "min_confidence"}
"""What says where in the index of an order to end, in the timeline too."""


@dataclass(frozen=True, slots=True)
class Way:
    """How to go about a query: the filters whose acts are `collected` before others are looked at. `are_few`:
    to begin with them, and not to walk an order.
    """

    collected: frozenset[str]
    are_few: bool

    def list_conditions(
        self, kind: ActKind, query: TimelyQuery, left_open: Collection[str] = ()
    ) -> list[Condition]:
        """What a query asks, in words that lead this way; of filters that are `left_open`, in any words."""

        def ask(name: str, wanted: Filter, value: Any) -> Condition:
            if name in left_open:
                return wanted.asks(value, query)
            if name in self.collected and wanted.finds is not None:
                return ActRow.id.in_(wanted.finds(kind, value, query))
            return check(wanted, value, query)

        return filter_conditions(query, ask)

    def list_walked(self, kind: ActKind, query: TimelyQuery) -> list[Condition]:
        """The same where acts are met in an order. Deadlines are collected then: in the order of days all
        that are due too soon or too late may come before the others.
        """
        return self.list_conditions(kind, query, (DEADLINE, OF_ORDER.get(getattr(query, "sort", ""), "")))


WALK = Way(frozenset(), are_few=False)


def find_way(connection: Connection, kind: ActKind, query: TimelyQuery) -> Way | None:
    """How to go about a query for acts of a kind; None where the database knows."""
    if not is_sqlite(connection):
        return None
    counting, values = build_once(_count_finds, kind, query)
    if counting is None:
        return WALK
    counts = connection.execute(counting, values).one()._asdict()
    rarest = min(counts, key=counts.__getitem__)
    if counts[rarest] <= FEW:
        return Way(frozenset({rarest}), are_few=True)
    return Way(frozenset(name for name, found in counts.items() if found <= _most(name)), are_few=False)


def list_unordered(connection: Connection, kind: ActKind, query: TimelyQuery) -> list[Condition]:
    """All that `query` asks of acts of a kind that are counted. SQLite is not to meet them along an order,
    whose index tells less of an act than its row.
    """
    way = find_way(connection, kind, query) if search_of(query) is None else None
    if way is None:
        return list_conditions(connection, kind, query)
    return [without_index(ActRow.kind) == kind, *way.list_conditions(kind, query, (DEADLINE,))]


def _count_finds(kind: ActKind, query: TimelyQuery) -> AnySelect | None:
    """What tells by filter how many acts it finds, and of more than some that they are more; None where no
    index tells.
    """
    finds = ((name, wanted.finds, value) for name, wanted, value in list_wanted(query))
    found = ((name, find(kind, value, query)) for name, find, value in finds if find is not None)
    counts = [
        select(func.count()).select_from(_cut(ids, _most(name)).subquery()).scalar_subquery().label(name)
        for name, ids in found
    ]
    return select(*counts) if counts else None


def _most(name: str) -> int:
    """How many finds are counted: of deadlines, which are read from the first on, no more than it takes to
    tell whether they are few.
    """
    return FEW if name == DEADLINE else SOME


def _cut(ids: AnySelect, most: int) -> AnySelect:
    """No more than tell that there are more than so many; which they are an index may not say."""
    return ids.with_only_columns(literal(1), maintain_column_froms=True).limit(most + 1)
