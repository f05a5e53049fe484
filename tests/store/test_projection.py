"""The registry's tables follow the registry, and the feed tells how."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import insert, select

from app.store.feed import Stamp, telling
from app.store.feed_tables import ChangeRow
from app.store.projection import sync_registry
from app.store.tables import (
    ActorRow,
    ForumRow,
    MeetingNameRow,
    MeetingRow,
    MembershipRow,
    RunRow,
    ThemeRow,
)
from app.vocabulary import ActorKind, ChangeCause
from tests.builders import a_meeting, a_membership, a_registry, an_actor
from tests.store.rows import NOON, RUN_ID, a_run_row


@pytest.fixture
def database(database):
    """With the run that syncs."""
    with database.writing() as connection:
        connection.execute(insert(RunRow), [a_run_row()])
    return database


def sync(database, registry):
    stamp = Stamp(RUN_ID, NOON, ChangeCause.REGISTRY_UPDATE)
    with database.writing() as connection, telling(connection, stamp) as writing:
        return sync_registry(writing, registry)


def read(database, query):
    with database.reading() as connection:
        return [tuple(row) for row in connection.execute(query)]


def without(registry, *, actors=(), meetings=()):
    return replace(
        registry,
        actors={key: actor for key, actor in registry.actors.items() if key not in actors},
        memberships=tuple(m for m in registry.memberships if m.actor not in actors),
        meetings={key: meeting for key, meeting in registry.meetings.items() if key not in meetings},
        digest="1" * 64,
    )


def test_facts_are_written_with_their_details(database):
    sync(database, a_registry())

    assert read(database, select(ActorRow.id, ActorRow.parent_id).order_by(ActorRow.id)) == [
        ("est", None),
        ("fin", None),
        ("nato", None),
        ("nato-foreign-ministers", "nato"),
    ]
    assert read(
        database, select(MembershipRow.actor_id, MembershipRow.group_id, MembershipRow.start_date)
    ) == [
        ("est", "nato", date(2004, 3, 29)),
        ("fin", "nato", date(2023, 4, 4)),
    ]
    assert read(database, select(MeetingRow.id, MeetingRow.first_day, MeetingRow.last_day)) == [
        ("nato-summit-2022-madrid", date(2022, 6, 28), date(2022, 6, 30))
    ]
    assert read(database, select(MeetingNameRow.name)) == [("Madrid Summit",)]
    assert read(database, select(ThemeRow.id, ThemeRow.sdgs)) == [("climate", [13])]


def test_an_organ_listed_before_its_parent_is_written(database):
    organ = an_actor("council", kind=ActorKind.ORGAN, parent="assembly")
    parent = an_actor("assembly", kind=ActorKind.ORGANISATION)
    registry = a_registry(
        actors={"council": organ, "assembly": parent}, memberships=(), forums={}, meetings={}
    )

    sync(database, registry)

    assert read(database, select(ActorRow.parent_id).where(ActorRow.id == "council")) == [("assembly",)]


def test_nothing_is_written_while_the_digest_is_the_same(database):
    assert sync(database, a_registry()) is True
    changed = a_registry(meetings={"nato-summit-2022-madrid": a_meeting(name="Another name")})

    assert sync(database, changed) is False
    assert read(database, select(MeetingRow.name)) == [("Madrid Summit 2022",)]


def test_a_changed_fact_replaces_the_old_one(database):
    sync(database, a_registry())
    changed = a_registry(
        meetings={"nato-summit-2022-madrid": a_meeting(name="Another name")}, digest="1" * 64
    )

    assert sync(database, changed) is True
    assert read(database, select(MeetingRow.name)) == [("Another name",)]


def test_what_left_the_registry_is_withdrawn(database):
    sync(database, a_registry())
    gone = ("fin", "nato-foreign-ministers")
    sync(database, without(a_registry(), actors=gone, meetings=("nato-summit-2022-madrid",)))

    assert read(database, select(ActorRow.id, ActorRow.status).order_by(ActorRow.id)) == [
        ("est", "active"),
        ("fin", "withdrawn"),
        ("nato", "active"),
        ("nato-foreign-ministers", "withdrawn"),
    ]
    assert read(database, select(MeetingRow.status)) == [("withdrawn",)]


def test_what_comes_back_to_the_registry_is_served_again(database):
    sync(database, a_registry())
    sync(database, without(a_registry(), actors=("fin",)))
    sync(database, replace(a_registry(), digest="2" * 64))

    fin = select(ActorRow.status, ActorRow.version).where(ActorRow.id == "fin")
    assert read(database, fin) == [("active", 3)]


def test_a_theme_that_left_the_registry_is_gone(database):
    sync(database, a_registry())
    sync(database, replace(a_registry(), themes={}, digest="1" * 64))
    assert read(database, select(ThemeRow.id)) == []


def test_a_forum_stays_while_a_meeting_refers_to_it(database):
    sync(database, a_registry())
    sync(database, replace(without(a_registry(), meetings=("nato-summit-2022-madrid",)), forums={}))
    assert read(database, select(ForumRow.id)) == [("nato-summit",)]


def test_every_difference_of_an_actor_or_a_meeting_is_told_and_nothing_else(database):
    registry = a_registry()
    sync(database, registry)
    before = read(database, select(ChangeRow.kind, ChangeRow.object_id).order_by(ChangeRow.seq))
    moved = a_meeting(first_day=date(2022, 6, 29))
    left = (*registry.memberships, a_membership("fin", "nato", start=date(1990, 1, 1), end=date(1991, 1, 1)))
    sync(database, replace(registry, memberships=left, meetings={moved.id: moved}, digest="1" * 64))

    assert before == [
        ("actor", "nato"),
        ("actor", "est"),
        ("actor", "fin"),
        ("actor", "nato-foreign-ministers"),
        ("meeting", "nato-summit-2022-madrid"),
    ]
    told = select(
        ChangeRow.type, ChangeRow.cause, ChangeRow.object_id, ChangeRow.version, ChangeRow.changed_fields
    )
    assert read(database, told.where(ChangeRow.seq > len(before)).order_by(ChangeRow.seq)) == [
        ("updated", "registry_update", "fin", 2, ["memberships"]),
        ("updated", "registry_update", "nato-summit-2022-madrid", 2, ["first_day"]),
    ]
