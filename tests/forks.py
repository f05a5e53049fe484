"""Processes that tests kill, stop, or have work beside others: what takes seconds to import is imported once,
and each begins in an instant.
"""

from multiprocessing import get_context

FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(
    ["pytest", "app.serving", "app.cli.exporting", "app.extraction.pipeline", "tests.soak.writers"]
)
