"""How long the proofs of the feed last, and what they counted: a moment each in `make test`, as long as one
likes by `make soak`, which runs the same code.
"""

import os

import pytest

from app.serving import configure_logs
from app.settings import Settings

SECONDS = float(os.environ.get("SOAK_SECONDS", "1"))
IS_LONG = SECONDS >= 10


@pytest.fixture(scope="session", autouse=True)
def _logs() -> None:
    configure_logs(Settings(log_format="json", log_level="warning"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What each proof counted, a line each."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            if report.user_properties:
                told = ", ".join(f"{value} {name}" for name, value in report.user_properties)
                terminalreporter.write_line(f"{report.location[2]}: {told}")
