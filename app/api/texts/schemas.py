"""What a request for a text can carry; the answer is the text itself."""

from typing import Annotated

from pydantic import MISSING, Field

from app.api.paging import QueryModel
from app.api.types import Int32


class SliceQuery(QueryModel):
    """Which part of a text; all of it without parameters."""

    start: Annotated[Int32, Field(examples=[0])] | MISSING = MISSING
    "Offset of the first character wanted, in Unicode code points; without it, from the beginning."
    end: Annotated[Int32, Field(examples=[120])] | MISSING = MISSING
    "Offset just after the last character wanted; without it, to the end of the text."
