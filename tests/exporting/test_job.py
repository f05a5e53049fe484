"""An export is one moment, whole or not there, and never changes."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import httpx
import orjson
import pytest

from app.cli.exporting import export_database
from app.errors import ExportExists
from app.exporting.job import make_export
from app.exporting.package import PACKAGE
from app.exporting.tables import TABLES
from app.store.database import Database
from app.store.feed import read_head
from tests.api.conftest import serving
from tests.api.test_changes import strengthen, weaken
from tests.api.world import fill
from tests.exporting.conftest import Made
from tests.exporting.test_files import read_lines
from tests.forks import FORKS

ANSWERS = (
    "/v1/pledges?limit=200",
    "/v1/pledges?actor=est&stage=promised&limit=3&count=exact",
    "/v1/pledges/plg_decide/explanation",
    "/v1/calls",
    "/v1/deadlines?due_after=2022-01-01",
    "/v1/statements",
    "/v1/statements/nato-2022-03-24-brussels/passages",
    "/v1/actors?member_of=nato&as_of=2022-03-24",
    "/v1/meetings",
    "/v1/forums",
    "/v1/themes",
    "/v1/runs",
    "/v1/changes?since=beginning&include=object&limit=200",
    "/v1/changes?since=beginning&actor=est",
    "/v1/pledges/plg_gone",
    "/v1/pledges/plg_gone/history",
    "/v1/status",
)


def ask(api: httpx.Client, path: str) -> dict[str, object]:
    """The answer, without what tells the address and the request apart."""
    answer: dict[str, object] = api.get(path).json()
    return {name: value for name, value in answer.items() if name not in ("links", "request_id", "type")}


def test_a_served_export_answers_as_its_source_did_and_writes_nothing(made: Made) -> None:
    before = sorted(path.name for path in made.folder.iterdir())
    content = made.file.read_bytes()
    with serving(made.source) as source, serving(Database(f"sqlite:///{made.file}?mode=ro")) as copy:
        for path in ANSWERS:
            assert ask(copy, path) == ask(source, path), path
        text = source.get("/v1/pledges/plg_decide").json()["evidence"]["text"]
        assert copy.get(f"/v1/texts/{text}").content == source.get(f"/v1/texts/{text}").content
        while_served = sorted(path.name for path in made.folder.iterdir())
    assert while_served == before
    assert made.file.read_bytes() == content


def test_an_export_of_the_same_number_has_the_same_bytes(made: Made, tmp_path: Path) -> None:
    again = make_export(made.source, tmp_path)
    for path in again.iterdir():
        is_same = path.read_bytes() == (made.folder / path.name).read_bytes()
        assert is_same == (path.name != PACKAGE), path.name


def test_an_export_that_is_there_is_not_written_again(made: Made) -> None:
    digest = (made.folder / PACKAGE).read_bytes()
    with pytest.raises(ExportExists, match="is there already"):
        make_export(made.source, made.folder.parent)
    assert [path.name for path in made.folder.parent.iterdir()] == [made.folder.name]
    assert (made.folder / PACKAGE).read_bytes() == digest


def test_while_a_writer_is_at_work_an_export_tells_one_moment(
    make_database: Callable[..., Database], database_kind: str, tmp_path: Path
) -> None:
    database = make_database(database_kind, filled_by=fill)
    is_wanted = True

    def write() -> None:
        while is_wanted:
            weaken(database)
            strengthen(database)

    writer = Thread(target=write)
    writer.start()
    try:
        made = Made(database, make_export(database, tmp_path))
    finally:
        is_wanted = False
        writer.join()
    copy = Database(f"sqlite:///{made.file}?mode=ro")
    with copy.reading() as connection:
        assert read_head(connection).seq == made.package["seq"]
    copy.dispose()
    with serving(Database(f"sqlite:///{made.file}?mode=ro")) as api:
        for table in TABLES:
            lines = read_lines(made, table)
            assert all(line.get("changed_seq", 0) <= made.package["seq"] for line in lines)
            served = api.get(f"/v1/{table.name}?limit=200").json()["results"]
            assert sorted(served, key=lambda thing: str(thing["id"])) == lines


@pytest.mark.parametrize("delay_s", [0.0, 0.4])
def test_killed_half_way_nothing_looks_like_an_export(
    make_database: Callable[..., Database], tmp_path: Path, delay_s: float
) -> None:
    source = make_database("sqlite", filled_by=fill)
    process = FORKS.Process(target=export_database, args=(tmp_path, str(source)))
    process.start()
    patience = monotonic() + 30
    while not list(tmp_path.iterdir()) and monotonic() < patience:
        sleep(0.005)
    sleep(delay_s)
    process.kill()
    process.join()
    for left in tmp_path.iterdir():
        assert left.name.startswith(".") or orjson.loads((left / PACKAGE).read_bytes())["name"] == left.name
    whole = make_export(source, tmp_path / "again")
    assert (whole / PACKAGE).exists()
