"""Actors in words (`app.api.formats.entries`)."""

from app.api.formats.entries import Entry
from app.api.selects import Json


def describe(actor: Json) -> Entry:
    """What it is, and the names it goes by."""
    return Entry(
        address=f"/{actor['id']}",
        title=actor["name"],
        updated=actor["updated_at"],
        lines=[f"Kind: {actor['kind']}", f"Names: {', '.join(actor['names'])}", f"Source: {actor['source']}"],
    )
