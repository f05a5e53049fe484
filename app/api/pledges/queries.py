"""Pledges from the store: their list, and one of them."""

from sqlalchemy import Connection

from app.api.acts.queries import get_act, list_acts
from app.api.paging import Page
from app.api.pledges.schemas import PledgeQuery
from app.api.selects import Json
from app.vocabulary import ActKind


def list_pledges(connection: Connection, query: PledgeQuery) -> tuple[Page, list[Json]]:
    """One page of the pledges that match."""
    return list_acts(connection, ActKind.PLEDGE, query)


def get_pledge(connection: Connection, pledge_id: str) -> Json:
    """One pledge. Raises NotFound and Withdrawn."""
    return get_act(connection, ActKind.PLEDGE, pledge_id)
