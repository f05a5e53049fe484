"""The whole job on both databases: documents in, statements with their acts in the store."""

import os
import signal
import subprocess
import sys
from datetime import date

import pytest
from sqlalchemy import Engine, event

from app.errors import RunInProgress, SchemaOutdated
from app.ingestion.job import ingest_documents
from app.model import Document
from app.sources.folder import DocumentFailure
from app.store.database import Database
from app.store.tables import ActorRow, ActRow, DeadlineRow, RunDocumentRow, RunRow, StatementRow
from app.vocabulary import Outcome, RunState
from tests.forks import FORKS
from tests.ingestion.documents import A_BROKEN_PDF, PARAGRAPHS, a_communique, some_communiques
from tests.ingestion.runs import ingest_a_week, read_everything, read_facts, read_rows, run_first

INSERTED, UPDATED, UNCHANGED, FAILED = Outcome.INSERTED, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.FAILED


@pytest.fixture
def database(make_database, database_kind):
    return make_database(database_kind, filled_by=run_first)


def ingest(database, *documents):
    """Outcomes with the statements' ids."""
    report = ingest_documents(documents, database)
    return [(statement.outcome, statement.statement_id) for statement in report.statements]


def quotes(database, **conditions):
    return {
        row.quote: row.id
        for row in read_rows(database, ActRow)
        if all(getattr(row, name) == value for name, value in conditions.items())
    }


# --- from bytes to facts ------------------------------------------------------------------------------------


def test_a_document_becomes_a_statement_with_its_acts(database):
    assert ingest(database, a_communique()) == [(INSERTED, "nato-2022-03-24-brussels")]

    kinds = {quote: act_id[:4] for quote, act_id in quotes(database).items()}
    assert kinds["We will settle the budget when we meet in Madrid"] == "plg_"
    assert kinds["We call on all states to refrain from damaging undersea cables"] == "cal_"
    (madrid,) = [row for row in read_rows(database, DeadlineRow) if row.meeting_id]
    assert (madrid.earliest, madrid.latest) == (date(2022, 6, 28), date(2022, 6, 30))


def test_a_text_without_acts_is_a_statement(database):
    document = a_communique("The weather in Brussels was fine.", "Dinner was served at eight.")
    assert ingest(database, document) == [(INSERTED, "nato-2022-03-24-brussels")]
    assert read_rows(database, ActRow) == []


def test_the_registry_is_there_before_the_first_statement(make_database, database_kind):
    database = make_database(database_kind)
    ingest(database)
    assert {"est", "fin", "nato"} <= {row.id for row in read_rows(database, ActorRow)}


def test_two_databases_fed_the_same_bytes_have_the_same_ids(make_database):
    facts = []
    for kind in ("sqlite", "postgresql"):
        facts.append(read_facts(make_database(kind, filled_by=ingest_a_week)))
    assert facts[0] == facts[1]


# --- again --------------------------------------------------------------------------------------------------


def test_the_same_again_is_unchanged_and_touches_nothing(database):
    ingest(database, a_communique())
    before = read_everything(database)

    assert ingest(database, a_communique()) == [(UNCHANGED, "nato-2022-03-24-brussels")]
    assert read_everything(database) == before


def test_a_corrected_document_updates_the_statement_and_keeps_the_ids_of_its_acts(database):
    ingest(database, a_communique())
    before = quotes(database)
    corrected = (PARAGRAPHS[0], "A paragraph was added.", *PARAGRAPHS[1:3])

    assert ingest(database, a_communique(*corrected)) == [(UPDATED, "nato-2022-03-24-brussels")]
    active, withdrawn = quotes(database, status="active"), quotes(database, status="withdrawn")
    assert active == {quote: act_id for quote, act_id in before.items() if not act_id.startswith("cal_")}
    assert {*active, *withdrawn} == {*before}


def test_a_fact_stated_from_outside_corrects_the_statement_and_keeps_its_id(database):
    ((_, statement_id),) = ingest(database, a_communique(adopted=None))
    assert ingest(database, a_communique()) == [(UPDATED, statement_id)]

    (statement,) = read_rows(database, StatementRow)
    assert (statement.id, statement.adopted_date) == (statement_id, date(2022, 3, 24))


def test_a_document_that_goes_back_to_an_older_version_is_read_again(database):
    older, newer = a_communique(), a_communique(*PARAGRAPHS[:3])
    ingest(database, older)
    ingest(database, newer)
    assert ingest(database, older) == [(UPDATED, "nato-2022-03-24-brussels")]
    assert quotes(database, status="withdrawn") == {}


def test_two_renditions_of_a_statement_do_not_take_turns(database):
    page = a_communique(name="coasts.html")
    print_out = a_communique(*PARAGRAPHS, "Published by the press office.", name="coasts.pdf")
    assert ingest(database, page, print_out) == [
        (INSERTED, "nato-2022-03-24-brussels"),
        (UPDATED, "nato-2022-03-24-brussels"),
    ]
    before = read_everything(database)

    assert [outcome for outcome, _ in ingest(database, page, print_out)] == [UNCHANGED, UNCHANGED]
    assert read_everything(database) == before


def test_another_statement_of_the_same_day_is_told_apart(database):
    other = a_communique(
        "We will open a school for divers in the north.",
        "We will ask the engineers of every port to report to us once a year on the state of the quays.",
        name="divers.txt",
        title="Statement on divers",
        number="(2022) 062",
    )
    assert ingest(database, a_communique(), other) == [
        (INSERTED, "nato-2022-03-24-brussels"),
        (INSERTED, "nato-2022-03-24-brussels-2022-062"),
    ]


# --- trouble ------------------------------------------------------------------------------------------------


def test_a_broken_document_is_reported_and_the_others_are_ingested(database):
    broken = Document(name="broken.pdf", content=A_BROKEN_PDF)
    missing = DocumentFailure("missing.txt", "there is no such file or folder")
    report = ingest_documents([broken, missing, a_communique()], database)

    assert [statement.outcome for statement in report.statements] == [FAILED, FAILED, INSERTED]
    assert report.state is RunState.FINISHED
    rows = read_rows(database, RunDocumentRow, RunDocumentRow.ordinal)
    assert [(row.name, row.outcome, row.statement_id) for row in rows] == [
        ("broken.pdf", "failed", None),
        ("missing.txt", "failed", None),
        ("coasts.txt", "inserted", "nato-2022-03-24-brussels"),
    ]
    assert rows[0].message
    assert rows[1].message == "there is no such file or folder"


@pytest.mark.parametrize("place", ["caf\udce9", "Brus\0sels"])
def test_what_no_database_can_hold_fails_alone(database, place):
    """A lone surrogate is what a terminal hands over for a byte that is no UTF-8."""
    report = ingest_documents([a_communique(place=place), a_communique()], database)
    assert [statement.outcome for statement in report.statements] == [FAILED, INSERTED]
    assert "what is stated about it cannot be stored" in report.statements[0].message


def test_an_error_that_nobody_foresaw_is_named_and_the_others_are_ingested(database):
    no_bytes = Document(name="no-bytes.txt", content="We will meet.")
    report = ingest_documents([no_bytes, a_communique()], database)
    assert [statement.outcome for statement in report.statements] == [FAILED, INSERTED]
    assert report.statements[0].message.startswith("TypeError: ")


def test_a_document_is_shown_under_a_name_that_can_be_shown(database):
    assert ingest(database, a_communique(name="caf\udce9\r\nb\x1b.txt")) == [
        (INSERTED, "nato-2022-03-24-brussels")
    ]
    (row,) = read_rows(database, RunDocumentRow)
    assert row.name == "caf? b?.txt"


def test_a_failed_document_is_tried_again(database):
    broken = Document(name="broken.pdf", content=A_BROKEN_PDF)
    ingest(database, broken)
    assert [outcome for outcome, _ in ingest(database, broken)] == [FAILED]


def test_a_database_without_schema_is_refused(make_database, database_kind):
    with pytest.raises(SchemaOutdated, match="communique migrate"):
        ingest_documents([a_communique()], make_database(database_kind, filled_by=None))


# --- runs ---------------------------------------------------------------------------------------------------


def test_a_run_says_what_it_did_and_which_versions_did_it(database):
    heard = []
    report = ingest_documents([a_communique(), a_communique()], database, on_progress=heard.append)

    assert tuple(heard) == report.statements
    _, run = read_rows(database, RunRow, RunRow.started_at)
    assert (run.id, run.state) == (report.run_id, "finished")
    assert run.started_at <= run.finished_at
    assert run.tally == report.tally
    assert (run.tally["inserted"], run.tally["unchanged"], run.tally["failed"]) == (1, 1, 0)
    assert run.tally["acts_inserted"] == len(read_rows(database, ActRow))
    assert {"communique", "reading", "extraction", "resolution", "registry", "spacy"} <= set(run.versions)


def test_a_second_run_is_refused_while_one_goes_on(database):
    rival = Database(database.url)

    def documents():
        yield a_communique()
        with pytest.raises(RunInProgress):
            ingest_documents([a_communique()], rival)

    assert ingest_documents(documents(), database).state is RunState.FINISHED
    rival.dispose()
    assert ingest(database, a_communique()) == [(UNCHANGED, "nato-2022-03-24-brussels")]


def test_a_run_that_is_stopped_says_so_and_keeps_what_it_has(database):
    def documents():
        yield a_communique()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest_documents(documents(), database)
    _, run = read_rows(database, RunRow, RunRow.started_at)
    assert (run.state, run.tally["inserted"]) == ("interrupted", 1)
    assert ingest(database, a_communique()) == [(UNCHANGED, "nato-2022-03-24-brussels")]


def ingest_a_week_and_die(url, fatal):
    """Kill this process when it sends for the fourth time what begins with `fatal`."""
    sent = []

    @event.listens_for(Engine, "before_cursor_execute")
    def die(_connection, _cursor, statement, *_):
        sent.append(statement.startswith(fatal))
        if sum(sent) == 4:
            os.kill(os.getpid(), signal.SIGKILL)

    ingest_a_week(Database(url))


@pytest.mark.parametrize(("fatal", "whole"), [("INSERT INTO deadline", 3), ("UPDATE source", 4)])
def test_a_killed_run_leaves_whole_statements_and_the_next_run_completes_it(
    make_database, database_kind, fatal, whole
):
    killed = make_database(database_kind, filled_by=run_first)
    url = killed.url.render_as_string(hide_password=False)
    run = FORKS.Process(target=ingest_a_week_and_die, args=(url, fatal))
    run.start()
    run.join()
    assert run.exitcode == -signal.SIGKILL

    expected = read_facts(make_database(database_kind, filled_by=ingest_a_week))
    found = read_facts(killed)
    present = [row.id for row in read_rows(killed, StatementRow)]
    assert len(present) == whole
    for statement_id in present:
        assert facts_of(found, statement_id) == facts_of(expected, statement_id)

    report = ingest_documents(some_communiques(7), killed)
    assert (report.tally["unchanged"], report.tally["inserted"]) == (whole, 7 - whole)
    assert read_facts(killed) == expected
    _, dead, last = read_rows(killed, RunRow, RunRow.started_at)
    assert (dead.state, last.state) == ("interrupted", "finished")
    assert dead.tally == {"inserted": whole}


def facts_of(facts, statement_id):
    act_ids = {row["id"] for row in facts["act"] if row["statement_id"] == statement_id}
    return {
        table: [
            row for row in rows if statement_id == row.get("statement_id") or row.get("act_id") in act_ids
        ]
        for table, rows in facts.items()
    }


INGEST = """
import sys
from app.store.database import Database
from tests.ingestion.runs import ingest_a_week

ingest_a_week(Database(sys.argv[1]))
print("spacy" in sys.modules)
"""


def test_a_run_with_nothing_to_do_does_without_the_parser(make_database):
    database = make_database("sqlite", filled_by=ingest_a_week)
    command = [sys.executable, "-c", INGEST, str(database.url)]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert (ran.stdout, ran.returncode) == ("False\n", 0), ran.stderr
    assert [row.tally["unchanged"] for row in read_rows(database, RunRow, RunRow.started_at)] == [0, 7]
