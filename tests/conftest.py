"""What the tests of every room need: a database of either kind, and the texts that lie beside the project."""

import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import structlog

from app.store.database import Database
from tests.databases import KINDS, Databases, quick_folder

SHARED = Path(__file__).parent.parent.parent / "shared"

collect_ignore = ["contract/generated", "contract/node_modules"]
"""What `make contract` leaves behind."""

gc.set_threshold(50_000)
"""What a test leaves is little, and to look for it goes through all that was ever loaded."""


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """A command sets up the logging of its process, on the standard error of its test, which is closed when
    the next one runs.
    """
    configured, before = structlog.is_configured(), structlog.get_config()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
    if configured:
        structlog.configure(**before)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of statements and hand-coded acts that lies beside the project on some machines."""
    if not SHARED.is_dir():
        pytest.skip("the texts of ../shared are not on this machine")
    return SHARED


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """Makes databases for fixtures that outlive one test: `with databases.open("sqlite") as database`."""
    with quick_folder() as folder:
        made = Databases(folder)
        yield made
        made.close()


@pytest.fixture
def make_database(databases: Databases) -> Iterator[Callable[..., Database]]:
    """Makes databases for one test: `make_database("postgresql")`, `make_database("sqlite",
    filled_by=fill)`.
    """
    with ExitStack() as opened:
        yield lambda kind, **options: opened.enter_context(databases.open(kind, **options))


@pytest.fixture(params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    """Runs the test twice: "sqlite" and "postgresql"."""
    return str(request.param)


@pytest.fixture
def database(make_database: Callable[..., Database], database_kind: str) -> Database:
    """A migrated, empty database, of each kind in turn."""
    return make_database(database_kind)
