"""Both databases keep the same promises: transactions, refusals, and words when they cannot be used."""

import re
import signal
import sqlite3
import time
from contextlib import ExitStack

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.errors import DatabaseUnavailable, RunInProgress
from app.store.database import Database
from app.store.tables import MembershipRow, ThemeRow
from tests.forks import FORKS

A_THEME = {"id": "health", "label": "Health", "scope": "Pandemics and medicines.", "cap": [3], "sdgs": [3]}


def themes(database):
    with database.reading() as connection:
        return [row._asdict() for row in connection.execute(select(ThemeRow.__table__))]


def test_what_is_written_is_there_for_the_next_reader(database):
    with database.writing() as connection:
        connection.execute(insert(ThemeRow), [A_THEME])

    assert themes(database) == [A_THEME]


def test_a_block_that_raises_leaves_nothing(database):
    def write_and_fail():
        with database.writing() as connection:
            connection.execute(insert(ThemeRow), [A_THEME])
            raise LookupError

    with pytest.raises(LookupError):
        write_and_fail()

    assert themes(database) == []


def test_a_reader_cannot_write(database):
    with pytest.raises((DatabaseUnavailable, DBAPIError)), database.reading() as connection:
        connection.execute(insert(ThemeRow), [A_THEME])

    assert themes(database) == []


def test_a_writer_can_write_after_a_reader_had_its_connection(database):
    themes(database)
    with database.writing() as connection:
        connection.execute(insert(ThemeRow), [A_THEME])

    assert themes(database) == [A_THEME]


def test_a_reader_sees_one_moment_whatever_is_written_meanwhile(database):
    with database.reading() as reader:
        before = reader.execute(select(ThemeRow.id)).all()
        with database.writing() as writer:
            writer.execute(insert(ThemeRow), [A_THEME])
        assert reader.execute(select(ThemeRow.id)).all() == before == []


def test_foreign_keys_are_enforced(database):
    membership = {"id": "x", "actor_id": "nobody", "group_id": "nothing", "source": "", "is_verified": True}
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.execute(insert(MembershipRow), [membership])


def test_an_error_of_the_statement_is_not_taken_for_a_dead_database(database):
    with pytest.raises(DBAPIError, match="no_such_table"), database.reading() as connection:
        connection.execute(text("SELECT * FROM no_such_table"))


# --- addresses ----------------------------------------------------------------------------------------------


def test_a_mistyped_file_is_not_made(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'typo.sqlite'}")

    with pytest.raises(DatabaseUnavailable, match=r"typo\.sqlite.*communique migrate"), database.reading():
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path):
    (tmp_path / "notes.txt").write_text("These are no tables. " * 100)
    database = Database(f"sqlite:///{tmp_path / 'notes.txt'}")

    with pytest.raises(DatabaseUnavailable, match=r"notes\.txt: file is not a database"), database.reading():
        pass


def test_a_dead_server_is_named_without_its_password():
    database = Database("postgresql://reader:hush@127.0.0.1:1/communique?connect_timeout=2")

    with pytest.raises(DatabaseUnavailable) as caught, database.reading():
        pass
    assert "postgresql://reader:***@127.0.0.1:1/communique" in str(caught.value)
    assert "hush" not in str(caught.value)


def test_a_file_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    database = Database(f"sqlite:///{tmp_path / 'file' / 'new.sqlite'}")

    with pytest.raises(DatabaseUnavailable, match=r"cannot make .*new\.sqlite: File exists"):
        database.make_file()


@pytest.mark.parametrize("option", ["bogus=1", "sslmode=bogus"])
def test_an_address_with_options_that_are_none_is_said_to_have_them_in_one_line(option):
    database = Database(f"postgresql://127.0.0.1:1/communique?{option}")

    with pytest.raises(DatabaseUnavailable) as caught, database.reading():
        pass
    assert re.fullmatch(r"cannot use the database .*invalid .*bogus.*", str(caught.value))


@pytest.mark.parametrize("option", ["timeout=abc", "mode=rw", "detect_types=x"])
def test_an_address_of_a_file_takes_no_option_but_to_only_read(option):
    with pytest.raises(DatabaseUnavailable, match=f"takes no options but mode=ro: {option.split('=')[0]}$"):
        Database(f"sqlite:///communique.sqlite?{option}")


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://reader@localhost/communique"])
def test_other_databases_are_refused(url):
    with pytest.raises(DatabaseUnavailable, match="must be sqlite:///<file> or postgresql://"):
        Database(url)


@pytest.mark.parametrize(
    "url", ["reader:hush@somewhere", "postgresql://reader:hush@somewhere:port/communique"]
)
def test_an_address_that_is_none_is_refused_without_repeating_it(url):
    with pytest.raises(DatabaseUnavailable) as caught:
        Database(url)
    assert "hush" not in str(caught.value)


# --- the run's lock -----------------------------------------------------------------------------------------


def test_a_lock_that_cannot_be_written_is_a_database_out_of_reach(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'new.sqlite'}")
    (tmp_path / "new.sqlite-run").mkdir()

    with pytest.raises(DatabaseUnavailable, match="cannot lock"), database.run_lock():
        pass


def test_two_runs_never_hold_the_lock_together(database):
    rival = Database(database.url)
    with database.run_lock():
        with pytest.raises(RunInProgress), rival.run_lock():
            pass
        with rival.writing() as connection:  # the lock is of runs, not of transactions
            connection.execute(insert(ThemeRow), [A_THEME])
    with rival.run_lock():
        pass
    rival.dispose()


def test_a_run_that_raises_gives_the_lock_back(database):
    rival = Database(database.url)

    def hold_and_fail():
        with database.run_lock():
            raise LookupError

    with pytest.raises(LookupError):
        hold_and_fail()
    with rival.run_lock():
        pass
    rival.dispose()


def hold_the_lock(url, told):
    with Database(url).run_lock():
        told.send("held")
        signal.pause()


def test_the_lock_of_a_killed_process_is_free(database):
    url = database.url.render_as_string(hide_password=False)
    heard, told = FORKS.Pipe(duplex=False)
    holder = FORKS.Process(target=hold_the_lock, args=(url, told))
    holder.start()
    assert heard.recv() == "held"
    with pytest.raises(RunInProgress), database.run_lock():
        pass

    holder.kill()
    holder.join()

    deadline = time.monotonic() + 10  # a server notices the end of a session a moment later
    while True:
        try:
            with database.run_lock():
                break
        except RunInProgress:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_sqlite_is_read_while_it_is_written(make_database):
    database = make_database("sqlite")
    assert database.file is not None
    with sqlite3.connect(database.file) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_role_that_may_only_read_is_told_so_in_a_line(make_database):
    owner = make_database("postgresql")
    with owner.writing() as connection:
        connection.execute(text("CREATE ROLE looker"))
        connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO looker"))
    looker = Database(owner.url.update_query_dict({"options": "-c role=looker"}))
    try:
        with looker.reading() as connection:
            assert connection.scalar(text("SELECT count(*) FROM run")) == 0
        with (
            pytest.raises(DatabaseUnavailable, match="permission denied for table run"),
            looker.writing() as connection,
        ):
            connection.execute(text("DELETE FROM run"))
    finally:
        looker.dispose()
        with owner.writing() as connection:
            connection.execute(text("DROP OWNED BY looker"))
            connection.execute(text("DROP ROLE looker"))


def test_a_server_that_takes_no_writes_is_told_so_in_a_line(make_database):
    owner = make_database("postgresql")
    standby = Database(owner.url.update_query_dict({"options": "-c default_transaction_read_only=on"}))
    with pytest.raises(DatabaseUnavailable, match="read-only transaction"), standby.writing() as connection:
        connection.execute(text("DELETE FROM run"))
    standby.dispose()


def test_what_is_opened_to_read_is_not_written_to(make_database):
    file = make_database("sqlite").file
    assert file is not None
    only_read = Database(f"sqlite:///{file}?mode=ro")
    with only_read.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM act")).scalar_one() == 0
    with pytest.raises(DatabaseUnavailable, match="readonly database"), only_read.writing() as connection:
        connection.execute(text("DELETE FROM feed_head"))
    only_read.dispose()


def test_connections_to_a_server_stay_open_however_many_were_in_use(make_database):
    database = make_database("postgresql")

    def list_sessions() -> set[int]:
        with ExitStack() as stack:
            connections = [stack.enter_context(database.reading()) for _ in range(8)]
            return {connection.scalar(text("SELECT pg_backend_pid()")) for connection in connections}

    sessions = list_sessions()
    assert len(sessions) == 8
    assert list_sessions() == sessions


def test_a_database_opened_for_a_block_holds_no_connection_behind_it(make_database):
    with Database(make_database("postgresql").url) as database:
        with database.reading() as connection:
            session = connection.scalar(text("SELECT pg_backend_pid()"))
        assert database.engine.pool.checkedin() == 1
    with database.reading() as connection:
        assert connection.scalar(text("SELECT pg_backend_pid()")) != session
    database.dispose()
