"""Calendar dates written out in English -> civil dates. Knows the forms that statements use; guesses nothing.

Read are "24 March 2022", "24 Mar. 2022", "March 24, 2022", "2022-03-24", "24.03.2022", "24/03/2022" and the
ranges "16-17 November 2023", "30 November to 13 December 2015", "October 31-November 1, 2022". "03/04/2022"
is two different days to two readers: it is none here.
"""

import re
from dataclasses import dataclass
from datetime import date


class AmbiguousDate(ValueError):
    """Figures that name one day in Europe and another one in the United States."""


@dataclass(frozen=True, slots=True, order=True)
class DateFound:
    """Where a date or a range of days stands in a text; `first` and `last` are both included, and equal for a
    single day.
    """

    start: int
    end: int
    first: date
    last: date


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?:{'|'.join(_MONTHS)})\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1[6-9]|20|21)\d{2}"
_YEAR_1 = rf"(?:,?\s+(?P<y1>{_YEAR}))?"
_TO = r"\s*(?:-|–|—|\bto\b|\buntil\b|\bthrough\b)\s*"
_AND = rf"(?:{_TO}|\s+and\s+)"
_BEFORE, _AFTER = r"(?<![\w/-])", r"(?![\w/]|-\d)"

# Longest first: a range is also a date. Each has the groups d1 m1 y1 d2 m2 y2 or some of them; what is
# missing is shared.
_FORMS = tuple(
    re.compile(_BEFORE + pattern + _AFTER, re.I)
    for pattern in (
        rf"(?P<d1>{_DAY})\s+(?P<m1>{_MONTH}){_YEAR_1}{_TO}(?P<d2>{_DAY})\s+(?P<m2>{_MONTH}),?\s+(?P<y2>{_YEAR})",
        rf"(?P<m1>{_MONTH})\s+(?P<d1>{_DAY}){_YEAR_1}{_TO}(?P<m2>{_MONTH})\s+(?P<d2>{_DAY}),?\s+(?P<y2>{_YEAR})",
        rf"(?P<d1>{_DAY}){_AND}(?P<d2>{_DAY})\s+(?:of\s+)?(?P<m2>{_MONTH}),?\s+(?P<y2>{_YEAR})",
        rf"(?P<m2>{_MONTH})\s+(?P<d1>{_DAY}){_AND}(?P<d2>{_DAY}),?\s+(?P<y2>{_YEAR})",
        rf"(?P<d2>{_DAY})\s+(?:day\s+)?(?:of\s+)?(?P<m2>{_MONTH}),?\s+(?P<y2>{_YEAR})",
        rf"(?P<m2>{_MONTH})\s+(?P<d2>{_DAY}),?\s+(?P<y2>{_YEAR})",
        r"(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2})",
        r"(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})",
    )
)
_FIGURES = re.compile(_BEFORE + r"(\d{1,2})/(\d{1,2})/(\d{4})" + _AFTER)


def find_dates(text: str) -> tuple[DateFound, ...]:
    """Every date and range in `text`, in order and without overlap. Days that the calendar does not have are
    no dates.
    """
    found: list[DateFound] = []
    for form in _FORMS:
        for match in form.finditer(text):
            days = _read_days(match.groupdict())
            if days and not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(DateFound(match.start(), match.end(), *days))
    for match in _FIGURES.finditer(text):
        if len(readings := _read_figures(match)) == 1:
            found.append(DateFound(match.start(), match.end(), readings[0], readings[0]))
    return tuple(sorted(found))


def parse_date(text: str) -> date:
    """The day that all of `text` names, the last of a range. Raises AmbiguousDate, or ValueError when it is
    no date.
    """
    text = text.strip()
    if (figures := _FIGURES.fullmatch(text)) and len(_read_figures(figures)) > 1:
        raise AmbiguousDate(f"{text} can be read day first or month first")
    found = find_dates(text)
    if len(found) == 1 and found[0].start == 0 and found[0].end == len(text):
        return found[0].last
    raise ValueError(f"not a date: {text!r}")


def find_ambiguous_date(text: str) -> str | None:
    """The first date in figures that two readers would take for two days."""
    return next((m.group() for m in _FIGURES.finditer(text) if len(_read_figures(m)) > 1), None)


def _read_days(parts: dict[str, str | None]) -> tuple[date, date] | None:
    day, month, year = parts["d2"], parts["m2"], parts["y2"]
    first_day, first_month, first_year = (
        parts.get("d1") or day,
        parts.get("m1") or month,
        parts.get("y1") or year,
    )
    try:
        last = date(int(year or ""), _read_month(month or ""), _read_number(day or ""))
        first = date(int(first_year or ""), _read_month(first_month or ""), _read_number(first_day or ""))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _read_month(written: str) -> int:
    return int(written) if written.isdecimal() else _MONTHS[written.rstrip(".").lower()]


def _read_number(written: str) -> int:
    return int(written.rstrip("stndrh"))


def _read_figures(match: re.Match[str]) -> list[date]:
    """The days that "3/4/2022" can mean, each once."""
    one, two, year = (int(group) for group in match.groups())
    days = set()
    for day, month in ((one, two), (two, one)):
        try:
            days.add(date(year, month, day))
        except ValueError:
            continue
    return sorted(days)
