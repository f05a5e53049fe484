"""Runs over HTTP."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.api.answers import NO_STORE, answer, answer_page
from app.api.dependencies import Store
from app.api.formats.routes import add_formats, reading
from app.api.formats.walking import Reader
from app.api.paging import NoQuery
from app.api.problems.responses import LIST, NOT_FOUND
from app.api.resources import make_router
from app.api.runs import queries
from app.api.runs.columns import DOCUMENT_COLUMNS, RUN_COLUMNS
from app.api.runs.entries import describe
from app.api.runs.schemas import RunDocumentPageOut, RunDocumentQuery, RunOut, RunPageOut, RunQuery
from app.api.types import Id

router = make_router("runs", tag="service")
RunId = Annotated[Id, Path(description="The run's id.")]


@router.get(
    "", summary="List runs", response_model=RunPageOut, response_description="A page.", responses=LIST
)
def list_runs(request: Request, query: Annotated[RunQuery, Query()], database: Store) -> Response:
    """Executions of the ingestion job, the newest first."""
    with database.reading() as connection:
        page, runs = queries.list_runs(connection, query)
    return answer_page(request, page, runs, headers=NO_STORE)


@router.get(
    "/{run_id}",
    summary="Get a run",
    response_model=RunOut,
    response_description="The run.",
    responses=NOT_FOUND,
)
def get_run(run_id: RunId, _: Annotated[NoQuery, Query()], database: Store) -> Response:
    """One run with its tally and the versions that made it."""
    with database.reading() as connection:
        return answer(queries.get_run(connection, run_id), headers=NO_STORE)


@router.get(
    "/{run_id}/documents",
    summary="List a run's documents",
    response_model=RunDocumentPageOut,
    response_description="A page.",
    responses={**LIST, **NOT_FOUND},
)
def list_run_documents(
    request: Request, run_id: RunId, query: Annotated[RunDocumentQuery, Query()], database: Store
) -> Response:
    """What the run did, in its order: a result for each statement, and for each document that failed."""
    with database.reading() as connection:
        page, documents = queries.list_documents(connection, run_id, query)
    return answer_page(request, page, documents, headers=NO_STORE)


async def reading_documents(run_id: RunId) -> Reader:
    """What reads the documents of the run in the path."""
    return lambda connection, query: queries.list_documents(connection, run_id, query)


add_formats(router, "", columns=RUN_COLUMNS, reader=reading(queries.list_runs), describe=describe)
add_formats(router, "/{run_id}/documents", columns=DOCUMENT_COLUMNS, reader=reading_documents)
