"""The service over a socket, on each database, with the world of `tests.api.world` in it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from time import monotonic, sleep
from typing import Any

import httpx
import pytest

from app.exporting.job import make_export
from app.serving import configure_logs, listen, make_server
from app.settings import Settings
from app.store.database import Database
from tests.api.world import fill
from tests.databases import KINDS, Databases

START_SECONDS = 20


@pytest.fixture(scope="session", autouse=True)
def _logs() -> None:
    """Log lines as in production, the quiet ones left out."""
    configure_logs(Settings(log_format="json", log_level="warning"))


@pytest.fixture(scope="session", params=KINDS)
def world(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Database]:
    """A database with the whole world in it, shared by tests that only read."""
    with databases.open(request.param, filled_by=fill) as database:
        yield database


@pytest.fixture
def changing(make_database: Callable[..., Database], database_kind: str) -> Database:
    """The world, in a database that a test may write to, of each kind in turn."""
    return make_database(database_kind, filled_by=fill)


@pytest.fixture(scope="session")
def api(world: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of the service over the world, of which there is an export."""
    folder = tmp_path_factory.mktemp("exports")
    make_export(world, folder)
    with serving(world, exports_dir=folder) as client:
        yield client


@contextmanager
def serving(database: Database, **settings: Any) -> Iterator[httpx.Client]:
    """The service over a database, listening on a free port until the end of the block."""
    url = database.url.render_as_string(hide_password=False)
    server = make_server(Settings(database_url=url, **settings))
    with listen("127.0.0.1", 0) as listener:
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        patience = monotonic() + START_SECONDS
        while not server.started and thread.is_alive() and monotonic() < patience:
            sleep(0.01)
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}") as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()
