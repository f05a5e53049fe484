"""Calls from the store."""

from sqlalchemy import Connection

from app.api.acts.queries import list_acts
from app.api.calls.schemas import CallQuery
from app.api.paging import Page
from app.api.selects import Json
from app.vocabulary import ActKind


def list_calls(connection: Connection, query: CallQuery) -> tuple[Page, list[Json]]:
    """One page of the calls that match."""
    return list_acts(connection, ActKind.CALL, query)
