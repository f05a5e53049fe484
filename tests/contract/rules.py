"""Rules of our OpenAPI document beyond validity: what makes generated clients right and pleasant.

`check_contract(document)` lists every breach as "where: what". Each rule exists because a generator, a linter
or a fuzzer stumbled over its breach; the message says how.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

PROBLEM = "application/problem+json"
NULL = {"type": "null"}
SHARES = ("confidence", "min_confidence", "confidence|0")
"""Numbers from 0 to 1 that nobody adds up, null or not; every other number is an integer, or a decimal in a
string.
"""

Schema = dict[str, Any]
Breaches = Iterator[str]


class Contract:
    """The document with its operations, and its components by reference."""

    def __init__(self, document: Schema) -> None:
        self.document = document
        self.components = document.get("components", {})
        self.schemas: dict[str, Schema] = self.components.get("schemas", {})
        self.operations = {
            f"{method.upper()} {path}": operation
            for path, item in document.get("paths", {}).items()
            for method, operation in item.items()
        }

    def resolve(self, node: Schema) -> Schema:
        """What a reference points at; anything else is itself."""
        target: Any = self.document
        if "$ref" not in node:
            return node
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        return dict(target)

    def responses(self, *, is_success: bool) -> Iterator[tuple[str, Schema]]:
        """Every response with its place, as operations declare it."""
        for place, operation in self.operations.items():
            for status, response in operation.get("responses", {}).items():
                if (status[0] in "123") == is_success:
                    yield f"{place} {status}", response

    def reachable(self, *starts: Any) -> set[str]:
        """Names of the schemas that these nodes refer to, directly or through others."""
        rest, seen = list(starts), set[str]()
        while rest:
            for reference in _references(rest.pop()):
                if reference not in seen:
                    seen.add(reference)
                    rest.append(self.resolve({"$ref": reference}))
        return {name for name in self.schemas if f"#/components/schemas/{name}" in seen}


def check_contract(document: Schema) -> list[str]:
    """Every breach of every rule."""
    contract = Contract(document)
    return [breach for rule in RULES for breach in rule(contract)]


def check_head(contract: Contract) -> Breaches:
    """Version, info, servers and security."""
    document = contract.document
    if not re.fullmatch(r"3\.1\.\d", str(document.get("openapi"))):
        yield "openapi: 3.1 is what every generator reads; 3.2 breaks two, 3.0 loses null"
    for member in ("title", "version", "description", "contact", "license"):
        if not document.get("info", {}).get(member):
            yield f"info: no {member}"
    servers = document.get("servers", [])
    if not servers or not all(re.match("https?://", server["url"]) for server in servers):
        yield "servers: generators take their base from an absolute address"
    schemes = contract.components.get("securitySchemes", {}).values()
    if not document.get("security") or not all(scheme.get("description") for scheme in schemes):
        yield "security: said once for the document, with described schemes"


def check_operations(contract: Contract) -> Breaches:
    """Names, tags and texts of operations."""
    tags = {tag["name"] for tag in contract.document.get("tags", []) if tag.get("description")}
    names = Counter(operation.get("operationId", "") for operation in contract.operations.values())
    for place, operation in contract.operations.items():
        name = operation.get("operationId", "")
        if not re.fullmatch(r"[a-z]+(_[a-z0-9]+)+", name) or re.search(
            r"_(get|post|put|patch|delete)$|_v\d", name
        ):
            yield f"{place}: operationId {name!r} is not verb_noun; it becomes the method's name"
        if names[name] > 1:
            yield f"{place}: operationId {name!r} is used {names[name]} times"
        if len(operation.get("tags", [])) != 1 or not tags.issuperset(operation.get("tags", [])):
            yield f"{place}: exactly one tag, declared with a description; it becomes the class"
        if not operation.get("summary") or not operation.get("description"):
            yield f"{place}: no summary or description"


def check_parameters(contract: Contract) -> Breaches:
    """Texts, names and defaults of parameters."""
    for operation_place, operation in contract.operations.items():
        for parameter in map(contract.resolve, operation.get("parameters", [])):
            place = f"{operation_place} {parameter['name']}"
            schema = parameter.get("schema", {})
            style = r"[A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)*" if parameter["in"] == "header" else r"[a-z][a-z0-9_]*"
            if not re.fullmatch(style, parameter["name"]):
                yield f"{place}: parameters are snake_case, headers Hyphenated-Pascal"
            if not parameter.get("description"):
                yield f"{place}: no description"
            if _is_nullable(schema):
                yield f"{place}: a parameter can be absent, never null"
            if schema.get("default") == []:
                yield f"{place}: the default [] is a syntax error in generated R"
            yield from _check_schema(place, schema)


def check_errors(contract: Contract) -> Breaches:
    """Every error is a shared problem, and every operation declares some."""
    for place, operation in contract.operations.items():
        statuses = operation.get("responses", {})
        if "default" not in statuses or not any(status.startswith("4") for status in statuses):
            yield f"{place}: a 4xx and a default response, or clients meet errors unprepared"
    for place, response in contract.responses(is_success=False):
        if "$ref" not in response:
            yield f"{place}: errors are references to components/responses"
        if list(contract.resolve(response).get("content", {})) != [PROBLEM]:
            yield f"{place}: errors are {PROBLEM}"


def check_successes(contract: Contract) -> Breaches:
    """What operations answer: named objects, or strings."""
    for place, response in contract.responses(is_success=True):
        for media_type, media in contract.resolve(response).get("content", {}).items():
            if "itemSchema" in media:
                yield f"{place}: itemSchema is OpenAPI 3.2; two generators refuse the whole document"
            if "json" in media_type and set(media.get("schema", {})) != {"$ref"}:
                yield f"{place}: a JSON body is a reference to a named object, never an array or anything"
            if "json" not in media_type and media.get("schema", {}).get("type") != "string":
                yield f"{place}: {media_type} is a string"


def check_descriptions(contract: Contract) -> Breaches:
    """Responses and components are described in our words: Python's differ from version to version."""
    for is_success in (True, False):
        for place, response in contract.responses(is_success=is_success):
            text = contract.resolve(response).get("description")
            if text in (None, "", "Successful Response", "Validation Error"):
                yield f"{place}: described as {text!r}"
    for name, schema in contract.schemas.items():
        if not schema.get("description"):
            yield f"{name}: no description"


def check_components(contract: Contract) -> Breaches:
    """Names and shapes of the named schemas."""
    for name, schema in contract.schemas.items():
        if not re.fullmatch(r"[A-Z][A-Za-z0-9]*", name) or re.search(
            r"(HTTP)?ValidationError$|Out$|Row$", name
        ):
            yield f"{name}: a PascalCase name of ours; it becomes a class"
        yield from _check_schema(name, schema, is_named=True)
    used = contract.reachable(contract.document.get("paths"))
    for name in contract.schemas.keys() - used:
        yield f"{name}: never used"


def check_answers(contract: Contract) -> Breaches:
    """Members of answers are always there, and more may come."""
    answers = contract.reachable([response for _, response in contract.responses(is_success=True)])
    for name in answers | contract.reachable(contract.components.get("responses")):
        schema = contract.schemas[name]
        missing = schema.get("properties", {}).keys() - set(schema.get("required", []))
        if missing:
            yield f"{name}: {sorted(missing)} can be missing; clients then tell null from unset"
        if schema.get("additionalProperties") is False:
            yield f"{name}: closed to members that come later"


def check_requests(contract: Contract) -> Breaches:
    """Bodies of requests forbid what they do not know, and say their defaults in words."""
    bodies = contract.reachable([operation.get("requestBody") for operation in contract.operations.values()])
    for name in bodies:
        schema = contract.schemas[name]
        if "properties" in schema and schema.get("additionalProperties") is not False:
            yield f"{name}: takes members it does not know, so that a typo is lost"
        for member, part in schema.get("properties", {}).items():
            if "default" in part:
                yield f"{name}.{member}: a default makes it required in generated TypeScript"


RULES: tuple[Callable[[Contract], Breaches], ...] = (
    check_head,
    check_operations,
    check_parameters,
    check_errors,
    check_successes,
    check_descriptions,
    check_components,
    check_answers,
    check_requests,
)


def _check_schema(place: str, schema: Schema, *, is_named: bool = False) -> Breaches:
    """One schema and everything inside it; `is_named`: it is a component, or a form of one."""
    yield from _check_keywords(place, schema)
    if not is_named and ("enum" in schema or "properties" in schema):
        yield f"{place}: enums and objects are named components, or generators invent names"
    forms = [form for form in schema.get("anyOf") or schema.get("oneOf") or [] if form != NULL]
    if len(forms) > 1 and not (is_named and "mapping" in schema.get("discriminator", {})):
        yield f"{place}: a union is a named component with discriminator and mapping"
    for number, form in enumerate(forms + schema.get("allOf", [])):
        yield from _check_schema(f"{place}|{number}", form)
    for member, part in schema.get("properties", {}).items():
        if not re.fullmatch(r"[a-z][a-z0-9_]*", member):
            yield f"{place}.{member}: members are snake_case"
        yield from _check_schema(f"{place}.{member}", part)
    for keyword in ("items", "additionalProperties"):
        if isinstance(schema.get(keyword), dict):
            yield from _check_schema(f"{place}[]", schema[keyword])


def _check_keywords(place: str, schema: Schema) -> Breaches:
    """Titles, references, bounds, numbers."""
    if "title" in schema:
        yield f"{place}: generators name types after the title {schema['title']!r}"
    if "$ref" in schema and schema.keys() - {"$ref", "description"}:
        yield f"{place}: a reference with siblings loses its type in two generators"
    for bound in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
        if isinstance(schema.get(bound), float) and schema[bound].is_integer():
            yield f"{place}: {bound} is written {schema[bound]}"
    is_share = schema.get("minimum") == 0 and schema.get("maximum") == 1 and place.endswith(SHARES)
    if schema.get("type") == "number" and not is_share:
        yield f"{place}: money and shares are decimals in strings"
    if schema.get("type") == "integer" and schema.get("format") not in ("int32", "int64"):
        yield f"{place}: integers are int32 or int64"


def _is_nullable(schema: Schema) -> bool:
    return (
        NULL in schema.get("anyOf", []) or NULL in schema.get("oneOf", []) or "null" in schema.get("type", "")
    )


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value
            elif key != "mapping":
                yield from _references(value)
    elif isinstance(node, list):
        for part in node:
            yield from _references(part)
