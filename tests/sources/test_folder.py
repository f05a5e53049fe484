import io
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.model import Document, Overrides
from app.sources.folder import DocumentFailure, list_documents

MAX_BYTES = 100


def list_all(*paths: Path | str, **overrides: str) -> list[Document | DocumentFailure]:
    return list(list_documents(paths, Overrides(**overrides), MAX_BYTES))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a file below the test's folder."""

    def write_file(name: str, content: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    return write_file


def test_folders_are_read_to_the_bottom_in_the_order_of_names(
    tmp_path: Path, write: Callable[[str, str], Path]
) -> None:
    for name in ("b.txt", "a/z.md", "a/y.md", ".hidden", "a/.git/config", "c.html", "c.html.meta.yaml"):
        write(name, "")

    names = [Path(found.name).relative_to(tmp_path).as_posix() for found in list_all(tmp_path)]

    assert names == ["a/y.md", "a/z.md", "b.txt", "c.html"]


def test_links_that_lead_back_are_not_followed(tmp_path: Path, write: Callable[[str, str], Path]) -> None:
    path = write("below/a.txt", "one")
    (tmp_path / "below" / "up").symlink_to(tmp_path)

    assert list_all(tmp_path) == [Document(str(path), b"one")]


def test_what_is_no_file_is_passed_over_in_a_folder(
    tmp_path: Path, write: Callable[[str, str], Path]
) -> None:
    path = write("a.txt", "one")
    os.mkfifo(tmp_path / "pipe")

    assert list_all(tmp_path) == [Document(str(path), b"one")]


def test_a_link_to_nowhere_and_a_name_too_long_are_failures(tmp_path: Path) -> None:
    nowhere, long = tmp_path / "nowhere.txt", "x" * 5000
    nowhere.symlink_to(tmp_path / "gone")

    assert list_all(tmp_path, long) == [
        DocumentFailure(str(nowhere), "there is no such file or folder"),
        DocumentFailure(long, "it cannot be read: File name too long"),
    ]


def test_files_are_read_in_the_order_they_are_given(write: Callable[[str, str], Path]) -> None:
    second, first = write("a.txt", "one"), write("b.txt", "two")

    assert list_all(first, second) == [Document(str(first), b"two"), Document(str(second), b"one")]


def test_a_file_that_is_not_there_does_not_stop_the_others(
    tmp_path: Path, write: Callable[[str, str], Path]
) -> None:
    there = write("b.txt", "two")
    missing, after = list_all(tmp_path / "a.txt", there)

    assert missing == DocumentFailure(str(tmp_path / "a.txt"), "there is no such file or folder")
    assert after == Document(str(there), b"two")


def test_a_folder_without_documents_is_a_failure(tmp_path: Path) -> None:
    assert list_all(tmp_path) == [DocumentFailure(str(tmp_path), "the folder holds no documents")]


def test_a_file_that_may_not_be_read_is_a_failure(
    write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a.txt", "one")

    def refuse(self: Path, _mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)

    assert list_all(path) == [DocumentFailure(str(path), "reading it is not permitted")]


def test_a_large_file_is_refused_before_it_is_read(
    write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a.txt", "x" * 4321)
    monkeypatch.delattr(Path, "open")

    (failure,) = list_all(path)

    assert isinstance(failure, DocumentFailure)
    assert "4,321 bytes" in failure.message
    assert "at most 100" in failure.message


def test_standard_input_is_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"We will act.")))

    assert list_all("-", title="T") == [Document("-", b"We will act.", Overrides(title="T"))]


def test_standard_input_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 1000)))

    (failure,) = list_all("-")

    assert isinstance(failure, DocumentFailure)


def test_documents_are_read_when_their_turn_comes(tmp_path: Path, write: Callable[[str, str], Path]) -> None:
    first, second = write("a.txt", "one"), write("b.txt", "two")
    documents = list_documents([tmp_path], Overrides(), MAX_BYTES)

    assert next(documents).name == str(first)
    second.unlink()
    assert next(documents) == DocumentFailure(str(second), "there is no such file or folder")


def test_a_sidecar_states_facts_and_the_caller_overrules_it(write: Callable[[str, str], Path]) -> None:
    path = write("a.txt", "one")
    write("a.txt.meta.yaml", "title: Rivers\nissuers: nato\nadopted: 2031-03-24\nplace: Bonn\n")

    (document,) = list_all(path, place="Oslo")

    assert document == Document(
        str(path),
        b"one",
        Overrides(title="Rivers", issuers=("nato",), adopted=date(2031, 3, 24), place="Oslo"),
    )


@pytest.mark.parametrize(
    ("sidecar", "message"),
    [
        ("plase: Bonn", "unknown key plase"),
        ("adopted: 24 March 2031", "adopted must be a day of the calendar, written YYYY-MM-DD"),
        ("adopted: '20310324'", "adopted must be a day"),
        ("adopted: 20310324", "adopted must be a day"),
        ("adopted: 2031-02-30", "day is out of range for month"),
        ("url: www.example.org", "url must be an http:// or https:// address"),
        ("url: javascript:alert(1)", "url must be an http:// or https:// address"),
        (
            "place: [" + "Bonn, " * 500 + "]",
            "place is no text: ['Bonn', 'Bonn', 'Bonn', 'Bonn', 'Bonn', 'Bonn', ...]",
        ),
        ("adopted: " + "9" * 500, "99...99"),
        ("title: [a, b]", "title is no text"),
        ("- title", "no keys"),
        ("title: [", "found '<stream end>' (line 1)"),
        ("title: " + "[" * 5000, "recursion"),
    ],
)
def test_a_wrong_sidecar_is_named(write: Callable[[str, str], Path], sidecar: str, message: str) -> None:
    path = write("a.txt", "one")
    write("a.txt.meta.yaml", sidecar)

    (failure,) = list_all(path)

    assert isinstance(failure, DocumentFailure)
    assert "a.txt.meta.yaml" in failure.message
    assert message in failure.message
    assert "\n" not in failure.message


def test_an_empty_sidecar_states_nothing(write: Callable[[str, str], Path]) -> None:
    path = write("a.txt", "one")
    write("a.txt.meta.yaml", "")

    assert list_all(path) == [Document(str(path), b"one")]
