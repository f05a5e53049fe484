"""The fuzzer: whatever a request holds, the service answers with a status and a shape that are in the
contract, and never with a 500.

    python -m tests.contract.fuzz

tries the edges of every parameter at every operation, which takes minutes. The gate tries the edges of a
parameter that operations share at one of them: it is declared once, and checked by the same code everywhere.
"""

import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from copy import deepcopy

import yaml

from app.api.contract import build_document
from app.api.contract_sharing import Document, list_operations
from app.serving import configure_logs
from app.settings import Settings
from tests.api.conftest import serving
from tests.api.world import fill
from tests.contract.steps import FOLDER, StepFailed, run_step
from tests.databases import Databases, quick_folder

GENERATED = FOLDER / "generated"
EXAMPLES_AN_OPERATION = 10
FEWEST_CASES = 1000
AT_RANDOM = "examples,fuzzing,stateful"
AT_EDGES = "coverage"

# A cursor, an id nobody has, and a value of an open list that is not of today are well-formed and refused.
REFUSED = {"positive_data_acceptance": {"expected-statuses": [200, 304, 400, 404, 410, 422]}}


def main() -> None:
    """Try everything, or end with what did not hold."""
    GENERATED.mkdir(exist_ok=True)
    with a_live_service() as address:
        print(f"{fuzz(a_strict_contract(), f'{AT_RANDOM},{AT_EDGES}', address)} cases")


@contextmanager
def a_live_service() -> Iterator[str]:
    """The address of a service over the world of the tests, on the stricter database, until the end of the
    block.
    """
    configure_logs(Settings(log_format="json", log_level="error"))
    with (
        quick_folder() as folder,
        closing(Databases(folder)) as databases,
        databases.open("postgresql", filled_by=fill) as stricter,
        serving(stricter) as api,
    ):
        yield str(api.base_url)


def a_strict_contract() -> Document:
    """The contract without its `default` responses, which would let every status pass."""
    document = deepcopy(build_document())
    for operation in list_operations(document):
        del operation["responses"]["default"]
        for parameter in operation["parameters"]:
            if parameter.get("name") == "wait":  # nothing here has the time
                parameter["schema"] = {"const": 0}
    return document


def spread_shared_parameters(document: Document) -> Document:
    """The contract with every parameter that operations share at one of them only, each in its turn. What a
    path needs stays.
    """
    sharing = defaultdict(list)
    for operation in list_operations(document):
        for parameter in operation["parameters"]:
            if "$ref" in parameter:
                sharing[parameter["$ref"]].append(operation)
    for turn, (reference, operations) in enumerate(sharing.items()):
        if document["components"]["parameters"][reference.rpartition("/")[2]]["in"] != "path":
            del operations[turn % len(operations)]
            for operation in operations:
                operation["parameters"].remove({"$ref": reference})
    return document


def fuzz_for_the_gate(address: str) -> None:
    """At least a thousand cases over all operations. Raises StepFailed."""
    cases = fuzz(a_strict_contract(), AT_RANDOM, address)
    cases += fuzz(spread_shared_parameters(a_strict_contract()), AT_EDGES, address)
    print(f"  {cases} cases")
    if cases < FEWEST_CASES:
        raise StepFailed(f"Failed: fewer than {FEWEST_CASES} cases")


def fuzz(contract: Document, phases: str, address: str) -> int:
    """How many cases these phases sent. Raises StepFailed when an answer breaks the contract."""
    strict, settings = GENERATED / "strict.yaml", GENERATED / "schemathesis.toml"
    strict.write_text(yaml.safe_dump(contract), encoding="utf-8")
    statuses = REFUSED["positive_data_acceptance"]["expected-statuses"]
    settings.write_text(f"[checks]\npositive_data_acceptance.expected-statuses = {statuses}\n")
    said = run_step(
        f"schemathesis, {phases}",
        f"{sys.executable} -m schemathesis.cli --config-file {settings} run {strict} --url {address} --seed 1"
        f" --no-color --max-examples {EXAMPLES_AN_OPERATION} --phases {phases}",
        os.environ,
    )
    cases = re.search(r"([\d,]+) generated", said)
    if cases is None:
        raise StepFailed(f"{said[-2000:]}\nFailed: schemathesis does not say what it did")
    return int(cases[1].replace(",", ""))


if __name__ == "__main__":
    main()
