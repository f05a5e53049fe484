"""The shape of a thing in the API -> the columns of its tables, in Table Schema's types and in DuckDB's.

An object in an object becomes columns of its own (`statement.id` is `statement_id`). A list stays one column
in Parquet; CSV has the columns of the API, where one of a list's members joins the values of all in a cell.
What an answer only says of a search (`match`) says nothing of the thing, and has no column.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.api.formats.tables import SEPARATOR
from app.api.schemas import Out

Schema = dict[str, Any]

ONLY_IN_ANSWERS = frozenset({"match"})
TYPES = {
    "string": ("string", "VARCHAR"),
    "date": ("date", "DATE"),
    "date-time": ("datetime", "TIMESTAMPTZ"),
    "integer": ("integer", "BIGINT"),
    "number": ("number", "DOUBLE"),
    "boolean": ("boolean", "BOOLEAN"),
    "array": ("array", ""),
    "object": ("object", ""),
}
"""By JSON Schema's type, or its format where it has one: Table Schema's and DuckDB's."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `path`: where its value stands in the object; `type`: Table Schema's."""

    name: str
    path: tuple[str, ...]
    type: str
    duckdb_type: str
    is_required: bool
    description: str


def list_columns(shape: type[Out]) -> tuple[Column, ...]:
    """The flat columns, in the order of the shape."""
    schema = _schema_of(shape)
    return tuple(_walk(schema, schema["$defs"], path=(), is_required=True))


def list_cells(shape: type[Out], paths: Sequence[str]) -> tuple[Column, ...]:
    """The columns of CSV. What leads through a list is a string: the profile of Data Package 2.0 lacks Table
    Schema's `list`.
    """
    schema = _schema_of(shape)
    return tuple(_find_cell(schema, tuple(path.split("."))) for path in paths)


def list_members(shape: type[Out]) -> tuple[Column, ...]:
    """The members themselves, objects in one piece."""
    schema = _schema_of(shape)
    return tuple(
        _column(_resolve(member, schema["$defs"]), schema["$defs"], path=(name,))
        for name, member in schema["properties"].items()
    )


def _schema_of(shape: type[Out]) -> Schema:
    return {"$defs": {}, **shape.model_json_schema(mode="serialization")}


def _walk(
    schema: Schema, definitions: Schema, *, path: tuple[str, ...], is_required: bool
) -> Iterator[Column]:
    for name, declared in schema["properties"].items():
        member = _resolve(declared, definitions)
        place = (*path, name)
        if "properties" in member:
            yield from _walk(
                member, definitions, path=place, is_required=is_required and not member["is_nullable"]
            )
        elif name not in ONLY_IN_ANSWERS:
            yield _column(member, definitions, path=place, is_required=is_required)


def _find_cell(schema: Schema, path: tuple[str, ...]) -> Column:
    definitions, place, is_required, is_list = schema["$defs"], schema, True, False
    for step in path:
        place = _resolve(place["properties"][step], definitions)
        is_required = is_required and not place["is_nullable"]
        if place["type"] == "array":
            is_list = True
            place = {**_resolve(place["items"], definitions), "description": place["description"]}
    column = _column(place, definitions, path=path, is_required=is_required and not is_list)
    joined = f"{column.description} Of each, joined by `{SEPARATOR}`."
    return replace(column, type="string", description=joined) if is_list else column


def _column(
    member: Schema, definitions: Schema, *, path: tuple[str, ...], is_required: bool = True
) -> Column:
    return Column(
        name="_".join(path),
        path=path,
        type=TYPES[_type_of(member)][0],
        duckdb_type=_duckdb_type(member, definitions),
        is_required=is_required and not member["is_nullable"],
        description=" ".join(member.get("description", "").split()),
    )


def _resolve(schema: Schema, definitions: Schema) -> Schema:
    """The schema without references and null, which is told beside it; the description is the member's."""
    choices = [choice for choice in schema.get("anyOf", [schema]) if choice.get("type") != "null"]
    (choice,) = choices
    is_nullable = len(choices) < len(schema.get("anyOf", choices))
    if "$ref" in choice:
        choice = {**choice, **definitions[choice["$ref"].rsplit("/", 1)[-1]]}
    description = schema.get("description", choice.get("description", ""))
    return {**choice, "description": description, "is_nullable": is_nullable}


def _type_of(schema: Schema) -> str:
    kind = str(schema["type"])
    return str(schema["format"]) if kind == "string" and schema.get("format") in TYPES else kind


def _duckdb_type(declared: Schema, definitions: Schema) -> str:
    schema = _resolve(declared, definitions)
    if schema["type"] == "array":
        return f"{_duckdb_type(schema['items'], definitions)}[]"
    if schema["type"] == "object":
        members = [
            f"{quote(name)} {_duckdb_type(part, definitions)}"
            for name, part in schema.get("properties", {}).items()
        ]
        return f"STRUCT({', '.join(members)})" if members else "JSON"
    return TYPES[_type_of(schema)][1]


def quote(name: str) -> str:
    """A name in DuckDB's SQL."""
    return '"' + name.replace('"', '""') + '"'
