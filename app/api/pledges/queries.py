"""Pledges from the store."""

from sqlalchemy import Connection

from app.api.acts.queries import list_acts
from app.api.paging import Page
from app.api.pledges.schemas import PledgeQuery
from app.api.selects import Json
from app.vocabulary import ActKind


def list_pledges(connection: Connection, query: PledgeQuery) -> tuple[Page, list[Json]]:
    """One page of the pledges that match."""
    return list_acts(connection, ActKind.PLEDGE, query)
