"""Writes the registry's facts into their tables, so that queries can join them. The YAML is the truth; this
is its shadow.

Nothing is written while the digest of the files is unchanged. What left the registry leaves the tables too,
unless something still points at it: then it stays, so that no statement or act loses what it refers to.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, not_, select

from app.registry.facts import Actor, Meeting, Membership, Registry, Theme
from app.store.declarations import Row
from app.store.dialects import upsert
from app.store.tables import (
    METADATA,
    ActorIdentifierRow,
    ActorNameRow,
    ActorRow,
    ForumRow,
    MeetingNameRow,
    MeetingRow,
    MembershipRow,
    RegistryStateRow,
    ThemeRow,
)

THE_ONE_ROW = 1

Tables = dict[type[Row], list[dict[str, Any]]]


def sync_registry(connection: Connection, registry: Registry) -> bool:
    """Make the tables say what the registry says; tells whether there was anything to do."""
    if connection.scalar(select(RegistryStateRow.digest)) == registry.digest:
        return False
    entries = _entries(registry)
    for row_type, rows in entries.items():
        upsert(connection, row_type, rows)
    for row_type, rows in _details(registry).items():
        connection.execute(delete(row_type))
        if rows:
            connection.execute(insert(row_type), rows)
    for row_type, rows in reversed(entries.items()):
        _delete_unless_referenced(connection, row_type, keep={row["id"] for row in rows})
    upsert(connection, RegistryStateRow, [{"id": THE_ONE_ROW, "digest": registry.digest}])
    return True


def _entries(registry: Registry) -> Tables:
    """What statements and acts point at; a table comes after those it points at itself."""
    return {
        ActorRow: [_actor_values(actor) for actor in _parents_first(registry.actors.values())],
        ForumRow: [
            {"id": forum.id, "actor_id": forum.actor, "name": forum.name, "source": forum.source}
            for forum in registry.forums.values()
        ],
        MeetingRow: [_meeting_values(meeting) for meeting in registry.meetings.values()],
        ThemeRow: [_theme_values(theme) for theme in registry.themes.values()],
    }


def _details(registry: Registry) -> Tables:
    """What nothing points at, and is therefore written anew."""
    actors, meetings = registry.actors.values(), registry.meetings.values()
    return {
        ActorNameRow: [
            {"actor_id": actor.id, "name": text, "is_ambiguous": is_ambiguous}
            for actor in actors
            for text, is_ambiguous in {name.text: name.is_ambiguous for name in actor.names}.items()
        ],
        ActorIdentifierRow: [
            {"actor_id": actor.id, "scheme": identifier.scheme, "value": identifier.value}
            for actor in actors
            for identifier in actor.identifiers
        ],
        MembershipRow: [_membership_values(membership) for membership in registry.memberships],
        MeetingNameRow: [
            {"meeting_id": meeting.id, "name": text}
            for meeting in meetings
            for text in dict.fromkeys(name.text for name in meeting.names)
        ],
    }


def _actor_values(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "kind": actor.kind,
        "name": actor.name,
        "official_name": actor.official_name,
        "parent_id": actor.parent,
        "speaks_for_members": actor.speaks_for_members,
        "source": actor.source,
    }


def _meeting_values(meeting: Meeting) -> dict[str, Any]:
    return {
        "id": meeting.id,
        "forum_id": meeting.forum,
        "name": meeting.name,
        "number": meeting.number,
        "place": meeting.place,
        "country": meeting.country,
        "first_day": meeting.first_day,
        "last_day": meeting.last_day,
        "is_verified": meeting.is_verified,
        "source": meeting.source,
    }


def _theme_values(theme: Theme) -> dict[str, Any]:
    return {
        "id": theme.id,
        "label": theme.label,
        "scope": theme.scope,
        "cap": list(theme.cap),
        "sdgs": list(theme.sdgs),
    }


def _membership_values(membership: Membership) -> dict[str, Any]:
    return {
        "id": f"{membership.group}.{membership.actor}.{membership.start or 'always'}",
        "actor_id": membership.actor,
        "group_id": membership.group,
        "start_date": membership.start,
        "end_date": membership.end,
        "source": membership.source,
        "is_verified": membership.is_verified,
        "note": membership.note,
    }


def _parents_first(actors: Iterable[Actor]) -> list[Actor]:
    by_id = {actor.id: actor for actor in actors}

    def depth(actor: Actor) -> int:
        return 0 if actor.parent is None else 1 + depth(by_id[actor.parent])

    return sorted(by_id.values(), key=depth)


def _delete_unless_referenced(connection: Connection, row_type: type[Row], *, keep: set[str]) -> None:
    """Delete the rows whose id is not to be kept and that no row points at, save those that go with them."""
    table = row_type.__table__
    stale = set(connection.scalars(select(table.c.id))) - keep
    pointers = [
        column.table.alias().c[column.name]
        for other in METADATA.sorted_tables
        for column in other.columns
        if any(key.column is table.c.id and key.ondelete is None for key in column.foreign_keys)
    ]
    is_free = [not_(exists().where(pointer == table.c.id)) for pointer in pointers]
    while stale and connection.execute(delete(row_type).where(table.c.id.in_(stale), *is_free)).rowcount:
        pass  # one that went may have been the last to point at another
