"""Each rule of the contract sees the breach it was made for."""

from collections.abc import Callable
from copy import deepcopy

import pytest

from app.api.contract import build_document
from tests.contract import rules
from tests.contract.rules import Breaches, Contract, Schema


def _without_license(document: Schema) -> None:
    del document["info"]["license"]


def _with_generated_name(document: Schema) -> None:
    document["paths"]["/v1/pledges"]["get"]["operationId"] = "list_pledges_v1_pledges_get"


def _with_null_parameter(document: Schema) -> None:
    parameter = document["components"]["parameters"]["Limit"]
    parameter["schema"] = {"anyOf": [{"type": "string"}, {"type": "null"}]}


def _with_plain_error(document: Schema) -> None:
    error = document["components"]["responses"]["NotFound"]
    error["content"] = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def _with_bare_array(document: Schema) -> None:
    response = document["paths"]["/v1/pledges"]["get"]["responses"]["200"]
    response["content"]["application/json"]["schema"] = {"type": "array", "items": {"type": "string"}}


def _with_framework_text(document: Schema) -> None:
    document["paths"]["/v1/pledges"]["get"]["responses"]["200"]["description"] = "Successful Response"


def _with_title(document: Schema) -> None:
    document["components"]["schemas"]["Pledge"]["properties"]["verb"]["title"] = "Verb"


def _with_optional_member(document: Schema) -> None:
    document["components"]["schemas"]["Pledge"]["required"].remove("stage")


def _with_open_body(document: Schema) -> None:
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pledge"}}}}
    document["paths"]["/v1/pledges"]["get"]["requestBody"] = body


BREACHES: dict[Callable[[Contract], Breaches], Callable[[Schema], None]] = {
    rules.check_head: _without_license,
    rules.check_operations: _with_generated_name,
    rules.check_parameters: _with_null_parameter,
    rules.check_errors: _with_plain_error,
    rules.check_successes: _with_bare_array,
    rules.check_descriptions: _with_framework_text,
    rules.check_components: _with_title,
    rules.check_answers: _with_optional_member,
    rules.check_requests: _with_open_body,
}


@pytest.mark.parametrize("rule", rules.RULES)
def test_a_rule_sees_its_breach(rule: Callable[[Contract], Breaches]) -> None:
    document = deepcopy(build_document())
    assert list(rule(Contract(document))) == []
    BREACHES[rule](document)
    assert list(rule(Contract(document))) != []
