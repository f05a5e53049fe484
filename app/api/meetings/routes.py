"""Meetings over HTTP."""

from typing import Annotated

from fastapi import Path, Query, Request, Response
from pydantic import MISSING

from app.api.answers import answer, answer_page
from app.api.dependencies import Facts, Store
from app.api.formats.routes import add_formats, reading
from app.api.meetings import queries
from app.api.meetings.columns import MEETING_COLUMNS
from app.api.meetings.entries import describe
from app.api.meetings.schemas import (
    MeetingOut,
    MeetingPageOut,
    MeetingQuery,
    MeetingResolutionOut,
    ResolveQuery,
)
from app.api.paging import NoQuery
from app.api.problems.responses import GONE, LIST, NOT_FOUND
from app.api.resources import make_router
from app.api.selects import Json
from app.api.types import Id
from app.registry.facts import Meeting
from app.resolution.meetings import resolve_meeting as resolve
from app.resolution.occasion import Occasion

router = make_router("meetings", tag="meetings")
MeetingId = Annotated[Id, Path(description="The meeting's id.", examples=["nato-summit-2022-madrid"])]


@router.get(
    "",
    summary="List meetings",
    response_model=MeetingPageOut,
    response_description="A page.",
    responses=LIST,
)
def list_meetings(request: Request, query: Annotated[MeetingQuery, Query()], database: Store) -> Response:
    """Sessions of forums, the newest first."""
    with database.reading() as connection:
        page, meetings = queries.list_meetings(connection, query)
    return answer_page(request, page, meetings)


@router.get(
    "/resolve",
    summary="Resolve words to a meeting",
    response_model=MeetingResolutionOut,
    response_description="The meeting, and all candidates.",
)
def resolve_meeting(query: Annotated[ResolveQuery, Query()], registry: Facts) -> Response:
    """Which meeting somebody meant on some day by words like "Madrid" or "our next Summit": ranked
    candidates, each with its reason, by the rules that resolve deadlines. What is ambiguous stays unresolved.
    """
    said_on = None if query.said_on is MISSING else query.said_on
    resolution = resolve(query.text, Occasion(on=said_on, issuers=tuple(query.issuer)), registry)
    return answer(
        {
            "text": query.text,
            "meeting": _read_meeting(resolution.meeting) if resolution.meeting else None,
            "awaited_meeting": resolution.awaited,
            "candidates": [
                {
                    "meeting": _read_meeting(candidate.meeting),
                    "is_likely": candidate.is_likely,
                    "reason": candidate.reason,
                }
                for candidate in resolution.candidates
            ],
        }
    )


@router.get(
    "/{meeting_id}",
    summary="Get a meeting",
    response_model=MeetingOut,
    response_description="The meeting.",
    responses={**NOT_FOUND, **GONE},
)
def get_meeting(meeting_id: MeetingId, _: Annotated[NoQuery, Query()], database: Store) -> Response:
    """One meeting: place, days and the ways statements name it."""
    with database.reading() as connection:
        return answer(queries.get_meeting(connection, meeting_id))


def _read_meeting(meeting: Meeting) -> Json:
    """`MeetingRefOut` of a fact."""
    return {
        "id": meeting.id,
        "name": meeting.name,
        "place": meeting.place,
        "first_day": meeting.first_day,
        "last_day": meeting.last_day,
    }


add_formats(
    router,
    "",
    columns=MEETING_COLUMNS,
    reader=reading(queries.list_meetings),
    describe=describe,
    describe_event=describe,
)
