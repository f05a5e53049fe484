"""Rule files of this room -> compiled patterns, and a stretch of text -> the window they read it through.

Knows the form of the files, not what any rule means.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from app.errors import RuleError
from app.model import Span

RULES = Path(__file__).parent / "rules"

FRAGMENT = re.compile(r"\{([a-z_]+)(?::([a-z_]+))?\}")
JOINT = r"(?: ?- ?| )"
"""What `~` stands for in a template: "mid-2031", "mid 2031" and a PDF's "mid - 2031" are one."""

DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
QUOTES = dict.fromkeys("\u2018\u2019\u02bc\u0060", "'")
PLAIN = str.maketrans(DASHES | QUOTES)
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad*"
"""Marks that stand inside or around words without being read, the asterisks of Markdown among them."""
FOLDED = re.compile(rf"(?P<gap>\s[\s{INVISIBLE}]+|[^\S ])|[{INVISIBLE}]+")
"""A gap between words that is more than one space, or marks that are not read."""
NAMED = re.compile(r"\?P<\w+>")


@dataclass(frozen=True)
class Window:
    """A stretch of a text as patterns see it: white space folded to one space, typographic marks made plain,
    no invisible ones.

    `folded` is in lower case, `cased` the same with its capitals; `offsets` gives each of their characters'
    place in the text.
    """

    folded: str
    cased: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the text that a match covers."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def index(self, offset: int) -> int:
        """The first character at or after an offset of the text."""
        return bisect_left(self.offsets, offset)


def open_window(content: str, start: int = 0, end: int | None = None) -> Window:
    """The window on `content[start:end]`."""
    end = len(content) if end is None else end
    pieces: list[str] = []
    offsets: list[int] = []
    for found in FOLDED.finditer(content, start, end):
        gap = " " if found["gap"] else ""
        pieces += (content[start : found.start()], gap)
        offsets.extend(range(start, found.start() + len(gap)))
        start = found.end()
    pieces.append(content[start:end])
    offsets.extend(range(start, end))
    cased = "".join(pieces).translate(PLAIN)
    folded = cased.replace("İ", "I").lower()  # the one capital whose small letter is two characters
    return Window(folded, cased, offsets)


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of a rule file: its patterns, its examples both ways, and everything else it says under
    `fields`.
    """

    id: str
    patterns: tuple[re.Pattern[str], ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    fields: Mapping[str, Any]

    def match(self, folded: str, at: int) -> re.Match[str] | None:
        """The longest match of the rule's patterns that starts exactly there."""
        return next(iter(self.list_matches(folded, at)), None)

    def list_matches(self, folded: str, at: int) -> list[re.Match[str]]:
        """A match of each of the rule's patterns that starts exactly there, the longest first."""
        found = [match for pattern in self.patterns if (match := pattern.match(folded, at))]
        return sorted(found, key=lambda match: -match.end())


@cache
def load_rules(name: str) -> tuple[Rule, ...]:
    """The rules of `rules/<name>.yaml`, in the order of the file. Raises RuleError where the file is
    malformed.
    """
    try:
        file = load_lists(name)
        return tuple(_rules(file["rules"], file.get("fragments", {})))
    except (KeyError, TypeError, re.error) as error:
        raise RuleError(f"{name}.yaml: {error}") from error


@cache
def load_lists(name: str) -> dict[str, Any]:
    """What `rules/<name>.yaml` lists, by key. Raises RuleError where the file is no YAML."""
    try:
        lists: dict[str, Any] = yaml.load((RULES / f"{name}.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise RuleError(f"{name}.yaml: {error}") from error
    return lists


def compile_template(template: str, fragments: Mapping[str, str]) -> re.Pattern[str]:
    """A template as a pattern that ends at a word's end: `{name}` or `{name:group}` is a fragment, `~` a
    hyphen or a space.
    """

    def insert(found: re.Match[str]) -> str:
        name, group = found.group(1), found.group(2) or found.group(1)
        return f"(?P<{group}>{fragments[name]})"

    return re.compile(rf"(?:{FRAGMENT.sub(insert, template).replace('~', JOINT)})(?!\w)")


def any_of(rules: Iterable[Rule]) -> str:
    """A pattern, without groups, that matches wherever one of the rules does."""
    return "|".join(NAMED.sub("?:", pattern.pattern) for rule in rules for pattern in rule.patterns)


def _rules(entries: list[dict[str, Any]], fragments: Mapping[str, str]) -> Iterator[Rule]:
    for entry in entries:
        yield Rule(
            id=entry["id"],
            patterns=tuple(compile_template(template, fragments) for template in entry["patterns"]),
            examples=tuple(str(example) for example in entry["examples"]),
            counterexamples=tuple(str(example) for example in entry["not"]),
            fields=entry,
        )
