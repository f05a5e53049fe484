"""Calendar dates written out -> civil dates. Knows the forms that statements use, and the months in the
languages whose letterheads stand above English texts; guesses nothing.

Read are "24 March 2022", "24 Mar. 2022", "24-Mar-2022", "March 24, 2022", "2022-03-24", "24.03.2022",
"24/03/2022", "12 de mayo de 2022", "the seventh day of June two thousand and twenty-nine" and the ranges
"16-17 November 2023", "30 November to 13 December 2015", "October 31-November 1, 2022". "03/04/2022" is two
different days to two readers: it is none here.
"""

import re
from dataclasses import dataclass
from datetime import date

from app.resolution.numerals import NTH_ONES, NTH_TEENS, NTH_TENS, ONES, TEENS, TENS, number_named


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
            "january jan janvier enero janeiro januar gennaio",
            "february feb février febrero fevereiro februar febbraio",
            "march mar mars marzo março märz",
            "april apr avril abril aprile",
            "may mai mayo maio maggio",
            "june jun juin junio junho juni giugno",
            "july jul juillet julio julho juli luglio",
            "august aug août agosto",
            "september sept sep septembre septiembre setembro settembre",
            "october oct octobre octubre outubro oktober ottobre",
            "november nov novembre noviembre novembro",
            "december dec décembre diciembre dezembro dezember dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?:{'|'.join(_MONTHS)})\b\.?"
_TENS_AND_ONES = rf"(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(ONES)}))?|{'|'.join(TEENS | ONES)}"
_NTH = rf"(?:(?:{'|'.join(TENS)})[ -])?(?:{'|'.join(NTH_ONES)})|{'|'.join(NTH_TEENS | NTH_TENS)}"
_DAY = rf"(?:\d{{1,2}}(?:\s?(?:st|nd|rd|th|er|º))?|(?:{_NTH})\b)"
_YEAR = rf"(?:(?:1[6-9]|20|21)\d{{2}}|(?:two thousand|nineteen hundred)(?:(?: and)? (?:{_TENS_AND_ONES}))?\b)"
_YEAR_1 = rf"(?:,?\s+(?P<y1>{_YEAR}))?"
_OF = r",?\s*(?:day\s+)?(?:(?:of|de)\s+)?"
_IN = r",?\s+(?:in\s+the\s+year\s+|de\s+)?"
_TO = r"\s*(?:-|–|—|\bto\b|\buntil\b|\bthrough\b)\s*"
_AND = rf"(?:{_TO}|\s+and\s+)"
_BEFORE, _AFTER = r"(?<![\w/-])", r"(?![\w/]|-\d)"

# Longest first: a range is also a date. Each has the groups d1 m1 y1 d2 m2 y2 or some of them; what is
# missing is shared.
_FORMS = tuple(
    re.compile(_BEFORE + pattern + _AFTER, re.I)
    for pattern in (
        rf"(?P<d1>{_DAY})\s*(?P<m1>{_MONTH}){_YEAR_1}{_TO}(?P<d2>{_DAY})\s*(?P<m2>{_MONTH}),?\s+(?P<y2>{_YEAR})",
        rf"(?P<m1>{_MONTH})\s+(?P<d1>{_DAY}){_YEAR_1}{_TO}(?P<m2>{_MONTH})\s+(?P<d2>{_DAY}),?\s+(?P<y2>{_YEAR})",
        rf"(?P<d1>{_DAY}){_AND}(?P<d2>{_DAY}){_OF}(?P<m2>{_MONTH}){_IN}(?P<y2>{_YEAR})",
        rf"(?P<m2>{_MONTH})\s+(?P<d1>{_DAY}){_AND}(?P<d2>{_DAY}),?\s+(?P<y2>{_YEAR})",
        rf"(?P<d2>{_DAY}){_OF}(?P<m2>{_MONTH}){_IN}(?P<y2>{_YEAR})",
        rf"(?P<m2>{_MONTH})\s+(?P<d2>{_DAY}),?\s+(?P<y2>{_YEAR})",
        rf"(?P<d2>\d{{1,2}})-(?P<m2>{_MONTH})-(?P<y2>{_YEAR})",
        r"(?P<y2>\d{4})-(?P<m2>\d{2})-(?P<d2>\d{2})",
        r"(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>\d{4})",
    )
)
_HAS_YEAR = re.compile(r"\d{4}|\b(?:thousand|hundred)\b", re.I)
_FIGURES = re.compile(_BEFORE + r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})" + _AFTER)


def find_dates(text: str) -> tuple[DateFound, ...]:
    """Every date and range in `text`, in order and without overlap. Days that the calendar does not have are
    no dates.
    """
    found: list[DateFound] = []
    if _HAS_YEAR.search(text) is None:
        return ()
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


def _read_days(groups: dict[str, str | None]) -> tuple[date, date] | None:
    parts = {name: written.lower() for name, written in groups.items() if written}
    shared = {"d1": parts["d2"], "m1": parts["m2"], "y1": parts["y2"]} | parts
    try:
        first, last = (_as_day(shared[f"y{n}"], shared[f"m{n}"], shared[f"d{n}"]) for n in (1, 2))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _as_day(year: str, month: str, day: str) -> date:
    number = int(month) if month.isdecimal() else _MONTHS[month.rstrip(".")]
    return date(number_named(year), number, number_named(day))


def _read_figures(match: re.Match[str]) -> list[date]:
    """The days that "3/4/2022" can mean, each once."""
    one, two, year = (int(match[group]) for group in (1, 3, 4))
    days = set()
    for day, month in ((one, two), (two, one)):
        try:
            days.add(date(year, month, day))
        except ValueError:
            continue
    return sorted(days)
