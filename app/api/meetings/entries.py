"""Meetings in words (`app.api.formats.entries`)."""

from app.api.formats.entries import Event
from app.api.selects import Json


def describe(meeting: Json) -> Event:
    """Where and when it is held."""
    return Event(
        address=f"/{meeting['id']}",
        title=meeting["name"],
        updated=meeting["updated_at"],
        lines=[
            f"{meeting['place'] or 'Place unknown'}, {meeting['first_day']} to {meeting['last_day']}",
            f"Forum: {meeting['forum']['name']}",
            f"Source: {meeting['source']}",
        ],
        first=meeting["first_day"],
        last=meeting["last_day"],
        version=meeting["version"],
        is_settled=meeting["is_verified"],
        place=meeting["place"],
    )
