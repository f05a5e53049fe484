"""What is saved twice is written once, and what differs is written whole."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, insert, select

from app.store.feed import Stamp, telling
from app.store.objects import Record
from app.store.records import save_records
from app.store.tables import (
    ActRow,
    ActThemeRow,
    DeadlineRow,
    RunRow,
    SourceRow,
    StatementRow,
    TextRow,
    ThemeRow,
)
from tests.store.rows import (
    a_deadline_row,
    a_run_row,
    a_source_row,
    a_statement_row,
    a_text_row,
    an_act_row,
    insert_told,
)

FIRST = Stamp("run_test", datetime(2024, 5, 6, 12, tzinfo=UTC))
LATER = Stamp("run_later", datetime(2024, 5, 7, 12, tzinfo=UTC))
WRITTEN_BY_RUN = ("content_digest", "run_id", "version", "created_at", "updated_at", "changed_seq")


@pytest.fixture
def filled(database):
    """A database with two runs, a theme, a text and a statement."""
    theme = {"id": "climate", "label": "Climate", "scope": "", "cap": [], "sdgs": []}
    with database.writing() as connection:
        connection.execute(insert(RunRow), [a_run_row(), a_run_row(id="run_later")])
        connection.execute(insert(ThemeRow), [theme])
        connection.execute(insert(TextRow), [a_text_row()])
        connection.execute(insert(SourceRow), [a_source_row()])
        insert_told(connection, StatementRow, [a_statement_row()])
    return database


def a_record(act_id="plg_aaaaaaaaaaaa", *, deadlines=("ddl_aaaaaaaaaaaa",), themes=("climate",), **changes):
    row = an_act_row(id=act_id, **changes)
    return Record(
        values={name: value for name, value in row.items() if name not in WRITTEN_BY_RUN},
        parts={
            DeadlineRow: [a_deadline_row(id=deadline, act_id=act_id) for deadline in deadlines],
            ActThemeRow: [{"act_id": act_id, "theme_id": theme, "words": []} for theme in themes],
        },
    )


def save(database, *records, stamp=FIRST, withdrawn=()):
    with database.writing() as connection, telling(connection, stamp) as writing:
        return save_records(writing, ActRow, records, withdrawn=withdrawn)


def read_act(database, act_id="plg_aaaaaaaaaaaa"):
    with database.reading() as connection:
        return connection.execute(select(ActRow.__table__).where(ActRow.id == act_id)).one()


def read_all(database, row_type):
    with database.reading() as connection:
        return connection.execute(select(row_type.__table__)).all()


def test_a_new_record_is_inserted_with_its_parts(filled):
    saved = save(filled, a_record())

    assert saved.inserted == ("plg_aaaaaaaaaaaa",)
    act = read_act(filled)
    assert (act.version, act.created_at, act.updated_at) == (1, FIRST.at, FIRST.at)
    assert [row.id for row in read_all(filled, DeadlineRow)] == ["ddl_aaaaaaaaaaaa"]
    assert [row.theme_id for row in read_all(filled, ActThemeRow)] == ["climate"]


def test_the_same_record_again_sends_no_write(filled):
    save(filled, a_record())
    sent = []
    with filled.writing() as connection:
        event.listen(connection, "before_cursor_execute", lambda *sending: sent.append(sending[2]))
        with telling(connection, LATER) as writing:
            saved = save_records(writing, ActRow, [a_record()])

    assert saved.unchanged == ("plg_aaaaaaaaaaaa",)
    assert not saved.has_changes
    assert {statement.split()[0] for statement in sent} == {"SELECT"}
    assert (read_act(filled).version, read_act(filled).run_id) == (1, "run_test")


def test_a_changed_value_moves_version_time_and_run(filled):
    save(filled, a_record())
    saved = save(filled, a_record(firmness="weak"), stamp=LATER)

    assert saved.updated == ("plg_aaaaaaaaaaaa",)
    act = read_act(filled)
    assert (act.firmness, act.version, act.run_id) == ("weak", 2, "run_later")
    assert (act.created_at, act.updated_at) == (FIRST.at, LATER.at)


def test_a_changed_part_replaces_the_parts_and_moves_the_version(filled):
    save(filled, a_record())
    save(filled, a_record(deadlines=("ddl_bbbbbbbbbbbb", "ddl_cccccccccccc"), themes=()), stamp=LATER)

    assert read_act(filled).version == 2
    assert sorted(row.id for row in read_all(filled, DeadlineRow)) == ["ddl_bbbbbbbbbbbb", "ddl_cccccccccccc"]
    assert read_all(filled, ActThemeRow) == []


def test_only_what_differs_among_many_is_written(filled):
    records = [a_record(f"plg_{letter * 12}", deadlines=(), themes=()) for letter in "abc"]
    save(filled, *records)
    changed = replace(records[1], values={**records[1].values, "verb": "triple"})
    saved = save(filled, records[0], changed, records[2], stamp=LATER)

    assert saved.updated == ("plg_bbbbbbbbbbbb",)
    assert saved.unchanged == ("plg_aaaaaaaaaaaa", "plg_cccccccccccc")


def test_notes_are_no_reason_to_write(filled):
    record = a_record()
    save(filled, record)
    assert save(filled, replace(record, notes={"run_id": "run_later"}), stamp=LATER).updated == ()


def test_what_is_withdrawn_keeps_its_words_and_moves_its_version(filled):
    save(filled, a_record())
    assert save(filled, stamp=LATER, withdrawn=["plg_aaaaaaaaaaaa"]).withdrawn == ("plg_aaaaaaaaaaaa",)

    act = read_act(filled)
    assert (act.status, act.version, act.updated_at, act.run_id) == ("withdrawn", 2, LATER.at, "run_later")
    assert len(read_all(filled, DeadlineRow)) == 1


def test_what_is_withdrawn_already_is_not_withdrawn_again(filled):
    save(filled, a_record())
    save(filled, withdrawn=["plg_aaaaaaaaaaaa"])
    assert save(filled, stamp=LATER, withdrawn=["plg_aaaaaaaaaaaa"]).withdrawn == ()
    assert read_act(filled).version == 2


def test_what_is_found_again_is_active_again(filled):
    save(filled, a_record())
    save(filled, withdrawn=["plg_aaaaaaaaaaaa"])
    assert save(filled, a_record(), stamp=LATER).updated == ("plg_aaaaaaaaaaaa",)
    assert (read_act(filled).status, read_act(filled).version) == ("active", 3)
