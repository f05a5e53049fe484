"""The shape of the timeline, and its filters."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from app.api.acts.schemas import ActQuery, ActRefOut, DeadlineOut, PartyOut, StageFilters
from app.api.included.schemas import IncludingPageOut
from app.api.types import Ids
from app.vocabulary import Stage


class PledgeRefOut(ActRefOut):
    """The pledge a deadline belongs to: what a timeline shows of it."""

    stage: Stage
    "How far it has come, as the statement itself tells it."
    actors: list[PartyOut]
    "Who promises."


class PledgeDeadlineOut(DeadlineOut):
    """A deadline with its pledge."""

    pledge: PledgeRefOut
    "The pledge."


class DeadlinePageOut(IncludingPageOut[PledgeDeadlineOut]):
    """One page of the timeline."""


class DeadlineSort(StrEnum):
    """Frozen. What comes first in the timeline, by the last possible day: the nearest, the undated behind; or
    the farthest, the undated in front.
    """

    NEAREST = "nearest"
    FARTHEST = "farthest"


class DeadlineQuery(ActQuery, StageFilters):
    """The filters of the timeline: of the deadline itself, and of its pledge."""

    id: Annotated[Ids, Field(examples=[["ddl_3k5xq2m7ab4d"]])] = []
    "Only these deadlines."
    sort: DeadlineSort = DeadlineSort.NEAREST
    "Which last possible day comes first: the `nearest` (undated last) or the `farthest` (undated first)."
