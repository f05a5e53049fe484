"""Writes the registry's facts into their tables, so that queries can join them. The YAML is the truth; this
is its shadow.

Nothing is written while the digest of the files is unchanged. Actors and meetings are served objects: they
change, and are withdrawn when they leave the registry, through the feed; their rows stay, so that no
statement or act loses what it refers to. Forums and themes go, unless something points at them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, exists, not_, select

from app.registry.facts import Actor, Forum, Meeting, Membership, Registry, Theme
from app.store.declarations import Row
from app.store.dialects import upsert
from app.store.feed import ServedType, Telling
from app.store.objects import Parts, Record, Values
from app.store.records import save_records
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
from app.vocabulary import Status

THE_ONE_ROW = 1


def sync_registry(writing: Telling, registry: Registry) -> bool:
    """Make the tables say what the registry says; tells whether there was anything to do."""
    connection = writing.connection
    if connection.scalar(select(RegistryStateRow.digest)) == registry.digest:
        return False
    _save_objects(writing, ActorRow, _build_actors(registry))
    upsert(connection, ForumRow, [_forum_values(forum) for forum in registry.forums.values()])
    _save_objects(writing, MeetingRow, [_build_meeting(meeting) for meeting in registry.meetings.values()])
    upsert(connection, ThemeRow, [_theme_values(theme) for theme in registry.themes.values()])
    _delete_unless_referenced(connection, ForumRow, keep=set(registry.forums))
    _delete_unless_referenced(connection, ThemeRow, keep=set(registry.themes))
    upsert(connection, RegistryStateRow, [{"id": THE_ONE_ROW, "digest": registry.digest}])
    writing.has_new_names = True
    return True


def _save_objects(writing: Telling, row_type: ServedType, records: Sequence[Record]) -> None:
    """Save the records; whatever else is in the table is withdrawn."""
    stored = set(writing.connection.scalars(select(row_type.id)))
    save_records(writing, row_type, records, withdrawn=stored - {record.id for record in records})


def _build_actors(registry: Registry) -> list[Record]:
    """The actors with their names, identifiers and memberships, parents first."""
    memberships: dict[str, list[Values]] = defaultdict(list)
    for membership in registry.memberships:
        memberships[membership.actor].append(_membership_values(membership))
    return [
        Record(
            _actor_values(actor),
            {
                ActorNameRow: [
                    {"actor_id": actor.id, "name": text, "is_ambiguous": is_ambiguous}
                    for text, is_ambiguous in {name.text: name.is_ambiguous for name in actor.names}.items()
                ],
                ActorIdentifierRow: [
                    {"actor_id": actor.id, "scheme": identifier.scheme, "value": identifier.value}
                    for identifier in actor.identifiers
                ],
                MembershipRow: memberships[actor.id],
            },
        )
        for actor in _parents_first(registry.actors.values())
    ]


def _build_meeting(meeting: Meeting) -> Record:
    names = dict.fromkeys(name.text for name in meeting.names)
    parts: Parts = {MeetingNameRow: [{"meeting_id": meeting.id, "name": name} for name in names]}
    return Record(_meeting_values(meeting), parts)


def _actor_values(actor: Actor) -> Values:
    return {
        "id": actor.id,
        "kind": actor.kind,
        "name": actor.name,
        "official_name": actor.official_name,
        "parent_id": actor.parent,
        "speaks_for_members": actor.speaks_for_members,
        "source": actor.source,
        "status": Status.ACTIVE,
    }


def _meeting_values(meeting: Meeting) -> Values:
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
        "status": Status.ACTIVE,
    }


def _forum_values(forum: Forum) -> Values:
    return {"id": forum.id, "actor_id": forum.actor, "name": forum.name, "source": forum.source}


def _theme_values(theme: Theme) -> Values:
    return {
        "id": theme.id,
        "label": theme.label,
        "scope": theme.scope,
        "cap": list(theme.cap),
        "sdgs": list(theme.sdgs),
    }


def _membership_values(membership: Membership) -> Values:
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
