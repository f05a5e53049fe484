"""The shape of forums, and the filters of their list."""

from typing import Annotated

from pydantic import Field

from app.api.answers import PageOut
from app.api.paging import PageQuery
from app.api.schemas import ActorRefOut, ForumRefOut
from app.api.types import Ids


class ForumOut(ForumRefOut):
    """A series of meetings."""

    actor: ActorRefOut
    "Who holds them."
    source: str
    "Where these facts come from."


class ForumPageOut(PageOut[ForumOut]):
    """One page of forums."""


class ForumQuery(PageQuery):
    """The filters of the list of forums."""

    id: Annotated[Ids, Field(examples=[["nato-summits"]])] = []
    "Only these forums."
    actor: Annotated[Ids, Field(examples=[["nato"]])] = []
    "Only forums held by one of these actors."
