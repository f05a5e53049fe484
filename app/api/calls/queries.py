"""Calls from the store: their list, and one of them."""

from sqlalchemy import Connection

from app.api.acts.queries import get_act, list_acts
from app.api.calls.schemas import CallQuery
from app.api.paging import Page
from app.api.selects import Json
from app.vocabulary import ActKind


def list_calls(connection: Connection, query: CallQuery) -> tuple[Page, list[Json]]:
    """One page of the calls that match."""
    return list_acts(connection, ActKind.CALL, query)


def get_call(connection: Connection, call_id: str) -> Json:
    """One call. Raises NotFound and Withdrawn."""
    return get_act(connection, ActKind.CALL, call_id)
