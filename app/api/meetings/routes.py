"""Meetings over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from app.api.answers import answer, answer_page
from app.api.dependencies import Store
from app.api.meetings import queries
from app.api.meetings.schemas import MeetingOut, MeetingPageOut, MeetingQuery
from app.api.paging import NoQuery
from app.api.problems.responses import BAD_CURSOR, NOT_FOUND
from app.api.types import Id

router = APIRouter(prefix="/meetings", tags=["meetings"])
MeetingId = Annotated[Id, Path(description="The meeting's id.", examples=["nato-summit-2022-06-madrid"])]


@router.get(
    "",
    summary="List meetings",
    response_model=MeetingPageOut,
    response_description="A page.",
    responses=BAD_CURSOR,
)
def list_meetings(request: Request, query: Annotated[MeetingQuery, Query()], database: Store) -> Response:
    """Sessions of forums, the newest first."""
    with database.reading() as connection:
        page, meetings = queries.list_meetings(connection, query)
    return answer_page(request, page, meetings)


@router.get(
    "/{meeting_id}",
    summary="Get a meeting",
    response_model=MeetingOut,
    response_description="The meeting.",
    responses=NOT_FOUND,
)
def get_meeting(meeting_id: MeetingId, _: Annotated[NoQuery, Query()], database: Store) -> Response:
    """One meeting: place, days and the ways statements name it."""
    with database.reading() as connection:
        return answer(queries.get_meeting(connection, meeting_id))
