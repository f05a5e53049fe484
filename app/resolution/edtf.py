"""A stretch of days -> Extended Date/Time Format (ISO 8601-2:2019, levels 0 to 2)."""

from datetime import date

from app.resolution.periods import a_decade, a_month, a_year, end_of_month, months_of
from app.vocabulary import Precision

QUARTER_CODES = {1: 33, 4: 34, 7: 35, 10: 36}
"""ISO 8601-2 level 2 codes of quarters, by first month."""
SEASON_CODES = {3: 21, 6: 22, 9: 23, 12: 24}
"""ISO 8601-2 level 1 codes of spring, summer, autumn and winter, by first month."""
HALF_CODES = {1: 40, 7: 41}
"""ISO 8601-2 level 2 codes of half-years, by first month."""


def edtf(earliest: date | None, latest: date | None, precision: Precision) -> str | None:
    """The interval as one date where it is one whole unit (`2030`, `2022-04`, `2023-35`, `203X`), else
    `start/end`.

    `..` stands for a side that is not known. The bounds are written as coarsely as loses no day, and in full
    where the words give days.
    """
    if earliest is None and latest is None:
        return None
    if earliest and latest:
        whole = _whole_unit(earliest, latest, precision)
        if whole:
            return whole
    is_coarse = precision not in {Precision.DAY, Precision.RANGE} or _is_whole_months(earliest, latest)
    start = _bound(earliest, is_start=True, is_coarse=is_coarse)
    return f"{start}/{_bound(latest, is_start=False, is_coarse=is_coarse)}"


def _is_whole_months(first: date | None, last: date | None) -> bool:
    """Whether a closed interval is made of whole months."""
    return bool(first and last and first.day == 1 and last == end_of_month(last.year, last.month))


def _whole_unit(first: date, last: date, precision: Precision) -> str | None:
    """How EDTF writes exactly these days as one unit, None when they are none."""
    stretch = (first, last)
    if first == last:
        return first.isoformat()
    month = a_month(first.year, first.month)
    if stretch == (month.first, month.last):
        return f"{first.year:04}-{first.month:02}"
    year = a_year(first.year)
    if stretch == (year.first, year.last):
        return f"{first.year:04}"
    decade = a_decade(first.year // 10 * 10)
    if precision is Precision.DECADE and stretch == (decade.first, decade.last):
        return f"{first.year // 10:03}X"
    return _coded_unit(first, last, precision)


def _coded_unit(first: date, last: date, precision: Precision) -> str | None:
    """A quarter, season or half-year by its ISO 8601-2 code."""
    units = {
        Precision.QUARTER: (3, QUARTER_CODES),
        Precision.SEASON: (3, SEASON_CODES),
        Precision.HALF_YEAR: (6, HALF_CODES),
    }
    if precision not in units:
        return None
    length, codes = units[precision]
    whole = (
        first.day == 1
        and first.month in codes
        and months_of(first.year, first.month, length, precision).last == last
    )
    return f"{first.year:04}-{codes[first.month]}" if whole else None


def _bound(day: date | None, *, is_start: bool, is_coarse: bool) -> str:
    """One side of an interval; a coarse one as a year or month where that loses no day."""
    if day is None:
        return ".."
    edges = (a_year(day.year), a_month(day.year, day.month)) if is_coarse else ()
    for unit, text in zip(edges, (f"{day.year:04}", f"{day.year:04}-{day.month:02}"), strict=False):
        if day == (unit.first if is_start else unit.last):
            return text
    return day.isoformat()
