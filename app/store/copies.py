"""Columns that repeat what other rows of an object say, so that lists are ordered and filtered where their
index lies -> their values.

The one writer fills them in as it writes (`app.store.records`): no record holds them, and they say nothing
about the thing itself.
"""

from collections.abc import Mapping
from datetime import date

from app.store.declarations import Row
from app.store.objects import Record, Values
from app.store.orders import NO_DATE_FIRST, NO_DATE_LAST
from app.store.tables import ActBindingRow, ActRow, DeadlineRow
from app.vocabulary import DUE_ROLES

COPIES: Mapping[type[Row], frozenset[str]] = {
    ActRow: frozenset({"due_order"}),
    ActBindingRow: frozenset(
        {"act_kind", "act_stage", "adopted_order", "statement_id", "start_offset", "due_from"}
    ),
    DeadlineRow: frozenset({"act_kind"}),
}
"""By table, the columns that are copies."""


def list_copies(row_type: type[Row], record: Record) -> Values:
    """What the copies in a row of this table say, which is of `record` or a part of it."""
    copied = COPIES.get(row_type)
    if not copied:
        return {}
    act = {
        **record.values,
        "act_kind": record.values["kind"],
        "act_stage": record.values["stage"],
        "due_order": _find_due_order(record),
        "due_from": _find_due_from(record),
    }
    return {name: act[name] for name in copied}


def _find_due_order(act: Record) -> date:
    """The first day on which something of the act is due or followed up: the last possible one of that
    deadline.
    """
    days = (
        deadline["latest_order"]
        for deadline in act.parts.get(DeadlineRow, ())
        if deadline["role"] in DUE_ROLES
    )
    return min(days, default=NO_DATE_LAST)


def _find_due_from(act: Record) -> date:
    """The first possible day of the first such deadline, the first of all days where that is open; undated
    ones are never due.
    """
    days = (
        deadline["earliest"] or NO_DATE_FIRST
        for deadline in act.parts.get(DeadlineRow, ())
        if deadline["role"] in DUE_ROLES and (deadline["earliest"] or deadline["latest"])
    )
    return min(days, default=NO_DATE_LAST)
