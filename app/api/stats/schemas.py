"""What pledges can be counted by, and the shape of the counts."""

from typing import Annotated

from pydantic import MISSING, Field

from app.api.acts.schemas import TimelyQuery
from app.api.paging import LONGEST_CURSOR, Count
from app.api.pledges.schemas import PledgeFilters
from app.api.schemas import Out
from app.api.search.schemas import SearchQuery
from app.api.types import Day, Int64, PageSize
from app.store.facets import Dimension


class PledgeStatsQuery(SearchQuery, TimelyQuery, PledgeFilters):
    """Which pledges are counted, and by what."""

    group_by: Annotated[list[Dimension], Field(min_length=1, max_length=2, examples=[["theme", "due_year"]])]
    "What they are counted by: one thing, or two for each combination."
    limit: Annotated[PageSize, Field(deprecated=True)] = 50
    "Has no effect: all groups are returned."
    cursor: Annotated[Annotated[str, Field(max_length=LONGEST_CURSOR)] | MISSING, Field(deprecated=True)] = (
        MISSING
    )
    "Has no effect: all groups are returned."
    count: Annotated[Count, Field(deprecated=True)] = Count.NONE
    "Has no effect: `total` says how many were counted."


class GroupValueOut(Out):
    """The value that the pledges of a group have in common, for one of the things they are counted by."""

    by: Dimension
    "What they are counted by."
    value: Annotated[str | None, Field(examples=["2030"])]
    "The value, as its filter takes it, or a year; null for those where it is not known."
    label: Annotated[str | None, Field(examples=["Cyber"])]
    "The name of what has that id; null where the value speaks for itself."


class GroupOut(Out):
    """The pledges of one combination of values."""

    values: list[GroupValueOut]
    "One value for each thing they are counted by, in the order asked for."
    count: Int64
    "How many pledges; one with several values counts for each."


class PledgeStatsOut(Out):
    """How many pledges there are of each kind."""

    results: list[GroupOut]
    "The groups, the largest first; pledges for which a value is not known form a group of their own."
    total: Int64
    "How many pledges were counted, each once."
    as_of: Day | None
    "The day of `timeliness`; null without it."
    as_of_seq: Int64
    "The newest change that the counts reflect."
