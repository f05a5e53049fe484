"""What a search is asked with, and how a result says where it was met."""

from typing import Annotated

from pydantic import MISSING, Field

from app.api.paging import QueryModel
from app.api.schemas import Out, WordingOut
from app.api.types import Int32

LONGEST_SEARCH = 500


class SearchQuery(QueryModel):
    """The search of a list."""

    q: Annotated[str, Field(max_length=LONGEST_SEARCH, examples=['"air defence" deploy* -missile'])] | (
        MISSING
    ) = MISSING
    'Only where these words occur: `word`, `"a phrase"`, `begin*`, `-without`, `a OR b`. Any string will do.'


class MatchOut(Out):
    """The part of the text to show, and the matching words in it; offsets count in the statement's text."""

    text: Annotated[str, Field(examples=["We will decide on further air defence deployments"])]
    "The whole text if it is short, else the part with most of the matching words."
    start: Int32
    "Offset of its first character."
    end: Int32
    "Offset just after its last character."
    highlights: list[WordingOut]
    "The matching words in this part, in order and without overlap."
