from datetime import date

import pytest

from app.evaluation.coding import CodedKind
from app.evaluation.gold_names import GoldNames
from app.evaluation.judging import Field, Finding, count_findings, judge_fields
from app.evaluation.scores import Detection
from app.vocabulary import Firmness, Polarity, Stage
from tests.evaluation.rows import a_coded_deadline, a_row

NAMES = GoldNames(
    ids=frozenset({"isl", "nor", "nordics-2030-bergen"}),
    table={"fisheries-ministers": ("*-fisheries-ministers",)},
)


def judge(field: Field, gold: dict[str, object], found: dict[str, object]) -> bool | None:
    """Right or wrong; None when the field is not judged."""
    judgements = judge_fields(a_row(**gold), a_row(**found), NAMES)
    verdicts = [judgement.is_right for judgement in judgements if judgement.field is field]
    return verdicts[0] if verdicts else None


@pytest.mark.parametrize(
    ("field", "value", "other"),
    [
        (Field.KIND, CodedKind.MEASURE, CodedKind.PLEDGE),
        (Field.FIRMNESS, Firmness.WEAK, Firmness.MEDIUM),
        (Field.POLARITY, Polarity.NEGATIVE, Polarity.POSITIVE),
    ],
)
def test_closed_values_are_right_when_equal(field: Field, value: str, other: str) -> None:
    assert judge(field, {field.value: value}, {field.value: value}) is True
    assert judge(field, {field.value: value}, {field.value: other}) is False


def test_an_actor_is_right_when_one_of_the_coded_is_among_the_found() -> None:
    assert judge(Field.ACTOR, {"actors": ("isl", "nor")}, {"actors": ("nor",)}) is True
    assert judge(Field.ACTOR, {"actors": ("isl",)}, {"actors": ("nor",)}) is False
    assert judge(Field.ACTOR, {"actors": ("issuer",)}, {"actors": ()}) is False


def test_a_stage_is_judged_where_it_is_labelled() -> None:
    assert judge(Field.STAGE, {"stage": Stage.DONE}, {"stage": Stage.DONE}) is True
    assert judge(Field.STAGE, {"stage": Stage.DONE}, {"stage": Stage.UNDER_WAY}) is False
    assert judge(Field.STAGE, {}, {"stage": Stage.DONE}) is None


def test_actors_who_are_not_the_issuer_are_judged_by_themselves_too() -> None:
    assert judge(Field.OTHER_ACTOR, {"actors": ("isl",)}, {"actors": ("isl",)}) is True
    assert judge(Field.OTHER_ACTOR, {"actors": ("isl",)}, {"actors": ("issuer",)}) is False
    assert judge(Field.OTHER_ACTOR, {"actors": ("issuer",)}, {"actors": ("issuer",)}) is None


def test_a_negation_is_counted_where_it_is_coded_and_where_it_is_found() -> None:
    negative = a_row(polarity=Polarity.NEGATIVE)
    assert count_findings(negative, negative)[Finding.NEGATIVE] == Detection(1, 1, 1)
    assert count_findings(negative, a_row())[Finding.NEGATIVE] == Detection(1, 0, 0)
    assert count_findings(a_row(), negative)[Finding.NEGATIVE] == Detection(0, 1, 0)


def test_a_name_in_the_table_stands_for_ids_of_that_pattern() -> None:
    gold = {"actors": ("fisheries-ministers",), "actor_text": "our Fisheries Ministers"}
    assert judge(Field.ACTOR, gold, {"actors": ("nordics-fisheries-ministers",)}) is True
    assert judge(Field.ACTOR, gold, {"actors": ("nordics-finance-ministers",), "actor_text": "our"}) is False


def test_words_decide_where_neither_table_nor_registry_knows_the_name() -> None:
    gold = {"actors": ("harbour-board",), "actor_text": "the Board of the Harbour"}
    assert judge(Field.ACTOR, gold, {"actors": ("x",), "actor_text": "the Harbour Board"}) is True
    assert judge(Field.ACTOR, gold, {"actors": ("harbour-board",), "actor_text": "it"}) is True
    assert judge(Field.ACTOR, gold, {"actors": ("x",), "actor_text": "the Port Authority"}) is False


def test_words_do_not_overrule_the_registry() -> None:
    gold = {"actors": ("isl",), "actor_text": "the island"}
    assert judge(Field.ACTOR, gold, {"actors": ("nor",), "actor_text": "the island"}) is False


def test_addressees_are_judged_of_calls_only() -> None:
    call = {"kind": CodedKind.CALL, "addressees": ("nor",)}
    assert judge(Field.ADDRESSEES, call, {"addressees": ("nor", "isl")}) is True
    assert judge(Field.ADDRESSEES, call, {"addressees": ()}) is False
    assert judge(Field.ADDRESSEES, {"addressees": ("nor",)}, {"addressees": ()}) is None


def test_a_call_on_nobody_is_right_when_nobody_is_found() -> None:
    assert judge(Field.ADDRESSEES, {"kind": CodedKind.CALL}, {}) is True
    assert judge(Field.ADDRESSEES, {"kind": CodedKind.CALL}, {"addressees": ("nor",)}) is False


def test_an_interval_is_right_when_both_days_are() -> None:
    coded = a_coded_deadline(earliest=date(2026, 1, 1), latest=date(2030, 12, 31))
    later = a_coded_deadline(earliest=date(2026, 1, 2), latest=date(2030, 12, 31))
    assert judge(Field.INTERVAL, {"deadlines": (coded,)}, {"deadlines": (later, coded)}) is True
    assert judge(Field.INTERVAL, {"deadlines": (coded,)}, {"deadlines": (later,)}) is False
    assert judge(Field.INTERVAL, {"deadlines": (a_coded_deadline(),)}, {"deadlines": (coded,)}) is None


def test_a_meeting_is_found_by_its_words() -> None:
    coded = a_coded_deadline(meeting="nordics bergen 2030")
    right = a_coded_deadline(meeting="nordics-2030-bergen")
    assert judge(Field.MEETING, {"deadlines": (coded,)}, {"deadlines": (right,)}) is True
    assert judge(Field.MEETING, {"deadlines": (coded,)}, {"deadlines": ()}) is False


def test_deadlines_are_counted_by_act_and_quantities_one_by_one() -> None:
    gold = a_row(
        deadlines=(a_coded_deadline(), a_coded_deadline("in June")), quantities=("two ports", "9 ships")
    )
    found = a_row(deadlines=(a_coded_deadline("soon"),), quantities=("9 ships",))
    findings = count_findings(gold, found)
    assert findings[Finding.DEADLINE] == Detection(gold=1, predicted=1, matched=1)
    assert findings[Finding.QUANTITIES] == Detection(gold=2, predicted=1, matched=1)
    assert findings[Finding.CONDITIONS] == Detection()
