"""The indexes that serve the orders of lists, and what stands in them for an unknown day.

The columns of an order come behind what every query of its list asks for, so that a page is read from the
index where it begins.
"""

from datetime import date

from sqlalchemy import Index, text

NO_DATE_FIRST = date(1, 1, 1)
"""Stands for an unknown adoption date in an order, so that keyset paging meets no NULL."""
NO_DATE_LAST = date(9999, 12, 31)
"""Stands for an unknown deadline in an order."""


def orders_of_acts() -> tuple[Index, ...]:
    """Of pledges and of calls."""
    text_order = ("statement_id", "start_offset", "id")
    return (
        Index("ix_act_newest_first", "kind", text("adopted_order DESC"), *text_order),
        Index("ix_act_oldest_first", "kind", "adopted_order", *text_order),
        Index("ix_act_due_first", "kind", "due_order", "id"),
        Index("ix_act_updated_first", "kind", text("updated_at DESC"), "id"),
        Index("ix_act_surest_first", "kind", text("confidence DESC"), "id"),
    )


def newest_of_an_actor() -> Index:
    """Of acts by whom they bind; what is mostly asked of them stands behind the order."""
    order = ("actor_id", "act_kind", text("adopted_order DESC"), "statement_id", "start_offset", "act_id")
    return Index("ix_act_binding_newest_first", *order, "act_stage", "due_from", "is_direct")


def due_before_adopted() -> Index:
    """Of the few acts that say something is due before they were adopted: no other one that is due by some
    day was adopted after it.
    """
    is_early = text("due_from < adopted_order")
    return Index(
        "ix_act_binding_due_early", "adopted_order", sqlite_where=is_early, postgresql_where=is_early
    )


def days_of_deadlines() -> Index:
    """Of deadlines by their act; what is asked of them stands behind it."""
    days = ("role", "kind", "earliest", "latest", "latest_order")
    return Index("ix_deadline_of_act", "act_id", *days, "meeting_id")


def orders_of_statements() -> tuple[Index, ...]:
    """Of statements; the oldest come first from the end of the first index."""
    return (
        Index("ix_statement_newest_first", text("adopted_order DESC"), "id"),
        Index("ix_statement_updated_first", text("updated_at DESC"), "id"),
    )
