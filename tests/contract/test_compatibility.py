"""Each change of the contract that breaks a generated client is seen, and none that does not."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.api.contract import build_document
from tests.contract.compatibility import Document, find_breaks

RELEASED = Path(__file__).parents[2] / "docs" / "released-openapi.yaml"
Edit = Callable[[Document], Any]


def pledges(document: Document) -> Document:
    """The operation `list_pledges`."""
    operation: Document = document["paths"]["/v1/pledges"]["get"]
    return operation


def schema(document: Document, name: str) -> Document:
    """A component."""
    found: Document = document["components"]["schemas"][name]
    return found


def parameter(document: Document, name: str) -> Document:
    """A shared parameter."""
    found: Document = document["components"]["parameters"][name]
    return found


def test_what_was_released_still_works() -> None:
    released = yaml.load(RELEASED.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    assert find_breaks(released, build_document()) == []


BREAKS: dict[str, tuple[Edit, str]] = {
    "operation removed": (
        lambda d: d["paths"].pop("/v1/calls"),
        "GET /v1/calls: operation removed",
    ),
    "operationId": (
        lambda d: pledges(d).update(operationId="find_pledges"),
        "GET /v1/pledges: operationId list_pledges -> find_pledges",
    ),
    "tag": (
        lambda d: pledges(d).update(tags=["calls"]),
        "GET /v1/pledges: first tag ['pledges'] -> ['calls']",
    ),
    "security": (
        lambda d: d.update(security=[{"ApiKey": []}]),
        "GET /v1/pledges: security [{}] -> [{'ApiKey': []}]",
    ),
    "server": (
        lambda d: d.update(servers=[{"url": "https://api.example.org"}]),
        "servers: clients are built with the default address",
    ),
    "parameter removed": (
        lambda d: pledges(d)["parameters"].remove({"$ref": "#/components/parameters/Limit"}),
        "GET /v1/pledges query limit: parameter removed",
    ),
    "parameter required": (
        lambda d: parameter(d, "Limit").update(required=True),
        "GET /v1/pledges query limit: became required",
    ),
    "new required parameter": (
        lambda d: pledges(d)["parameters"].append(
            {"name": "key", "in": "query", "required": True, "schema": {"type": "string"}}
        ),
        "GET /v1/pledges query key: new required parameter",
    ),
    "style": (
        lambda d: parameter(d, "Theme").update(explode=False),
        "GET /v1/pledges query theme: explode changed",
    ),
    "narrower bound": (
        lambda d: parameter(d, "Limit")["schema"].update(maximum=100),
        "GET /v1/pledges query limit: maximum 200 -> 100",
    ),
    "media type": (
        lambda d: pledges(d)["responses"]["200"]["content"].pop("application/json"),
        "GET /v1/pledges 200: media type application/json removed",
    ),
    "status": (
        lambda d: pledges(d)["responses"].pop("304"),
        "GET /v1/pledges 304: response removed",
    ),
    "header": (
        lambda d: pledges(d)["responses"]["200"]["headers"].pop("ETag"),
        "GET /v1/pledges 200: response header ETag removed",
    ),
    "new success": (
        lambda d: pledges(d)["responses"].update({"206": {"description": "A part."}}),
        "GET /v1/pledges 206: new success response",
    ),
    "member removed": (
        lambda d: schema(d, "Pledge")["properties"].pop("verb"),
        "Pledge.verb: member removed",
    ),
    "member optional": (
        lambda d: schema(d, "Pledge")["required"].remove("verb"),
        "Pledge: verb is no longer always there",
    ),
    "type": (
        lambda d: schema(d, "Evidence")["properties"]["start"].update(type="string"),
        "Evidence.start: type integer -> string",
    ),
    "format": (
        lambda d: schema(d, "Evidence")["properties"]["start"].update(format="int64"),
        "Evidence.start: format int32 -> int64",
    ),
    "null": (
        lambda d: schema(d, "Pledge")["properties"].update(
            verb={"anyOf": [schema(d, "Pledge")["properties"]["verb"], {"type": "null"}]}
        ),
        "Pledge.verb: may now be null",
    ),
    "enum value": (
        lambda d: schema(d, "Stage")["enum"].append("abandoned"),
        "Stage: new values of an enum in a response: ['abandoned']",
    ),
    "enum opened": (
        lambda d: schema(d, "Stage").pop("enum"),
        "Stage: enum opened: its generated type disappears",
    ),
    "component renamed": (
        lambda d: (
            d["components"]["schemas"].update(Proof=schema(d, "Evidence")),
            schema(d, "Pledge")["properties"].update(evidence={"$ref": "#/components/schemas/Proof"}),
        ),
        "Pledge.evidence: component Evidence -> Proof",
    ),
    "union": (
        lambda d: schema(d, "Evidence")["properties"]["start"].update(
            oneOf=[{"$ref": "#/components/schemas/Theme"}]
        ),
        "Evidence.start: new form in a response: Theme",
    ),
}


@pytest.mark.parametrize(("edit", "expected"), BREAKS.values(), ids=BREAKS)
def test_a_break_is_seen(edit: Edit, expected: str) -> None:
    changed = deepcopy(build_document())
    edit(changed)
    assert expected in find_breaks(build_document(), changed)


ADDITIONS: dict[str, Edit] = {
    "nothing": lambda _: None,
    "an operation": lambda d: d["paths"].update({"/v1/more": {"get": {}}}),
    "a parameter": lambda d: pledges(d)["parameters"].append(
        {"name": "colour", "in": "query", "schema": {"type": "string"}}
    ),
    "a member of an answer": lambda d: schema(d, "Pledge")["properties"].update(colour={"type": "string"}),
    "a wider bound": lambda d: parameter(d, "Limit")["schema"].update(maximum=1000),
    "a value of an open list": lambda d: schema(d, "Actor")["properties"]["kind"]["x-extensible-enum"].append(
        "party"
    ),
    "an error": lambda d: pledges(d)["responses"].update(
        {"429": {"$ref": "#/components/responses/Unavailable"}}
    ),
    "a text": lambda d: pledges(d).update(description="Other words."),
    "a value accepted": lambda d: schema(d, "ActorMode")["enum"].append("both"),
}


@pytest.mark.parametrize("edit", ADDITIONS.values(), ids=ADDITIONS)
def test_an_addition_breaks_nothing(edit: Edit) -> None:
    changed = deepcopy(build_document())
    edit(changed)
    assert find_breaks(build_document(), changed) == []
