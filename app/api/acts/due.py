"""What is asked of the days of a deadline: that they lie in a window, possibly or certainly, and how timely
it is on a day.

Only deadlines at which something is due or followed up are looked at, not those from which on it starts.
"""

from collections.abc import Callable
from datetime import date, timedelta

from pydantic import MISSING
from sqlalchemy import or_

from app.api.acts.schemas import ActQuery, DueMatch, Timeliness
from app.api.selects import Condition, today
from app.errors import InvalidParameter
from app.store.tables import DeadlineRow
from app.vocabulary import DUE_ROLES

SOON = timedelta(days=30)

IS_TIMELY: dict[Timeliness, Callable[[date, date], Condition]] = {
    Timeliness.UPCOMING: lambda _, soon: DeadlineRow.latest > soon,
    Timeliness.DUE: DeadlineRow.latest.between,
    Timeliness.PAST: lambda day, _: DeadlineRow.latest < day,
    Timeliness.UNDATED: lambda _, __: DeadlineRow.latest.is_(None),
}
"""What each means from one day to another, the last that is soon after it."""


def due_conditions(query: ActQuery) -> list[Condition]:
    """What `query` asks of a deadline's days, on `DeadlineRow`; empty when it asks nothing."""
    conditions = [*_window_conditions(query), *_timeliness_conditions(query)]
    return [DeadlineRow.role.in_(DUE_ROLES), *conditions] if conditions else []


def day_of_timeliness(query: ActQuery) -> date | None:
    """The day the answer holds for; None when timeliness is not asked. Raises InvalidParameter for a day
    without it.
    """
    if query.timeliness:
        return today() if query.as_of is MISSING else query.as_of
    if query.as_of is not MISSING:
        raise InvalidParameter("`as_of` is the day of `timeliness`, which is missing.", parameter="as_of")
    return None


def _window_conditions(query: ActQuery) -> list[Condition]:
    """The interval overlaps the window or, where certainty is asked, lies in it whole.

    An interval with an open end reaches as far as it can: it overlaps whatever lies that way, and lies in no
    window that ends there.
    """
    is_certain = query.due_match is DueMatch.CERTAIN
    conditions: list[Condition] = []
    if query.due_after is not MISSING:
        begins = DeadlineRow.earliest if is_certain else DeadlineRow.latest_order
        conditions.append(begins >= query.due_after)
    if query.due_before is not MISSING:
        is_before = DeadlineRow.earliest <= query.due_before
        is_over = DeadlineRow.latest <= query.due_before
        conditions.append(is_over if is_certain else or_(DeadlineRow.earliest.is_(None), is_before))
    is_dated = or_(DeadlineRow.earliest.is_not(None), DeadlineRow.latest.is_not(None))
    return [*conditions, is_dated] if conditions else []


def _timeliness_conditions(query: ActQuery) -> list[Condition]:
    day = day_of_timeliness(query)
    if day is None:
        return []
    soon = min(day, date.max - SOON) + SOON
    return [or_(*(IS_TIMELY[timeliness](day, soon) for timeliness in query.timeliness))]
