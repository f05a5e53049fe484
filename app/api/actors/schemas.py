"""The shape of actors and memberships, and the filters of their lists."""

from enum import StrEnum
from typing import Annotated

from pydantic import MISSING, Field

from app.api.answers import PageOut
from app.api.paging import PageQuery, UpdatedQuery
from app.api.schemas import ActorRefOut, Out
from app.api.types import AnyActorKind, Day, Ids, Instant, Int32, Int64, Phrase


class IdentifierOut(Out):
    """An actor's identifier in somebody else's scheme."""

    scheme: Annotated[str, Field(examples=["iso3166-1-alpha-2"])]
    "The scheme."
    value: Annotated[str, Field(examples=["EE"])]
    "The identifier."


class ActorOut(ActorRefOut):
    """A state, organisation, group, organ or office."""

    official_name: Annotated[str | None, Field(examples=["Republic of Estonia"])]
    "Its official name, where that is another one."
    names: Annotated[list[str], Field(examples=[["Estonia", "Republic of Estonia"]])]
    "Ways statements name it, in the order of the alphabet."
    parent: ActorRefOut | None
    "The body an organ or office belongs to."
    speaks_for_members: bool
    "Whether its decisions bind the members of its parent."
    identifiers: list[IdentifierOut]
    "Identifiers in other schemes."
    source: str
    "Where these facts come from."
    version: Int32
    "Grows with each change."
    updated_at: Instant
    "When it last changed."
    changed_seq: Int64
    "Its last change's number in the feed of changes."


class ActorPageOut(PageOut[ActorOut]):
    """One page of actors."""


class ActorSort(StrEnum):
    """Frozen. What the list of actors goes by: the id, the name, or what changed last."""

    ID = "id"
    NAME = "name"
    UPDATED = "updated"


class ActorQuery(UpdatedQuery):
    """The filters of the list of actors."""

    id: Annotated[Ids, Field(examples=[["est"]])] = []
    "Only these actors."
    kind: Annotated[list[AnyActorKind], Field(examples=[["state"]])] = []
    "Only actors of this kind."
    name: Annotated[Phrase, Field(examples=["the Republic of Estonia"])] | MISSING = MISSING
    "Only actors that statements name like this; case, accents, hyphens and `the` do not matter."
    member_of: Annotated[Ids, Field(examples=[["nato"]])] = []
    "Only members of one of these groups, on the day `as_of`."
    as_of: Annotated[Day, Field(examples=["2022-03-24"])] | MISSING = MISSING
    "The day of the membership; today (UTC) unless given."
    sort: ActorSort = ActorSort.ID
    "What the list goes by: `id`, `name`, or `updated` (the last change)."


class MembershipOut(Out):
    """An actor belonged to a group for a time."""

    actor: ActorRefOut
    "The member."
    group: ActorRefOut
    "The group."
    start: Annotated[Day | None, Field(examples=["2004-03-29"])]
    "The first day; null when not known or from the group's beginning."
    end: Day | None
    "The first day after it ended; null while it lasts."
    is_verified: bool
    "Whether a source at hand shows it; if not, it rests on general knowledge."
    note: str | None
    "What is contested."
    source: str
    "Where the fact comes from."


class MembershipPageOut(PageOut[MembershipOut]):
    """One page of memberships."""


class MembersQuery(PageQuery):
    """The filter of a group's members."""

    as_of: Annotated[Day, Field(examples=["2022-03-24"])] | MISSING = MISSING
    "The day of the membership; today (UTC) unless given. The answer's `page.as_of` says which day it was."
