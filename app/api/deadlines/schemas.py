"""The shape of the timeline, and its filters."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from app.api.acts.schemas import ActQuery, ActRefOut, DeadlineOut, PartyOut, StageFilters
from app.api.included.schemas import IncludingPageOut
from app.api.schemas import ThemeRefOut
from app.api.types import Ids, Instant, Int32
from app.vocabulary import Stage


class PledgeRefOut(ActRefOut):
    """The pledge a deadline belongs to: what a timeline shows of it."""

    stage: Stage
    "How far it has come, as the statement itself tells it."
    actors: list[PartyOut]
    "Who promises."
    themes: list[ThemeRefOut]
    "What it is about."
    version: Int32
    "Grows with each change of the pledge, its deadlines included."
    updated_at: Instant
    "When it last changed."


class PledgeDeadlineOut(DeadlineOut):
    """A deadline with its pledge."""

    pledge: PledgeRefOut
    "The pledge."


class DeadlinePageOut(IncludingPageOut[PledgeDeadlineOut]):
    """One page of the timeline."""


class DeadlineSort(StrEnum):
    """Frozen. What comes first in the timeline, by the last possible day: the nearest, the undated behind; or
    the farthest, the undated in front. Or those of the pledge that changed last.
    """

    NEAREST = "nearest"
    FARTHEST = "farthest"
    UPDATED = "updated"


class DeadlineQuery(ActQuery, StageFilters):
    """The filters of the timeline: of the deadline itself, and of its pledge."""

    id: Annotated[Ids, Field(examples=[["ddl_3k5xq2m7ab4d"]])] = []
    "Only these deadlines."
    sort: DeadlineSort = DeadlineSort.NEAREST
    """What comes first: the `nearest` last possible day (undated last), the `farthest` (undated first), or
    `updated`: those of the pledge that changed last.
    """
