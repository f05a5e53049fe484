"""A piece of work -> how its time grows with its size, for tests that nothing grows with the square of it."""

from collections.abc import Callable
from time import process_time

TIMES = 8
LINEAR_AT_MOST = 4 * TIMES
"""Eight times the size takes eight times the time, and 64 times where it grows with the square; between the
two lies what a busy machine and caches may do.
"""


def grows_linearly(work: Callable[[int], object], size: int) -> bool:
    """Whether the work on eight times the size takes less than 32 times the processor time."""
    large = _measure(work, TIMES * size)
    return large < LINEAR_AT_MOST * max(_measure(work, size), 0.002)


def _measure(work: Callable[[int], object], size: int) -> float:
    """Seconds, the best of three."""
    seconds = []
    for _ in range(3):
        started = process_time()
        work(size)
        seconds.append(process_time() - started)
    return min(seconds)
