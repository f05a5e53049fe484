"""Actors as entries of a feed (`app.api.formats.atom`)."""

from app.api.formats.atom import Entry
from app.api.selects import Json


def describe(actor: Json) -> Entry:
    """What it is, and the names it goes by."""
    return Entry(
        address=f"/{actor['id']}",
        title=actor["name"],
        updated=actor["updated_at"],
        lines=[f"Kind: {actor['kind']}", f"Names: {', '.join(actor['names'])}", f"Source: {actor['source']}"],
    )
