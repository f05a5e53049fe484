"""Calls from the store: their list, and one of them."""

from sqlalchemy import Connection

from app.api.acts.filters import act_conditions, has_deadline, named_as, with_deadline
from app.api.acts.queries import get_act, list_acts
from app.api.calls.schemas import CallQuery
from app.api.paging import Page
from app.api.selects import Json, among
from app.store.tables import ActRow
from app.vocabulary import ActKind, ActorRole


def list_calls(connection: Connection, query: CallQuery) -> tuple[Page, list[Json]]:
    """One page of the calls that match."""
    conditions = [
        *act_conditions(query),
        *with_deadline(query),
        *has_deadline(query.has_deadline),
        *among(ActRow.id, query.id),
        *named_as(ActorRole.ADDRESSEE, query.addressee),
    ]
    return list_acts(connection, ActKind.CALL, query, conditions)


def get_call(connection: Connection, call_id: str) -> Json:
    """One call. Raises NotFound and Withdrawn."""
    return get_act(connection, ActKind.CALL, call_id)
