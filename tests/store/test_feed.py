"""What the feed tells of one transaction, and no write that leaves no number. That nothing is missed, whoever
writes and however he ends, is proved in `tests/soak/`.
"""

from contextlib import suppress

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.store.database import Database
from app.store.declarations import UNTOLD
from app.store.feed import Stamp, read_head, telling
from app.store.feed_tables import ChangeRow
from app.store.objects import Record
from app.store.records import save_records
from app.store.tables import (
    ActorNameRow,
    ActorRow,
    ActRow,
    DeadlineRow,
    RunRow,
    SourceRow,
    StatementRow,
    TextRow,
)
from tests.store.rows import (
    NOON,
    RUN_ID,
    a_deadline_row,
    a_run_row,
    a_source_row,
    a_statement_row,
    a_text_row,
    an_act_row,
    an_actor_row,
    insert_told,
)

AN_ACT = str(an_act_row()["id"])


@pytest.fixture
def filled(database: Database) -> Database:
    """A database with a statement, an act and its deadline, told in the feed."""
    with database.writing() as connection:
        connection.execute(insert(RunRow), [a_run_row()])
        connection.execute(insert(TextRow), [a_text_row()])
        connection.execute(insert(SourceRow), [a_source_row()])
        insert_told(connection, StatementRow, [a_statement_row()])
        with telling(connection, Stamp(RUN_ID, NOON)) as writing:
            save_records(writing, ActRow, [an_act_record()])
    return database


def an_act_record(**changes: object) -> Record:
    books = ("content_digest", "run_id", "version", "created_at", "updated_at")
    values = {name: value for name, value in an_act_row(**changes).items() if name not in books}
    return Record(values, {DeadlineRow: [a_deadline_row()]})


def read_changes(database: Database) -> list[tuple[int, str, str, int]]:
    columns = (ChangeRow.seq, ChangeRow.type, ChangeRow.object_id, ChangeRow.version)
    with database.reading() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(ChangeRow.seq))]


# --- the guard ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "write",
    [
        update(ActRow).values(verb="triple"),
        update(ActRow).values(verb="triple", version=2),
        update(StatementRow).values(title="Another title"),
        delete(ActRow),
        delete(DeadlineRow),
        update(DeadlineRow).values(text="in 2031"),
        insert(DeadlineRow).values(**a_deadline_row(id="ddl_b")),
        update(ActRow).values(changed_seq=1),
    ],
    ids=str,
)
def test_a_write_that_leaves_no_change_is_refused(filled: Database, write: object) -> None:
    with pytest.raises(DBAPIError, match="leaves no change in the feed"), filled.writing() as connection:
        connection.execute(write)


def write(database: Database, *steps: dict[str, object]) -> None:
    """Update the act step by step in one transaction."""
    with database.writing() as connection:
        for values in steps:
            connection.execute(update(ActRow).values(**values))


def test_a_write_that_is_begun_and_not_told_cannot_be_committed(filled: Database) -> None:
    """The row may change while its number is that of no change, and only so long."""
    with pytest.raises(IntegrityError):
        write(filled, {"changed_seq": UNTOLD}, {"verb": "triple"})
    with filled.reading() as connection:
        assert connection.scalar(select(ActRow.verb)) == "double"


def test_a_row_that_is_inserted_and_not_told_cannot_be_committed(filled: Database) -> None:
    with pytest.raises(IntegrityError), filled.writing() as connection:
        connection.execute(insert(ActRow), [an_act_row(id="plg_b")])


def test_a_row_cannot_take_the_number_of_another(filled: Database) -> None:
    with pytest.raises(DBAPIError, match="leaves no change"):
        write(filled, {"changed_seq": UNTOLD}, {"verb": "triple", "changed_seq": 1})


def test_the_parts_of_an_actor_count_through_it(filled: Database) -> None:
    with filled.writing() as connection:
        insert_told(connection, ActorRow, [an_actor_row()])
    with pytest.raises(DBAPIError, match="leaves no change"), filled.writing() as connection:
        connection.execute(
            insert(ActorNameRow), [{"actor_id": "nato", "name": "NATO", "is_ambiguous": False}]
        )


# --- what is told -------------------------------------------------------------------------------------------


def test_a_change_names_what_differs_and_what_it_was(filled: Database) -> None:
    with filled.writing() as connection, telling(connection, Stamp(RUN_ID, NOON)) as writing:
        moved = {**a_deadline_row(), "text": "by 2030"}
        record = an_act_record(firmness="weak", start_offset=0)
        save_records(writing, ActRow, [Record(record.values, {DeadlineRow: [moved]})])
    with filled.reading() as connection:
        (change,) = connection.execute(select(ChangeRow.__table__).where(ChangeRow.version == 2)).all()
    assert change.changed_fields == ["deadlines", "evidence", "firmness"]
    assert change.was["firmness"] == "strong"
    assert change.was["evidence"]["start_offset"] == an_act_row()["start_offset"]
    assert change.was["deadlines"][0]["text"] == "by the end of 2030"


def test_a_digest_of_another_version_is_no_difference(filled: Database) -> None:
    """A serializer that is upgraded makes other digests of the same facts."""
    with filled.writing() as connection, telling(connection, Stamp(RUN_ID, NOON)) as writing:
        record = an_act_record()
        connection.execute(update(ActRow).values(changed_seq=UNTOLD))
        connection.execute(update(ActRow).values(content_digest="f" * 64))
        connection.execute(update(ActRow).values(changed_seq=2))
        assert save_records(writing, ActRow, [record]).unchanged == ("plg_aaaaaaaaaaaa",)
    assert [change[3] for change in read_changes(filled)] == [1, 1]


def test_a_transaction_that_changes_nothing_takes_no_number(filled: Database) -> None:
    with filled.writing() as connection, telling(connection, Stamp(RUN_ID, NOON)) as writing:
        save_records(writing, ActRow, [an_act_record()])
    assert len(read_changes(filled)) == 2


def test_a_rollback_leaves_no_gap(filled: Database) -> None:
    with suppress(InterruptedError), filled.writing() as connection:
        with telling(connection, Stamp(RUN_ID, NOON)) as writing:
            save_records(writing, ActRow, [an_act_record(verb="triple")])
        assert read_head(connection).seq == 3
        raise InterruptedError
    with filled.writing() as connection, telling(connection, Stamp(RUN_ID, NOON)) as writing:
        save_records(writing, ActRow, [an_act_record(verb="quadruple")])
    assert [change[0] for change in read_changes(filled)] == [1, 2, 3]
