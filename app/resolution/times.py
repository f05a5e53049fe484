"""Words of the calendar at a place in a text -> the time they say, by the rules of `rules/times.yaml`.

Knows neither prepositions nor meetings; which days a time means is `days.py`'s matter.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache

from app.resolution.patterns import Rule, any_of, load_rules

Groups = dict[str, str]


STRETCH = re.compile(r"(?:(?P<both>between)|from) ")
TO = re.compile(r",? (?:to|until|till|through|up to)(?: and including)? | ?- ?")
AND = re.compile(r",? and ")
ENDS = frozenset(
    {
        "day",
        "named-day",
        "weekday",
        "week",
        "month",
        "quarter",
        "half",
        "season",
        "year",
        "decade",
        "current",
        "following",
    }
)
"""What a stretch of time may begin and end with."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time as read: by which rule, what its words say group by group, and how many characters it took."""

    rule: str
    groups: Groups
    length: int


def read_time(folded: str, at: int, rules: Collection[str]) -> Time | None:
    """The longest time, of those rules, whose words start exactly there; of equals the first in the file."""
    stretch = _read_stretch(folded, at) if "from-to" in rules else None
    if not _may_start(folded, at):
        return stretch
    matches = ((rule, rule.match(folded, at)) for rule in load_rules("times") if rule.id in rules)
    times = [_time_of(rule, match) for rule, match in matches if match]
    return max([*times, *filter(None, [stretch])], key=lambda time: time.length, default=None)


def _read_stretch(folded: str, at: int) -> Time | None:
    """A stretch that two times of any kind bound: "from 1 July until the end of the year"."""
    opening = STRETCH.match(folded, at)
    first = read_time(folded, opening.end(), ENDS) if opening else None
    if opening is None or first is None:
        return None
    joint = (AND if opening["both"] else TO).match(folded, opening.end() + first.length)
    last = read_time(folded, joint.end(), ENDS) if joint else None
    if joint is None or last is None:
        return None
    end = joint.end() + last.length
    ends = {"first": first.groups["all"], "last": last.groups["all"]}
    return Time("from-to", ends | {"all": folded[at:end]}, end - at)


@lru_cache(maxsize=64)
def _may_start(folded: str, at: int) -> bool:
    """Whether a time of any rule starts there, which is asked for each preposition that may stand before it:
    at most places none does.
    """
    return _compile_openings().match(folded, at) is not None


@cache
def _compile_openings() -> re.Pattern[str]:
    return re.compile(any_of(load_rules("times")))


def _time_of(rule: Rule, match: re.Match[str]) -> Time:
    groups = {name: value.strip() for name, value in match.groupdict().items() if value is not None}
    return Time(rule.id, groups | {"all": match.group()}, match.end() - match.start())
