"""The registry's tables follow the registry and never lose what is referred to."""

from dataclasses import replace
from datetime import date

from sqlalchemy import insert, select

from app.store.projection import sync_registry
from app.store.tables import (
    ActorNameRow,
    ActorRow,
    MeetingNameRow,
    MeetingRow,
    MembershipRow,
    RunRow,
    SourceRow,
    StatementIssuerRow,
    StatementRow,
    TextRow,
    ThemeRow,
)
from app.vocabulary import ActorKind
from tests.builders import a_meeting, a_registry, an_actor
from tests.store.rows import a_run_row, a_source_row, a_statement_row, a_text_row


def sync(database, registry):
    with database.writing() as connection:
        return sync_registry(connection, registry)


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


def test_what_left_the_registry_leaves_the_tables(database):
    sync(database, a_registry())
    sync(
        database,
        without(
            a_registry(), actors=("fin", "nato-foreign-ministers"), meetings=("nato-summit-2022-madrid",)
        ),
    )

    assert read(database, select(ActorRow.id).order_by(ActorRow.id)) == [("est",), ("nato",)]
    assert read(database, select(ActorNameRow.name).order_by(ActorNameRow.name)) == [("est",), ("nato",)]
    assert read(database, select(MeetingRow.id)) == []


def test_a_body_and_its_organ_leave_together(database):
    registry = a_registry()
    body = an_actor("league", kind=ActorKind.ORGANISATION)
    organ = an_actor("league-council", kind=ActorKind.ORGAN, parent="league")
    sync(database, replace(registry, actors={**registry.actors, "league": body, "league-council": organ}))
    sync(database, replace(registry, digest="1" * 64))

    assert read(database, select(ActorRow.id).where(ActorRow.id.like("league%"))) == []


def test_what_a_statement_refers_to_stays(database):
    sync(database, a_registry())
    with database.writing() as connection:
        connection.execute(insert(RunRow), [a_run_row()])
        connection.execute(insert(TextRow), [a_text_row()])
        connection.execute(insert(SourceRow), [a_source_row()])
        connection.execute(insert(StatementRow), [a_statement_row(meeting_id="nato-summit-2022-madrid")])
        connection.execute(
            insert(StatementIssuerRow),
            [
                {
                    "statement_id": "nato-2022-03-24-brussels",
                    "ordinal": 0,
                    "actor_id": "fin",
                    "name": "Finland",
                }
            ],
        )

    sync(database, without(a_registry(), actors=("fin",), meetings=("nato-summit-2022-madrid",)))

    assert read(database, select(ActorRow.id).where(ActorRow.id == "fin")) == [("fin",)]
    assert read(database, select(MembershipRow.actor_id)) == [("est",)]
    assert read(database, select(MeetingRow.id)) == [("nato-summit-2022-madrid",)]
