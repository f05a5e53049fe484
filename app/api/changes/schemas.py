"""The shape of the feed, and what can be asked of it."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from app.api.actors.schemas import ActorOut
from app.api.calls.schemas import CallOut
from app.api.meetings.schemas import MeetingOut
from app.api.paging import LONGEST_CURSOR
from app.api.pledges.schemas import PledgeFilters, PledgeOut
from app.api.schemas import Out
from app.api.statements.schemas import StatementOut
from app.api.types import AnyChangeCause, AnyObjectKind, Instant, Int32, Int64, PageSize, Patience
from app.vocabulary import ChangeType


class ChangeInclude(StrEnum):
    """Frozen. What comes with a change on request."""

    OBJECT = "object"


class ChangeQuery(PledgeFilters):
    """A place in the feed, and the filters of pledges. With a filter only pledges come."""

    since: Annotated[str, Field(max_length=LONGEST_CURSOR, examples=["beginning"])] = "beginning"
    "`beginning`, `now`, or the `next_cursor` of an answer: the changes after it are listed."
    limit: PageSize = 100
    "How many changes an answer holds."
    wait: Patience = 0
    "How many seconds to wait for a change when there is none yet."
    include: Annotated[list[ChangeInclude], Field(max_length=1)] = []
    "`object`: adds the changed object, as it is now."


def is_filtered(query: ChangeQuery) -> bool:
    """Whether anything is asked of pledges, so that nothing else can match."""
    return not query.model_fields_set.isdisjoint(PledgeFilters.model_fields)


class ChangedObjectOut(Out):
    """What changed. The object itself is in the member its kind names, when it was asked for and is still
    served.
    """

    kind: AnyObjectKind
    "What it is."
    id: Annotated[str, Field(examples=["plg_7f3kq2m5ab4d"])]
    "Its id."
    version: Int32
    "The version that this change made; the object that comes along may be newer."
    pledge: PledgeOut | None
    "The pledge."
    call: CallOut | None
    "The call."
    statement: StatementOut | None
    "The statement."
    actor: ActorOut | None
    "The actor."
    meeting: MeetingOut | None
    "The meeting."


class ChangeOut(Out):
    """One version of one thing."""

    seq: Int64
    "The change's number. Numbers have no gaps; a filter leaves some out."
    type: ChangeType
    "What happened."
    cause: AnyChangeCause
    "Why."
    object: ChangedObjectOut
    "What changed."
    changed_fields: Annotated[list[str], Field(examples=[["deadlines"]])]
    "The members that changed; empty when it is new or withdrawn."
    replaced_by: Annotated[list[str], Field(examples=[[]])]
    "Where a pledge or a call was withdrawn: ids of those that held its words from then on."
    matches: bool
    "Whether it is in the list that the filters ask for, from here on; `false`: it has left, or is withdrawn."
    at: Instant
    "When."


class ChangesOut(Out):
    """What happened after a place in the feed."""

    results: list[ChangeOut]
    "The changes, in the order they happened."
    next_cursor: Annotated[str, Field(examples=["9f86d081.1234"])]
    "Pass it as `since` to get what comes after. It moves past what a filter leaves out."
    has_more: bool
    """Whether there is more already; if not, nothing with a number up to `head_seq` will ever appear. Where a
    filter left the rest out for as far as one request looks, the next page may tell nothing.
    """
    head_seq: Int64
    "The newest change's number."
    oldest_seq: Int64
    "The oldest number that is still in the feed."
    epoch: Annotated[str, Field(examples=["9f86d081"])]
    "Names the life of this database; it changes when the database is restored from a backup."
