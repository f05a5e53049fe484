"""What is asked of the days of a deadline: that they lie in a window, possibly or certainly, and how timely
it is on a day.

Only deadlines at which something is due or followed up are looked at, not those from which on it starts. An
interval with an open end reaches as far as it can: it overlaps whatever lies that way, and lies in no window
that ends there.
"""

from collections.abc import Callable
from datetime import date, timedelta

from pydantic import MISSING
from sqlalchemy import and_, or_

from app.api.acts.filter_kinds import Filter, write_day
from app.api.acts.schemas import ActFilters, DueMatch, Timeliness, TimelyQuery
from app.api.selects import Condition, Json, today
from app.errors import InvalidParameter
from app.store.tables import DeadlineRow
from app.vocabulary import DUE_ROLES

SOON = timedelta(days=30)

IS_DUE = DeadlineRow.role.in_(DUE_ROLES)
IS_DATED = or_(DeadlineRow.earliest.is_not(None), DeadlineRow.latest.is_not(None))
HAS_LATEST = DeadlineRow.latest.is_not(None)
IS_TIMELY: dict[Timeliness, Callable[[date, date], Condition]] = {
    Timeliness.UPCOMING: lambda _, soon: and_(HAS_LATEST, DeadlineRow.latest_order > soon),
    Timeliness.DUE: lambda day, soon: and_(HAS_LATEST, DeadlineRow.latest_order.between(day, soon)),
    Timeliness.PAST: lambda day, _: and_(HAS_LATEST, DeadlineRow.latest_order < day),
    Timeliness.UNDATED: lambda _, __: DeadlineRow.latest.is_(None),
}
"""What each means from one day to another, the last that is soon after it; the timeline is in that order."""


def day_of_timeliness(query: TimelyQuery) -> date | None:
    """The day the answer holds for; None when timeliness is not asked. Raises InvalidParameter for a day
    without it.
    """
    if query.timeliness:
        return today() if query.as_of is MISSING else query.as_of
    if query.as_of is not MISSING:
        raise InvalidParameter("`as_of` is the day of `timeliness`, which is missing.", parameter="as_of")
    return None


def timeliness_conditions(query: TimelyQuery) -> list[Condition]:
    """How timely the deadline has to be, on `DeadlineRow`; empty when nothing is asked."""
    day = day_of_timeliness(query)
    if day is None:
        return []
    soon = min(day, date.max - SOON) + SOON
    return [IS_DUE, or_(*(IS_TIMELY[timeliness](day, soon) for timeliness in query.timeliness))]


# --- the window ---------------------------------------------------------------------------------------------


def _ask_after(day: date, query: ActFilters) -> Condition:
    begins = DeadlineRow.earliest if _is_certain(query) else DeadlineRow.latest_order
    return and_(IS_DUE, IS_DATED, begins >= day)


def _ask_before(day: date, query: ActFilters) -> Condition:
    is_before = or_(DeadlineRow.earliest.is_(None), DeadlineRow.earliest <= day)
    return and_(IS_DUE, IS_DATED, DeadlineRow.latest <= day if _is_certain(query) else is_before)


def _holds_after(day: date, query: ActFilters, deadline: Json) -> bool:
    is_certain = _is_certain(query)
    begins = deadline["earliest" if is_certain else "latest"]
    return _is_due(deadline) and (begins >= write_day(day) if begins else not is_certain)


def _holds_before(day: date, query: ActFilters, deadline: Json) -> bool:
    is_certain = _is_certain(query)
    ends = deadline["latest" if is_certain else "earliest"]
    return _is_due(deadline) and (ends <= write_day(day) if ends else not is_certain)


def _is_due(deadline: Json) -> bool:
    return deadline["role"] in DUE_ROLES and bool(deadline["earliest"] or deadline["latest"])


def _is_certain(query: ActFilters) -> bool:
    return query.due_match is DueMatch.CERTAIN


DUE_AFTER = Filter(_ask_after, _holds_after)
DUE_BEFORE = Filter(_ask_before, _holds_before)
