"""Which flat columns a list has: each is a path into the JSON of a result, and is named after it.

`statement.issuers.name` is the column `statement_issuers_name`. Where the path meets a list, the cell holds
every member's value, in the list's order.
"""

from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from app.api.problems.faults import LONGEST_ECHO, suggest
from app.errors import InvalidParameter

Steps = tuple[str, ...]
"""A path, step by step."""
Columns = Mapping[str, Steps]
"""The columns of a table by name, in its order."""


def find_columns(schema: type[BaseModel], paths: Sequence[str]) -> Columns:
    """The columns for paths as `statement.issuers.name`. Raises KeyError for one that the schema does not
    have.
    """
    for path in paths:
        _check_path(schema, path.split("."))
    return {path.replace(".", "_"): tuple(path.split(".")) for path in paths}


def choose_columns(columns: Columns, names: Sequence[str]) -> Columns:
    """Those asked for, in the order asked; all where none is. Raises InvalidParameter for one there is
    not.
    """
    for name in names:
        if name not in columns:
            nearest, hint = suggest(name, columns)
            raise InvalidParameter(
                f"`fields` has no `{name[:LONGEST_ECHO]}`. {hint}", parameter="fields", allowed=tuple(nearest)
            )
    return {name: columns[name] for name in names} if names else columns


def pick(value: Any, steps: Sequence[str]) -> Any:
    """What stands at a path in `value`: null where it breaks off at a null, a list where it leads through
    one.
    """
    for number, step in enumerate(steps):
        if isinstance(value, list):
            return [pick(member, steps[number:]) for member in value]
        if value is None:
            return None
        value = value[step]
    return value


def _check_path(schema: type[BaseModel], steps: Sequence[str]) -> None:
    step, *rest = steps
    annotation = schema.model_fields[step].annotation
    if rest:
        _check_path(_find_model(annotation), rest)


def _find_model(annotation: Any) -> type[BaseModel]:
    """The schema of an object, of the members of a list of objects, or of an object that may be null."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (list, UnionType):
        return _find_model(get_args(annotation)[0])
    raise KeyError(f"{annotation} has no members")
