"""Two versions of our OpenAPI document -> what in the new one breaks clients generated from the old.

Stricter than compatibility on the wire, on purpose: an operationId, a tag, the name of a component, a new
value of an enum or a new form of a union in an answer renames a method or a class, or crashes a generated
client. No tool that could be had sees those.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Literal

Document = dict[str, Any]
Breaks = Iterator[str]
Way = Literal["request", "response"]

NULL = {"type": "null"}


def find_breaks(old: Document, new: Document) -> list[str]:
    """Every break as "where: what", each once."""
    return list(dict.fromkeys(Comparison(old, new).compare()))


@dataclass(frozen=True, slots=True)
class Shape:
    """A schema without its null: the name of its component (empty when it has none) and its forms, where it
    is a union.
    """

    name: str
    schema: Document
    is_nullable: bool
    forms: dict[str, Document]


@dataclass(frozen=True, slots=True)
class Comparison:
    """An old document and a new one; pairs of components are compared once each way."""

    old: Document
    new: Document
    seen: set[tuple[str, str, Way]] = field(default_factory=set)

    def compare(self) -> Breaks:
        """Every break of every operation, and of what holds for all."""
        if self.old.get("servers") != self.new.get("servers"):
            yield "servers: clients are built with the default address"
        old, new = (read_schemes(document) for document in (self.old, self.new))
        for name in old:
            if old[name] != new.get(name):
                yield f"security scheme {name}: {old[name]} -> {new.get(name)}"
        for path, item in self.old.get("paths", {}).items():
            for method, operation in item.items():
                later = self.new.get("paths", {}).get(path, {}).get(method)
                place = f"{method.upper()} {path}"
                if later is None:
                    yield f"{place}: operation removed"
                else:
                    yield from self.compare_operations(place, operation, later)

    def compare_operations(self, place: str, old: Document, new: Document) -> Breaks:
        """Names, tags, security, parameters, body and responses of an operation."""
        if old.get("operationId") != new.get("operationId"):
            yield f"{place}: operationId {old.get('operationId')} -> {new.get('operationId')}"
        if old.get("tags", [])[:1] != new.get("tags", [])[:1]:
            yield f"{place}: first tag {old.get('tags')} -> {new.get('tags')}"
        before, after = (
            operation.get("security", document.get("security", []))
            for operation, document in ((old, self.old), (new, self.new))
        )
        if after and not all(any(set(one) <= set(other) for one in after) for other in before or [{}]):
            yield f"{place}: security {before} -> {after}"
        yield from self.compare_parameters(place, old, new)
        yield from self.compare_bodies(place, old.get("requestBody"), new.get("requestBody"))
        yield from self.compare_responses(place, old.get("responses", {}), new.get("responses", {}))

    def compare_parameters(self, place: str, old: Document, new: Document) -> Breaks:
        """A parameter stays, keeps its style, and is not required of those who do not know it."""
        before, after = read_parameters(self.old, old), read_parameters(self.new, new)
        for key in after.keys() - before.keys():
            if after[key].get("required"):
                yield f"{place} {' '.join(key)}: new required parameter"
        for key, parameter in before.items():
            where = f"{place} {' '.join(key)}"
            if key not in after:
                yield f"{where}: parameter removed"
                continue
            if after[key].get("required") and not parameter.get("required"):
                yield f"{where}: became required"
            for member in ("style", "explode"):
                if parameter.get(member) != after[key].get(member):
                    yield f"{where}: {member} changed"
            yield from self.compare_schemas(
                where, (parameter.get("schema", {}), after[key].get("schema", {})), "request"
            )

    def compare_bodies(self, place: str, old: Document | None, new: Document | None) -> Breaks:
        """What a request has to bring."""
        before, after = resolve(self.old, old or {})[1], resolve(self.new, new or {})[1]
        if after.get("required") and not before.get("required"):
            yield f"{place}: request body became required"
        yield from self.compare_media(f"{place} body", (before, after), "request")

    def compare_responses(self, place: str, old: Document, new: Document) -> Breaks:
        """Statuses, headers and bodies of what comes back."""
        for status in new.keys() - old.keys():
            if status.startswith("2"):
                yield f"{place} {status}: new success response"
        for status in old:
            where = f"{place} {status}"
            if status not in new:
                yield f"{where}: response removed"
                continue
            before, after = resolve(self.old, old[status])[1], resolve(self.new, new[status])[1]
            for header in before.get("headers", {}).keys() - after.get("headers", {}).keys():
                yield f"{where}: response header {header} removed"
            yield from self.compare_media(where, (before, after), "response")

    def compare_media(self, place: str, pair: tuple[Document, Document], way: Way) -> Breaks:
        """Media types stay, and their schemas agree."""
        old, new = (side.get("content", {}) for side in pair)
        for media_type in old:
            if media_type not in new:
                yield f"{place}: media type {media_type} removed"
                continue
            schemas = (old[media_type].get("schema", {}), new[media_type].get("schema", {}))
            where = place if media_type == "application/json" else f"{place} {media_type}"
            yield from self.compare_schemas(where, schemas, way)

    def compare_schemas(self, place: str, pair: tuple[Document, Document], way: Way) -> Breaks:
        """Two schemas and all they hold."""
        old, new = read_shape(self.old, pair[0]), read_shape(self.new, pair[1])
        if old.is_nullable != new.is_nullable and new.is_nullable == (way == "response"):
            yield f"{place}: {'may now be null' if new.is_nullable else 'may no longer be null'}"
        if old.name and old.name != new.name:
            yield f"{place}: component {old.name} -> {new.name or 'inline'}"
        key = (old.name, new.name, way)
        if old.name and key in self.seen:
            return
        self.seen.add(key)
        where = old.name or place
        for rule in (compare_kinds, compare_enums, compare_bounds, compare_required):
            for what in rule(old.schema, new.schema, way):
                yield f"{where}: {what}"
        yield from self.compare_parts(where, old.schema, new.schema, way)
        yield from self.compare_forms(where, old.forms, new.forms, way)

    def compare_parts(self, place: str, old: Document, new: Document, way: Way) -> Breaks:
        """Members, items, and members of any name."""
        later = new.get("properties", {})
        for name, member in old.get("properties", {}).items():
            if name in later:
                yield from self.compare_schemas(f"{place}.{name}", (member, later[name]), way)
            else:
                yield f"{place}.{name}: member removed"
        if "items" in old or "items" in new:
            yield from self.compare_schemas(f"{place}[]", (old.get("items", {}), new.get("items", {})), way)
        others = tuple(side.get("additionalProperties") for side in (old, new))
        if all(isinstance(other, dict) for other in others):
            yield from self.compare_schemas(f"{place}.*", others, way)

    def compare_forms(
        self, place: str, old: dict[str, Document], new: dict[str, Document], way: Way
    ) -> Breaks:
        """The forms of a union: a new one is unknown to old clients."""
        for name in old.keys() - new.keys():
            yield f"{place}: form removed: {name}"
        for name in new.keys() - old.keys():
            if way == "response":
                yield f"{place}: new form in a response: {name}"
        for name in old.keys() & new.keys():
            yield from self.compare_schemas(f"{place}|{name}", (old[name], new[name]), way)


# --- one schema against another, without what they refer to -----------------------------------------------


def compare_kinds(old: Document, new: Document, way: Way) -> Breaks:  # noqa: ARG001 - one signature for all rules
    """What makes the type of a generated member."""
    for keyword in ("type", "format", "const", "discriminator"):
        if old.get(keyword) != new.get(keyword):
            yield f"{keyword} {old.get(keyword)} -> {new.get(keyword)}"


def compare_enums(old: Document, new: Document, way: Way) -> Breaks:
    """A closed enum raises on a value it does not know; a request must still be accepted."""
    before, after = old.get("enum"), new.get("enum")
    if way == "request" and after is not None and (gone := _missing(before or ["anything"], after)):
        yield f"values no longer accepted: {gone}"
    if way == "response" and before is not None and after is None:
        yield "enum opened: its generated type disappears"
    elif way == "response" and (added := _missing(after or [], before or [])):
        yield f"new values of an enum in a response: {added}"


IS_NARROWER: dict[str, Callable[[Any, Any], bool]] = {
    "maximum": lambda old, new: new < old,
    "maxLength": lambda old, new: new < old,
    "maxItems": lambda old, new: new < old,
    "minimum": lambda old, new: new > old,
    "minLength": lambda old, new: new > old,
    "minItems": lambda old, new: new > old,
    "pattern": lambda old, new: new != old,
}


def compare_bounds(old: Document, new: Document, way: Way) -> Breaks:
    """What was accepted stays accepted."""
    if way == "response":
        return
    for keyword, is_narrower in IS_NARROWER.items():
        if keyword in new and (keyword not in old or is_narrower(old[keyword], new[keyword])):
            yield f"{keyword} {old.get(keyword)} -> {new[keyword]}"
    if new.get("additionalProperties") is False and old.get("additionalProperties") is not False:
        yield "other members are no longer accepted"


def compare_required(old: Document, new: Document, way: Way) -> Breaks:
    """An answer keeps its members, a request needs no more of them."""
    before, after = set(old.get("required", [])), set(new.get("required", []))
    if way == "response":
        for name in sorted((before - after) & new.get("properties", {}).keys()):
            yield f"{name} is no longer always there"
    else:
        for name in sorted(after - before):
            yield f"{name} became required"


def _missing(values: list[Any], others: list[Any]) -> list[Any]:
    return [value for value in values if value not in others]


# --- reading a document ----------------------------------------------------------------------------------


def resolve(document: Document, node: Document) -> tuple[str, Document]:
    """What a reference points at, and the last name on the way; anything else is itself, without a name."""
    name = ""
    while "$ref" in node:
        reference: str = node["$ref"]
        name, node = reference.rsplit("/", 1)[-1], document
        for step in reference.removeprefix("#/").split("/"):
            node = node[step.replace("~1", "/").replace("~0", "~")]
    return name, node


def read_shape(document: Document, schema: Document) -> Shape:
    """A schema with its null and its forms taken apart, however they are written."""
    name, schema = resolve(document, schema)
    forms = [form for form in chain(schema.get("oneOf", []), schema.get("anyOf", [])) if form != NULL]
    types = schema.get("type")
    is_nullable = NULL in schema.get("oneOf", []) + schema.get("anyOf", [])
    if is_nullable and len(forms) == 1:
        inner = read_shape(document, forms[0])
        return Shape(inner.name, inner.schema, True, inner.forms)
    if isinstance(types, list):
        kept = [kind for kind in types if kind != "null"]
        schema = {**schema, "type": kept[0] if len(kept) == 1 else kept}
        is_nullable = is_nullable or "null" in types
    named = {resolve(document, form)[0] or json.dumps(form, sort_keys=True): form for form in forms}
    return Shape(name, schema, is_nullable, named)


def read_parameters(document: Document, operation: Document) -> dict[tuple[str, str], Document]:
    """The parameters of an operation by place and name."""
    parameters = [resolve(document, parameter)[1] for parameter in operation.get("parameters", [])]
    return {(parameter["in"], parameter["name"]): parameter for parameter in parameters}


def read_schemes(document: Document) -> dict[str, Document]:
    """What clients are built with of each security scheme."""
    schemes = document.get("components", {}).get("securitySchemes", {})
    return {
        name: {member: scheme.get(member) for member in ("type", "in", "name", "scheme")}
        for name, scheme in schemes.items()
    }
