"""Words for a fiscal year -> its days, where the registry knows when that of its owner begins.

Whose it is the words say ("Japan's fiscal year 2031"), or the one who speaks is.
"""

import re
from datetime import date

from app.registry.facts import FiscalYear, NamingYear, Registry
from app.resolution.days import nth_named, part_named
from app.resolution.names import find_names, resolve_name
from app.resolution.numerals import number_named
from app.resolution.occasion import Occasion
from app.resolution.periods import Period, months_of, part_of, shift_months
from app.resolution.times import Groups, Time
from app.vocabulary import Precision

OWNER = re.compile(
    r"(?P<owner>\S+(?: \S+){0,3}?) (?:(?:next|current|coming|following|\d[\d/-]+) )?"
    r"(?:(?:fiscal|financial) years?|FY)",
    re.IGNORECASE,
)
NEXT = re.compile(r"\b(?:next|coming|following)\b")
QUARTER = re.compile(r"[Qq]\d")
SHARES = {"quarter": (3, Precision.QUARTER), "half": (6, Precision.RANGE)}
"""Months of a part of a year, and how precise it is."""
MONTHS_OF_YEAR = 12
CENTURY = 2000
"""What the short form leaves out: FY31."""


def find_fiscal_year(
    text: str, occasion: Occasion, registry: Registry, *, context: str = ""
) -> FiscalYear | None:
    """The fiscal year of its owner, where both are known: whom the words name, else who opens the sentence,
    whose words before `text` are `context`, else the only issuer.
    """
    said = OWNER.search(text)
    words = said["owner"].split() if said else []
    owners = (resolve_name(f"{' '.join(words[at:])} government", registry).actor for at in range(len(words)))
    owner = next((actor for actor in owners if actor), None)
    is_foreign = any(word[0].isupper() and not QUARTER.fullmatch(word) for word in words[1:])
    if owner is None and not is_foreign:
        owner = _find_subject(context, registry) or (
            occasion.issuers[0] if len(occasion.issuers) == 1 else None
        )
    return registry.fiscal_years.get(owner) if owner else None


def _find_subject(sentence: str, registry: Registry) -> str | None:
    """Whom the sentence names first, where it opens with the name: "Japan will give 3 billion"."""
    opening = next(iter(find_names(sentence, registry)), None)
    is_subject = opening and sentence[: opening.span.start].strip().lower() in {"", "the"}
    return opening.candidates[0] if opening and is_subject and len(opening.candidates) == 1 else None


def period_of_fiscal_year(time: Time, said: date | None, year: FiscalYear) -> Period | None:
    """The days of the year or years that the words mean; None where they, or the day, do not tell."""
    years = _list_years(time.groups, said, year)
    if years is None:
        return None
    first, last = years
    period = months_of(first, year.first_month, MONTHS_OF_YEAR * (last - first + 1), Precision.RANGE)
    if "nth" in time.groups:
        months, precision = SHARES[time.groups.get("share", "quarter")]
        number = nth_named(time.groups, of=MONTHS_OF_YEAR // months)
        if months * number > MONTHS_OF_YEAR:
            return None
        start = shift_months(period.first, months * (number - 1))
        period = months_of(start.year, start.month, months, precision)
    part = time.groups.get("part")
    return part_of(period, part_named(part)) if part else period


def _list_years(groups: Groups, said: date | None, year: FiscalYear) -> tuple[int, int] | None:
    """The calendar years in which the first and the last fiscal year meant begin."""
    if "year" not in groups:
        if said is None:
            return None
        first = said.year - (said.month < year.first_month) + bool(NEXT.search(groups["all"]))
        return first, first + number_named(groups.get("number", "one")) - 1
    first = _full(groups["year"], CENTURY)
    last = _full(groups["last_year"], first) if "last_year" in groups else first
    if last == first + 1 and not re.search(r"\b(?:years|and)\b", groups["all"]):
        return first, first  # "2031-32" is one year
    if year.first_month > 1 and year.named_after is None:
        return None
    before = year.named_after is NamingYear.LAST and year.first_month > 1
    return first - before, last - before


def _full(digits: str, near: int) -> int:
    """A year with its century, which a short one shares with another year."""
    return int(digits) if len(digits) == 4 else near // 100 * 100 + int(digits)
