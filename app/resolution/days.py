"""A time in words, seen from the day it was said on -> the days it means.

What cannot be known from the words and that day is None, never guessed.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from app.resolution import periods
from app.resolution.numerals import number_named
from app.resolution.patterns import load_lists
from app.resolution.periods import SHIFTS, UNIT_PRECISION, UNITS, Period, part_of
from app.resolution.times import ENDS, Groups, Time, read_time
from app.vocabulary import Precision

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS_OF_YEAR = 12
HALVES = {
    "hour": ("hour", 1),
    "day": ("hour", 12),
    "week": ("day", 4),
    "fortnight": ("week", 1),
    "month": ("day", 15),
    "year": ("month", 6),
    "decade": ("year", 5),
}
"""Half of a unit, in whole ones of a smaller."""
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LAST = {"closing", "final", "last", "latter"}
PARTS = {
    "first half": ("first half",),
    "second half": ("second half", "latter half"),
    "early": ("early", "first part", "opening", "first few"),
    "mid": ("mid", r"half[ -]?way"),
    "later": ("later", "rest", "remainder", "remaining"),
    "late": ("late", "latter part", "last part", "closing", "last few", "final few"),
    "end": ("end", "close", "turn"),
    "start": ("start", "beginning", "dawn"),
}
"""Parts of a period, each with the words it is known by; "later" comes before "late", its beginning."""


YEARLY = frozenset({"day", "days", "week", "month", "months", "season"})
"""Times that come round every year, unless the words give the year."""


def period_of(time: Time, said: date | None) -> Period | None:
    """The days the words mean when said on that day; None where they, or the day, do not tell."""
    reader = READERS.get(time.rule)
    try:
        period = reader(time.groups, said) if reader else None
        part = time.groups.get("part")
        return part_of(period, part_named(part)) if period and part else period
    except (ValueError, OverflowError):  # 31 June, or beyond the calendar
        return None


def is_yearless(time: Time) -> bool:
    """Whether it comes round every year, and the words do not say in which."""
    return time.rule in YEARLY and not re.search(r"\d{4}|year|next", time.groups["all"])


def part_named(words: str) -> str:
    """The part of a period that words like "the very end of" name."""
    return next(part for part, known in PARTS.items() if re.search(rf"\b(?:{'|'.join(known)})", words))


def month_named(words: str) -> int:
    """A month by its first three letters."""
    return MONTHS.index(words[:3]) + 1


def _year(groups: Groups, said: date | None) -> int | None:
    """The year the words give: in figures, or as this or next year."""
    if "year" in groups:
        return int(groups["year"])
    if said and re.search(r"\b(?:this|current|the|next|coming) (?:calendar )?year\b", groups["all"]):
        return said.year + bool(re.search(r"\b(?:next|coming) (?:calendar )?year\b", groups["all"]))
    return None


def _in_year(groups: Groups, said: date | None, make: Callable[[int], Period]) -> Period | None:
    """What comes round every year, in the year the words give, else in the nearest."""
    year = _year(groups, said)
    return make(year) if year else _nearest(said, make)


def _nearest(said: date | None, make: Callable[[int], Period]) -> Period | None:
    """What comes round every year, in the first year in which it is not over on that day."""
    if said is None:
        return None
    this = make(said.year)
    return this if this.last >= said else make(said.year + 1)


def _day(groups: Groups, said: date | None) -> Period | None:
    if "iso" in groups:
        return periods.a_day(date.fromisoformat(groups["iso"]))
    if "figures" in groups:
        return _day_in_figures(groups["figures"])
    if "month" not in groups:
        return _day_of_month(groups, said)
    month = month_named(groups["month"])
    if "last" in groups:
        return _in_year(groups, said, lambda year: periods.a_day(periods.end_of_month(year, month)))
    day = number_named(groups["day"])
    return _in_year(groups, said, lambda year: periods.a_day(date(year, month, day)))


def _day_in_figures(figures: str) -> Period | None:
    """The day that comes first ("30.06.2032"), or second where it must ("06/30/2032"); None where a slash
    leaves open which is which.
    """
    first, second, year = map(int, re.split("[./-]", figures))
    is_open = "/" in figures and max(first, second) <= MONTHS_OF_YEAR and first != second
    day, month = (second, first) if second > MONTHS_OF_YEAR else (first, second)
    return None if is_open else periods.a_day(date(year, month, day))


def _day_of_month(groups: Groups, said: date | None) -> Period | None:
    """A day of this month or the next: "the 21st of next month"."""
    if said is None:
        return None
    month = periods.shift_months(said.replace(day=1), int("next" in groups["all"]))
    return periods.a_day(month.replace(day=number_named(groups.get("day") or groups["nth"])))


def _named_day(groups: Groups, said: date | None) -> Period | None:
    """A day that `rules/named-days.yaml` has; None for another."""
    days, name = load_lists("named-days"), groups["name"].removeprefix("the ")
    if name in days["fixed"]:
        month, day = map(int, days["fixed"][name].split("-"))
        return _in_year(groups, said, lambda year: periods.a_day(date(year, month, day)))
    if name in days["after_easter"]:
        after = timedelta(days=days["after_easter"][name])
        return _in_year(groups, said, lambda year: periods.a_day(periods.easter(year) + after))
    return None


def _anniversary(groups: Groups, said: date | None) -> Period | None:
    """One of what is being said; of anything else the day is not known, but in which year it may be."""
    if "year" in groups:
        return periods.a_year(int(groups["year"]))
    is_own = re.search(r" of (?:this|the present)\b", groups["all"])
    if said is None or not is_own:
        return None
    return periods.a_day(periods.shift_months(said, 12 * number_named(groups["nth"])))


def _weekday(groups: Groups, said: date | None) -> Period | None:
    """The first such day after the day, or one of a month: "the last Friday of July"."""
    weekday = WEEKDAYS.index(groups["weekday"])
    if "month" in groups:
        month, nth = month_named(groups["month"]), nth_named(groups, of=periods.MOST_WEEKDAYS)
        return _in_year(groups, said, lambda year: periods.an_nth_weekday(year, month, weekday, nth))
    if said is None:
        return None
    if week := re.search(r"(this|next) week", groups["all"]):
        monday = UNITS["week"](said).first + timedelta(weeks=week[1] == "next")
        return periods.a_day(monday + timedelta(days=weekday))
    return periods.a_day(said + timedelta(days=(weekday - said.weekday() - 1) % 7 + 1))


def _week(groups: Groups, said: date | None) -> Period | None:
    """Seven days of a month counted from its first, or from its last; or the calendar week of a day."""
    if "month" not in groups:
        return UNITS["week"](said + timedelta(weeks="next" in groups["all"])) if said else None
    if "nth" not in groups:
        day = _day(groups, said)
        return UNITS["week"](day.first) if day else None
    month = month_named(groups["month"])
    return _in_year(groups, said, lambda year: _week_of_month(periods.a_month(year, month), groups["nth"]))


def _week_of_month(month: Period, nth: str) -> Period:
    if nth in LAST:
        return Period(month.last - timedelta(days=6), month.last, Precision.RANGE)
    first = month.first + timedelta(weeks=number_named(nth) - 1)
    return Period(first, first + timedelta(days=6), Precision.RANGE)


def _stretch(groups: Groups, said: date | None) -> Period | None:
    """So many days, weeks or months at one end of a month, a year or the like."""
    named = _month if "month" in groups else _calendar_year if "year" in groups else None
    following = _following if "next" in groups["all"] else _current
    whole = (named or following)(groups, said)
    if whole is None:
        return None
    count, day = number_named(groups.get("number", "one")), timedelta(days=1)
    shift = SHIFTS[groups["length"]]
    if groups["side"] in LAST:
        first, last = shift(whole.last + day, -count), whole.last
    else:
        first, last = whole.first, shift(whole.first, count) - day
    return Period(first, last, Precision.DAY if first == last else Precision.RANGE)


def _day_word(groups: Groups, said: date | None) -> Period | None:
    days = ("tomorrow" in groups["all"]) + ("after tomorrow" in groups["all"])
    return periods.a_day(said + timedelta(days=days)) if said else None


def _from_to(groups: Groups, said: date | None) -> Period | None:
    """From the first day of one time to the last of another; a first one without a year is the last of its
    name before that.
    """
    if "first" not in groups:
        return (
            _days(groups | {"last_month": groups["month"]}, said) if "day" in groups else _years(groups, said)
        )
    first, last = (read_time(groups[end], 0, ENDS) for end in ("first", "last"))
    end = period_of(last, said) if last else None
    if first is None or end is None:
        return None
    seen_from = end.last - timedelta(days=364) if is_yearless(first) else said
    start = period_of(first, seen_from)
    if start and last and is_yearless(last) and start.first > end.last:
        end = period_of(last, start.first) or end
    if start is None or start.first > end.last:
        return None
    is_even = start.precision is end.precision and end.precision in {Precision.DAY, Precision.MONTH}
    return Period(start.first, end.last, end.precision if is_even else Precision.RANGE)


def _days(groups: Groups, said: date | None) -> Period | None:
    last = {name.removeprefix("last_"): value for name, value in groups.items() if name.startswith("last_")}
    end = _day({"all": "", "month": groups["month"], **_only(groups, "year"), **last}, said)
    if end is None:
        return None
    start = _day(
        {"all": "", **_only(groups, "day", "month"), "year": groups.get("year", str(end.first.year))}, said
    )
    if start is None or start.first > end.last:
        return None
    return Period(start.first, end.last, Precision.DAY)


def _only(groups: Groups, *names: str) -> dict[str, str]:
    return {name: groups[name] for name in names if name in groups}


def _month(groups: Groups, said: date | None) -> Period | None:
    month = month_named(groups["month"])
    return _in_year(groups, said, lambda year: periods.a_month(year, month))


def _months(groups: Groups, said: date | None) -> Period | None:
    first, last = month_named(groups["month"]), month_named(groups["last_month"])
    count = (last - first) % 12 + 1
    if "last_year" in groups:
        end = periods.a_month(int(groups["last_year"]), last)
        year = int(groups["year"]) if "year" in groups else end.first.year - (first > last)
        return Period(date(year, first, 1), end.last, Precision.MONTH)
    return _nearest(said, lambda year: periods.months_of(year, first, count, Precision.MONTH))


def nth_named(groups: Groups, *, of: int) -> int:
    """Which of so many parts: "first", "Q3", "the final"."""
    if "opening" in groups:
        return 1
    if groups.get("nth") in LAST:
        return of
    return number_named(groups["nth"] if "nth" in groups else groups["number"])


def _quarter(groups: Groups, said: date | None) -> Period | None:
    number = nth_named(groups, of=4)
    if number not in range(1, 5):
        return None
    return _in_year(groups, said, lambda year: periods.a_quarter(year, number))


def _half(groups: Groups, said: date | None) -> Period | None:
    number = nth_named(groups, of=2)
    if number not in range(1, 3):
        return None
    if "decade" in groups:
        return _half_of(periods.a_decade(int(groups["decade"])), number)
    if groups.get("unit") in {"decade", "century"}:
        return _half_of(UNITS[groups["unit"]](said), number) if said else None
    year = _year(groups, said)
    return periods.a_half(year, number) if year else None


def _half_of(period: Period, number: int) -> Period:
    """Half 1 or 2 of a stretch of whole years."""
    middle = (period.first.year + period.last.year) // 2
    first, last = (period.first.year, middle) if number == 1 else (middle + 1, period.last.year)
    return periods.years_from(first, last, Precision.RANGE)


def _season(groups: Groups, said: date | None) -> Period | None:
    first_month = SEASONS[groups["season"]]
    return _in_year(groups, said, lambda year: periods.a_season(year, first_month))


def _calendar_year(groups: Groups, said: date | None) -> Period | None:
    year = _year(groups, said)
    return periods.a_year(year) if year else None


def _years(groups: Groups, _: date | None) -> Period:
    first, last = groups["year"], groups["last_year"]
    last = first[: len(first) - len(last)] + last  # "2031-35"
    return periods.years_from(int(first), int(last), Precision.RANGE)


def _dated_event(groups: Groups, said: date | None) -> Period:
    """What lies somewhere in the year it is called by, or begins in the first of two and ends in the last; so
    do its edges.
    """
    years = _years({"last_year": groups["year"]} | groups, said)
    if "edge" in groups:
        years = periods.a_year((years.last if groups["edge"] in {"end", "close"} else years.first).year)
    return replace(years, opens=periods.a_year(years.first.year).last, precision=Precision.RANGE)


def _decade(groups: Groups, said: date | None) -> Period | None:
    if "decade" in groups:
        return periods.a_decade(int(groups["decade"]))
    return UNITS["decade"](said) if said else None


def _century(_: Groups, said: date | None) -> Period | None:
    return UNITS["century"](said) if said else None


def _current(groups: Groups, said: date | None) -> Period | None:
    if "season" in groups or "month" in groups:
        return _yearly(groups, said)
    return UNITS[groups.get("unit", "year")](said) if said else None


def _yearly(groups: Groups, said: date | None) -> Period | None:
    """A month or season by its name alone."""
    return _season(groups, said) if "season" in groups else _month(groups, said)


def _following(groups: Groups, said: date | None) -> Period | None:
    if said is None:
        return None
    if "season" in groups or "month" in groups:
        this = _yearly(groups, said)
        return _yearly(groups, this.last + timedelta(days=1)) if this and this.first <= said else this
    unit = UNITS[groups.get("unit", "year")]
    following = unit(unit(said).last + timedelta(days=1))
    return unit(following.last + timedelta(days=1)) if "after next" in groups["all"] else following


def _span(groups: Groups, said: date | None) -> Period | None:
    """From the day on; its precision is the unit counted in."""
    if said is None:
        return None
    return Period(said, _moved(said, by=groups), _precision_of(groups))


def _from_now(groups: Groups, said: date | None) -> Period | None:
    if said is None:
        return None
    start = _weekday(groups, said) if "weekday" in groups else periods.a_day(said)
    return start and shifted(start, by=groups, is_back=False)


READERS: dict[str, Callable[[Groups, date | None], Period | None]] = {
    "day": _day,
    "day-word": _day_word,
    "named-day": _named_day,
    "anniversary": _anniversary,
    "weekday": _weekday,
    "week": _week,
    "stretch": _stretch,
    "days": _days,
    "from-to": _from_to,
    "month": _month,
    "months": _months,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "year": _calendar_year,
    "years": _years,
    "dated-event": _dated_event,
    "decade": _decade,
    "century": _century,
    "current": _current,
    "following": _following,
    "calendar-unit": _current,
    "span": _span,
    "from-now": _from_now,
}
"""The rules whose times are days. Those of the others cannot be told from the calendar: a vague span, an
event, a fiscal year (`fiscal_years.py`), which begins when its country says.
"""


def shifted(period: Period, *, by: Groups, is_back: bool) -> Period | None:
    """The day so long after a period's end, or before its beginning: "six months after the session"."""
    try:
        day = _moved(period.first if is_back else period.last, by=by, is_back=is_back)
        if by.keys() & {"opening", "closing"}:
            unit = UNITS[by["length"]](day)
            day = unit.first if "opening" in by else unit.last
    except (ValueError, OverflowError):  # beyond the calendar
        return None
    return Period(day, day, _precision_of(by))


def _moved(day: date, *, by: Groups, is_back: bool = False) -> date:
    """The day so long after, or before, another: "a year and a half" is a year and six months."""
    sign = -1 if is_back else 1
    is_half_alone = by.get("half") == "half"
    moved = SHIFTS[by["length"]](day, 0 if is_half_alone else sign * number_named(by.get("number", "one")))
    if "half" not in by:
        return moved
    unit, count = HALVES[by["length"]]
    return SHIFTS[unit](moved, sign * count)


def _precision_of(length: Groups) -> Precision:
    """The unit that a length of time is counted in."""
    unit = HALVES[length["length"]][0] if "half" in length else length["length"]
    return UNIT_PRECISION[unit]
