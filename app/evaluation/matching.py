"""Two lists of wordings -> which of one is which of the other, one to one, best first.

Knows words only: not what an act is, nor where the wordings come from.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

LEAST_OVERLAP = 0.5
"""Below this two wordings are not the same act."""

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Pair:
    """The wording number `gold` of the coder is the wording number `predicted` of the program."""

    gold: int
    predicted: int
    overlap: float


def count_words(text: str) -> Counter[str]:
    """How often each lower-cased word stands in `text`."""
    return Counter(WORD.findall(text.lower()))


def measure_overlap(one: Counter[str], other: Counter[str]) -> float:
    """Multiset intersection over union, from 0 (nothing shared) to 1 (the same words as often)."""
    union = (one | other).total()
    return (one & other).total() / union if union else 0.0


def match_wordings(gold: Sequence[str], predicted: Sequence[str]) -> tuple[Pair, ...]:
    """Pairs of overlap 0.5 or more, in the order of `gold`; of equal overlaps the earlier ones pair up."""
    words = [count_words(text) for text in predicted]
    candidates = [
        Pair(g, p, overlap)
        for g, text in enumerate(gold)
        for p, overlap in enumerate(measure_overlap(count_words(text), other) for other in words)
        if overlap >= LEAST_OVERLAP
    ]
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    pairs = []
    for pair in sorted(candidates, key=lambda pair: (-pair.overlap, pair.gold, pair.predicted)):
        if pair.gold not in taken_gold and pair.predicted not in taken_predicted:
            taken_gold.add(pair.gold)
            taken_predicted.add(pair.predicted)
            pairs.append(pair)
    return tuple(sorted(pairs, key=lambda pair: pair.gold))
