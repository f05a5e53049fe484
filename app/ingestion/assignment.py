"""Pairs of things with what each pair is worth -> partners, one to one, that are worth most together.

Pure arithmetic: knows neither acts nor statements. Exact, by shortest augmenting paths (Jonker and Volgenant,
Computing 38, 1987) along the pairs that there are: what has few candidates costs little, however many others
there are. Why no library: docs/decisions/0004.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

_NOBODY = -1
_Step = tuple[float, int, int]
"""What it costs to get there, the old one that would be taken (or nobody), and the new one that takes it."""


def pair_best(pairs: Iterable[tuple[int, int, float]]) -> dict[int, int]:
    """Partners out of (new, old, worth above 0), old by new: no other choice is worth more in sum."""
    worth: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for new, old, value in pairs:
        worth[new][old] = value
    choice = _Choice(worth)
    for new in sorted(worth):
        choice.add(new)
    return choice.partners


@dataclass
class _Choice:
    """The best partners of those added so far. `prices`: what has to be gained to take an old one from its
    owner; they keep every step of a search from costing less than nothing.
    """

    worth: defaultdict[int, dict[int, float]]
    partners: dict[int, int] = field(default_factory=dict)
    owners: dict[int, int] = field(default_factory=dict)
    prices: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, new: int) -> None:
        """Give `new` a partner, or none, and move the others where that is worth most in sum."""
        steps = list(self._list_steps(new, 0.0))
        heapify(steps)
        passed: dict[int, float] = {}
        takers: dict[int, int] = {}
        while True:
            cost, old, taker = heappop(steps)
            if old in passed:
                continue
            takers[old] = taker
            if old not in self.owners:
                break
            passed[old] = cost
            owner = self.owners[old]
            for step in self._list_steps(owner, cost - self._cost(owner, old)):
                heappush(steps, step)
        for stage, cost_there in passed.items():
            self.prices[stage] += cost_there - cost
        self._hand_on(old, takers, new)

    def _cost(self, new: int, old: int) -> float:
        return -self.worth[new][old] - self.prices[old]

    def _list_steps(self, new: int, spent: float) -> Iterator[_Step]:
        """What `new` could take, going without included."""
        yield spent, _NOBODY, new
        for old in self.worth[new]:
            yield spent + self._cost(new, old), old, new

    def _hand_on(self, old: int, takers: dict[int, int], last: int) -> None:
        """Let everybody on the way take what the way led over, back to `last`, who began it."""
        while True:
            taker = takers[old]
            left = self.partners.pop(taker, _NOBODY)
            if old != _NOBODY:
                self.partners[taker] = old
                self.owners[old] = taker
            if taker == last:
                return
            old = left
