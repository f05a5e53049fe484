"""Statements as entries of a feed (`app.api.formats.atom`)."""

from app.api.acts.entries import describe_statement_ref, name_issuers
from app.api.formats.atom import Entry
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
