"""Statements and their passages over HTTP."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from app.api.answers import answer, answer_page
from app.api.dependencies import Store
from app.api.formats.routes import add_formats, reading
from app.api.formats.walking import Reader
from app.api.paging import NoQuery
from app.api.problems.responses import GONE, LIST, NOT_FOUND
from app.api.resources import make_router
from app.api.statements import queries
from app.api.statements.columns import PASSAGE_COLUMNS, STATEMENT_COLUMNS
from app.api.statements.entries import describe
from app.api.statements.schemas import (
    PassagePageOut,
    PassageQuery,
    StatementOut,
    StatementPageOut,
    StatementQuery,
)
from app.api.types import Id

router = make_router("statements", tag="statements")
StatementId = Annotated[Id, Path(description="The statement's id.", examples=["nato-2022-03-24-brussels"])]


@router.get(
    "",
    summary="List statements",
    response_model=StatementPageOut,
    response_description="A page.",
    responses=LIST,
)
def list_statements(request: Request, query: Annotated[StatementQuery, Query()], database: Store) -> Response:
    """The communiqués, declarations and decisions that were read, the newest first; those without a date come
    last.
    """
    with database.reading() as connection:
        page, statements = queries.list_statements(connection, query)
    return answer_page(request, page, statements)


@router.get(
    "/{statement_id}",
    summary="Get a statement",
    response_model=StatementOut,
    response_description="The statement.",
    responses={**NOT_FOUND, **GONE},
)
def get_statement(statement_id: StatementId, _: Annotated[NoQuery, Query()], database: Store) -> Response:
    """One statement: what its header says, and where its text is."""
    with database.reading() as connection:
        return answer(queries.get_statement(connection, statement_id))


@router.get(
    "/{statement_id}/passages",
    summary="List a statement's passages",
    response_model=PassagePageOut,
    response_description="A page.",
    responses={**LIST, **NOT_FOUND, **GONE},
)
def list_statement_passages(
    request: Request, statement_id: StatementId, query: Annotated[PassageQuery, Query()], database: Store
) -> Response:
    """The headings, paragraphs, list items and footnotes of a statement, in the order of its text; with `q`,
    those where these words occur.
    """
    with database.reading() as connection:
        page, passages = queries.list_passages(connection, statement_id, query)
    return answer_page(request, page, passages)


async def reading_passages(statement_id: StatementId) -> Reader:
    """What reads the passages of the statement in the path."""
    return lambda connection, query: queries.list_passages(connection, statement_id, query)


add_formats(router, "", columns=STATEMENT_COLUMNS, reader=reading(queries.list_statements), describe=describe)
add_formats(router, "/{statement_id}/passages", columns=PASSAGE_COLUMNS, reader=reading_passages)
