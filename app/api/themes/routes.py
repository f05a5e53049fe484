"""Themes over HTTP."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.api.answers import answer_page
from app.api.dependencies import Store
from app.api.formats.routes import add_formats, reading
from app.api.problems.responses import LIST
from app.api.resources import make_router
from app.api.themes import queries
from app.api.themes.columns import THEME_COLUMNS
from app.api.themes.schemas import ThemePageOut, ThemeQuery

router = make_router("themes", tag="vocabularies")


@router.get(
    "",
    summary="List themes",
    response_model=ThemePageOut,
    response_description="A page.",
    responses=LIST,
)
def list_themes(request: Request, query: Annotated[ThemeQuery, Query()], database: Store) -> Response:
    """The topics a pledge or a call can be about, by id. The list may grow."""
    with database.reading() as connection:
        page, themes = queries.list_themes(connection, query)
    return answer_page(request, page, themes)


add_formats(router, "", columns=THEME_COLUMNS, reader=reading(queries.list_themes))
