"""The shape of the timeline, and its filters."""

from typing import Annotated

from pydantic import Field

from app.api.acts.schemas import ActQuery, DeadlineOut, PartyOut, StatementRefOut
from app.api.answers import PageOut
from app.api.schemas import Out
from app.api.types import Ids
from app.vocabulary import Firmness, Polarity, Stage


class PledgeRefOut(Out):
    """The pledge a deadline belongs to: what a timeline shows of it."""

    id: Annotated[str, Field(examples=["plg_7f3kq2m5ab4d"])]
    "The pledge's id."
    statement: StatementRefOut
    "The statement it stands in."
    stage: Stage
    "How far it has come, as the statement itself tells it."
    firmness: Firmness
    "How strongly the wording binds."
    polarity: Polarity
    "Whether it is to do or not to do something."
    quote: Annotated[
        str, Field(examples=["We will decide on further air defence deployments when we meet in Madrid"])
    ]
    "The exact words."
    actors: list[PartyOut]
    "Who promises."


class PledgeDeadlineOut(DeadlineOut):
    """A deadline with its pledge."""

    pledge: PledgeRefOut
    "The pledge."


class DeadlinePageOut(PageOut[PledgeDeadlineOut]):
    """One page of the timeline."""


class DeadlineQuery(ActQuery):
    """The filters of the timeline: of the deadline itself, and of its pledge."""

    id: Annotated[Ids, Field(examples=[["ddl_3k5xq2m7ab4d"]])] = []
    "Only these deadlines."
    stage: Annotated[list[Stage], Field(examples=[["promised"]])] = []
    "Only of pledges at this stage."
