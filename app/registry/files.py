"""YAML files of the registry's folder -> validated entries, each with the file it stands in.

A kind of fact is one file (`themes.yaml`) or a folder of files (`actors/*.yaml`). Whatever is wrong with a
file is a RegistryError that names it and the entry; nothing is skipped.
"""

from collections.abc import Hashable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from app.errors import RegistryError
from app.registry.entries import Entry

AnyFile = TypeVar("AnyFile", bound=Entry)


class UniqueKeyLoader(yaml.CSafeLoader):
    """YAML lets a repeated key win silently; here it is refused, for it would lose a fact."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """As the base class, after looking for a repeated key."""
        keys = [key.value for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"{key!r} is given twice", node.start_mark
                )
        return super().construct_mapping(node, deep)


def list_files(folder: Path, kind: str) -> list[Path]:
    """The files that hold one kind of fact, in a fixed order."""
    return [
        path for path in (folder / f"{kind}.yaml", *sorted((folder / kind).glob("*.yaml"))) if path.is_file()
    ]


def read_files(folder: Path, kind: str, form: type[AnyFile]) -> Iterator[tuple[str, AnyFile]]:
    """Each file of a kind, validated, with its name relative to the folder."""
    for path in list_files(folder, kind):
        name = path.relative_to(folder).as_posix()
        try:
            yield name, form.model_validate(yaml.load(path.read_bytes(), Loader=UniqueKeyLoader))  # noqa: S506 - a SafeLoader
        except yaml.YAMLError as error:
            raise RegistryError(f"{name}: {error}") from error
        except ValidationError as error:
            raise RegistryError("\n".join(f"{name}: {line}" for line in list_errors(error))) from error


def list_errors(error: ValidationError) -> Iterator[str]:
    """One line an error: the entry's path in the file, and what is wrong."""
    for detail in error.errors(include_url=False):
        path = ".".join(str(part) for part in detail["loc"])
        yield f"{path}: {detail['msg']} (got {detail['input']!r:.80})"


def compute_digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of every YAML file of the folder."""
    digest = sha256()
    for path in sorted(folder.rglob("*.yaml")):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
