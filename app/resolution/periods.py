"""Years, quarters, months, decades and their parts -> stretches of whole days.

Pure calendar arithmetic; knows no words. All stretches include both their ends.
"""

import calendar
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.vocabulary import Precision


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days. `by`: the day meant by "by ...", where not the last ("by mid-2031": 30 June).
    `opens`: the last day on which it may begin, where what is meant lies somewhere in the stretch.
    """

    first: date
    last: date
    precision: Precision
    by: date | None = None
    opens: date | None = None

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"not a period: {self.first} to {self.last}")

    @property
    def due(self) -> date:
        """The last day that is still "by" this period."""
        return self.by or self.last


def end_of_month(year: int, month: int) -> date:
    """Its last day."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months_of(year: int, month: int, count: int, precision: Precision) -> Period:
    """`count` whole months from that month on."""
    last = shift_months(date(year, month, 1), count - 1)
    return Period(date(year, month, 1), end_of_month(last.year, last.month), precision)


def a_day(day: date) -> Period:
    """One day."""
    return Period(day, day, Precision.DAY)


def a_month(year: int, month: int) -> Period:
    """One month."""
    return months_of(year, month, 1, Precision.MONTH)


def a_quarter(year: int, number: int) -> Period:
    """Quarter 1 to 4 of a calendar year."""
    return months_of(year, 3 * number - 2, 3, Precision.QUARTER)


def a_half(year: int, number: int) -> Period:
    """Half 1 or 2 of a calendar year."""
    return months_of(year, 6 * number - 5, 6, Precision.HALF_YEAR)


def a_season(year: int, first_month: int) -> Period:
    """A season of three whole months, as the northern hemisphere counts them; winter belongs to the year it
    begins in.
    """
    return months_of(year, first_month, 3, Precision.SEASON)


def years_from(first: int, last: int, precision: Precision) -> Period:
    """Whole calendar years, both included."""
    return Period(date(first, 1, 1), date(last, 12, 31), precision)


def a_year(year: int) -> Period:
    """One calendar year."""
    return years_from(year, year, Precision.YEAR)


def a_decade(first_year: int) -> Period:
    """Ten years; a decade ends in its year 9."""
    return years_from(first_year, first_year + 9, Precision.DECADE)


def a_century(year: int) -> Period:
    """The century of a year; it ends in a year 00."""
    first = (year - 1) // 100 * 100 + 1
    return years_from(first, first + 99, Precision.RANGE)


def a_week(day: date) -> Period:
    """The week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6), Precision.RANGE)


def a_weekend(day: date) -> Period:
    """The Saturday and Sunday that end the week of a day."""
    sunday = a_week(day).last
    return Period(sunday - timedelta(days=1), sunday, Precision.RANGE)


def an_nth_weekday(year: int, month: int, weekday: int, nth: int) -> Period:
    """Which Monday (0) to Sunday (6) of a month; a fifth that it does not have is its last."""
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7, weeks=nth - 1)
    return a_day(day if day.month == month else day - timedelta(weeks=1))


def easter(year: int) -> date:
    """Easter Sunday of the western churches, by the anonymous Gregorian algorithm (Meeus, Jones, Butcher)."""
    century, short = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (short // 4) - epact - short % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def shift_months(day: date, months: int) -> date:
    """The same day so many months on, or the last one that month has."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))


SHIFTS: dict[str, Callable[[date, int], date]] = {
    "hour": lambda day, count: day + timedelta(days=math.ceil(count / 24)),
    "day": lambda day, count: day + timedelta(days=count),
    "week": lambda day, count: day + timedelta(weeks=count),
    "fortnight": lambda day, count: day + timedelta(weeks=2 * count),
    "month": shift_months,
    "quarter": lambda day, count: shift_months(day, 3 * count),
    "year": lambda day, count: shift_months(day, 12 * count),
    "decade": lambda day, count: shift_months(day, 120 * count),
}
MOST_WEEKDAYS = 5
"""How many of one weekday a month may have."""
PARTS_OF_DECADE = {"start": (0, 0), "early": (0, 3), "mid": (4, 6), "late": (7, 9), "end": (9, 9)}
PARTS_OF_CENTURY = {"start": (0, 9), "early": (0, 32), "mid": (40, 59), "late": (67, 99), "end": (90, 99)}
"""First and last year of a part, counted from the first year of the whole."""
MIDDLE_OF_DECADE = 5
MIDDLE_OF_CENTURY = 49
"""The year that ends the middle meant by "by mid-century", counted likewise: 2050."""
UNIT_PRECISION = {
    "hour": Precision.DAY,
    "day": Precision.DAY,
    "week": Precision.DAY,
    "fortnight": Precision.DAY,
    "month": Precision.MONTH,
    "quarter": Precision.QUARTER,
    "year": Precision.YEAR,
    "decade": Precision.DECADE,
}
UNITS: dict[str, Callable[[date], Period]] = {
    "day": a_day,
    "week": a_week,
    "weekend": a_weekend,
    "month": lambda day: a_month(day.year, day.month),
    "quarter": lambda day: a_quarter(day.year, (day.month + 2) // 3),
    "year": lambda day: a_year(day.year),
    "decade": lambda day: a_decade(day.year // 10 * 10),
    "century": lambda day: a_century(day.year),
}
"""The unit a day lies in, by the unit's name."""


def part_of(period: Period, part: str) -> Period:
    """`early`, `mid`, `late`, `start`, `end`, `later`, or the `first half` or `second half` of a period.

    A year is early in its months 1-4, late in 9-12; a decade is early in its years 0-3, late in 7-9 (the
    coding manual's figures); of anything shorter early, mid and late are thirds. The start and the end of a
    year are its first and last month. "By" the middle means by the middle day, "by" the end means the last.
    """
    if part == "later":
        return period
    if period.precision is Precision.YEAR:
        return _part_of_year(period, part)
    if period.precision is Precision.DECADE:
        return _part_of_years(period, PARTS_OF_DECADE[part], by=MIDDLE_OF_DECADE if part == "mid" else None)
    if period == a_century(period.first.year):
        return _part_of_years(period, PARTS_OF_CENTURY[part], by=MIDDLE_OF_CENTURY if part == "mid" else None)
    return _part_of_days(period, part)


def _part_of_year(period: Period, part: str) -> Period:
    year = period.first.year
    if part in {"start", "end"}:
        return replace(a_month(year, 1 if part == "start" else 12), precision=Precision.YEAR)
    first = {"early": 1, "mid": 5, "late": 9}[part]
    third = months_of(year, first, 4, Precision.RANGE)
    return replace(third, by=date(year, 6, 30)) if part == "mid" else third


def _part_of_years(period: Period, bounds: tuple[int, int], *, by: int | None) -> Period:
    year = period.first.year
    first, last = (year + offset for offset in bounds)
    precision = period.precision if first == last else Precision.RANGE
    part = years_from(first, last, precision)
    return part if by is None else replace(part, by=date(year + by, 12, 31))


def _part_of_days(period: Period, part: str) -> Period:
    """Thirds of the days."""
    length = (period.last - period.first).days + 1
    third = timedelta(days=length // 3)
    day = timedelta(days=1)
    half = timedelta(days=length // 2)
    if part == "first half":
        return Period(period.first, period.first + half - day, Precision.RANGE)
    if part == "second half":
        return Period(period.first + half, period.last, Precision.RANGE)
    if part in {"early", "start"}:
        return Period(period.first, max(period.first, period.first + third - day), Precision.RANGE)
    if part in {"late", "end"}:
        last = Period(min(period.last, period.last - third + day), period.last, Precision.RANGE)
        return replace(last, precision=period.precision) if part == "end" else last
    middle = period.first + timedelta(days=(length + 1) // 2 - 1)
    return Period(period.first + third, period.last - third, Precision.RANGE, by=middle)
