"""Deadlines in words (`app.api.formats.entries`)."""

from datetime import date, datetime

from app.api.acts.entries import describe_deadline, describe_statement_ref, label_themes, name_issuers
from app.api.formats.entries import Event
from app.api.selects import Json


def describe(deadline: Json) -> Event:
    """When, and what is pledged for then. It changes with its pledge; with one reading only it is settled."""
    pledge = deadline["pledge"]
    return Event(
        address=f"?id={deadline['id']}",
        title=f"{deadline['role'].replace('_', '-').capitalize()}: {pledge['quote']}",
        updated=datetime.fromisoformat(pledge["updated_at"]),
        quote=pledge["quote"],
        lines=[describe_deadline(deadline), describe_statement_ref(pledge["statement"])],
        authors=name_issuers(pledge["statement"]),
        categories=label_themes(pledge),
        first=_read_day(deadline["earliest"]),
        last=_read_day(deadline["latest"]),
        version=pledge["version"],
        is_settled=not deadline["alternatives"],
    )


def _read_day(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)
