"""Deadlines as entries of a feed (`app.api.formats.atom`)."""

from app.api.acts.entries import describe_deadline, describe_statement_ref, label_themes, name_issuers
from app.api.formats.atom import Entry
from app.api.selects import Json


def describe(deadline: Json) -> Entry:
    """When, and what is pledged for then. It changes with its pledge."""
    pledge = deadline["pledge"]
    return Entry(
        address=f"?id={deadline['id']}",
        title=f"{deadline['edtf'] or 'Undated'}: {pledge['quote']}",
        updated=pledge["updated_at"],
        quote=pledge["quote"],
        lines=[describe_deadline(deadline), describe_statement_ref(pledge["statement"])],
        authors=name_issuers(pledge["statement"]),
        categories=label_themes(pledge),
    )
