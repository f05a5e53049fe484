"""A coder's name for an actor or a meeting -> whether the program named the same (`gold_names.yaml`, and the
registry's names of meetings).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from importlib.resources import files

import yaml

from app.evaluation.coding import ISSUER
from app.evaluation.matching import LEAST_OVERLAP, count_words, measure_overlap
from app.registry.facts import Meeting, Registry

NO_NAME = frozenset({"the", "a", "an", "and", "of", "our", "its", "their"})
"""Words that do not tell one name from another."""
NO_MEETING = NO_NAME | {"in", "summit", "meeting"}
"""Words that coders leave away where enough others tell the meeting."""
ENOUGH = 3
DAY = re.compile(r"(?<=-\d{4})-\d\d(-\d\d)?$")
TOKEN = re.compile(r"[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """What tells a meeting: the words of each of its names, and its years."""

    names: tuple[frozenset[str], ...]
    years: frozenset[str]

    def fit(self, name: str) -> bool:
        """Whether a coder's name ("unfccc cop29 baku 2024") holds all words of a name, and no other year."""
        words = frozenset(TOKEN.findall(name.lower()))
        years = {word for word in words if re.fullmatch(r"(?:19|20)\d\d", word)}
        return (not years or bool(years & self.years)) and any(known <= words for known in self.names)


@dataclass(frozen=True, slots=True)
class GoldNames:
    """`ids`: what the registry knows. `table`: a coder's name -> patterns of registry ids (`*` = any).
    `meetings`: what tells those of the registry.
    """

    ids: frozenset[str]
    table: dict[str, tuple[str, ...]]
    meetings: dict[str, MeetingWords] = field(default_factory=dict)

    def is_among(self, name: str, found: Sequence[str], *, phrases: tuple[str, str] = ("", "")) -> bool:
        """Whether one of the names the program `found` is the coder's `name`.

        Where neither table nor registry knows `name`, words decide: those of `phrases` (how coder and program
        quote the text) or of the names themselves.
        """
        if name in self.table:
            return any(fnmatchcase(other, pattern) for other in found for pattern in self.table[name])
        if name == ISSUER or name in self.ids:
            return name in found
        if known := [self.meetings[other] for other in found if other in self.meetings]:
            return any(meeting.fit(name) for meeting in known)
        return _is_same_wording(*phrases) or any(_is_same_wording(name, other) for other in found)


def load_gold_names(registry: Registry) -> GoldNames:
    """The table beside this module, over the actors and meetings of `registry`."""
    table = yaml.safe_load(files(__package__).joinpath("gold_names.yaml").read_text(encoding="utf-8"))
    return GoldNames(
        ids=frozenset({*registry.actors, *registry.meetings}),
        table={name: tuple(patterns) for name, patterns in table.items()},
        meetings={meeting.id: _words_of(meeting, registry) for meeting in registry.meetings.values()},
    )


def _words_of(meeting: Meeting, registry: Registry) -> MeetingWords:
    names = (_telling(name) for name in _list_names(meeting, registry))
    years = {str(day.year) for day in (meeting.first_day, meeting.last_day)}
    return MeetingWords(tuple(names), frozenset(years))


def _telling(name: str) -> frozenset[str]:
    words = frozenset(TOKEN.findall(name.lower()))
    return words - NO_MEETING if len(words - NO_MEETING) >= ENOUGH else words - NO_NAME


def _list_names(meeting: Meeting, registry: Registry) -> Iterator[str]:
    """Its id without the day, its names, and its number behind each name of its series."""
    yield DAY.sub("", meeting.id)
    yield from (name.text for name in meeting.names)
    if meeting.number is not None:
        series = registry.forums[meeting.forum].names
        yield from (f"{name.text} {meeting.number}" for name in series if not name.is_ambiguous)


def _is_same_wording(one: str, other: str) -> bool:
    return measure_overlap(_count_names(one), _count_names(other)) >= LEAST_OVERLAP


def _count_names(phrase: str) -> Counter[str]:
    return Counter({word: n for word, n in count_words(phrase).items() if word not in NO_NAME})
