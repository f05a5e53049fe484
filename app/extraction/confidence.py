"""The rules that made an act -> the probability that a careful coder would mark it.

Counted, not felt: `rules/tally.json` holds how many acts of each rule turned out right on coded statements.
`communique evaluate --tally` writes it. Knows no coded acts itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import orjson

from app.model import Firing

TALLY = Path(__file__).parent / "rules" / "tally.json"
PRIOR_ACTS = 8
"""How many acts of any rule weigh as much in a rule's share as its own acts do: few acts prove little."""
CONFIDENCE_DIGITS = 2
LEAD_IN = "leadin"
SUBJECT = "opening.subject"
COORDINATION = "coordination"


@dataclass(frozen=True, slots=True, order=True)
class Maker:
    """What made an act: the first rule that fired on it, what it borrowed or was supplied with aside.

    `is_later`: the act is a later verb of a series, where the parser errs more often.
    """

    rule: str
    is_later: bool


@dataclass(frozen=True, slots=True)
class Record:
    """How many acts were found, and how many of them coders had marked."""

    right: int = 0
    found: int = 0

    def __add__(self, other: "Record") -> "Record":
        return Record(self.right + other.right, self.found + other.found)


Tally = Mapping[Maker, Record]


def maker_of(trace: Sequence[Firing]) -> Maker:
    """Who made the act with that trace."""
    rules = [firing.rule for firing in trace]
    first = next(rule for rule in rules if rule not in (LEAD_IN, SUBJECT))
    return Maker(first, is_later=rules[-1] == COORDINATION)


def estimate(maker: Maker, tally: Tally) -> float:
    """The maker's share of right acts, drawn towards that of all first (or later) verbs as if it had made
    `PRIOR_ACTS` more of those; the share of all in turn begins at one half (Laplace's rule of succession).
    """
    own = tally.get(maker, Record())
    pooled = sum((record for other, record in tally.items() if other.is_later == maker.is_later), Record())
    prior = (pooled.right + 1) / (pooled.found + 2)
    return round((own.right + PRIOR_ACTS * prior) / (own.found + PRIOR_ACTS), CONFIDENCE_DIGITS)


def rate(trace: Sequence[Firing]) -> float:
    """The confidence of an act with that trace."""
    return _rate(maker_of(trace))


@lru_cache(maxsize=1_000)
def _rate(maker: Maker) -> float:
    return estimate(maker, parse_tally(TALLY.read_bytes()))


def parse_tally(content: bytes) -> Tally:
    """The tally of a file: for each rule `first` and `later`, each `[right, found]`."""
    return {
        Maker(rule, is_later=place == "later"): Record(*counts)
        for rule, places in orjson.loads(content).items()
        for place, counts in places.items()
    }


def render_tally(tally: Tally) -> str:
    """The file of a tally, a rule a line, sorted."""
    rules: dict[str, dict[str, list[int]]] = {}
    for maker in sorted(tally):
        record = tally[maker]
        rules.setdefault(maker.rule, {})["later" if maker.is_later else "first"] = [
            record.right,
            record.found,
        ]
    lines = ",\n".join(f'"{rule}": {orjson.dumps(places).decode()}' for rule, places in rules.items())
    return f"{{\n{lines}\n}}\n"
