"""A registry that has learned something resolves what is stored anew, and leaves what it does not touch."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, text

from app.ingestion.correcting import correct_acts
from app.ingestion.correction_entries import Entry, EntryLine
from app.ingestion.runs import Run, end_run, start_run
from app.ingestion.saving import Found, match_with_stored, save_statement
from app.model import Mention
from app.registry.facts import Registry
from app.resolution.acts import resolve_acts
from app.resolution.expressions import find_expressions
from app.store.database import Database
from app.store.feed_tables import ChangeRow
from app.store.stored import load_records
from app.store.tables import ActActorRow, ActBindingRow, ActJsonRow, ActRow, DeadlineRow, RunRow, StatementRow
from app.vocabulary import ActorKind, ActorRole, RunState
from tests.builders import (
    a_call,
    a_meeting,
    a_membership,
    a_registry,
    a_resolved_act,
    a_span,
    a_statement,
    a_theme_match,
    an_act,
    an_actor,
    an_issuer,
)
from tests.ingestion.kept import check_kept
from tests.ingestion.runs import A_SOURCE, STATEMENT_ID, read_everything, read_rows, save

QUOTES = (
    "We will settle the budget when we meet in Madrid",
    "We will double our aid by the end of 2023",
    "We will publish an account at our next Summit",
)
CONTENT = "\n\n".join(f"{quote}." for quote in QUOTES)
STATEMENT = a_statement(CONTENT)
MADRID = "nato-summit-2022-madrid"
BRUSSELS = a_meeting("nato-summit-2022-brussels", first_day=date(2022, 3, 24), last_day=date(2022, 3, 24))


def the_registry(digest: str = "1" * 64, **facts: Any) -> Registry:
    """NATO's, under a digest of its own."""
    return a_registry(digest=digest, **facts)


def ingest(database: Database, registry: Registry) -> None:
    """A whole run that comes to the statement."""
    run = start_run(database, registry)
    acts = [
        an_act(quote, within=CONTENT, deadlines=find_expressions(CONTENT, a_span(quote, within=CONTENT)))
        for quote in QUOTES
    ]
    save(run, STATEMENT, resolve_acts(STATEMENT, acts, registry))
    end_run(run, RunState.FINISHED)


def update(database: Database, registry: Registry) -> Run:
    """A whole run that comes to no document."""
    run = start_run(database, registry)
    end_run(run, RunState.FINISHED)
    return run


def read_deadlines(database: Database) -> dict[str, tuple[str | None, date | None]]:
    """Meeting and last day of each deadline, by its words."""
    return {row.text: (row.meeting_id, row.latest) for row in read_rows(database, DeadlineRow)}


def read_awaited(database: Database) -> dict[str, str]:
    """The meetings that deadlines wait for, by the words of each."""
    rows = read_rows(database, DeadlineRow)
    return {row.text: row.awaited_meeting for row in rows if row.awaited_meeting}


def a_mention(role: ActorRole, words: str, content: str) -> Mention:
    """Words of the content that name somebody."""
    return Mention(role, words, a_span(words, within=content), is_issuer=False)


def read_parties(database: Database) -> dict[str, str | None]:
    """Who each name means."""
    return {row.name: row.actor_id for row in read_rows(database, ActActorRow)}


def read_bound(database: Database) -> set[str]:
    return {row.actor_id for row in read_rows(database, ActBindingRow)}


def test_a_meeting_the_registry_learns_of_resolves_the_deadlines_that_waited_for_it(database):
    ingest(database, a_registry(meetings={}))
    assert read_deadlines(database)["at our next Summit"] == (None, None)
    assert read_awaited(database) == {"at our next Summit": "next NATO summit after 2022-03-24"}

    run = update(database, the_registry())

    assert read_awaited(database) == {}
    assert read_deadlines(database) == {
        "when we meet in Madrid": (MADRID, date(2022, 6, 30)),
        "by the end of 2023": (None, date(2023, 12, 31)),
        "at our next Summit": (MADRID, date(2022, 6, 30)),
    }
    assert {row.quote: row.version for row in read_rows(database, ActRow)} == dict(
        zip(QUOTES, (2, 1, 2), strict=True)
    )
    tallies = {row.id: row.tally["acts_resolved_anew"] for row in read_rows(database, RunRow)}
    assert tallies[run.id] == 2
    assert sum(tallies.values()) == 2


def test_what_is_resolved_anew_is_what_another_extraction_finds(database):
    ingest(database, a_registry(meetings={}))
    update(database, the_registry())
    stored = read_everything(database)

    ingest(database, the_registry())

    assert read_everything(database) == stored


def test_a_registry_that_changes_nothing_here_writes_nothing(database):
    ingest(database, a_registry())
    before = read_everything(database)

    run = update(database, the_registry())

    assert run.resolved_anew == 0
    after = read_everything(database)
    assert {table for table in after if after[table] != before[table]} == {"registry_state"}


def test_what_the_registry_calls_otherwise_is_answered_so_and_no_act_has_changed(database):
    ingest(database, a_registry())
    before = read_rows(database, ActRow)

    renamed = replace(a_meeting(MADRID), name="Summit by the Sea")
    update(database, the_registry(meetings={MADRID: renamed}))

    assert read_rows(database, ActRow) == before
    waiting = [body for body in read_bodies(database) if "when we meet in Madrid" in body]
    assert waiting
    assert all('"name":"Summit by the Sea"' in body for body in waiting)
    check_kept(database)


def read_bodies(database: Database) -> list[str]:
    """What is answered of acts."""
    return [row.body for row in read_rows(database, ActJsonRow)]


def test_a_membership_that_is_corrected_moves_who_is_bound(database):
    ingest(database, a_registry())
    assert read_bound(database) == {"est", "nato"}

    late = a_membership("est", "nato", start=date(2022, 3, 25))
    run = update(database, the_registry(memberships=(late,)))

    assert run.resolved_anew == 3
    assert read_bound(database) == {"nato"}
    check_kept(database)


def test_a_statement_gains_the_meeting_it_came_out_of(database):
    ingest(database, a_registry(meetings={}))
    assert [row.meeting_id for row in read_rows(database, StatementRow)] == [None]

    update(database, the_registry(meetings={BRUSSELS.id: BRUSSELS}))

    (statement,) = read_rows(database, StatementRow)
    assert (statement.meeting_id, statement.forum_id, statement.version) == (BRUSSELS.id, "nato-summit", 2)


def test_an_issuer_and_a_meeting_that_left_the_registry_are_names_only(database):
    ingest(database, a_registry())

    update(database, the_registry(actors={"est": an_actor("est")}, memberships=(), forums={}, meetings={}))

    assert read_bound(database) == set()
    assert read_deadlines(database)["at our next Summit"] == (None, None)
    check_kept(database)


def test_names_the_registry_learns_are_resolved_in_the_phrases_they_stand_in(database):
    content = "We call on Est, the Tidal Union and the Reef League to act.\n\nThe Ebb Fund will lend."
    addressed = "Est, the Tidal Union and the Reef League"
    statement = a_statement(content)
    asked = a_mention(ActorRole.ADDRESSEE, addressed, content)
    lender = a_mention(ActorRole.PROMISOR, "The Ebb Fund", content)
    acts = [
        a_call(
            "We call on Est, the Tidal Union and the Reef League to act", within=content, mentions=(asked,)
        ),
        an_act("The Ebb Fund will lend", within=content, mentions=(lender,)),
    ]
    run = start_run(database, a_registry())
    save(run, statement, resolve_acts(statement, acts, a_registry()))
    end_run(run, RunState.FINISHED)
    assert read_parties(database) == {
        "Est": "est",
        "the Tidal Union": None,
        "the Reef League": None,
        "The Ebb Fund": None,
    }
    last = max(row.seq for row in read_rows(database, ChangeRow))

    known = {name: an_actor(name, kind=ActorKind.ORGANISATION) for name in ("tidal-union", "ebb-fund")}
    update(database, the_registry(actors=a_registry().actors | known))

    assert read_parties(database) == {
        "Est": "est",
        "the Tidal Union": "tidal-union",
        "the Reef League": None,
        "The Ebb Fund": "ebb-fund",
    }
    changes = [row for row in read_rows(database, ChangeRow, ChangeRow.seq) if row.seq > last]
    told = {(row.kind, row.cause, *row.changed_fields) for row in changes if row.kind != "actor"}
    assert told == {("call", "registry_update", "addressees"), ("pledge", "registry_update", "actors")}


def test_withdrawn_acts_keep_their_last_words(database):
    ingest(database, a_registry(meetings={}))
    run = start_run(database, a_registry(meetings={}))
    save(run, STATEMENT, ())
    end_run(run, RunState.FINISHED)

    assert update(database, the_registry()).resolved_anew == 0


def test_a_dead_run_tells_what_it_resolved_anew(database):
    ingest(database, a_registry(meetings={}))
    dead = start_run(database, the_registry())

    update(database, the_registry())

    (row,) = [row for row in read_rows(database, RunRow) if row.id == dead.id]
    assert (row.state, row.tally) == ("interrupted", {"acts_resolved_anew": 2})


def test_what_is_stored_comes_back_as_the_record_it_was_saved_from(database):
    ingest(database, a_registry())
    rows = [*read_rows(database, ActRow), *read_rows(database, StatementRow)]
    with database.reading() as connection:
        acts = load_records(connection, ActRow, [row.id for row in rows])
        statements = load_records(connection, StatementRow, [STATEMENT_ID])
    acts = [replace(act, statement=statements[0]) for act in acts]
    assert {record.id: record.digest for record in (*acts, *statements)} == {
        row.id: row.content_digest for row in rows
    }


def test_a_meeting_that_is_dated_changes_what_waits_for_it_but_no_corrected_deadline(database):
    placeholder = a_meeting(first_day=date(2022, 7, 1), last_day=date(2022, 12, 31))
    before = a_registry(meetings={MADRID: placeholder})
    ingest(database, before)
    waiting, other, corrected = (row.id for row in read_rows(database, ActRow, ActRow.start))
    told = {"text": "at our next Summit", "kind": "meeting", "meeting": MADRID, "latest": "2022-06-15"}
    entry = Entry.model_validate(
        {
            "act": corrected,
            "decision": "correct",
            "author": "A. Reader",
            "reason": "the hosts said so",
            "fields": {"deadlines": [told]},
        }
    )
    correct_acts([EntryLine(1, entry)], database, before, name="mended.jsonl")
    last = max(row.seq for row in read_rows(database, ChangeRow))

    update(database, the_registry())

    changes = [row for row in read_rows(database, ChangeRow, ChangeRow.seq) if row.seq > last]
    assert [(row.object_id, row.cause, row.changed_fields) for row in changes] == [
        (MADRID, "registry_update", ["first_day", "last_day"]),
        (waiting, "registry_update", ["deadlines"]),
    ]
    assert {row.act_id: row.latest for row in read_rows(database, DeadlineRow)} == {
        waiting: date(2022, 6, 30),
        other: date(2023, 12, 31),
        corrected: date(2022, 6, 15),
    }


BLOCKED_BY_ME = text("SELECT count(*) FROM pg_locks WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))")


def wait_for_rival(connection: Connection) -> None:
    """Until another transaction waits for this one; on SQLite it does from its beginning."""
    patience = monotonic() + 10
    while connection.dialect.name == "postgresql" and not connection.scalar(BLOCKED_BY_ME):
        assert monotonic() < patience
        sleep(0.01)


def test_what_is_saved_while_names_change_is_called_by_the_new_ones(database):
    """It was told with the old ones, and is committed when the update has begun."""
    run = start_run(database, a_registry())
    statement = a_statement(issuers=(an_issuer("Council of Mayors", actor=None),), adopted=None, place=None)
    act = a_resolved_act(parties=(), themes=(a_theme_match(),))
    found = Found("mayors-undated", statement, A_SOURCE, (act,))
    climate = replace(a_registry().themes["climate"], label="Climate and energy")
    with ThreadPoolExecutor(1) as rival:
        with database.writing() as connection:
            save_statement(connection, found, match_with_stored(connection, found), run)
            renaming = rival.submit(update, database, the_registry(themes={climate.id: climate}))
            wait_for_rival(connection)
        renaming.result()
    check_kept(database)
    assert '"Climate and energy"' in read_rows(database, ActJsonRow)[0].body
