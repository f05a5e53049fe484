"""The shape of pledges and of their explanation, and the filters of their list."""

from typing import Annotated

from pydantic import Field

from app.api.acts.explanation import ActExplanationOut
from app.api.acts.schemas import ActListFilters, ActListQuery, ActOut, StageFilters
from app.api.facets.schemas import CountingPageOut, FacetsQuery
from app.api.types import Ids
from app.vocabulary import Stage


class PledgeOut(ActOut):
    """What the issuers of a statement bind themselves, or somebody they can bind, to."""

    stage: Stage
    "How far it has come, as the statement itself tells it."


class PledgePageOut(CountingPageOut[PledgeOut]):
    """One page of pledges."""


class PledgeFilters(ActListFilters, StageFilters):
    """The filters of the list of pledges, and of the feed."""

    id: Annotated[Ids, Field(examples=[["plg_7f3kq2m5ab4d"]])] = []
    "Only these pledges."


class PledgeQuery(FacetsQuery, ActListQuery, PledgeFilters):
    """What can be asked of the list of pledges."""


class ExplanationOut(ActExplanationOut):
    """Why a pledge is one: which rules fired on which words, and which words became which facts."""

    pledge: Annotated[str, Field(examples=["plg_7f3kq2m5ab4d"])]
    "The pledge's id."
