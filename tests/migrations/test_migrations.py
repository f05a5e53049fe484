"""The revisions lead from nothing to the tables of the models and back, on both databases."""

import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import TextClause, inspect, select, text

from app.errors import DatabaseUnavailable, RunInProgress, SchemaOutdated
from app.ingestion.runs import running
from app.store.database import Database
from app.store.feed_tables import ChangeRow
from app.store.schema import check_schema, current_revision, downgrade, migrate, newest_revision, upgrade
from app.store.search_dialects import A_DAY, is_modelled
from app.store.search_tables import ActWordsRow, PassageWordsRow
from app.store.tables import METADATA, ActBindingRow
from tests.api.test_replacements import OFFICES, STAFF, WHOLE, find, pledge
from tests.api.world import a_world_registry, fill
from tests.forks import FORKS
from tests.ingestion.kept import check_kept
from tests.ingestion.runs import read_rows


@pytest.fixture
def filled(make_database, database_kind):
    """A database with the world of the API's tests in it."""
    return make_database(database_kind, filled_by=fill)


def tables(database):
    with database.reading() as connection:
        return set(inspect(connection).get_table_names())


def is_comparable(thing, _name, kind, *_):
    """SQLite reads descending indexes back as ascending ones; the test of the letters compares those. Nor
    does it say that a foreign key is deferred when it came with its column; the tests of the guard show that.
    """
    if kind == "foreign_key_constraint":
        return [column.name for column in thing.columns] != ["changed_seq"]
    return kind != "index" or not any(isinstance(column, TextClause) for column in thing.expressions)


def test_the_models_and_the_revisions_agree(database):
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_object": is_comparable,
                "include_name": lambda name, kind, _: is_modelled(name, kind),
            },
        )
        assert compare_metadata(context, METADATA) == []


def test_constraints_and_indexes_agree_to_the_letter(make_database):
    """Alembic compares neither check constraints nor descending indexes; SQLite keeps both as written."""
    migrated, modelled = make_database("sqlite"), make_database("sqlite", filled_by=None)
    with modelled.writing() as connection:
        METADATA.create_all(connection)

    assert read_letters(migrated) == read_letters(modelled)


def read_letters(database):
    with database.reading() as connection:
        indexes = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql != ''")
        )
        checks = [
            (constraint["name"], constraint["sqltext"])
            for table in METADATA.tables
            for constraint in inspect(connection).get_check_constraints(table)
        ]
        return dict([*map(tuple, indexes), *checks])


def test_up_from_empty_down_to_empty_and_up_again(make_database, database_kind):
    database = make_database(database_kind, filled_by=None)
    with database.migrating() as connection:
        upgrade(connection)
    assert set(METADATA.tables) <= tables(database)

    with database.migrating() as connection:
        downgrade(connection, revision="base")
    assert tables(database) == {"alembic_version"}

    migrate(database)
    check_schema(database)


def test_every_revision_goes_down_and_up(make_database, database_kind):
    database = make_database(database_kind)
    while current_revision(database):
        with database.migrating() as connection:
            downgrade(connection, revision="-1")
            upgrade(connection, revision="+1")
            downgrade(connection, revision="-1")
    migrate(database)
    check_schema(database)


def go_back_and_forth(database, revision):
    """To the schema of an older revision, and to that of today again."""
    with database.migrating() as connection:
        downgrade(connection, revision=revision)
    migrate(database)


def test_what_stood_before_there_was_a_feed_is_told_once_as_it_is(filled):
    """With the numbers, versions and facets it would have had, so that followers and filters find it."""
    before = read_newest_changes(filled)
    go_back_and_forth(filled, "0001")

    after = read_newest_changes(filled)
    assert {key: (version, facets) for key, (version, _, facets) in after.items() if key[0] in ACTS} == {
        key: (version, facets) for key, (version, _, facets) in before.items() if key[0] in ACTS
    }
    assert set(after) == set(before)
    assert sorted(seq for _, seq, _ in after.values()) == list(range(1, len(after) + 1))


ACTS = ("pledge", "call")


def read_newest_changes(database):
    """Version, number and facets by kind and id."""
    with database.reading() as connection:
        rows = connection.execute(select(ChangeRow.__table__).order_by(ChangeRow.seq)).all()
    return {(row.kind, row.object_id): (row.version, row.seq, row.after) for row in rows}


def test_what_stood_before_there_was_search_is_found_by_it(filled):
    before = read_words(filled)
    go_back_and_forth(filled, "0003")

    assert read_words(filled) == before
    assert before[0]["plg_ships",] == before[1]["nato-2021-06-14-brussels", 0] == "we will build ships"


def read_words(database):
    """The words of acts, and of passages, by what they are the words of."""
    with database.reading() as connection:
        return [
            {tuple(row[1:-1]): row.words for row in connection.execute(select(words.__table__))}
            for words in (ActWordsRow, PassageWordsRow)
        ]


def test_bindings_that_stood_before_repeat_what_their_acts_say(filled):
    """As the writer has them repeat it."""
    before = read_bindings(filled)
    go_back_and_forth(filled, "0007")

    assert read_bindings(filled) == before
    assert len({row.due_from for row in before}) > 2


def read_bindings(database):
    with database.reading() as connection:
        bindings = ActBindingRow.__table__
        columns = sorted(bindings.c, key=lambda column: column.name)
        return connection.execute(select(*columns).order_by(*bindings.primary_key)).all()


@pytest.mark.parametrize("revision", ["0008", "0011"], ids=["counts", "JSON"])
def test_what_stood_before_there_was_something_kept_beside_it_has_that_too(database, revision):
    fill(database)
    go_back_and_forth(database, revision)
    check_kept(database)


def test_what_acts_were_replaced_by_is_said_by_the_change_that_withdrew_them(database):
    find(database, pledge(WHOLE), pledge(OFFICES), pledge(STAFF))
    find(database, pledge(OFFICES), pledge(STAFF))
    before = [row.replaced_by for row in read_rows(database, ChangeRow, ChangeRow.seq)]
    go_back_and_forth(database, "0010")
    assert [row.replaced_by for row in read_rows(database, ChangeRow, ChangeRow.seq)] == before
    assert sorted(map(len, before))[-2:] == [0, 2]


def test_words_that_stood_before_are_numbered_by_day_and_indexed_by_that(make_database):
    database = make_database("sqlite")
    fill(database)
    before = read_days(database)
    as_before = text(
        "UPDATE act_words SET number ="
        " (SELECT count(*) FROM act_words AS other WHERE other.number <= act_words.number)"
    )
    with database.migrating() as connection:
        connection.execute(as_before)
    go_back_and_forth(database, "0009")

    assert read_days(database) == before
    assert len(set(before.values())) > 4
    found = text(
        "SELECT act_id FROM act_words_fts JOIN act_words ON number = act_words_fts.rowid"
        " WHERE act_words_fts.words MATCH 'ships'"
    )
    with database.reading() as connection:
        assert connection.scalars(found).all() == ["plg_ships"]


def read_days(database):
    """What is the same in the numbers of acts of one kind and day."""
    with database.reading() as connection:
        return {
            id_: number // A_DAY
            for id_, number in connection.execute(select(ActWordsRow.act_id, ActWordsRow.number))
        }


def test_a_revision_that_fails_leaves_the_schema_as_it_was(make_database, database_kind):
    database = make_database(database_kind, filled_by=None)
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE deadline (id INTEGER)"))  # in the way of the last table

    with pytest.raises(Exception, match="deadline"):
        migrate(database)
    assert tables(database) == {"deadline"}


def test_migrating_twice_is_migrating_once(database):
    migrate(database)
    assert current_revision(database) == newest_revision()


def migrate_at(url):
    migrate(Database(url))


def test_several_who_migrate_at_once_all_find_the_schema(make_database, database_kind):
    database = make_database(database_kind, filled_by=None)
    url = database.url.render_as_string(hide_password=False)
    rivals = [FORKS.Process(target=migrate_at, args=(url,)) for _ in range(2)]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()
    assert [rival.exitcode for rival in rivals] == [0, 0]
    check_schema(database)


def test_what_stands_is_not_migrated_under_a_run_nor_is_a_run_begun_under_a_migration(filled):
    with filled.migrating() as connection:
        downgrade(connection, revision="-1")
    with filled.run_lock(), pytest.raises(RunInProgress):
        migrate(filled)
    with pytest.raises(SchemaOutdated), running(filled, a_world_registry()):
        pass
    migrate(filled)
    with running(filled, a_world_registry()):
        migrate(filled)  # there is nothing to do


def test_migrating_makes_the_file_and_its_folders(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'deep' / 'down' / 'communique.sqlite'}")
    migrate(database)
    check_schema(database)
    database.dispose()


def test_an_empty_database_says_what_to_run(make_database, database_kind):
    database = make_database(database_kind, filled_by=None)
    with pytest.raises(SchemaOutdated, match="has no schema yet: run `communique migrate`"):
        check_schema(database)


def test_a_schema_from_another_version_is_named(database):
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'ffff'"))
    for use in (check_schema, migrate):
        with pytest.raises(SchemaOutdated, match="revision ffff, which this version does not know"):
            use(database)


def test_a_missing_database_is_no_outdated_one(tmp_path):
    with pytest.raises(DatabaseUnavailable):
        check_schema(Database(f"sqlite:///{tmp_path / 'none.sqlite'}"))


def test_ids_sort_by_code_point_on_postgresql(make_database):
    """As SQLite sorts them, whatever locale the server was set up with."""
    query = text(
        "SELECT table_name || '.' || column_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND data_type = 'character varying' "
        "AND character_maximum_length IS NULL AND collation_name IS DISTINCT FROM 'C'"
    )
    with make_database("postgresql").reading() as connection:
        assert connection.scalars(query).all() == []


def test_alembic_works_from_the_settings(tmp_path):
    """So that `alembic revision --autogenerate` and `alembic upgrade` serve a developer as usual."""
    url = f"sqlite:///{tmp_path / 'communique.sqlite'}"
    subprocess.run(
        [sys.executable, "-m", "alembic", "upgrade", "head"],
        env={"COMMUNIQUE_DATABASE_URL": url, "PATH": ""},
        check=True,
        capture_output=True,
    )
    database = Database(url)
    check_schema(database)
    database.dispose()
