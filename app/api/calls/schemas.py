"""The shape of calls, and the filters of their list."""

from typing import Annotated

from pydantic import Field

from app.api.acts.explanation import ActExplanationOut
from app.api.acts.schemas import ActListQuery, ActOut, PartyOut
from app.api.facets.schemas import CountingPageOut, FacetsQuery
from app.api.types import Ids


class CallOut(ActOut):
    """What the issuers of a statement ask of somebody else. The same shape as a pledge, with addressees and
    without a stage.
    """

    id: Annotated[str, Field(examples=["cal_5m2qx7k3ab4d"])]
    "Stable and opaque: it stays the same when the statement is read again."
    quote: Annotated[str, Field(examples=["We call on all states to refrain from providing support"])]
    "The exact words."
    verb: Annotated[str, Field(examples=["refrain"])]
    "The content verb as written."
    object: Annotated[str | None, Field(examples=["from providing support"])]
    "The verb's complement as written; null when there is none."
    addressees: list[PartyOut]
    "Who is asked; empty when nobody is named."


class CallPageOut(CountingPageOut[CallOut]):
    """One page of calls."""


class CallQuery(FacetsQuery, ActListQuery):
    """The filters of the list of calls."""

    id: Annotated[Ids, Field(examples=[["cal_5m2qx7k3ab4d"]])] = []
    "Only these calls."
    addressee: Annotated[Ids, Field(examples=[["rus"]])] = []
    "Only calls on one of these actors."


class CallExplanationOut(ActExplanationOut):
    """Why a call is one: which rules fired on which words, and which words became which facts."""

    call: Annotated[str, Field(examples=["cal_5m2qx7k3ab4d"])]
    "The call's id."
