"""Exports over HTTP: a list, the latest, and files in whole or in parts that never change."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import httpx
import orjson
import pytest

from app.api.exports.ranges import parse_range
from app.errors import RangeNotSatisfiable
from app.exporting.job import make_export
from app.store.database import Database
from tests.api.conftest import serving
from tests.api.test_changes import weaken
from tests.api.world import fill
from tests.databases import Databases


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the exports of these tests lie, and one that is not whole."""
    folder = tmp_path_factory.mktemp("exports")
    (folder / ".unfinished-x").mkdir()
    (folder / ".unfinished-x" / "datapackage.json").write_text("{")
    (folder / "secret.txt").write_text("nobody's business")
    return folder


@pytest.fixture(scope="module")
def exported(databases: Databases, folder: Path) -> Iterator[httpx.Client]:
    """A service that has two exports, of different numbers."""
    with databases.open("sqlite", filled_by=fill) as database:
        make_export(database, folder)
        weaken(database)
        make_export(database, folder)
        with serving(database, exports_dir=folder) as client:
            yield client


@pytest.fixture(scope="module")
def url(exported: httpx.Client) -> str:
    """The address of one file."""
    (file,) = [
        file
        for file in exported.get("/v1/exports/latest").json()["files"]
        if file["name"] == "pledges.parquet"
    ]
    return str(file["url"])


@pytest.fixture(scope="module")
def content(exported: httpx.Client, url: str) -> bytes:
    """Its bytes."""
    return exported.get(url).content


def test_where_there_is_no_export_the_list_is_empty_and_there_is_no_latest(
    make_database: Callable[..., Database], tmp_path: Path
) -> None:
    with serving(make_database("sqlite"), exports_dir=tmp_path / "nowhere") as api:
        assert api.get("/v1/exports").json()["results"] == []
        assert api.get("/v1/exports/latest").status_code == 404


def test_exports_are_listed_the_newest_first(exported: httpx.Client) -> None:
    answer = exported.get("/v1/exports")
    newer, older = answer.json()["results"]
    assert newer["created_at"] > older["created_at"]
    assert newer["seq"] > older["seq"]
    assert exported.get("/v1/exports/latest").json() == newer
    assert exported.get(f"/v1/exports/{older['id']}").json() == older


@pytest.mark.parametrize("path", ["/v1/exports", "/v1/exports/latest"])
def test_who_knows_what_exports_there_are_is_told_that_they_still_are(
    exported: httpx.Client, path: str
) -> None:
    answer = exported.get(path)
    tag = answer.headers["etag"]
    assert (tag.startswith('W/"'), answer.headers["cache-control"]) == (True, "no-cache")
    again = exported.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.headers["etag"], again.content) == (304, tag, b"")
    other = exported.get(path, headers={"If-None-Match": 'W/"of another export"'})
    assert (other.status_code, other.json()) == (200, answer.json())


def test_the_feed_goes_on_from_an_export(exported: httpx.Client) -> None:
    newer, older = exported.get("/v1/exports").json()["results"]
    missed = exported.get("/v1/changes", params={"since": older["cursor"]}).json()
    assert [change["object"]["id"] for change in missed["results"]] == ["plg_review"]
    assert missed["next_cursor"] == newer["cursor"]


def test_every_file_is_what_it_is_said_to_be(exported: httpx.Client) -> None:
    files = exported.get("/v1/exports/latest").json()["files"]
    assert {file["format"] for file in files} == {"datapackage", "sqlite", "csv", "parquet", "jsonl"}
    for file in files:
        answer = exported.get(file["url"])
        assert sha256(answer.content).hexdigest() == file["sha256"]
        assert answer.headers["etag"] == f'"{file["sha256"]}"'
        assert answer.headers["content-length"] == str(file["bytes"])
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-0", slice(0, 1)),
        ("bytes=10-19", slice(10, 20)),
        ("bytes=100-", slice(100, None)),
        ("bytes=-7", slice(-7, None)),
        ("bytes=5-999999999", slice(5, None)),
        ("bytes=-999999999", slice(None)),
    ],
)
def test_a_part_is_sent_alone(
    exported: httpx.Client, url: str, content: bytes, *, asked: str, part: slice
) -> None:
    answer = exported.get(url, headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.content == content[part]
    start, end, _ = part.indices(len(content))
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{len(content)}"


@pytest.mark.parametrize("asked", ["bytes=9-3", "bytes=-", "bytes=1-2,5-6", "lines=1-2", "bytes=a-b"])
def test_what_is_no_single_part_is_answered_with_the_whole(
    exported: httpx.Client, url: str, content: bytes, asked: str
) -> None:
    answer = exported.get(url, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, content)


def test_a_part_outside_the_file_is_refused_with_its_size(
    exported: httpx.Client, url: str, content: bytes
) -> None:
    answer = exported.get(url, headers={"Range": f"bytes={len(content)}-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(content)}"
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"].endswith("/problems/range-not-satisfiable")


def test_a_download_that_was_cut_goes_on_only_with_the_same_file(
    exported: httpx.Client, url: str, content: bytes
) -> None:
    tag = exported.head(url).headers["etag"]
    rest = exported.get(url, headers={"Range": "bytes=50-", "If-Range": tag})
    assert (rest.status_code, rest.content) == (206, content[50:])
    for other in ('"other"', f"W/{tag}", "Tue, 24 Nov 2026 12:00:00 GMT"):
        whole = exported.get(url, headers={"Range": "bytes=50-", "If-Range": other})
        assert (whole.status_code, whole.content) == (200, content)


def test_who_has_a_file_is_not_sent_it_again(exported: httpx.Client, url: str) -> None:
    tag = exported.head(url).headers["etag"]
    answer = exported.get(url, headers={"If-None-Match": tag, "Range": "bytes=0-1"})
    assert (answer.status_code, answer.content) == (304, b"")


def test_head_tells_the_size_of_the_whole_file(exported: httpx.Client, url: str, content: bytes) -> None:
    answer = exported.head(url, headers={"Range": "bytes=0-1"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(content))
    assert answer.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    "path",
    [
        "..%2fsecret.txt",
        "%2e%2e/secret.txt",
        ".unfinished-x",
        ".unfinished-x/datapackage.json",
        "{id}/..%2f..%2fsecret.txt",
        "{id}/%2e%2e%2fsecret.txt",
        "{id}/secret.txt",
        "{id}/nothing.csv",
        "nothing",
        "nothing/pledges.csv",
    ],
)
def test_nothing_but_the_files_of_exports_can_be_had(exported: httpx.Client, path: str) -> None:
    export = exported.get("/v1/exports/latest").json()["id"]
    answer = exported.get(f"/v1/exports/{path.format(id=export)}")
    assert answer.status_code in (404, 422)
    assert "nobody's business" not in answer.text


def test_a_file_that_nobody_described_is_not_served(exported: httpx.Client, folder: Path) -> None:
    export = exported.get("/v1/exports/latest").json()["id"]
    (folder / export / "more.csv").write_text("nobody's business")
    assert exported.get(f"/v1/exports/{export}/more.csv").status_code == 404
    described = orjson.loads((folder / export / "datapackage.json").read_bytes())["resources"]
    assert exported.get(f"/v1/exports/{export}/{described[0]['path']}").status_code == 200


def test_of_an_empty_file_there_is_no_part() -> None:
    with pytest.raises(RangeNotSatisfiable):
        parse_range("bytes=-5", 0)
