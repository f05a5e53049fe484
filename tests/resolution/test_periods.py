"""Stretches of the calendar and their EDTF."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.resolution import periods
from app.resolution.days import period_of
from app.resolution.edtf import edtf
from app.resolution.patterns import open_window
from app.resolution.periods import Period, part_of, shift_months
from app.resolution.readings import CALENDAR
from app.resolution.times import read_time
from app.vocabulary import Precision

DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
CODES = {
    **{code: (3 * (code - 33) + 1, 3) for code in range(33, 37)},
    **{code: (3 * (code - 21) + 3, 3) for code in range(21, 25)},
    **{code: (6 * (code - 40) + 1, 6) for code in (40, 41)},
}
"""First month and number of months of the ISO 8601-2 codes of quarters, seasons and half-years."""


def read_edtf(text: str) -> tuple[date | None, date | None]:
    """The first and last day an EDTF interval means; None for an open side."""
    start, _, end = text.partition("/")
    return read_side(start)[0], read_side(end or start)[1]


def read_side(text: str) -> tuple[date | None, date | None]:
    if text == "..":
        return None, None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text), date.fromisoformat(text)
    if re.fullmatch(r"\d{3}X", text):
        return date(int(text[:3]) * 10, 1, 1), date(int(text[:3]) * 10 + 9, 12, 31)
    year, _, month = text.partition("-")
    first, count = CODES.get(int(month), (int(month), 1)) if month else (1, 12)
    start = date(int(year), first, 1)
    last = shift_months(start, count - 1)
    return start, periods.end_of_month(last.year, last.month)


@settings(max_examples=200, deadline=None)
@given(a=DAYS, b=DAYS, precision=st.sampled_from(Precision))
def test_edtf_means_the_interval_it_was_made_of(a: date, b: date, precision: Precision) -> None:
    first, last = min(a, b), max(a, b)
    assert read_edtf(edtf(first, last, precision) or "") == (first, last)
    assert read_edtf(edtf(first, None, precision) or "") == (first, None)
    assert read_edtf(edtf(None, last, precision) or "") == (None, last)


@settings(max_examples=100, deadline=None)
@given(day=DAYS, unit=st.sampled_from(["month", "quarter", "year", "decade", "century", "week"]))
def test_whole_units_hold_their_days_and_are_written_as_one(day: date, unit: str) -> None:
    period = periods.UNITS[unit](day)
    written = edtf(period.first, period.last, period.precision) or ""
    assert period.first <= day <= period.last
    assert read_edtf(written) == (period.first, period.last)
    assert ("/" in written) == (unit in {"week", "century"})


@settings(max_examples=100, deadline=None)
@given(
    day=DAYS,
    unit=st.sampled_from(["week", "weekend", "month", "quarter", "year", "decade", "century"]),
    part=st.sampled_from(["early", "mid", "late", "start", "end", "later"]),
)
def test_a_part_lies_within_its_whole(day: date, unit: str, part: str) -> None:
    whole = periods.UNITS[unit](day)
    piece = part_of(whole, part)
    assert whole.first <= piece.first <= piece.due <= piece.last <= whole.last


@pytest.mark.parametrize(
    ("words", "first", "last", "written"),
    [
        ("2031", "2031-01-01", "2031-12-31", "2031"),
        ("june 2031", "2031-06-01", "2031-06-30", "2031-06"),
        ("the third quarter of 2031", "2031-07-01", "2031-09-30", "2031-35"),
        ("winter 2031", "2031-12-01", "2032-02-29", "2031-24"),
        ("the second half of 2031", "2031-07-01", "2031-12-31", "2031-41"),
        ("the 2030s", "2030-01-01", "2039-12-31", "203X"),
        ("the late 2030s", "2037-01-01", "2039-12-31", "2037/2039"),
        ("29 february 2032", "2032-02-29", "2032-02-29", "2032-02-29"),
        ("november 2031 to february 2032", "2031-11-01", "2032-02-29", "2031-11/2032-02"),
        ("30 november to 11 december 2031", "2031-11-30", "2031-12-11", "2031-11-30/2031-12-11"),
        ("this century", "2001-01-01", "2100-12-31", "2001/2100"),
        ("next month", "2030-06-01", "2030-06-30", "2030-06"),
        ("march", "2031-03-01", "2031-03-31", "2031-03"),
        ("may", "2030-05-01", "2030-05-31", "2030-05"),
        ("the first half of june", "2030-06-01", "2030-06-15", "2030-06-01/2030-06-15"),
        ("good friday 2024", "2024-03-29", "2024-03-29", "2024-03-29"),
        ("easter 2038", "2038-04-25", "2038-04-25", "2038-04-25"),
        ("this weekend", "2030-05-18", "2030-05-19", "2030-05-18/2030-05-19"),
    ],
)
def test_words_mean_days(words: str, first: str, last: str, written: str) -> None:
    time = read_time(words, 0, CALENDAR)
    period = period_of(time, date(2030, 5, 14)) if time else None
    assert period is not None
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
    assert edtf(period.first, period.last, period.precision) == written


@pytest.mark.parametrize("words", ["31 june 2031", "30 february", "999 decades"])
def test_days_that_no_calendar_has_are_not_known(words: str) -> None:
    time = read_time(words, 0, {"day", "span"})
    assert time is not None
    assert period_of(time, date(2030, 5, 14)) is None


def test_the_same_day_months_later_is_the_last_one_the_month_has() -> None:
    assert shift_months(date(2031, 1, 31), 1) == date(2031, 2, 28)
    assert shift_months(date(2031, 1, 31), -11) == date(2030, 2, 28)


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="not a period"):
        Period(date(2031, 1, 2), date(2031, 1, 1), Precision.DAY)


def test_a_window_keeps_the_place_of_every_character() -> None:
    content = "by\u00a0 **mid\u20132031**\u200e."
    window = open_window(content)
    assert window.folded == "by mid-2031."
    assert window.span(3, 11).quote(content) == "mid\u20132031"
