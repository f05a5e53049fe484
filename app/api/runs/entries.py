"""Runs in words (`app.api.formats.entries`)."""

from app.api.formats.entries import Entry
from app.api.selects import Json


def describe(run: Json) -> Entry:
    """How it ended, and what it did."""
    tally = ", ".join(f"{name}: {number}" for name, number in sorted(run["tally"].items()))
    return Entry(
        address=f"/{run['id']}",
        title=f"Run {run['id']}: {run['state']}",
        updated=run["finished_at"] or run["started_at"],
        published=run["started_at"],
        lines=[tally] if tally else [],
    )
