"""A piece of work -> how its time grows with its size, for tests that nothing grows with the square of it."""

from collections.abc import Callable
from time import process_time

TRIES = 3
"""The best counts."""
TIMES = 8
LINEAR_AT_MOST = 4 * TIMES
"""Eight times the size takes eight times the time, and 64 times where it grows with the square; between the
two lies what a busy machine and caches may do.
"""


def grows_linearly(work: Callable[[int], object], size: int) -> bool:
    """Whether the work on eight times the size takes less than 32 times the processor time."""
    small = min(_measure(work, size) for _ in range(TRIES))
    return any(_measure(work, TIMES * size) < LINEAR_AT_MOST * max(small, 0.002) for _ in range(TRIES))


def _measure(work: Callable[[int], object], size: int) -> float:
    """Seconds."""
    started = process_time()
    work(size)
    return process_time() - started
