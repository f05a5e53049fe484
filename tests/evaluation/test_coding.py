from typing import Any

import pytest

from app.evaluation.coding import CodedAct, CodedDeadline, CodedKind, code_act
from app.model import Mention, Party, ResolvedAct
from app.resolution.speakers import Speaker, build_speaker
from app.vocabulary import ActorRole, Stage
from tests.builders import (
    a_call,
    a_deadline,
    a_header,
    a_membership,
    a_party,
    a_registry,
    a_span,
    a_wording,
    an_act,
    an_actor,
    an_issuer,
)

CONTENT = "We will give the islands\nten boats by the end of 2030. We ask the islands to crew them."
PLEDGE = CONTENT[: CONTENT.index(".")]
REGISTRY = a_registry(
    actors={slug: an_actor(slug) for slug in ("nor", "isl", "north", "fji", "ton")},
    memberships=(a_membership("nor", "north"), a_membership("isl", "north")),
)


def a_mention(role: ActorRole, words: str, *, is_issuer: bool = False) -> Mention:
    return Mention(role, words, a_span(words, within=CONTENT), is_issuer)


def party(mention: Mention, actor: str | None) -> Party:
    return a_party(actor, role=mention.role, text=mention.text, span=mention.span)


def a_speaker(*issuers: str) -> Speaker:
    return build_speaker(a_header(issuers=tuple(an_issuer(slug, actor=slug) for slug in issuers)), REGISTRY)


JOINT = a_speaker("nor", "fji")


def code(
    *parties: Party, mentions: tuple[Mention, ...] = (), speaker: Speaker = JOINT, **changes: Any
) -> CodedAct:
    act = an_act(PLEDGE, within=CONTENT, mentions=mentions, **changes)
    return code_act(ResolvedAct(act, parties), speaker, act_id="islands-01")


WE = a_mention(ActorRole.PROMISOR, "We", is_issuer=True)
BY_NAME = a_mention(ActorRole.PROMISOR, "We")
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
    assert code(stage=stage).kind is kind


def test_a_call_is_a_call_and_its_addressees_are_those_asked() -> None:
    call = a_call("ask the islands to crew them", within=CONTENT)
    asked = a_party("fji", role=ActorRole.ADDRESSEE)
    row = code_act(ResolvedAct(call, (asked, party(ISLANDS, "ton"))), JOINT, act_id="islands-02")
    assert (row.kind, row.addressees) == (CodedKind.CALL, ("fji",))


def test_members_who_are_asked_as_such_keep_their_words() -> None:
    call = a_call("ask the islands to crew them", within=CONTENT)
    asked = (
        a_party("north", role=ActorRole.ADDRESSEE, text=text)
        for text in ("all Member States", "the Board of Parties")
    )
    assert code_act(ResolvedAct(call, tuple(asked)), JOINT, act_id="islands-02").addressees == (
        "member-states",
        "north",
    )


def test_the_addressees_of_a_pledge_are_those_who_benefit() -> None:
    assert code(party(ISLANDS, "fji")).addressees == ("fji",)


def test_the_issuers_speaking_as_we_are_the_issuer() -> None:
    row = code(party(WE, "nor"), party(WE, "fji"), mentions=(WE,))
    assert (row.actor_text, row.actors) == ("We", ("issuer",))


def test_all_issuers_by_name_are_the_issuer_and_one_alone_is_not() -> None:
    assert code(party(BY_NAME, "nor"), party(BY_NAME, "fji"), mentions=(BY_NAME,)).actors == ("issuer",)
    assert code(party(BY_NAME, "nor"), mentions=(BY_NAME,)).actors == ("nor",)


@pytest.mark.parametrize("issuers", [("north",), ("north", "nor", "isl"), ("nor", "isl")])
def test_a_group_is_the_issuer_also_when_its_members_are_listed(issuers: tuple[str, ...]) -> None:
    speaker = a_speaker(*issuers)
    assert code(party(BY_NAME, "north"), mentions=(BY_NAME,), speaker=speaker).actors == ("issuer",)


def test_a_group_that_speaks_together_with_an_outsider_is_itself() -> None:
    speaker = a_speaker("north", "fji")
    assert code(party(BY_NAME, "north"), mentions=(BY_NAME,), speaker=speaker).actors == ("north",)


def test_a_name_the_registry_does_not_know_becomes_a_slug() -> None:
    assert code(party(ISLANDS, None)).addressees == ("the-islands",)


def test_whitespace_is_folded_and_wordings_are_kept() -> None:
    row = code(quantities=(a_wording("ten boats", within=CONTENT),))
    assert row.text == "We will give the islands ten boats by the end of 2030"
    assert row.quantities == ("ten boats",)


def test_deadlines_keep_what_coders_write_of_them() -> None:
    deadline = a_deadline(within=CONTENT)
    row = code_act(ResolvedAct(an_act(PLEDGE, within=CONTENT), (), (deadline,)), JOINT, act_id="islands-01")
    assert row.deadlines == (
        CodedDeadline(
            deadline.text, deadline.role, deadline.kind, deadline.earliest, deadline.latest, deadline.meeting
        ),
    )
