"""The contract gate: linters, five generated clients that are type-checked and put to work against a live
service, and beside all of it a fuzzer, which takes longest. Steps run side by side, and each prints a line at
its end; the first that fails shows what it said, and ends the gate.

    python -m tests.contract.gate

What needs nothing but Python is in the tests already: the committed file, validity, our rules, compatibility
with the last release. The tools are in `.contract` and `node_modules`, which `make contract` sets up; beyond
that nothing is fetched.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from tests.contract.fuzz import GENERATED, a_live_service, fuzz_for_the_gate
from tests.contract.steps import FOLDER, Task, run_step, run_together

ROOT = FOLDER.parents[1]
DOCUMENT = "../../openapi.yaml"

Step = tuple[str, str]
"""A name, and a command as one would type it in this folder. Of steps that run side by side the longest are
first.
"""

LINTERS: tuple[Step, ...] = (
    ("redocly", f"redocly lint {DOCUMENT}"),
    ("spectral", f"spectral lint {DOCUMENT} --ruleset spectral.yaml --fail-severity warn"),
)
GENERATORS: tuple[Step, ...] = (
    (
        "openapi-generator, Python",
        f"openapi-generator-cli generate -i {DOCUMENT} -g python -o generated/openapi-generator-python",
    ),
    (
        "openapi-generator, TypeScript",
        f"openapi-generator-cli generate -i {DOCUMENT} -g typescript-fetch"
        " -o generated/openapi-generator-typescript",
    ),
    (
        "openapi-python-client",
        f"openapi-python-client generate --path {DOCUMENT} --config openapi-python-client.yaml"
        " --fail-on-warning --meta none --output-path generated/communique_opc",
    ),
    ("openapi-typescript", f"openapi-typescript {DOCUMENT} -o generated/openapi.d.ts"),
    ("hey-api", f"openapi-ts -i {DOCUMENT} -o generated/hey-api"),
)
MYPY = "mypy --config-file= --explicit-package-bases"
TYPES: tuple[Step, ...] = (
    ("tsc, strict", "tsc --project tsconfig.json"),
    (
        "mypy --strict, client and calls",
        f"{MYPY} --strict generated/communique_opc clients/call_openapi_python_client.py",
    ),
    (
        "mypy, the other client and calls",  # it does not claim to be strict
        f"{MYPY} generated/openapi-generator-python/openapi_client clients/call_openapi_generator.py",
    ),
)
CALLS: tuple[Step, ...] = (
    ("calls, openapi-python-client", "python clients/call_openapi_python_client.py"),
    ("calls, openapi-generator Python", "python clients/call_openapi_generator.py"),
    ("calls, hey-api", "tsx clients/call_hey_api.ts"),
    ("calls, openapi-fetch", "tsx clients/call_openapi_fetch.ts"),
    ("calls, openapi-generator TypeScript", "tsx clients/call_openapi_generator.ts"),
)


def main() -> None:
    """Pass the gate, or end with what did not."""
    shutil.rmtree(GENERATED, ignore_errors=True)
    GENERATED.mkdir()
    with a_live_service() as address:
        environment = {**tool_environment(), "COMMUNIQUE_URL": address}
        run_together([partial(fuzz_for_the_gate, address), partial(use_clients, environment)])
    print("The contract holds.")


def tool_environment() -> dict[str, str]:
    """Our own tools first, no colours, and nobody told of it."""
    tools = [ROOT / ".contract" / "bin", FOLDER / "node_modules" / ".bin", os.environ["PATH"]]
    clients = [GENERATED, GENERATED / "openapi-generator-python", FOLDER / "clients"]
    return {
        **os.environ,
        "PATH": os.pathsep.join(map(str, tools)),
        "PYTHONPATH": os.pathsep.join(map(str, clients)),
        "MYPYPATH": os.pathsep.join(map(str, clients)),
        "JAVA_OPTS": "-XX:TieredStopAtLevel=1",  # what runs for seconds is not worth optimising
        "NO_COLOR": "1",
        "REDOCLY_TELEMETRY": "off",
        "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true",
    }


def use_clients(environment: Mapping[str, str]) -> None:
    """Generate them beside the linters, then check their types and let them call. Raises StepFailed."""
    for steps in ((*GENERATORS, *LINTERS), (*TYPES, *CALLS)):
        run_together(prepare(steps, environment))


def prepare(steps: Iterable[Step], environment: Mapping[str, str]) -> Iterator[Task]:
    """Each, still to be run."""
    return (partial(run_step, *step, environment) for step in steps)


if __name__ == "__main__":
    main()
