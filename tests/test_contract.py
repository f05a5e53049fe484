"""The contract holds: the committed file, the app, the rules of generated clients, and the examples agree."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi.routing import iter_route_contexts
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate

from app import vocabulary
from app.api.contract import build_document, render_yaml
from app.api.formats.media import FORMATS
from app.main import create_app
from app.registry import load_registry
from app.settings import Settings
from tests.contract.rules import check_contract

ROOT = Path(__file__).parent.parent
COMMITTED = ROOT / "openapi.yaml"
SUFFIXES = tuple(format.suffix for format in FORMATS if format.suffix)
UNDECLARED = tuple(format.suffix for format in FORMATS if not format.is_declared)
PAGE = ROOT / "docs" / "api.md"


def test_the_committed_document_is_what_the_code_says() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == render_yaml(), "run `make openapi`"


def test_the_document_does_not_depend_on_the_process() -> None:
    script = "from app.api.contract import render_yaml; import sys; sys.stdout.write(render_yaml())"
    other = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "1", "PYTHONUTF8": "1"},
    )
    assert other.stdout.decode() == render_yaml()


def test_the_document_is_valid() -> None:
    validate(build_document())


def test_the_document_keeps_our_rules() -> None:
    assert check_contract(build_document()) == []


def test_every_route_of_v1_is_in_the_document_and_the_reverse() -> None:
    app = create_app(Settings())
    routes = {
        str(route.path) for route in iter_route_contexts(app.routes) if str(route.path).startswith("/v1")
    }
    assert {path for path in routes if not path.endswith(UNDECLARED)} == set(build_document()["paths"])


def test_frozen_lists_are_enums_and_those_that_may_grow_are_strings() -> None:
    frozen = {"Stage", "Firmness", "Polarity", "DeadlineRole", "DeadlineKind", "Precision", "ActorRole"}
    enums = {name for name, schema in build_document()["components"]["schemas"].items() if "enum" in schema}
    of_requests = {
        "Dimension",
        "Facet",
        "ActorMode",
        "ChangeInclude",
        "Count",
        "DueMatch",
        "Include",
        "Timeliness",
    }
    orders = {"ActSort", "ActorSort", "DeadlineSort", "MeetingSort", "StatementSort"}
    assert enums == frozen | of_requests | orders | {"ChangeType"}
    kind = build_document()["components"]["schemas"]["Actor"]["properties"]["kind"]
    assert kind["type"] == "string"
    assert kind["x-extensible-enum"] == list(vocabulary.ActorKind)


def test_every_member_of_the_envelope_is_on_every_list() -> None:
    pages = {
        name: schema
        for name, schema in build_document()["components"]["schemas"].items()
        if name.endswith("Page")
    }
    assert len(pages) > 10
    for name, schema in pages.items():
        assert list(schema["properties"]) == ["results", "facets", "included", "page", "links"], name


def test_what_has_no_effect_is_deprecated() -> None:
    idle = [parameter for parameter in list_parameters() if "Has no effect" in parameter["description"]]
    assert [parameter["name"] for parameter in idle] == ["limit", "cursor", "count"]
    assert [parameter for parameter in list_parameters() if parameter.get("deprecated")] == idle


def test_every_example_is_valid() -> None:
    document = build_document()
    examples = list(_list_examples(document))
    assert len(examples) > 50
    for schema, example in examples:
        validator = OAS31Validator({**schema, "components": document["components"]})
        assert [error.message for error in validator.iter_errors(example)] == []


def _list_examples(node: Any) -> Iterator[tuple[dict[str, Any], Any]]:
    """Every example with its schema."""
    if isinstance(node, list):
        for part in node:
            yield from _list_examples(part)
    elif isinstance(node, dict):
        if isinstance(node.get("examples"), list):
            yield from ((node, example) for example in node["examples"])
        for part in node.values():
            yield from _list_examples(part)


def test_ids_in_examples_of_parameters_exist() -> None:
    registry = load_registry()
    known = {
        "actor": registry.actors,
        "actor_id": registry.actors,
        "addressee": registry.actors,
        "beneficiary": registry.actors,
        "issuer": registry.actors,
        "member_of": registry.actors,
        "forum": registry.forums,
        "meeting": registry.meetings,
        "meeting_id": registry.meetings,
        "theme": registry.themes,
    }
    for parameter in list_parameters():
        for example in parameter["schema"].get("examples", []):
            ids = example if isinstance(example, list) else [example]
            assert set(ids) <= set(known.get(parameter["name"], ids)), parameter


def list_parameters() -> list[dict[str, Any]]:
    """Every parameter of every operation."""
    return [parameter for item in build_document()["paths"].values() for parameter in read_parameters(item)]


def read_parameters(item: dict[str, Any]) -> list[dict[str, Any]]:
    """The parameters of a path, the shared ones among them."""
    shared = build_document()["components"]["parameters"]
    return [
        shared[parameter["$ref"].rsplit("/", 1)[-1]] if "$ref" in parameter else parameter
        for parameter in item["get"]["parameters"]
    ]


# --- the users' page ----------------------------------------------------------------------------------------


def read_page(section: str) -> str:
    """A section of docs/api.md."""
    return PAGE.read_text(encoding="utf-8").split(f"\n## {section}\n")[1].split("\n## ")[0]


def test_the_page_lists_every_path_and_no_other() -> None:
    listed = set(re.findall(r"`(/v1/[^`?]*)`", read_page("Resources")))
    assert listed == {path for path in build_document()["paths"] if not path.endswith(SUFFIXES)}


def test_the_page_lists_every_format_and_no_other() -> None:
    rows = re.findall(r"^\| (?:none|`(\.\w+)`) \| `([^`]+)` \|", read_page("Formats"), re.MULTILINE)
    assert rows == [(format.suffix, format.media_type) for format in FORMATS]


def test_the_page_lists_the_columns_of_every_table() -> None:
    rows = re.findall(r"^\| `(/v1/\S+\.csv)` \| (.*) \|$", read_page("Formats"), re.MULTILINE)
    tables = {
        path: parameter["schema"]["items"]["x-extensible-enum"]
        for path, item in build_document()["paths"].items()
        for parameter in read_parameters(item)
        if parameter["name"] == "fields"
    }
    assert {path: re.findall(r"`(\w+)`", columns) for path, columns in rows} == tables
    assert len(tables) > 10


def test_the_page_lists_every_filter_of_every_list_and_no_other() -> None:
    rows = re.findall(r"^\| (`.*?) \|", read_page("Filters"), re.MULTILINE)
    listed = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    elsewhere = {
        "limit",
        "cursor",
        "sort",
        "count",
        "start",
        "end",
        "text",
        "said_on",
        "since",
        "include",
        "facets",
        "group_by",
        "wait",
        "fields",
    }
    filters = {parameter["name"] for parameter in list_parameters() if parameter["in"] == "query"}
    assert listed == filters - elsewhere


def test_the_page_lists_every_status_of_an_error() -> None:
    listed = set(re.findall(r"^\| (\d+) \|", read_page("Errors"), re.MULTILINE))
    declared = {
        status
        for item in build_document()["paths"].values()
        for status in item["get"]["responses"]
        if status > "304"
    }
    assert listed == (declared - {"default"}) | {"405"}


def test_requests_on_the_page_are_understood() -> None:
    paths = build_document()["paths"]
    for path, query in re.findall(r"(/v1/[\w/.]+)\?([\w=&-]+)", PAGE.read_text(encoding="utf-8")):
        declared = path.rpartition(".")[0] if path.endswith(UNDECLARED) else path
        known = {parameter["name"] for parameter in read_parameters(paths[declared])}
        assert set(re.findall(r"(\w+)=", query)) <= known
