"""An export of the world that the tests of the API look at, made from each database."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson
import pytest

from app.exporting.job import make_export
from app.exporting.package import PACKAGE
from app.store.database import Database
from tests.api.world import fill
from tests.databases import KINDS, Databases


@dataclass(frozen=True)
class Made:
    """An export, and the database it was made from."""

    source: Database
    folder: Path

    @cached_property
    def package(self) -> dict[str, Any]:
        """What `datapackage.json` says."""
        package: dict[str, Any] = orjson.loads((self.folder / PACKAGE).read_bytes())
        return package

    @property
    def file(self) -> Path:
        """The SQLite file."""
        return self.folder / f"{self.folder.name}.sqlite"


@pytest.fixture(scope="session", params=KINDS)
def made(
    request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Made]:
    """An export shared by the tests that only read it."""
    with databases.open(request.param, filled_by=fill) as source:
        yield Made(source, make_export(source, tmp_path_factory.mktemp("exports")))
