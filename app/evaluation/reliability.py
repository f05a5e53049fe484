"""Acts found and whether coders marked them -> how far confidence can be trusted, told on statements that had
no part in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.evaluation.prediction import Prediction
from app.evaluation.results import StatementResult
from app.extraction.confidence import Maker, Record, Tally, estimate, maker_of

BINS = 5


@dataclass(frozen=True, slots=True)
class Bin:
    """The acts whose confidence lies between `low` and `high`.

    How many there are, how many are right, and the mean confidence.
    """

    low: float
    high: float
    found: int
    right: int
    confidence: float

    @property
    def share(self) -> float:
        """The share found right."""
        return self.right / self.found


@dataclass(frozen=True, slots=True)
class Reliability:
    """Bins of equal width that hold acts, lowest first; the expected calibration error; and the counts of all
    statements, which confidence is to be taken from.
    """

    bins: tuple[Bin, ...]
    error: float
    tally: Tally


def measure_reliability(tallies: Iterable[Tally]) -> Reliability:
    """Rates the acts of each statement by the counts of all others (leave one out)."""
    statements = list(tallies)
    rated = [rated for n, own in enumerate(statements) for rated in _rate_apart(own, statements, n)]
    bins = tuple(_fill_bins(rated))
    total = sum(each.found for each in bins)
    error = sum(each.found * abs(each.confidence - each.share) for each in bins) / total if total else 0.0
    return Reliability(bins, error, add_tallies(statements))


def count_makers(result: StatementResult, predictions: Iterable[Prediction]) -> Tally:
    """How many acts of each maker coders had marked in one statement."""
    unfounded = {act.id for act in result.unfounded}
    return add_tallies(
        {maker_of(prediction.act.trace): Record(int(prediction.coded.id not in unfounded), 1)}
        for prediction in predictions
    )


def add_tallies(tallies: Iterable[Tally]) -> Tally:
    """The counts of all together."""
    total: dict[Maker, Record] = defaultdict(Record)
    for tally in tallies:
        for maker, record in tally.items():
            total[maker] += record
    return dict(total)


def _rate_apart(own: Tally, statements: list[Tally], number: int) -> Iterator[tuple[float, Record]]:
    others = add_tallies(other for n, other in enumerate(statements) if n != number)
    for maker, record in own.items():
        yield estimate(maker, others), record


def _fill_bins(rated: Iterable[tuple[float, Record]]) -> Iterator[Bin]:
    held: dict[int, list[tuple[float, Record]]] = defaultdict(list)
    for confidence, record in rated:
        held[min(int(confidence * BINS), BINS - 1)].append((confidence, record))
    for number, acts in sorted(held.items()):
        found = sum(record.found for _, record in acts)
        yield Bin(
            low=number / BINS,
            high=(number + 1) / BINS,
            found=found,
            right=sum(record.right for _, record in acts),
            confidence=sum(confidence * record.found for confidence, record in acts) / found,
        )
