"""The shape of pledges and of their explanation, and the filters of their list."""

from typing import Annotated

from pydantic import MISSING, Field

from app.api.acts.schemas import ActFilters, ActOut, ActQuery, DeadlineOut, PartyOut
from app.api.answers import PageOut
from app.api.schemas import Out, ThemeRefOut, WordingOut
from app.api.types import Confidence, Ids, Int32, Switch
from app.vocabulary import Stage


class PledgeOut(ActOut):
    """What the issuers of a statement bind themselves, or somebody they can bind, to."""

    stage: Stage
    "How far it has come, as the statement itself tells it."


class PledgePageOut(PageOut[PledgeOut]):
    """One page of pledges."""


class PledgeFilters(ActFilters):
    """The filters of the list of pledges, and of the feed."""

    id: Annotated[Ids, Field(examples=[["plg_7f3kq2m5ab4d"]])] = []
    "Only these pledges."
    stage: Annotated[list[Stage], Field(examples=[["promised"]])] = []
    "Only pledges at this stage; a reader of new promises asks for `promised`."
    has_deadline: Annotated[Switch, Field(examples=[True])] | MISSING = MISSING
    "Only pledges with a deadline of any kind (`true`), or without one (`false`)."


class PledgeQuery(ActQuery, PledgeFilters):
    """What can be asked of the list of pledges."""


class FiringOut(Out):
    """A rule that had a say."""

    rule: Annotated[str, Field(examples=["pledge.auxiliary"])]
    "The rule's id."
    text: Annotated[str | None, Field(examples=["will"])]
    "The words it fired on; null when it looked at the whole."
    start: Int32 | None
    "Offset of the words' first character."
    end: Int32 | None
    "Offset behind the words' last character."


class ThemeMatchOut(ThemeRefOut):
    """A theme, and the words that say that it is meant."""

    words: list[WordingOut]
    "The words."


class ExplanationOut(Out):
    """Why a pledge is one: which rules fired on which words, and which words became which facts."""

    pledge: Annotated[str, Field(examples=["plg_7f3kq2m5ab4d"])]
    "The pledge's id."
    quote: str
    "Its exact words."
    confidence: Confidence
    "The probability that a careful reader would mark these words as this pledge."
    rules: list[FiringOut]
    "The rules that found it, in the order they applied."
    parties: list[PartyOut]
    "The words that name somebody, and whom they were taken for."
    deadlines: list[DeadlineOut]
    "The words that say when, and the interval they were taken for."
    themes: list[ThemeMatchOut]
    "The words that say what it is about."
    run: str
    "The run that wrote this version."
    versions: dict[str, str]
    "Versions of code, rules, model and registry in that run."
