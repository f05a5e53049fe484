"""The routes -> the OpenAPI document that clients are generated from. Pure: the same code gives the same
bytes, wherever it runs.

What FastAPI writes is made fit for generators here; why each step is needed says its function. `openapi.yaml`
at the root of the project is this document, and the tests hold the two together.
"""

import json
import re
from functools import cache
from importlib.metadata import version
from typing import Any

import yaml
from fastapi.openapi.utils import get_openapi

from app.api.contract_sharing import Document, list_operations, share_repeated
from app.api.types import FROZEN
from app.api.v1 import ROUTES

DESCRIPTION = """\
Communiqué reads the communiqués of governments and serves what they pledge, whom they call on, and by when,
with the exact words.

Reading needs no key. Every list comes in pages; follow `links.next`. Every list also comes whole, in a stream
that is made while it is read: as CSV, and at its address with `.jsonl` behind the path as JSON Lines
(`application/x-ndjson`). Lists of what changes are also feeds for news readers, with `.atom` behind the path
(`application/atom+xml`), and deadlines and meetings come as calendars too. An `Accept` header at the plain
address does the same. `null` is unknown or not asked for, `[]` is none. Offsets are half-open and count
Unicode code points of the statement's text. Errors are `application/problem+json` (RFC 9457). Within `/v1`
members are added and never taken away; lists of values that may grow are plain strings with
`x-extensible-enum`."""

TAGS = [
    {"name": "pledges", "description": "What issuers bind themselves to."},
    {"name": "calls", "description": "What issuers ask of somebody else."},
    {"name": "deadlines", "description": "The timeline of what was pledged."},
    {"name": "statements", "description": "The communiqués, declarations and decisions that were read."},
    {"name": "texts", "description": "The clean texts that every offset counts in."},
    {
        "name": "actors",
        "description": "States, organisations, groups, organs and offices, and who belonged to whom when.",
    },
    {"name": "meetings", "description": "Series of meetings and their sessions."},
    {"name": "vocabularies", "description": "What values mean."},
    {"name": "changes", "description": "Every change, in order and without a gap."},
    {"name": "exports", "description": "Everything as it stood at one moment, in files."},
    {"name": "service", "description": "What was ingested, and how fresh the data is."},
]


@cache
def build_document() -> Document:
    """The contract as OpenAPI 3.1.0, which every generator reads; 3.2 breaks two, and 3.0 loses null."""
    document = get_openapi(
        title="Communiqué",
        version=version("communique"),
        summary="What governments pledged, by when, in which words.",
        description=DESCRIPTION,
        openapi_version="3.1.0",
        routes=ROUTES,
        tags=TAGS,
        servers=[
            {"url": "http://127.0.0.1:8000", "description": "A service started with `communique serve`."}
        ],
        contact={"name": "Communiqué"},
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    document = _drop_suffixes(document)
    components = document["components"]
    _tidy_texts(document["info"])
    _tidy(document["paths"])
    _tidy(components["schemas"])
    for operation in list_operations(document):
        _tidy_parameters(operation)
    share_repeated(document)
    components["schemas"] = _keep_used(document)
    document["security"] = [{}]  # reading is anonymous
    return document


@cache
def render_yaml() -> str:
    """The contract as YAML, byte for byte what `openapi.yaml` holds."""
    return yaml.safe_dump(build_document(), sort_keys=False, allow_unicode=True, width=120)


def _drop_suffixes(document: Document) -> Document:
    """`PledgeOut` in our code is `Pledge` to clients."""
    text = re.sub(r'"(#/components/schemas/)?([A-Z][A-Za-z]*)Out"', r'"\1\2"', json.dumps(document))
    renamed: Document = json.loads(text)
    return renamed


def _tidy(node: Any, *, is_members: bool = False) -> None:
    """Tidy every schema in `node`. `is_members`: its keys are names of members, not keywords."""
    if isinstance(node, list):
        for part in node:
            _tidy(part)
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in ("example", "examples", "default", "enum", "const"):
                _tidy(value, is_members=key == "properties" and not is_members)
        if not is_members:
            _tidy_texts(node)
            _tidy_schema(node)


def _tidy_texts(node: Document) -> None:
    """Paragraphs on a line each: where our source breaks its lines is nobody's business. That a list is
    frozen is said by its being an enum.
    """
    if isinstance(node.get("description"), str):
        node["description"] = re.sub(r"(?<!\n)\n(?!\n)", " ", node["description"]).removeprefix(FROZEN)


def _tidy_schema(schema: Document) -> None:
    """Drop the generated title, which generators name types after; write whole bounds as integers; tell what
    an open list holds today.
    """
    if isinstance(schema.get("title"), str):
        del schema["title"]
    for bound in ("minimum", "maximum"):
        if isinstance(schema.get(bound), float) and schema[bound].is_integer():
            schema[bound] = int(schema[bound])
    if values := schema.get("x-extensible-enum"):
        today = f"One of {', '.join(f'`{value}`' for value in values)}; the list may grow."
        schema["description"] = f"{schema['description']} {today}" if "description" in schema else today


def _tidy_parameters(operation: Document) -> None:
    """FastAPI describes a parameter twice, and what is deprecated too, and says what is not required; a
    reference beside a default loses its type in two generators.
    """
    for parameter in operation.get("parameters", []):
        schema = parameter["schema"]
        schema.pop("description", None)
        schema.pop("deprecated", None)
        if not parameter["required"]:
            del parameter["required"]
        if schema.get("default") == []:
            del schema["default"]
        if "$ref" in schema and "default" in schema:
            parameter["description"] += f" `{schema.pop('default')}` unless given."


def _keep_used(document: Document) -> Document:
    """The schemas that something refers to, by name; FastAPI leaves those of enums behind that we write as
    open lists.
    """
    schemas = document["components"]["schemas"]
    rest = [document["paths"], *(document["components"][kind] for kind in ("parameters", "responses"))]
    used: set[str] = set()
    while rest:
        found = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(rest.pop()))) - used
        used |= found
        rest += [schemas[name] for name in found]
    return {name: schemas[name] for name in sorted(used)}
