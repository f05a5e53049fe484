"""What the gate's fuzzer leaves out: nothing but the same edges once more."""

from collections import Counter

from app.api.contract_sharing import list_operations
from tests.contract.fuzz import a_strict_contract, spread_shared_parameters


def test_every_shared_parameter_is_tried_at_one_operation_and_those_of_paths_at_all() -> None:
    whole, spread = a_strict_contract(), spread_shared_parameters(a_strict_contract())
    uses, kept = (
        Counter(
            parameter.get("$ref", parameter.get("name"))
            for operation in list_operations(document)
            for parameter in operation["parameters"]
        )
        for document in (whole, spread)
    )
    assert uses.keys() == kept.keys()
    for name, parameter in whole["components"]["parameters"].items():
        reference = f"#/components/parameters/{name}"
        assert kept[reference] == (uses[reference] if parameter["in"] == "path" else 1), name
