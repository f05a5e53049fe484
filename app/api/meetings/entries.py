"""Meetings as entries of a feed (`app.api.formats.atom`)."""

from app.api.formats.atom import Entry
from app.api.selects import Json


def describe(meeting: Json) -> Entry:
    """Where and when it is held."""
    return Entry(
        address=f"/{meeting['id']}",
        title=meeting["name"],
        updated=meeting["updated_at"],
        lines=[
            f"{meeting['place'] or 'Place unknown'}, {meeting['first_day']} to {meeting['last_day']}",
            f"Forum: {meeting['forum']['name']}",
            f"Source: {meeting['source']}",
        ],
    )
