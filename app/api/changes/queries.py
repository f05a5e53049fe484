"""The feed from the store: what came after a place, as far as a filter lets it through."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection, select

from app.api.actors.queries import find_actors
from app.api.acts.filters import Matcher, make_matcher
from app.api.acts.queries import find_acts
from app.api.changes.cursors import make_cursor, resolve_since
from app.api.changes.schemas import ChangeQuery, is_filtered
from app.api.meetings.queries import find_meetings
from app.api.selects import AnyRow, Json
from app.api.statements.queries import find_statements
from app.store.feed import Head, read_head
from app.store.feed_tables import ChangeRow
from app.vocabulary import ActKind, ChangeType, ObjectKind

MOST_SCANNED = 2000
"""How many changes one request looks at; a filter that lets fewer through is asked again from there."""

CHANGES = select(
    ChangeRow.seq,
    ChangeRow.type,
    ChangeRow.cause,
    ChangeRow.kind,
    ChangeRow.object_id,
    ChangeRow.version,
    ChangeRow.changed_fields,
    ChangeRow.at,
).order_by(ChangeRow.seq)
WITH_FACETS = CHANGES.add_columns(ChangeRow.before, ChangeRow.after).where(
    ChangeRow.kind == ObjectKind.PLEDGE
)

FINDERS: Mapping[str, Callable[[Connection, Sequence[str]], list[Json]]] = {
    ObjectKind.PLEDGE.value: lambda connection, ids: find_acts(connection, ActKind.PLEDGE, ids),
    ObjectKind.CALL.value: lambda connection, ids: find_acts(connection, ActKind.CALL, ids),
    ObjectKind.STATEMENT.value: find_statements,
    ObjectKind.ACTOR.value: find_actors,
    ObjectKind.MEETING.value: find_meetings,
}


def list_changes(connection: Connection, query: ChangeQuery) -> Json:
    """What came after `query.since`, in the shape of `ChangesOut`. Raises InvalidCursor, CursorExpired and
    CursorFromOtherEpoch.
    """
    head = read_head(connection)
    after = resolve_since(connection, query.since, head)
    matches = make_matcher(query) if is_filtered(query) else None
    if matches:
        rows, reached = _scan(connection, query, matches, after=after, head=head)
    else:
        rows, reached = _read(connection, query, after=after, head=head)
    objects = _find_objects(connection, rows) if query.include else {}
    return {
        "results": [_read_change(row, objects, matches) for row in rows],
        "next_cursor": make_cursor(head, reached),
        "has_more": reached < head.seq,
        "head_seq": head.seq,
        "oldest_seq": head.oldest_seq,
        "epoch": head.epoch,
    }


def _read(
    connection: Connection, query: ChangeQuery, *, after: int, head: Head
) -> tuple[Sequence[AnyRow], int]:
    """All changes of one page, and the number of the last."""
    rows = connection.execute(CHANGES.where(ChangeRow.seq > after).limit(query.limit)).all()
    return rows, rows[-1].seq if rows else head.seq


def _scan(
    connection: Connection, query: ChangeQuery, matches: Matcher, *, after: int, head: Head
) -> tuple[Sequence[AnyRow], int]:
    """The changes of pledges that were or are in the list asked for, and the last number looked at."""
    rows = connection.execute(WITH_FACETS.where(ChangeRow.seq > after).limit(MOST_SCANNED)).all()
    found = [row for row in rows if matches(row.object_id, row.before) or matches(row.object_id, row.after)]
    if len(found) > query.limit:
        return found[: query.limit], found[query.limit - 1].seq
    return found, rows[-1].seq if len(rows) == MOST_SCANNED else head.seq


def _find_objects(connection: Connection, rows: Sequence[AnyRow]) -> dict[tuple[str, str], Json]:
    """What changed, as it is now, by kind and id."""
    ids: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        ids[row.kind].add(row.object_id)
    return {
        (kind, found["id"]): found for kind in ids for found in FINDERS[kind](connection, sorted(ids[kind]))
    }


def _read_change(row: AnyRow, objects: Mapping[tuple[str, str], Json], matches: Matcher | None) -> Json:
    is_served = row.type != ChangeType.WITHDRAWN
    found = dict.fromkeys(FINDERS) | {row.kind: objects.get((row.kind, row.object_id))}
    return {
        "seq": row.seq,
        "type": row.type,
        "cause": row.cause,
        "object": {"kind": row.kind, "id": row.object_id, "version": row.version, **found},
        "changed_fields": row.changed_fields,
        "matches": matches(row.object_id, row.after) if matches else is_served,
        "at": row.at,
    }
