"""The shape of runs and of what they did with each document."""

from typing import Annotated

from pydantic import Field

from app.api.answers import PageOut
from app.api.paging import PageQuery
from app.api.schemas import Out
from app.api.types import AnyOutcome, AnyRunState, Ids, Instant, Int32


class RunOut(Out):
    """One execution of the ingestion job."""

    id: str
    "The run's id."
    state: AnyRunState
    "Whether it goes on, or how it ended."
    started_at: Instant
    "When it began."
    finished_at: Instant | None
    "When it ended; null while it goes on, and when it was cut off."
    versions: dict[str, str]
    "Versions of code, rules, model and registry."
    tally: Annotated[dict[str, Int32], Field(examples=[{"inserted": 3, "unchanged": 12, "failed": 1}])]
    "How many statements had which outcome, and what was done with their acts; more counts may be added."


class RunPageOut(PageOut[RunOut]):
    """One page of runs."""


class RunQuery(PageQuery):
    """The filter of the list of runs."""

    id: Annotated[Ids, Field(examples=[["run_7f3kq2m5ab4d"]])] = []
    "Only these runs."


class RunDocumentOut(Out):
    """What a run did with a document, or with one of the statements found in it."""

    ordinal: Int32
    "Its place in the run."
    name: Annotated[str, Field(examples=["nato-2022-brussels.txt"])]
    "The document's file name or address."
    outcome: AnyOutcome
    "What the run did with it."
    statement: Annotated[str | None, Field(examples=["nato-2022-03-24-brussels"])]
    "Id of the statement; null when there is none."
    message: str | None
    "What was wrong with it; null when nothing was."


class RunDocumentPageOut(PageOut[RunDocumentOut]):
    """One page of a run's documents."""


class RunDocumentQuery(PageQuery):
    """The filters of a run's documents."""

    outcome: Annotated[list[AnyOutcome], Field(examples=[["failed"]])] = []
    "Only documents with this outcome."
