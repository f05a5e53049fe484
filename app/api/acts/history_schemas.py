"""The shape of a history: each version of a pledge or a call, and what it said before and after."""

from typing import Annotated

from pydantic import Field

from app.api.acts.explanation import ThemeMatchOut
from app.api.acts.schemas import DeadlineFactsOut, PartyOut, PlaceOut
from app.api.answers import PageOut
from app.api.schemas import Out, WordingOut
from app.api.types import AnyChangeCause, AnyDecision, Confidence, Day, Instant, Int32, Int64
from app.vocabulary import ChangeType, Firmness, Polarity, Stage


class StatementFactsOut(Out):
    """What a pledge or a call takes from its statement."""

    id: Annotated[str, Field(examples=["nato-2022-03-24-brussels"])]
    "The statement's id."
    issuers: Annotated[list[str], Field(examples=[["nato"]])]
    "Ids of who issued it, as far as the registry knows them."
    forum: Annotated[str | None, Field(examples=["nato-summits"])]
    "Id of the forum at whose meeting it was issued; null when it was issued at none."
    adopted_date: Day | None
    "The day it was adopted; null when not known."


class BoundActorOut(Out):
    """An actor that was bound, or that asked."""

    id: Annotated[str, Field(examples=["est"])]
    "The actor's id."
    is_direct: bool
    "Whether it is named itself; `false`: through a group it belonged to on the statement's date."


class ActFactsOut(Out):
    """What a pledge or a call said. Where only the changed fields are told, the others are null."""

    statement: StatementFactsOut | None
    "The statement it stands in."
    stage: Stage | None
    "How far a pledge has come; null for a call too."
    firmness: Firmness | None
    "How strongly the wording binds."
    polarity: Polarity | None
    "Whether it is to do or not to do something."
    quote: str | None
    "The exact words."
    evidence: PlaceOut | None
    "Where they stand."
    verb: str | None
    "The content verb as written."
    object: str | None
    "The verb's complement as written; null when there is none too."
    actors: list[PartyOut] | None
    "Who promises or calls."
    bound: list[BoundActorOut] | None
    "Everybody who is bound by that, or asks; changes under the name of `actors`."
    addressees: list[PartyOut] | None
    "Who is asked."
    beneficiaries: list[PartyOut] | None
    "Who is named as the one to benefit."
    scope: list[WordingOut] | None
    "Limits on who is bound."
    themes: list[ThemeMatchOut] | None
    "What it is about, and the words that say so."
    deadlines: list[DeadlineFactsOut] | None
    "When it is due, followed up or starts."
    quantities: list[WordingOut] | None
    "Figures with their noun."
    conditions: list[WordingOut] | None
    "Limiting phrases."
    confidence: Confidence | None
    "The probability that a careful reader would mark these words as this act."
    rules: list[str] | None
    "The rules that found it, in the order they applied."


class CorrectionOut(Out):
    """What a person decided on a pledge or a call."""

    id: Annotated[str, Field(examples=["plg_7f3kq2m5ab4d.1"])]
    "The decision's id."
    decision: AnyDecision
    "What was decided."
    fields: Annotated[list[str], Field(examples=[["stage"]])]
    "The members that were corrected."
    author: str
    "Who decided, as stated with the decision."
    reason: str
    "Why."


class ActVersionOut(Out):
    """One version of a pledge or a call: what happened, why, and what it said before and after."""

    version: Int32
    "Its number; the first is 1."
    seq: Int64
    "The change's number in the feed of changes."
    at: Instant
    "When it was written."
    type: ChangeType
    "What happened."
    cause: AnyChangeCause
    "Why."
    run: str
    "The run that wrote it."
    changed_fields: Annotated[list[str], Field(examples=[["deadlines"]])]
    "The members that changed; empty when it is new or withdrawn."
    replaced_by: Annotated[list[str], Field(examples=[[]])]
    "Where it was withdrawn: ids of the pledges and calls that held its words from then on."
    corrections: list[CorrectionOut]
    "The decisions of people that this version came of; empty where nobody decided."
    before: ActFactsOut | None
    "What the changed fields said before; all of it where it was withdrawn, null where it was not served."
    after: ActFactsOut | None
    "What the changed fields said after; all of it where it is new or back, null where it was withdrawn."
    known_from: Int32
    "The oldest version that is still known: 1, unless the operator pruned the feed."


class ActVersionPageOut(PageOut[ActVersionOut]):
    """One page of a history."""
