"""Statements in words (`app.api.formats.entries`)."""

from app.api.acts.entries import describe_statement_ref, name_issuers
from app.api.formats.entries import Entry
from app.api.selects import Json


def describe(statement: Json) -> Entry:
    """Who issued it when, and what was found in it."""
    return Entry(
        address=f"/{statement['id']}",
        title=statement["title"] or statement["id"],
        updated=statement["updated_at"],
        published=statement["created_at"],
        lines=[
            describe_statement_ref(statement),
            f"Pledges: {statement['pledge_count']}, calls: {statement['call_count']}",
        ],
        authors=name_issuers(statement),
        via=statement["url"],
    )
