"""Whatever a request holds, the service answers as the contract says, and never with a 500.

A few requests of each operation, at random; `make contract` also sends the thousands that lie at the edges of
parameters.
"""

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from tests.contract.fuzz import REFUSED, a_strict_contract

EXAMPLES_AN_OPERATION = 5
AT_RANDOM = {"coverage": {"enabled": False}}

contract = schemathesis.openapi.from_dict(
    a_strict_contract(), config=schemathesis.Config.from_dict({"checks": REFUSED, "phases": AT_RANDOM})
)


@contract.parametrize()
@pytest.mark.parametrize("world", ["postgresql"], indirect=True, ids=["the stricter database"])
@settings(max_examples=EXAMPLES_AN_OPERATION, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_service_keeps_its_contract(case: schemathesis.Case, api: httpx.Client) -> None:
    case.call_and_validate(base_url=str(api.base_url))
