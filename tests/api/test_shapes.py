"""Every answer is exactly what the contract says: each member it names, and no other."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import httpx
import pytest
from openapi_schema_validator import OAS31Validator, oas31_format_checker

from app.api.contract import build_document
from tests.api.world import BRUSSELS, MADRID

Schema = dict[str, Any]
EXAMPLES = {
    "pledge_id": "plg_decide",
    "call_id": "cal_withdraw",
    "statement_id": BRUSSELS,
    "actor_id": "est",
    "meeting_id": MADRID,
}
QUERIES = {
    "/v1/meetings/resolve": "?text=Madrid&said_on=2022-03-24&issuer=nato",
    "/v1/stats/pledges": "?group_by=theme&group_by=due_year",
}
PATHS = [
    path
    for path, item in build_document()["paths"].items()
    if "application/json" in item["get"]["responses"]["200"]["content"]
]


@pytest.fixture(scope="session")
def components() -> Schema:
    """The contract's components, closed to members they do not name."""
    components: Schema = deepcopy(build_document()["components"])
    for schema in components["schemas"].values():
        if "properties" in schema:
            schema["additionalProperties"] = False
    return components


def list_breaches(components: Schema, name: str, answer: Any) -> Iterator[str]:
    """Where an answer is not what a named schema says."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": components}
    for error in OAS31Validator(schema, format_checker=oas31_format_checker).iter_errors(answer):
        yield f"{error.json_path}: {error.message}"


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_what_the_contract_says(api: httpx.Client, components: Schema, path: str) -> None:
    run = api.get("/v1/runs").json()["results"][-1]["id"]
    reference = build_document()["paths"][path]["get"]["responses"]["200"]["content"]["application/json"][
        "schema"
    ]
    export = api.get("/v1/exports/latest").json()["id"]
    answer = api.get(path.format(**EXAMPLES, run_id=run, export_id=export) + QUERIES.get(path, ""))
    assert answer.status_code == 200
    assert list(list_breaches(components, reference["$ref"].rsplit("/", 1)[-1], answer.json())) == []


def test_a_problem_is_what_the_contract_says(api: httpx.Client, components: Schema) -> None:
    answer = api.get("/v1/pledges?stag=1&stage=x").json()
    assert list(list_breaches(components, "Problem", answer)) == []


def test_a_missing_and_a_foreign_member_are_seen(api: httpx.Client, components: Schema) -> None:
    pledge = api.get("/v1/pledges/plg_decide").json()
    del pledge["verb"]
    pledge["colour"] = "blue"
    assert len(list(list_breaches(components, "Pledge", pledge))) == 2
