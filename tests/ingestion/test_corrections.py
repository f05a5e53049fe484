"""What people decide on acts holds whatever extraction finds later, and what no longer fits is shown."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from app.errors import CorrectionError
from app.ingestion.correcting import Effect, correct_acts, list_corrections
from app.ingestion.correction_entries import Entry, EntryLine
from app.ingestion.reports import StatementReport
from app.ingestion.runs import end_run, start_run
from app.model import ResolvedAct, Statement
from app.store.correction_tables import CorrectionRow, ExtractedActRow
from app.store.database import Database
from app.store.feed_tables import ChangeRow
from app.store.tables import (
    ActActorRow,
    ActBindingRow,
    ActRow,
    ActThemeRow,
    DeadlineRow,
    RunDocumentRow,
    RunRow,
    TextRow,
)
from app.vocabulary import RunState, Stage
from tests.builders import (
    CALL,
    CONTENT,
    PLEDGE,
    a_call,
    a_deadline,
    a_registry,
    a_resolved_act,
    a_span,
    a_statement,
    a_theme_match,
    an_act,
)
from tests.ingestion.kept import check_kept
from tests.ingestion.runs import read_everything, read_rows, save

MADRID = "nato-summit-2022-madrid"
BY_2030 = "by the end of 2030"


def ingest(database: Database, *acts: ResolvedAct, statement: Statement | None = None) -> StatementReport:
    """A whole run that finds these acts in the statement."""
    run = start_run(database, a_registry())
    report = save(run, statement or a_statement(), acts)
    end_run(run, RunState.FINISHED)
    return report


def correct(database: Database, *entries: dict[str, Any], is_dry_run: bool = False) -> tuple[Effect, ...]:
    """Decide as a reader would; the act is the pledge unless told otherwise."""
    known = {"act": find_id(database), "decision": "correct", "author": "A. Reader", "reason": "as it reads"}
    lines = [
        EntryLine(number, Entry.model_validate({**known, **entry}))
        for number, entry in enumerate(entries, start=1)
    ]
    return correct_acts(lines, database, a_registry(), name="mended.jsonl", is_dry_run=is_dry_run)


def find_id(database: Database, kind: str = "pledge") -> str:
    return next(row.id for row in read_rows(database, ActRow) if row.kind == kind)


def read_act(database: Database, kind: str = "pledge") -> Any:
    return next(row for row in read_rows(database, ActRow) if row.kind == kind)


def read_changes(database: Database, act: str) -> list[tuple[str, str, list[str]]]:
    """Type, cause and changed fields of an act's changes, the oldest first."""
    return [
        (row.type, row.cause, row.changed_fields)
        for row in read_rows(database, ChangeRow, ChangeRow.seq)
        if row.object_id == act
    ]


def read_conflicts(database: Database) -> list[tuple[str | None, str]]:
    return [(each.field, each.message) for each in list_corrections(database, a_registry())[1]]


# --- corrected fields ---------------------------------------------------------------------------------------


def test_every_field_can_be_corrected(database: Database) -> None:
    ingest(database, a_resolved_act(deadlines=(a_deadline(),), themes=(a_theme_match(),)))
    correct(
        database,
        {
            "fields": {
                "quote": "We will double our support to coastal regions",
                "stage": "done",
                "firmness": "weak",
                "polarity": "negative",
                "verb": "will double",
                "object": None,
                "actors": ["est", {"id": "nato", "text": "We"}],
                "beneficiaries": [{"text": "coastal regions"}],
                "themes": ["climate"],
                "deadlines": [{"text": BY_2030, "role": "follow_up", "kind": "meeting", "meeting": MADRID}],
                "quantities": ["double"],
                "conditions": [BY_2030],
                "scope": ["coastal   regions"],
            }
        },
    )

    act = read_act(database)
    assert (act.stage, act.firmness, act.polarity, act.verb, act.object) == (
        "done",
        "weak",
        "negative",
        "will double",
        "",
    )
    assert CONTENT[act.start_offset : act.end_offset] == act.quote == PLEDGE.removesuffix(f" {BY_2030}")
    assert [each["text"] for each in (*act.quantities, *act.conditions, *act.scope)] == [
        "double",
        BY_2030,
        "coastal regions",
    ]
    regions = a_span("coastal regions")
    assert [
        (row.role, row.actor_id, row.name, row.start_offset)
        for row in read_rows(database, ActActorRow, ActActorRow.ordinal)
    ] == [
        ("beneficiary", None, "coastal regions", regions.start),
        ("promisor", "est", "", None),
        ("promisor", "nato", "We", a_span("We will").start),
    ]
    assert {(row.actor_id, row.is_direct) for row in read_rows(database, ActBindingRow)} == {
        ("est", True),
        ("nato", True),
    }
    (theme,) = read_rows(database, ActThemeRow)
    assert (theme.theme_id, theme.words[0]["text"]) == ("climate", "coastal regions")
    (deadline,) = read_rows(database, DeadlineRow)
    assert (deadline.role, deadline.meeting_id, deadline.earliest, deadline.latest, deadline.edtf) == (
        "follow_up",
        MADRID,
        date(2022, 6, 28),
        date(2022, 6, 30),
        "2022-06-28/2022-06-30",
    )
    assert act.confidence == 1
    assert [firing["rule"] for firing in act.trace][-3:] == [
        "correction.quantities",
        "correction.conditions",
        "correction.scope",
    ]
    assert "correction.confirmed" in [firing["rule"] for firing in act.trace]


def test_a_call_has_addressees(database: Database) -> None:
    ingest(database, a_resolved_act(), a_resolved_act(a_call()))
    call = find_id(database, "call")
    correct(database, {"act": call, "fields": {"addressees": [{"id": "fin", "text": "all states"}]}})

    addressee = next(row for row in read_rows(database, ActActorRow) if row.role == "addressee")
    assert (addressee.act_id, addressee.actor_id, addressee.name) == (call, "fin", "all states")


def test_a_correction_is_told_in_the_feed_and_recorded_in_a_run(database: Database) -> None:
    ingest(database, a_resolved_act(), a_resolved_act(a_call()))
    (effect,) = correct(database, {"fields": {"firmness": "weak"}})

    act = find_id(database)
    assert read_changes(database, act) == [
        ("created", "ingest", []),
        ("updated", "correction", ["confidence", "firmness", "rules"]),
    ]
    assert [made.id for made in effect.made] == [f"{act}.1"]
    (row,) = read_rows(database, CorrectionRow)
    assert (row.fields, row.against, row.author, row.reason) == (
        {"firmness": "weak"},
        {"firmness": "strong"},
        "A. Reader",
        "as it reads",
    )
    (document,) = [each for each in read_rows(database, RunDocumentRow) if each.run_id == row.run_id]
    assert (document.name, document.outcome) == ("mended.jsonl", "updated")
    (run,) = [each for each in read_rows(database, RunRow) if each.id == row.run_id]
    assert (run.state, run.tally["acts_updated"]) == ("finished", 1)


def test_later_extraction_never_overwrites_a_corrected_field(database: Database) -> None:
    ingest(database, a_resolved_act())
    correct(database, {"fields": {"stage": "done"}})
    before = read_everything(database)

    assert ingest(database, a_resolved_act()).conflicts == ()
    assert read_everything(database) == before

    other = an_act(verb="will double")
    assert ingest(database, a_resolved_act(other)).conflicts == ()
    assert (read_act(database).stage, read_act(database).verb) == ("done", "will double")


def test_what_extraction_says_otherwise_than_before_is_a_conflict_until_it_is_decided_anew(
    database: Database,
) -> None:
    ingest(database, a_resolved_act())
    entry = {"fields": {"stage": "done"}}
    correct(database, entry)
    under_way = a_resolved_act(an_act(stage=Stage.UNDER_WAY))

    (sentence,) = ingest(database, under_way).conflicts
    act = find_id(database)
    assert sentence == (
        f"{act}: stage: extraction now says something else ({act}.1, correct by A. Reader: as it reads)"
    )
    assert read_act(database).stage == "done"
    assert read_conflicts(database) == [("stage", "extraction now says something else")]

    correct(database, entry)
    assert read_conflicts(database) == []
    assert ingest(database, under_way).conflicts == ()


def test_extraction_that_comes_to_agree_is_no_conflict(database: Database) -> None:
    ingest(database, a_resolved_act())
    correct(database, {"fields": {"stage": "done"}})
    assert ingest(database, a_resolved_act(an_act(stage=Stage.DONE))).conflicts == ()


def test_corrected_words_move_with_the_text_and_are_a_conflict_once_gone(
    database: Database,
) -> None:
    ingest(database, a_resolved_act())
    correct(database, {"fields": {"scope": ["coastal regions"], "conditions": [BY_2030]}})
    content = f"A word before.\n\n{CONTENT}".replace(BY_2030, "before the year 2031")
    quote = PLEDGE.replace(BY_2030, "before the year 2031")

    ingest(database, a_resolved_act(an_act(quote, within=content)), statement=a_statement(content))

    act = read_act(database)
    (scope,) = act.scope
    assert content[scope["start"] : scope["end"]] == "coastal regions"
    assert act.conditions == []
    assert read_conflicts(database) == [
        ("conditions", "the words 'by the end of 2030' are not in the statement's text")
    ]


# --- confirmed and rejected ---------------------------------------------------------------------------------


def test_a_rejected_act_stays_withdrawn_when_it_is_found_again(database: Database) -> None:
    ingest(database, a_resolved_act())
    act = find_id(database)
    correct(database, {"decision": "reject"})
    assert read_changes(database, act)[-1] == ("withdrawn", "correction", [])

    report = ingest(database, a_resolved_act())

    assert (report.acts.inserted, report.acts.updated, report.conflicts) == (0, 0, ())
    assert [(row.id, row.status) for row in read_rows(database, ActRow)] == [(act, "withdrawn")]

    shorter = a_resolved_act(an_act(PLEDGE.removesuffix(f" {BY_2030}")))
    ingest(database, shorter)
    assert [(row.id, row.status) for row in read_rows(database, ActRow)] == [(act, "withdrawn")]
    assert read_conflicts(database) == [(None, "extraction now finds other words")]
    check_kept(database)


@pytest.mark.parametrize("entry", [{"decision": "confirm"}, {"fields": {"stage": "done"}}])
def test_a_confirmed_or_corrected_act_is_served_when_it_is_no_longer_found(
    database: Database, entry: dict[str, Any]
) -> None:
    ingest(database, a_resolved_act(), a_resolved_act(a_call()))
    correct(database, entry)
    version = read_act(database).version
    content = f"A word before.\n\n{CALL}."

    report = ingest(database, a_resolved_act(a_call(within=content)), statement=a_statement(content))

    act = read_act(database)
    assert (act.status, act.version, report.acts.withdrawn) == ("active", version, 0)
    (text,) = [row.content for row in read_rows(database, TextRow) if row.id == act.text_id]
    assert text[act.start_offset : act.end_offset] == act.quote
    assert read_conflicts(database) == [(None, "extraction no longer finds it")]


def test_an_act_that_is_no_longer_found_can_be_confirmed(database: Database) -> None:
    ingest(database, a_resolved_act())
    ingest(database)
    assert read_act(database).status == "withdrawn"

    correct(database, {"decision": "confirm"})

    assert read_act(database).status == "active"
    assert read_changes(database, find_id(database))[-1][:2] == ("created", "correction")


# --- taken back ---------------------------------------------------------------------------------------------


def test_what_is_taken_back_says_what_extraction_says_now(database: Database) -> None:
    ingest(database, a_resolved_act())
    correct(database, {"fields": {"stage": "done"}}, {"decision": "reject"})
    ingest(database, a_resolved_act(an_act(verb="will double")))

    correct(database, {"decision": "take_back", "reason": "a mistake"})

    act = read_act(database)
    assert (act.status, act.stage, act.verb, act.confidence) == ("active", "promised", "will double", 0.87)
    assert [firing["rule"] for firing in act.trace] == ["will"]
    check_kept(database)
    assert list_corrections(database, a_registry()) == ((), ())
    assert read_rows(database, ExtractedActRow) == []
    assert [row.ended_by for row in read_rows(database, CorrectionRow, CorrectionRow.number)] == [
        f"{act.id}.3",
        f"{act.id}.3",
        None,
    ]


def test_one_decision_can_be_taken_back_alone(database: Database) -> None:
    ingest(database, a_resolved_act())
    act = find_id(database)
    correct(database, {"fields": {"stage": "done"}}, {"fields": {"stage": "under_way", "firmness": "weak"}})
    assert read_act(database).stage == "under_way"

    correct(database, {"decision": "take_back", "correction": f"{act}.2"})

    assert (read_act(database).stage, read_act(database).firmness) == ("done", "strong")


# --- all or nothing -----------------------------------------------------------------------------------------


def test_the_same_file_again_writes_nothing(database: Database) -> None:
    ingest(database, a_resolved_act(deadlines=(a_deadline(),)))
    deadline = {"text": BY_2030, "kind": "date", "latest": "2030-06-30"}
    entries: Sequence[dict[str, Any]] = (
        {"fields": {"deadlines": [deadline]}, "version": 1},
        {"decision": "confirm"},
    )
    assert len(correct(database, *entries)) == 1
    before = read_everything(database)
    runs = len(read_rows(database, RunRow))

    assert correct(database, *entries) == ()
    assert read_everything(database) == before
    assert len(read_rows(database, RunRow)) == runs


def test_a_dry_run_tells_and_writes_nothing(database: Database) -> None:
    ingest(database, a_resolved_act())
    before = read_everything(database)

    (effect,) = correct(database, {"fields": {"stage": "done"}}, is_dry_run=True)

    assert effect.record is not None
    assert (effect.stored.values["stage"], effect.record.values["stage"]) == ("promised", "done")
    assert read_everything(database) == before


def test_nothing_is_written_when_one_entry_does_not_fit(database: Database) -> None:
    ingest(database, a_resolved_act(), a_resolved_act(a_call()))
    call = find_id(database, "call")
    before = read_everything(database)

    with pytest.raises(CorrectionError) as refused:
        correct(
            database,
            {"fields": {"stage": "done"}},
            {"act": "plg_nothing", "decision": "confirm"},
            {"act": call, "fields": {"stage": "done"}},
        )

    assert str(refused.value).split("\n") == [
        "line 2: no pledge or call ever had the id 'plg_nothing'",
        "line 3: stage: a call has no stage",
    ]
    assert read_everything(database) == before


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({"fields": {"actors": ["nat"]}}, "actors: the registry knows no actor 'nat'; did you mean 'nato'?"),
        ({"fields": {"themes": ["climat"]}}, "themes: the registry knows no theme 'climat'; did you mean"),
        ({"fields": {"addressees": ["est"]}}, "addressees: a pledge has no addressees"),
        ({"fields": {"quote": CALL}}, "quote: the words 'We call on all states to protect"),
        ({"fields": {"verb": "triple"}}, "verb: the words 'triple' are not in the act's quote"),
        ({"fields": {"scope": ["nowhere"]}}, "scope: the words 'nowhere' are not in the statement's text"),
        (
            {"fields": {"deadlines": [{"text": BY_2030, "kind": "meeting", "meeting": "madrid"}]}},
            "deadlines: the registry knows no meeting 'madrid'",
        ),
        ({"decision": "confirm", "version": 2}, "version: the act has moved on to 1; look at it again"),
        ({"decision": "take_back"}, "no decision stands on it that could be taken back"),
        ({"decision": "take_back", "correction": "x.1"}, "correction: of the act stand none"),
    ],
)
def test_what_does_not_fit_is_refused(make_database: Any, entry: dict[str, Any], fault: str) -> None:
    database = make_database("sqlite")
    ingest(database, a_resolved_act())
    with pytest.raises(CorrectionError) as refused:
        correct(database, entry)
    assert str(refused.value).startswith(f"line 1: {fault}")
