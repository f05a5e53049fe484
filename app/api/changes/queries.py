"""The feed from the store: what came after a place, with what it is filtered by."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import BindParameter, Connection, Text, bindparam, cast, select

from app.api.actors.queries import find_actors
from app.api.acts.queries import find_acts
from app.api.changes.cursors import resolve_since
from app.api.changes.schemas import ChangeQuery, is_filtered
from app.api.meetings.queries import find_meetings
from app.api.selects import AnyRow, Json
from app.api.statements.queries import find_statements
from app.store.feed import Head, read_head
from app.store.feed_tables import ChangeRow
from app.store.json_rows import json_instant
from app.vocabulary import ObjectKind

MOST_SCANNED = 2000
"""How many changes one request looks at; a filter that lets fewer through is asked again from there."""

AFTER: BindParameter[int] = bindparam("after")
MOST: BindParameter[int] = bindparam("most")
SEQS: BindParameter[int] = bindparam("seqs", expanding=True)
CHANGE = select(
    ChangeRow.seq,
    ChangeRow.type,
    ChangeRow.cause,
    ChangeRow.kind,
    ChangeRow.object_id,
    ChangeRow.version,
    cast(ChangeRow.changed_fields, Text),
    cast(ChangeRow.replaced_by, Text),
    json_instant(ChangeRow.at),
)
"""What is told of a change; of JSON the text."""
CHANGES = CHANGE.where(ChangeRow.seq > AFTER).order_by(ChangeRow.seq).limit(MOST)
"""Made once: to build a select costs as much as to run it."""
TOLD = CHANGE.where(ChangeRow.seq.in_(SEQS))
MOVES = (
    select(ChangeRow.seq, ChangeRow.object_id, cast(ChangeRow.before, Text), cast(ChangeRow.after, Text))
    .where(ChangeRow.seq > AFTER, ChangeRow.kind == ObjectKind.PLEDGE)
    .order_by(ChangeRow.seq)
    .limit(MOST)
)
"""What filters look at, which is told to nobody."""

Objects = Mapping[tuple[str, str], Json]
"""What changed, as far as it is served, by kind and id."""

FINDERS: Mapping[str, Callable[[Connection, Sequence[str]], list[Json]]] = {
    ObjectKind.PLEDGE.value: find_acts,
    ObjectKind.CALL.value: find_acts,
    ObjectKind.STATEMENT.value: find_statements,
    ObjectKind.ACTOR.value: find_actors,
    ObjectKind.MEETING.value: find_meetings,
}


class Place(NamedTuple):
    """Where in the feed, and how much of it: what is read for all who ask about it, whatever their filters.

    `has_facets`: of pledges alone, and what they are filtered by.
    """

    since: str
    has_facets: bool
    most: int


Move = tuple[int, str | None, str | None]
"""The number of a pledge's change, and its facets before and after, as JSON; None where it was or is not
served.
"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Changes that follow on each other, in a feed that stands at `head`; all up to the number `reached`.

    Where the place has facets they are `moves`, which filters look at, and else `rows`, which are told.
    """

    head: Head
    reached: int
    rows: Sequence[AnyRow] = ()
    moves: Sequence[Move] = ()


def find_place(query: ChangeQuery, since: str) -> Place:
    """What of the feed this query is about, from there on."""
    has_facets = is_filtered(query)
    return Place(since, has_facets, MOST_SCANNED if has_facets else query.limit)


def read_stretch(connection: Connection, place: Place) -> Stretch:
    """The changes there. Raises InvalidCursor, CursorExpired and CursorFromOtherEpoch."""
    head = read_head(connection)
    after = resolve_since(connection, place.since, head)
    asked = {AFTER.key: after, MOST.key: place.most}
    rows = connection.execute(MOVES if place.has_facets else CHANGES, asked).all()
    reached = rows[-1].seq if len(rows) == place.most else head.seq
    if not place.has_facets:
        return Stretch(head, reached, rows)
    moves = [(seq, _name_act(id_, before), _name_act(id_, after)) for seq, id_, before, after in rows]
    return Stretch(head, reached, moves=moves)


def _name_act(id_: str, facets: str | None) -> str | None:
    """An act's id is a facet too, for who asks for one."""
    return facets and f'{{"id":"{id_}",{facets[1:]}'


def find_told(connection: Connection, stretch: Stretch, seqs: Collection[int]) -> Sequence[AnyRow]:
    """The changes of a stretch with these numbers, among others perhaps."""
    if stretch.rows or not seqs:
        return stretch.rows
    return connection.execute(TOLD, {SEQS.key: list(seqs)}).all()


def find_objects(connection: Connection, rows: Iterable[AnyRow]) -> Objects:
    """What changed, as it is now."""
    ids: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        ids[row.kind].add(row.object_id)
    return {
        (kind, found["id"]): found for kind in ids for found in FINDERS[kind](connection, sorted(ids[kind]))
    }
