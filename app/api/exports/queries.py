"""Exports from the folder they lie in, in the shape of `ExportOut` but for the addresses of their files.

What is there is whole: an export is put into place at once. What its maker is still writing lies in a folder
whose name begins with a dot.
"""

from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from app.api.selects import Json
from app.errors import NotFound

PACKAGE = "datapackage.json"
"""The file that describes an export, its columns included (Frictionless Data Package, version 2)."""


def list_exports(folder: Path) -> list[Json]:
    """Every export, the newest first; none where there is no folder."""
    packages = [path for path in folder.glob(f"*/{PACKAGE}") if not path.parent.name.startswith(".")]
    exports = [_read_export(path) for path in packages]
    return sorted(exports, key=lambda export: (export["created_at"], export["id"]), reverse=True)


def get_export(folder: Path, export_id: str) -> Json:
    """One export. Raises NotFound."""
    package = folder / export_id / PACKAGE
    if not package.is_file():
        raise NotFound(f"No export has the id '{export_id}'.")
    return _read_export(package)


def get_latest_export(folder: Path) -> Json:
    """The newest export. Raises NotFound."""
    exports = list_exports(folder)
    if not exports:
        raise NotFound("There is no export yet.")
    return exports[0]


def get_file(folder: Path, export_id: str, name: str) -> Json:
    """One of the files that an export names. Raises NotFound."""
    for file in get_export(folder, export_id)["files"]:
        if file["name"] == name:
            return dict(file)
    raise NotFound(f"The export '{export_id}' has no file '{name}'.")


def _read_export(package: Path) -> Json:
    content = package.read_bytes()
    told: dict[str, Any] = orjson.loads(content)
    itself = {
        "name": PACKAGE,
        "title": "What the files are, column by column",
        "format": "datapackage",
        "media_type": "application/json",
        "rows": None,
        "bytes": len(content),
        "sha256": sha256(content).hexdigest(),
    }
    return {
        "id": told["name"],
        "created_at": told["created"],
        "seq": told["seq"],
        "epoch": told["epoch"],
        "cursor": told.get("cursor", f"{told['epoch']}.{told['seq']}"),
        "files": [itself, *(_read_file(resource) for resource in told["resources"])],
    }


def _read_file(resource: Json) -> Json:
    return {
        "name": resource["path"],
        "title": resource["title"],
        "format": resource["format"],
        "media_type": resource["mediatype"],
        "rows": resource.get("rows"),
        "bytes": resource["bytes"],
        "sha256": resource["hash"].removeprefix("sha256:"),
    }
