"""Paths -> documents: files, folders with everything below them, and "-" for standard input.

One bad path never stops the others: what cannot be had comes out as a failure, in its turn. A file that is
too large is refused before it is read. A sidecar file overrules what a document says of itself, and what the
caller states overrules both.
"""

import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.errors import DocumentError, DocumentTooLarge
from app.model import Document, Overrides
from app.sources.sidecar import SIDECAR_SUFFIX, load_sidecar, merge_overrides

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class DocumentFailure:
    """A document that could not be had. `message` says why, without the name."""

    name: str
    message: str


def list_documents(
    paths: Iterable[str | Path], overrides: Overrides, max_bytes: int
) -> Iterator[Document | DocumentFailure]:
    """Documents in the order of `paths`, those of a folder by name; a file is read when its turn comes.

    `overrides` count for every document; `max_bytes` is the size of the largest one that is read.
    """
    for path in paths:
        for found in _list_files(Path(path)):
            try:
                yield _load_document(found, overrides, max_bytes)
            except DocumentError as error:
                yield DocumentFailure(str(found), str(error))
            except OSError as error:
                yield DocumentFailure(str(found), _describe(error))


def _list_files(path: Path, above: frozenset[Path] = frozenset()) -> list[Path]:
    """A file, or what lies below a folder; what is passed over there: hidden files, sidecars, pipes and
    devices, and links that lead back to a folder `above`. An empty or closed folder comes out itself, to fail
    in its turn.
    """
    try:
        if not path.is_dir():
            return [path]
        folder = path.resolve()
        if folder in above:
            return []
        entries = [entry for entry in sorted(path.iterdir()) if _is_wanted(entry)]
    except OSError:
        return [path]
    return [file for entry in entries for file in _list_files(entry, above | {folder})] or [path]


def _is_wanted(entry: Path) -> bool:
    if entry.name.startswith(".") or entry.name.endswith(SIDECAR_SUFFIX):
        return False
    try:
        mode = entry.stat().st_mode
    except OSError:
        return True  # it fails in its turn
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def _load_document(path: Path, overrides: Overrides, max_bytes: int) -> Document:
    if str(path) == STANDARD_INPUT:
        return Document(STANDARD_INPUT, _read_at_most(sys.stdin.buffer, max_bytes), overrides)
    if path.is_dir():
        next(path.iterdir(), None)
        raise DocumentError("the folder holds no documents")
    if path.is_file() and (size := path.stat().st_size) > max_bytes:
        raise _too_large(f"{size:,} bytes", max_bytes)
    with path.open("rb") as file:
        content = _read_at_most(file, max_bytes)
    return Document(str(path), content, merge_overrides(overrides, load_sidecar(path)))


def _read_at_most(file: BinaryIO, max_bytes: int) -> bytes:
    """Everything in `file`, which may be a pipe; one byte too many is enough to refuse it."""
    content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise _too_large(f"more than {max_bytes:,} bytes", max_bytes)
    return content


def _too_large(size: str, max_bytes: int) -> DocumentTooLarge:
    return DocumentTooLarge(
        f"the document has {size}; at most {max_bytes:,} are read (COMMUNIQUE_MAX_DOCUMENT_BYTES)"
    )


def _describe(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file or folder"
        case PermissionError():
            return "reading it is not permitted"
        case _:
            return f"it cannot be read: {error.strerror or error}"
