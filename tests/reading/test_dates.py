from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reading.dates import AmbiguousDate, find_ambiguous_date, find_dates, parse_date


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("24 March 2022", "2022-03-24", "2022-03-24"),
        ("24 Mar. 2022", "2022-03-24", "2022-03-24"),
        ("24th of March, 2022", "2022-03-24", "2022-03-24"),
        ("March 24, 2022", "2022-03-24", "2022-03-24"),
        ("Sept. 3rd, 2031", "2031-09-03", "2031-09-03"),
        ("2022-03-24", "2022-03-24", "2022-03-24"),
        ("24.03.2022", "2022-03-24", "2022-03-24"),
        ("24/03/2022", "2022-03-24", "2022-03-24"),
        ("10/10/2031", "2031-10-10", "2031-10-10"),
        ("16-17 November 2023", "2023-11-16", "2023-11-17"),
        ("16 and 17 November 2023", "2023-11-16", "2023-11-17"),
        ("November 16–17, 2023", "2023-11-16", "2023-11-17"),
        ("30 November to 13 December 2015", "2015-11-30", "2015-12-13"),
        ("October 31–November 1, 2022", "2022-10-31", "2022-11-01"),
        ("10July 2031", "2031-07-10", "2031-07-10"),
        ("25, November 2031", "2031-11-25", "2031-11-25"),
        ("7 th July 2031", "2031-07-07", "2031-07-07"),
        ("26-05-2031", "2031-05-26", "2031-05-26"),
        ("12 mars 2031", "2031-03-12", "2031-03-12"),
        ("1er août 2031", "2031-08-01", "2031-08-01"),
        ("12 de mayo de 2031", "2031-05-12", "2031-05-12"),
        ("seventh day of June two thousand and thirty-one", "2031-06-07", "2031-06-07"),
        ("Twenty-First Day of September in the Year Two Thousand and Thirty", "2030-09-21", "2030-09-21"),
        ("30 December 2030 to 2 January 2031", "2030-12-30", "2031-01-02"),
    ],
)
def test_the_forms_that_statements_use(words: str, first: str, last: str) -> None:
    (found,) = find_dates(f"met in Bonn on {words}, and")

    assert (found.first, found.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert parse_date(words) == found.last


@pytest.mark.parametrize(
    "words",
    [
        "31 June 2031",
        "03/04/2022",
        "03-04-2022",
        "March 2031",
        "241018",
        "A/RES/70/1",
        "2031-13-01",
        "20-21 March",
        "17-16 May 2031",
    ],
)
def test_what_names_no_day_is_no_date(words: str) -> None:
    assert find_dates(f"see {words} and") == ()


def test_two_dates_are_two() -> None:
    found = find_dates("on 26 September 2018 and 10 October 2018")

    assert [f.first for f in found] == [date(2018, 9, 26), date(2018, 10, 10)]


def test_figures_that_two_readers_read_as_two_days_are_refused() -> None:
    assert find_ambiguous_date("Bonn, 03/04/2022") == "03/04/2022"
    with pytest.raises(AmbiguousDate):
        parse_date("03/04/2022")


def test_other_words_are_no_date() -> None:
    with pytest.raises(ValueError, match="not a date"):
        parse_date("on 3 March 2031")


@settings(max_examples=60, deadline=None)
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_a_day_written_out_is_read_back(day: date) -> None:
    assert parse_date(f"{day.day} {day:%B} {day.year}") == day
    assert parse_date(f"{day:%b}. {day.day}, {day.year}") == day
