"""Whatever a request holds, the service answers as the contract says, and never with a 500.

A few requests of each operation, at random; `make contract` also sends the thousands that lie at the edges of
every parameter.
"""

from copy import deepcopy
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from app.api.contract import build_document

EXAMPLES_AN_OPERATION = 5


def a_strict_contract() -> dict[str, Any]:
    """The contract without its `default` responses, which would let every status pass."""
    document = deepcopy(build_document())
    for item in document["paths"].values():
        for operation in item.values():
            del operation["responses"]["default"]
            for parameter in operation.get("parameters", []):
                if parameter.get("name") == "wait":  # nothing here has the time
                    parameter["schema"] = {"const": 0}
    return document


# A cursor, an id nobody has, and a value of an open list that is not of today are well-formed and refused.
REFUSED = {"positive_data_acceptance": {"expected-statuses": [200, 304, 400, 404, 410, 422]}}

AT_RANDOM = {"coverage": {"enabled": False}}

contract = schemathesis.openapi.from_dict(
    a_strict_contract(), config=schemathesis.Config.from_dict({"checks": REFUSED, "phases": AT_RANDOM})
)


@contract.parametrize()
@pytest.mark.parametrize("world", ["postgresql"], indirect=True, ids=["the stricter database"])
@settings(max_examples=EXAMPLES_AN_OPERATION, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_service_keeps_its_contract(case: schemathesis.Case, api: httpx.Client) -> None:
    case.call_and_validate(base_url=str(api.base_url))
