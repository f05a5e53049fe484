"""Themes from the store."""

from sqlalchemy import Connection, select

from app.api.paging import Listing, Page, Term, fetch_page
from app.api.selects import Json, among
from app.api.themes.schemas import ThemeQuery
from app.store.tables import ThemeRow

BY_ID = (Term("id", ThemeRow.id),)


def list_themes(connection: Connection, query: ThemeQuery) -> tuple[Page, list[Json]]:
    """One page of the themes that match: one SQL statement."""
    wanted = select(ThemeRow.__table__).where(*among(ThemeRow.id, query.id))
    page = fetch_page(connection, Listing("themes", wanted, BY_ID), query)
    themes = [
        {"id": row.id, "label": row.label, "scope": row.scope, "cap": row.cap, "sdgs": row.sdgs}
        for row in page.rows
    ]
    return page, themes
