"""The shape of the service's status."""

from typing import Annotated

from pydantic import Field

from app.api.runs.schemas import RunOut
from app.api.schemas import Out
from app.api.types import Day, Instant, Int64


class CountsOut(Out):
    """How much there is."""

    statements: Int64
    "Statements."
    pledges: Int64
    "Pledges."
    calls: Int64
    "Calls."
    actors: Int64
    "Actors in the registry."
    meetings: Int64
    "Meetings in the registry."
    themes: Int64
    "Themes in the registry."


class StatusOut(Out):
    """How fresh the data is, and how much there is."""

    version: Annotated[str, Field(examples=["0.1.0"])]
    "The service's version."
    registry: str | None
    "SHA-256 of the facts in use; null before the first run."
    counts: CountsOut
    "How much there is."
    first_adopted: Day | None
    "The oldest statement's day."
    last_adopted: Day | None
    "The newest statement's day."
    updated_at: Instant | None
    "When a statement last changed."
    last_run: RunOut | None
    "The run that began last."
