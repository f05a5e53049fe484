"""`<file name>.meta.yaml` beside a document -> what somebody states about it. Knows the fields of
`Overrides`, and takes no other.
"""

from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path
from reprlib import repr  # a value may be as long as the file
from typing import Any

import yaml

from app.errors import DocumentError, tell_in_a_line
from app.model import Overrides, parse_day

SIDECAR_SUFFIX = ".meta.yaml"

_KEYS = tuple(field.name for field in fields(Overrides))


def load_sidecar(path: Path) -> Overrides:
    """What the sidecar of the document at `path` states, nothing when there is none. Raises DocumentError
    naming it when it is wrong.
    """
    sidecar = path.with_name(path.name + SIDECAR_SUFFIX)
    if not sidecar.is_file():
        return Overrides()
    try:
        values = yaml.safe_load(sidecar.read_text(encoding="utf-8")) or {}
        return _parse(values)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise DocumentError(f"the sidecar {sidecar.name} is wrong: {tell_in_a_line(error)}") from error


def merge_overrides(stated: Overrides, sidecar: Overrides) -> Overrides:
    """`stated`, completed by what the sidecar says."""
    missing = {key: getattr(sidecar, key) for key in _KEYS if not getattr(stated, key)}
    return replace(stated, **missing)


def _parse(values: Any) -> Overrides:
    if not isinstance(values, dict):
        raise ValueError("it holds no keys")
    if unknown := sorted(str(key) for key in values if key not in _KEYS):
        raise ValueError(f"unknown key {', '.join(unknown)}; known are {', '.join(_KEYS)}")
    return Overrides(**{key: _parse_value(key, value) for key, value in values.items() if value is not None})


def _parse_value(key: str, value: Any) -> Any:
    if key == "issuers":
        names = value if isinstance(value, list) else [value]
        return tuple(_parse_text(key, name) for name in names)
    if key == "adopted":
        return _parse_day(value)
    return _parse_text(key, value)


def _parse_text(key: str, value: Any) -> str:
    if not isinstance(value, str | int) or not str(value).strip():
        raise ValueError(f"{key} is no text: {repr(value)}")
    return str(value).strip()


def _parse_day(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return parse_day(str(value))
    except ValueError as error:
        raise ValueError(f"adopted {error}, as 2031-03-24; not {repr(value)}") from None
