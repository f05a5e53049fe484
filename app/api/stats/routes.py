"""Counts over HTTP."""

from typing import Annotated

from fastapi import Query, Response

from app.api.answers import answer
from app.api.dependencies import Store
from app.api.resources import make_router
from app.api.stats import queries
from app.api.stats.schemas import PledgeStatsOut, PledgeStatsQuery
from app.errors import InvalidParameter

router = make_router("stats", tag="pledges")


@router.get(
    "/pledges", summary="Count pledges", response_model=PledgeStatsOut, response_description="The counts."
)
def count_pledges(query: Annotated[PledgeStatsQuery, Query()], database: Store) -> Response:
    """How many pledges there are by theme, actor, issuer, forum, stage, firmness, year of adoption or first
    year in which something is due, or by two of these, under the filters of the list of pledges.

    All groups are returned, and the counts are exact. Pledges for which a value is not known form a group
    with the value null.
    """
    if len(set(query.group_by)) < len(query.group_by):
        raise InvalidParameter("`group_by` names the same thing twice.", parameter="group_by")
    with database.reading() as connection:
        return answer(queries.count_pledges(connection, query))
