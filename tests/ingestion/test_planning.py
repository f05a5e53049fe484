"""Which stored statements a document's are; what it no longer holds is withdrawn."""

import pytest

from app.ingestion.planning import plan_statements
from app.ingestion.runs import start_run
from app.ingestion.saving import save_end_of_document
from app.ingestion.stored import Source
from app.store.tables import ActRow, SourceRow, StatementRow
from tests.builders import a_registry, a_resolved_act, a_statement, an_act
from tests.ingestion.runs import read_rows, save

FIRST = "We will double our support to coastal regions by the end of 2030."
SECOND = "We will open a school for divers in the north and two more in the south."
DECISIONS = Source(id="d" * 64, bytes_digest="e" * 64, name="decisions.txt")


@pytest.fixture
def run(database):
    return start_run(database, a_registry())


def a_decision(content, number):
    return a_statement(content, number=number)


def ingest(run, source, *statements):
    """Plan and save, as the job does, with an act for each statement; the ids saved."""
    with run.database.reading() as connection:
        plan = plan_statements(connection, statements, source)
    for statement_id, statement in plan.to_save:
        content = statement.text.content
        act = a_resolved_act(an_act(content.removesuffix("."), within=content))
        save(run, statement, [act], source=source, statement_id=statement_id)
    with run.database.writing() as connection:
        save_end_of_document(connection, source, plan, run)
    return [statement_id for statement_id, _ in plan.to_save]


def test_what_the_same_bytes_no_longer_hold_is_withdrawn_with_its_acts(run):
    first, second = ingest(run, DECISIONS, a_decision(FIRST, "1"), a_decision(SECOND, "2"))
    assert ingest(run, DECISIONS, a_decision(FIRST, "1")) == [first]

    assert {row.id: (row.status, row.version) for row in read_rows(run.database, StatementRow)} == {
        first: ("active", 1),
        second: ("withdrawn", 2),
    }
    assert {row.statement_id: row.status for row in read_rows(run.database, ActRow)} == {
        first: "active",
        second: "withdrawn",
    }


def test_a_withdrawn_statement_comes_back_under_its_id(run):
    both = [a_decision(FIRST, "1"), a_decision(SECOND, "2")]
    first, second = ingest(run, DECISIONS, *both)
    ingest(run, DECISIONS, a_decision(FIRST, "1"))
    assert ingest(run, DECISIONS, *both) == [first, second]
    assert {row.status for row in read_rows(run.database, StatementRow)} == {"active"}


def test_what_another_document_holds_too_is_not_withdrawn(run):
    first, second = ingest(run, DECISIONS, a_decision(FIRST, "1"), a_decision(SECOND, "2"))
    alone = Source(id="f" * 64, bytes_digest="f" * 64, name="second.txt")
    assert ingest(run, alone, a_decision(SECOND, "2")) == [second]

    ingest(run, DECISIONS, a_decision(FIRST, "1"))
    assert {row.id: row.status for row in read_rows(run.database, StatementRow)} == {
        first: "active",
        second: "active",
    }


def test_a_rendition_that_was_replaced_is_left_alone_when_it_is_read_again(run):
    page, print_out = (
        Source(id=letter * 64, bytes_digest=letter * 64, name=f"coasts.{letter}") for letter in "ab"
    )
    (statement_id,) = ingest(run, page, a_decision(FIRST, "1"))
    ingest(run, print_out, a_decision(f"{FIRST} Printed.", "1"))

    assert ingest(run, page, a_decision(FIRST, "1")) == []
    (statement,) = read_rows(run.database, StatementRow)
    assert (statement.id, statement.source_id, statement.version) == (statement_id, print_out.id, 2)


def test_an_older_version_of_the_same_name_is_forgotten(run):
    older, newer = (Source(id=letter * 64, bytes_digest=letter * 64, name="coasts.txt") for letter in "ab")
    ingest(run, older, a_decision(FIRST, "1"))
    ingest(run, newer, a_decision(f"{FIRST} Corrected.", "1"))
    assert [row.id for row in read_rows(run.database, SourceRow)] == [newer.id]
