"""The shape of themes, and the filters of their list."""

from typing import Annotated

from pydantic import Field

from app.api.answers import PageOut
from app.api.paging import PageQuery
from app.api.schemas import ThemeRefOut
from app.api.types import Ids, Int32


class ThemeOut(ThemeRefOut):
    """An entry of the controlled vocabulary of topics."""

    scope: Annotated[
        str, Field(examples=["Security of networks and data; not the rules of digital markets."])
    ]
    "What belongs to it and what does not."
    cap: Annotated[list[Int32], Field(examples=[[16]])]
    "Major topics of the Comparative Agendas Project."
    sdgs: Annotated[list[Int32], Field(examples=[[16]])]
    "Sustainable Development Goals."


class ThemePageOut(PageOut[ThemeOut]):
    """One page of themes."""


class ThemeQuery(PageQuery):
    """The filters of the list of themes."""

    id: Annotated[Ids, Field(examples=[["cyber"]])] = []
    "Only these themes."
