"""A statement goes into the store whole, comes back as it was, and is touched only where it has changed."""

from dataclasses import replace
from datetime import date

import pytest

from app.ingestion.runs import start_run
from app.model import Alternative, Cut, Doubt, Firing, Passage, Span, Text
from app.store.tables import (
    ActActorRow,
    ActBindingRow,
    ActRow,
    ActThemeRow,
    DeadlineRow,
    PassageRow,
    RunDocumentRow,
    StatementIssuerRow,
    StatementRow,
    TextRow,
)
from app.vocabulary import ActorRole, Firmness, Outcome, PassageKind
from tests.builders import (
    CONTENT,
    PLEDGE,
    a_call,
    a_deadline,
    a_party,
    a_registry,
    a_resolved_act,
    a_span,
    a_statement,
    a_theme_match,
    a_wording,
    an_act,
    an_issuer,
)
from tests.ingestion.runs import STATEMENT_ID, read_everything, read_rows, save


@pytest.fixture
def run(database):
    return start_run(database, a_registry())


def a_full_act(**changes):
    """A promise with everything an act can have."""
    act = an_act(
        scope=(a_wording("coastal regions"),),
        quantities=(a_wording("double"),),
        conditions=(a_wording("by the end"),),
        trace=(Firing("will", a_span("will double")), Firing("issuer")),
        confidence=0.871234,
        **changes,
    )
    deadline = a_deadline(
        meeting="nato-summit-2022-madrid",
        alternatives=(Alternative(None, date(2031, 1, 1), None, "the end may be the first day after"),),
    )
    parties = (
        a_party("fin", role=ActorRole.BENEFICIARY, text="coastal regions", span=a_span("coastal regions")),
        a_party("nato-foreign-ministers", text="We", span=a_span("We")),
        a_party(None, text="our", span=a_span("our"), candidates=("fin", "est")),
    )
    return a_resolved_act(act, parties=parties, deadlines=(deadline,), themes=(a_theme_match(),))


def rows_of(run, row_type, *order):
    return read_rows(run.database, row_type, *order)


# --- round trip ---------------------------------------------------------------------------------------------


def test_a_statement_comes_back_as_it_was_read(run):
    statement = replace(
        a_statement(number="(2022) 061", issuers=(an_issuer(), an_issuer("Sweden", actor=None))),
        text=Text(CONTENT, cuts=(Cut(at=31, rule="cookie-banner", removed="We use cookies."),)),
        passages=(
            Passage(0, PassageKind.HEADING, a_span("Joint declaration of the leaders"), level=1),
            Passage(1, PassageKind.LIST_ITEM, a_span(PLEDGE), number="a", level=1, is_truncated=True),
        ),
        doubts=(Doubt("no-language", "The language cannot be told."),),
    )
    report = save(run, statement)

    assert (report.outcome, report.statement_id) == (Outcome.INSERTED, STATEMENT_ID)
    (row,) = rows_of(run, StatementRow)
    assert (row.id, row.title, row.adopted_date, row.place, row.number, row.language) == (
        "nato-2022-03-24-brussels",
        "Joint declaration of the leaders",
        date(2022, 3, 24),
        "Brussels",
        "(2022) 061",
        "en",
    )
    assert (row.status, row.version, row.run_id) == ("active", 1, run.id)
    assert row.doubts == [{"code": "no-language", "message": "The language cannot be told."}]
    assert [
        (issuer.actor_id, issuer.name)
        for issuer in rows_of(run, StatementIssuerRow, StatementIssuerRow.ordinal)
    ] == [
        ("nato", "NATO"),
        (None, "Sweden"),
    ]
    (text,) = rows_of(run, TextRow)
    assert (text.id, text.content, text.length) == (statement.text.id, CONTENT, len(CONTENT))
    assert text.cuts == [{"at": 31, "rule": "cookie-banner", "removed": "We use cookies."}]
    heading, item = rows_of(run, PassageRow, PassageRow.ordinal)
    assert (heading.kind, heading.level, heading.number, heading.is_truncated) == ("heading", 1, None, False)
    assert (item.kind, item.number, item.is_truncated) == ("list_item", "a", True)
    assert CONTENT[item.start_offset : item.end_offset] == PLEDGE


def test_an_act_comes_back_as_it_was_resolved(run):
    report = save(run, a_statement(), [a_full_act()])

    assert report.acts.inserted == 1
    (act,) = rows_of(run, ActRow)
    assert (act.statement_id, act.kind, act.stage, act.firmness, act.polarity) == (
        STATEMENT_ID,
        "pledge",
        "promised",
        "strong",
        "positive",
    )
    assert CONTENT[act.start_offset : act.end_offset] == act.quote == PLEDGE
    start = CONTENT.index("coastal regions")
    coastal_regions = {"text": "coastal regions", "start": start, "end": start + len("coastal regions")}
    assert act.scope == [coastal_regions]
    assert act.quantities[0]["text"] == "double"
    assert act.conditions[0]["text"] == "by the end"
    will = a_span("will double")
    assert act.trace == [
        {"rule": "will", "start": will.start, "end": will.end},
        {"rule": "issuer", "start": None, "end": None},
    ]
    assert act.confidence == 0.8712
    assert [(theme.theme_id, theme.words) for theme in rows_of(run, ActThemeRow)] == [
        ("climate", [coastal_regions])
    ]


def test_parties_are_stored_by_role_and_place_with_those_they_bind(run):
    save(run, a_statement(), [a_full_act()])

    parties = rows_of(run, ActActorRow, ActActorRow.ordinal)
    assert [(party.role, party.actor_id, party.name, party.candidates) for party in parties] == [
        ("beneficiary", "fin", "coastal regions", []),
        ("promisor", "nato-foreign-ministers", "We", []),
        ("promisor", None, "our", ["est", "fin"]),
    ]
    bindings = rows_of(run, ActBindingRow, ActBindingRow.actor_id)
    assert [(binding.actor_id, binding.is_direct) for binding in bindings] == [
        ("est", False),
        ("nato", False),
        ("nato-foreign-ministers", True),
    ]


def test_a_deadline_comes_back_with_its_meeting_and_alternatives(run):
    save(run, a_statement(), [a_full_act()])

    (deadline,) = rows_of(run, DeadlineRow)
    assert (deadline.text, deadline.role, deadline.kind, deadline.precision) == (
        "by the end of 2030",
        "due",
        "date",
        "year",
    )
    assert (deadline.earliest, deadline.latest, deadline.edtf) == (
        date(2022, 3, 24),
        date(2030, 12, 31),
        "2022-03-24/2030-12-31",
    )
    assert deadline.meeting_id == "nato-summit-2022-madrid"
    assert deadline.alternatives == [
        {
            "earliest": None,
            "latest": "2031-01-01",
            "meeting": None,
            "reason": "the end may be the first day after",
        }
    ]


def test_an_undated_statement_and_deadline_stand_at_the_ends_of_their_orders(run):
    undated = a_deadline(earliest=None, latest=None, edtf=None)
    save(run, a_statement(adopted=None), [a_resolved_act(deadlines=(undated,))])

    (statement,), (act,), (deadline,) = (rows_of(run, table) for table in (StatementRow, ActRow, DeadlineRow))
    assert statement.adopted_date is None
    assert statement.adopted_order == act.adopted_order == date(1, 1, 1)
    assert deadline.latest_order == date(9999, 12, 31)


def test_a_statement_names_the_meeting_that_issued_it(run):
    save(run, a_statement(adopted=date(2022, 6, 29), place="Madrid"))

    (statement,) = rows_of(run, StatementRow)
    assert (statement.forum_id, statement.meeting_id) == ("nato-summit", "nato-summit-2022-madrid")


# --- again --------------------------------------------------------------------------------------------------


def test_the_same_again_touches_nothing(run):
    save(run, a_statement(), [a_full_act()])
    before = read_everything(run.database)
    later = start_run(run.database, a_registry())
    report = save(later, a_statement(), [a_full_act()])

    assert report.outcome is Outcome.UNCHANGED
    assert read_everything(run.database) == before


def test_the_order_in_which_parts_are_found_is_no_change(run):
    parties = (a_party("est"), a_party("fin"))
    deadlines = (a_deadline(), a_deadline("2030"))
    save(run, a_statement(), [a_resolved_act(parties=parties, deadlines=deadlines)])
    report = save(run, a_statement(), [a_resolved_act(parties=parties[::-1], deadlines=deadlines[::-1])])

    assert report.outcome is Outcome.UNCHANGED


def test_an_act_read_differently_keeps_its_id_and_moves_its_version(run):
    save(run, a_statement(), [a_resolved_act(), a_resolved_act(a_call())])
    before = {row.kind: row for row in rows_of(run, ActRow)}
    weaker = a_resolved_act(an_act(PLEDGE.removesuffix(" by the end of 2030"), firmness=Firmness.WEAK))
    report = save(start_run(run.database, a_registry()), a_statement(), [weaker, a_resolved_act(a_call())])

    after = {row.kind: row for row in rows_of(run, ActRow)}
    assert report.outcome is Outcome.UPDATED
    assert (report.acts.updated, report.acts.unchanged) == (1, 1)
    assert after["call"] == before["call"]
    assert after["pledge"].id == before["pledge"].id
    assert (after["pledge"].version, after["pledge"].firmness) == (2, "weak")


def test_a_changed_text_keeps_the_ids_of_acts_whose_words_stayed(run):
    save(run, a_statement(), [a_resolved_act()])
    (before,) = rows_of(run, ActRow)
    content = f"A new first paragraph.\n\n{CONTENT}"
    report = save(run, a_statement(content), [a_resolved_act(an_act(within=content))])

    (after,) = rows_of(run, ActRow)
    assert report.outcome is Outcome.UPDATED
    assert after.id == before.id
    assert (after.version, after.text_id) == (2, Text(content).id)
    assert content[after.start_offset : after.end_offset] == PLEDGE
    assert {text.id for text in rows_of(run, TextRow)} == {Text(CONTENT).id, Text(content).id}


def test_an_act_no_longer_found_is_withdrawn_and_returns_with_its_id(run):
    save(run, a_statement(), [a_resolved_act(), a_resolved_act(a_call())])
    (call_id,) = (row.id for row in rows_of(run, ActRow) if row.kind == "call")
    report = save(run, a_statement(), [a_resolved_act()])

    statuses = {row.kind: row.status for row in rows_of(run, ActRow)}
    assert (report.outcome, report.acts.withdrawn) == (Outcome.UPDATED, 1)
    assert statuses == {"pledge": "active", "call": "withdrawn"}

    save(run, a_statement(), [a_resolved_act(), a_resolved_act(a_call())])
    (call,) = (row for row in rows_of(run, ActRow) if row.kind == "call")
    assert (call.id, call.status, call.version) == (call_id, "active", 3)


def test_a_new_act_never_takes_the_id_of_one_that_changed(run):
    """The words of the stored act moved to another place of a changed text; both must be told apart."""
    content = "We will share data with every partner.\n\nWe will share ships."
    first = a_resolved_act(an_act("We will share data with every partner", within=content))
    save(run, a_statement(content), [first])
    (before,) = rows_of(run, ActRow)
    shorter = a_resolved_act(an_act("We will share data", within=content))
    save(run, a_statement(content), [shorter])
    save(run, a_statement(content), [shorter, a_resolved_act(an_act("We will share ships", within=content))])

    ids = {row.quote: row.id for row in rows_of(run, ActRow)}
    assert ids["We will share data"] == before.id
    assert ids["We will share ships"] != before.id


def test_a_text_reached_by_another_way_is_no_change(run):
    save(run, a_statement())
    banner = replace(a_statement(), text=Text(CONTENT, cuts=(Cut(at=0, rule="menu", removed="Home"),)))
    assert save(run, banner).outcome is Outcome.UNCHANGED


def test_what_was_done_is_recorded(run):
    save(run, a_statement())
    save(run, a_statement())

    rows = rows_of(run, RunDocumentRow, RunDocumentRow.ordinal)
    assert [(row.ordinal, row.name, row.outcome, row.statement_id) for row in rows] == [
        (0, "declaration.txt", "inserted", STATEMENT_ID),
        (1, "declaration.txt", "unchanged", STATEMENT_ID),
    ]


def test_two_databases_give_the_same_ids(make_database):
    ids = []
    for kind in ("sqlite", "sqlite", "postgresql"):
        run = start_run(make_database(kind), a_registry())
        save(run, a_statement(), [a_full_act(), a_resolved_act(a_call())])
        ids.append(
            [
                [row.id for row in rows_of(run, table, table.id)]
                for table in (StatementRow, ActRow, DeadlineRow)
            ]
        )
    assert ids[0] == ids[1] == ids[2]
    assert [len(of_table) for of_table in ids[0]] == [1, 2, 1]


def test_offsets_are_code_points_on_both_databases(run):
    content = "🕊 Déclaration — Türkiye\n\nWe will meet in Ankara."
    act = a_resolved_act(an_act("We will meet in Ankara", within=content))
    save(run, a_statement(content), [act])

    (row,), (text,) = rows_of(run, ActRow), rows_of(run, TextRow)
    assert (row.start_offset, text.length) == (25, 48)
    assert text.content[row.start_offset : row.end_offset] == "We will meet in Ankara"
    assert Span(row.start_offset, row.end_offset) == act.act.span
