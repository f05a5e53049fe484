import re
from datetime import date
from typing import Any

import pytest

from app.evaluation.coding import CodedAct, CodedDeadline, CodedKind, code_act
from app.model import Act, Deadline, Header, Issuer, Mention, Party, ResolvedAct, Span, Wording
from app.vocabulary import (
    ActKind,
    ActorRole,
    DeadlineKind,
    DeadlineRole,
    Firmness,
    Polarity,
    Precision,
    Stage,
)

CONTENT = "We will give the islands\nten boats by 2030."
HEADER = Header(issuers=(Issuer("Norway", "nor"), Issuer("Iceland", "isl")))


def span_of(words: str) -> Span:
    found = re.search(re.escape(words), CONTENT)
    assert found
    return Span(found.start(), found.end())


def an_act(*mentions: Mention, **changes: Any) -> Act:
    span = Span(0, len(CONTENT) - 1)
    fields: dict[str, Any] = {
        "kind": ActKind.PLEDGE,
        "stage": Stage.PROMISED,
        "firmness": Firmness.STRONG,
        "polarity": Polarity.POSITIVE,
        "verb": "give",
        "object": "the islands ten boats",
        "span": span,
        "quote": span.quote(CONTENT),
        "passage": 0,
        "mentions": mentions,
        "deadlines": (),
        "quantities": (Wording("ten boats", span_of("ten boats")),),
        "conditions": (),
        "confidence": 0.9,
        "trace": (),
    }
    return Act(**{**fields, **changes})


def a_mention(role: ActorRole, words: str, *, is_issuer: bool = False) -> Mention:
    return Mention(role, words, span_of(words), is_issuer)


def a_party(mention: Mention, actor: str | None) -> Party:
    return Party(mention.role, mention.text, mention.span, actor)


def code(act: Act, *parties: Party, deadlines: tuple[Deadline, ...] = ()) -> CodedAct:
    return code_act(ResolvedAct(act, parties, deadlines), HEADER, act_id="islands-01")


WE = a_mention(ActorRole.PROMISOR, "We", is_issuer=True)
ISLANDS = a_mention(ActorRole.BENEFICIARY, "the islands")


@pytest.mark.parametrize(
    ("stage", "kind"),
    [
        (Stage.PROMISED, CodedKind.PLEDGE),
        (Stage.UNDER_WAY, CodedKind.MEASURE),
        (Stage.DONE, CodedKind.MEASURE),
        (Stage.REAFFIRMED, CodedKind.REAFFIRMATION),
    ],
)
def test_the_stage_of_a_pledge_is_the_coders_kind(stage: Stage, kind: CodedKind) -> None:
    assert code(an_act(stage=stage)).kind is kind


def test_a_call_is_a_call_and_its_addressees_are_those_asked() -> None:
    asked = a_mention(ActorRole.ADDRESSEE, "the islands")
    row = code(an_act(asked, kind=ActKind.CALL, stage=None), a_party(asked, "fji"), a_party(ISLANDS, "ton"))
    assert (row.kind, row.addressees) == (CodedKind.CALL, ("fji",))


def test_the_issuers_speaking_as_we_are_the_issuer() -> None:
    row = code(an_act(WE), a_party(WE, "nor"), a_party(WE, "isl"))
    assert (row.actor_text, row.actors) == ("We", ("issuer",))


def test_all_issuers_by_name_are_the_issuer_and_one_alone_is_not() -> None:
    named = a_mention(ActorRole.PROMISOR, "We")
    assert code(an_act(named), a_party(named, "nor"), a_party(named, "isl")).actors == ("issuer",)
    assert code(an_act(named), a_party(named, "nor")).actors == ("nor",)


def test_a_name_the_registry_does_not_know_becomes_a_slug() -> None:
    assert code(an_act(WE, ISLANDS), a_party(ISLANDS, None)).addressees == ("the-islands",)


def test_whitespace_is_folded_and_wordings_are_kept() -> None:
    row = code(an_act(WE))
    assert row.text == "We will give the islands ten boats by 2030"
    assert row.quantities == ("ten boats",)


def test_deadlines_keep_what_coders_write_of_them() -> None:
    deadline = Deadline(
        text="by 2030",
        span=span_of("by 2030"),
        role=DeadlineRole.DUE,
        kind=DeadlineKind.DATE,
        earliest=date(2026, 5, 1),
        latest=date(2030, 12, 31),
        precision=Precision.YEAR,
        edtf="2026-05-01/2030-12-31",
        meeting=None,
        rule="by-year",
        confidence=0.9,
    )
    assert code(an_act(WE), deadlines=(deadline,)).deadlines == (
        CodedDeadline(
            "by 2030", DeadlineRole.DUE, DeadlineKind.DATE, date(2026, 5, 1), date(2030, 12, 31), None
        ),
    )
