"""The shape of meetings and of resolved words, and what can be asked."""

from enum import StrEnum
from typing import Annotated

from pydantic import MISSING, Field

from app.api.answers import PageOut
from app.api.paging import QueryModel, UpdatedQuery
from app.api.schemas import ForumRefOut, MeetingRefOut, Out
from app.api.types import Day, Ids, Instant, Int32, Int64, Phrase


class MeetingOut(MeetingRefOut):
    """One session of a forum."""

    forum: ForumRefOut
    "The series it belongs to."
    number: Annotated[Int32 | None, Field(examples=[27])]
    "The session's number, where sessions are counted."
    country: Annotated[str | None, Field(examples=["esp"])]
    "The state it is held in."
    names: Annotated[list[str], Field(examples=[["Madrid Summit"]])]
    "Ways statements name it, in the order of the alphabet."
    is_verified: bool
    "Whether a source at hand shows it; if not, it rests on general knowledge."
    source: str
    "Where these facts come from."
    version: Int32
    "Grows with each change."
    updated_at: Instant
    "When it last changed."
    changed_seq: Int64
    "Its last change's number in the feed of changes."


class MeetingPageOut(PageOut[MeetingOut]):
    """One page of meetings."""


class MeetingSort(StrEnum):
    """Frozen. What comes first in the list of meetings: by their first day the newest or the oldest, or what
    changed last.
    """

    NEWEST = "newest"
    OLDEST = "oldest"
    UPDATED = "updated"


class MeetingQuery(UpdatedQuery):
    """The filters of the list of meetings."""

    id: Annotated[Ids, Field(examples=[["nato-summit-2022-madrid"]])] = []
    "Only these meetings."
    forum: Annotated[Ids, Field(examples=[["nato-summits"]])] = []
    "Only meetings of these forums."
    after: Annotated[Day, Field(examples=["2022-01-01"])] | MISSING = MISSING
    "Only meetings that last until this day or longer."
    before: Annotated[Day, Field(examples=["2022-12-31"])] | MISSING = MISSING
    "Only meetings that begin on this day or earlier."
    sort: MeetingSort = MeetingSort.NEWEST
    "What comes first: by the first day the `newest` or the `oldest`, or `updated` (the last change)."


class ResolveQuery(QueryModel):
    """Words about a meeting, and the circumstances they were said in."""

    text: Annotated[Phrase, Field(examples=["when we meet in Madrid"])]
    "The words."
    said_on: Annotated[Day, Field(examples=["2022-03-24"])] | MISSING = MISSING
    "The day they were said; without it nothing relative to a day is resolved."
    issuer: Annotated[Ids, Field(examples=[["nato"]])] = []
    "Who said them; their own meetings come first."


class MeetingCandidateOut(Out):
    """A meeting the words may mean."""

    meeting: MeetingRefOut
    "The meeting."
    is_likely: bool
    "Whether it would be chosen if no other candidate were as good."
    reason: Annotated[str, Field(examples=["it is held in Madrid; it is the next one"])]
    "Why it is one."


class MeetingResolutionOut(Out):
    """Which meeting words mean."""

    text: Annotated[str, Field(examples=["when we meet in Madrid"])]
    "The words."
    meeting: MeetingRefOut | None
    "The meeting they mean; null when nothing fits well enough, or several fit equally well."
    awaited_meeting: Annotated[str | None, Field(examples=["next NATO Summit after 2024-07-11"])]
    "The meeting in words, where the words tell its series and the registry does not know it yet."
    candidates: list[MeetingCandidateOut]
    "All they may mean, the likeliest first."
