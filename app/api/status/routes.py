"""The service's status over HTTP."""

from importlib.metadata import version
from typing import Annotated

from fastapi import Query, Response

from app.api.answers import NO_STORE, answer
from app.api.dependencies import Store
from app.api.paging import NoQuery
from app.api.resources import make_router
from app.api.status import queries
from app.api.status.schemas import StatusOut

VERSION = version("communique")

router = make_router("status", tag="service")


@router.get(
    "", summary="Get the service's status", response_model=StatusOut, response_description="The status."
)
def get_status(_: Annotated[NoQuery, Query()], database: Store) -> Response:
    """Which version is running, how much data it has and from which period, and the latest run."""
    with database.reading() as connection:
        return answer({"version": VERSION, **queries.get_status(connection)}, headers=NO_STORE)
