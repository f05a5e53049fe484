"""The schema refuses what the model forbids, and every look-up it offers has an index."""

from contextlib import suppress
from datetime import date

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from app.store.declarations import UNTOLD
from app.store.tables import (
    METADATA,
    ActRow,
    DeadlineRow,
    PassageRow,
    RunRow,
    SourceRow,
    StatementRow,
    TextRow,
)
from tests.store.rows import (
    a_deadline_row,
    a_passage_row,
    a_run_row,
    a_source_row,
    a_statement_row,
    a_text_row,
    an_act_row,
    insert_told,
)


@pytest.fixture
def filled(database):
    """A database with a run, a text, a statement and an act."""
    rows = {RunRow: a_run_row(), TextRow: a_text_row(), SourceRow: a_source_row()}
    with database.writing() as connection:
        for row_type, row in rows.items():
            connection.execute(insert(row_type), [row])
        insert_told(connection, StatementRow, [a_statement_row()])
        insert_told(connection, ActRow, [an_act_row()])
    return database


@pytest.fixture
def untold(filled):
    """A transaction in which the statement and the act are being written; it is not to be committed."""
    with suppress(Unfinished), filled.writing() as connection:
        for row_type in (StatementRow, ActRow):
            connection.execute(update(row_type).values(changed_seq=UNTOLD))
        yield connection
        raise Unfinished


class Unfinished(Exception):
    """Rolls back what a test wrote."""


@pytest.mark.parametrize(
    ("row_type", "row", "constraint"),
    [
        (ActRow, an_act_row(id="plg_b", kind="wish"), "ck_act_kind"),
        (ActRow, an_act_row(id="plg_b", stage="dreamt"), "ck_act_stage"),
        (ActRow, an_act_row(id="plg_b", stage=None), "ck_act_pledge_has_stage"),
        (ActRow, an_act_row(id="cal_b", kind="call"), "ck_act_pledge_has_stage"),
        (ActRow, an_act_row(id="plg_b", firmness="iron-clad"), "ck_act_firmness"),
        (ActRow, an_act_row(id="plg_b", status="lost"), "ck_act_status"),
        (ActRow, an_act_row(id="plg_b", confidence=1.5), "ck_act_confidence"),
        (ActRow, an_act_row(id="plg_b", start_offset=9, end_offset=9), "ck_act_span"),
        (PassageRow, a_passage_row(kind="table"), "ck_passage_kind"),
        (PassageRow, a_passage_row(start_offset=-1), "ck_passage_span"),
        (DeadlineRow, a_deadline_row(role="never"), "ck_deadline_role"),
        (
            DeadlineRow,
            a_deadline_row(earliest=date(2031, 1, 1), latest=date(2030, 1, 1)),
            "ck_deadline_interval",
        ),
        (StatementRow, a_statement_row(id="b", status="draft"), "ck_statement_status"),
        (RunRow, a_run_row(id="run_b", state="asleep"), "ck_run_state"),
    ],
)
def test_a_value_outside_the_model_is_refused(untold, row_type, row, constraint):
    with pytest.raises(IntegrityError, match=constraint), untold.begin_nested():
        untold.execute(insert(row_type), [row])


def test_an_unknown_interval_is_allowed(untold):
    untold.execute(insert(DeadlineRow), [a_deadline_row(earliest=None), a_deadline_row(id="ddl_b")])


def test_every_foreign_key_leads_an_index():
    """Else deleting or joining from the other side reads the whole table."""
    unindexed = [
        f"{table.name}: {', '.join(key.column_keys)}"
        for table in METADATA.sorted_tables
        for key in table.foreign_key_constraints
        if not any(
            [column.name for column in index.columns][: len(key.column_keys)] == key.column_keys
            for index in (*table.indexes, table.primary_key)
        )
    ]
    assert unindexed == []
