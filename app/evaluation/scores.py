"""Counts -> the figures a report shows. Knows numbers only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Detection:
    """How many there are (`gold`), were reported (`predicted`), and are in both (`matched`)."""

    gold: int = 0
    predicted: int = 0
    matched: int = 0

    def __add__(self, other: "Detection") -> "Detection":
        return Detection(
            self.gold + other.gold, self.predicted + other.predicted, self.matched + other.matched
        )

    @property
    def missed(self) -> int:
        """How many there are that were not reported."""
        return self.gold - self.matched

    @property
    def false(self) -> int:
        """How many were reported that are not there."""
        return self.predicted - self.matched

    @property
    def precision(self) -> float | None:
        """Share of the reported that is right; None when nothing was reported."""
        return self.matched / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Share of what there is that was reported; None when there is nothing."""
        return self.matched / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two; None when there is nothing and nothing was reported."""
        total = self.gold + self.predicted
        return 2 * self.matched / total if total else None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How many of the judged items are right."""

    right: int = 0
    judged: int = 0

    @property
    def share(self) -> float | None:
        """From 0 to 1; None when nothing was judged."""
        return self.right / self.judged if self.judged else None
