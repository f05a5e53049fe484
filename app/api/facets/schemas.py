"""The shape of counts beside a list, and the envelope of pages that bring them."""

from enum import StrEnum
from typing import Annotated, Generic

from pydantic import Field

from app.api.answers import EnvelopeOut, Result
from app.api.included.schemas import IncludedOut
from app.api.paging import QueryModel
from app.api.schemas import Out
from app.api.types import Int64


class Facet(StrEnum):
    """Frozen. What the results of a list are counted by."""

    ACTOR = "actor"
    THEME = "theme"
    STAGE = "stage"
    FIRMNESS = "firmness"
    ISSUER = "issuer"
    ADOPTED_YEAR = "adopted_year"
    DUE_YEAR = "due_year"


class FacetsQuery(QueryModel):
    """What a list can be asked to count."""

    facets: Annotated[list[Facet], Field(max_length=len(Facet), examples=[["theme"]])] = []
    """What the results are counted by, in `facets`: under the current filters, without the facet's own; what
    excludes stays.
    """


class ValueCountOut(Out):
    """How many results have a value."""

    value: Annotated[str | None, Field(examples=["cyber"])]
    "The value, as its filter takes it, or a year; null for those where it is not known."
    label: Annotated[str | None, Field(examples=["Cyber"])]
    "The name of what has that id; null where the value speaks for itself."
    count: Int64
    "How many results have it; one with several values counts for each."


class FacetsOut(Out):
    """Counts under the current filters, without those of the facet itself: what else could be chosen. The
    hundred values with the most results come, the most first; a member is null when it was not asked for.
    """

    actor: list[ValueCountOut] | None
    "By who promises or calls, itself or through a group it was in on the statement's date."
    theme: list[ValueCountOut] | None
    "By what they are about."
    stage: list[ValueCountOut] | None
    "By how far they have come."
    firmness: list[ValueCountOut] | None
    "By how strongly they bind."
    issuer: list[ValueCountOut] | None
    "By who issued the statement."
    adopted_year: list[ValueCountOut] | None
    "By the year in which the statement was adopted."
    due_year: list[ValueCountOut] | None
    "By the year in which something is due or followed up first, by its last possible day."
    approximate: bool
    "Whether there were too many results to count them all, so that only part of them is counted."


class CountingPageOut(EnvelopeOut[Result], Generic[Result]):
    """One page of a list whose results can be counted, and refer to others."""

    facets: Annotated[
        FacetsOut | None, Field(description="Counts under the current filters; null when not asked for.")
    ]
    included: Annotated[
        IncludedOut | None, Field(description="Related objects, once each; null when not asked for.")
    ]
