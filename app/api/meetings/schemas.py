"""The shape of meetings and of resolved words, and the filters of their list."""

from typing import Annotated

from pydantic import MISSING, Field

from app.api.answers import PageOut
from app.api.paging import PageQuery
from app.api.schemas import ForumRefOut, MeetingRefOut
from app.api.types import Day, Ids, Int32


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


class MeetingPageOut(PageOut[MeetingOut]):
    """One page of meetings."""


class MeetingQuery(PageQuery):
    """The filters of the list of meetings."""

    id: Annotated[Ids, Field(examples=[["nato-summit-2022-06-madrid"]])] = []
    "Only these meetings."
    forum: Annotated[Ids, Field(examples=[["nato-summit"]])] = []
    "Only meetings of these forums."
    after: Annotated[Day, Field(examples=["2022-01-01"])] | MISSING = MISSING
    "Only meetings that last until this day or longer."
    before: Annotated[Day, Field(examples=["2022-12-31"])] | MISSING = MISSING
    "Only meetings that begin on this day or earlier."
