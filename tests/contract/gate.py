"""The contract gate: linters, five generated clients that are type-checked and put to work against a live
service, and beside all of it a fuzzer, which takes longest. Steps run side by side, and each prints a line at
its end; the first that fails shows what it said, and ends the gate.

    python -m tests.contract.gate

What needs nothing but Python is in the tests already: the committed file, validity, our rules, compatibility
with the last release. The tools are in `.contract` and `node_modules`, which `make contract` sets up; beyond
that nothing is fetched.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from functools import partial
from pathlib import Path

import yaml

from app.serving import configure_logs
from app.settings import Settings
from tests.api.conftest import serving
from tests.api.test_fuzz import REFUSED, a_strict_contract
from tests.api.world import fill
from tests.databases import Databases, quick_folder

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
GENERATED = FOLDER / "generated"
DOCUMENT = "../../openapi.yaml"
FEWEST_CASES = 1000
EXAMPLES_AN_OPERATION = 10
SHOWN_LINES = 40

Step = tuple[str, str]
"""A name, and a command as one would type it in this folder."""
Task = Callable[[], object]

LINTERS: tuple[Step, ...] = (
    ("redocly", f"redocly lint {DOCUMENT}"),
    ("spectral", f"spectral lint {DOCUMENT} --ruleset spectral.yaml --fail-severity warn"),
)
GENERATORS: tuple[Step, ...] = (
    (
        "openapi-python-client",
        f"openapi-python-client generate --path {DOCUMENT} --config openapi-python-client.yaml"
        " --fail-on-warning --meta none --output-path generated/communique_opc",
    ),
    (
        "openapi-generator, Python",
        f"openapi-generator-cli generate -i {DOCUMENT} -g python -o generated/openapi-generator-python",
    ),
    (
        "openapi-generator, TypeScript",
        f"openapi-generator-cli generate -i {DOCUMENT} -g typescript-fetch"
        " -o generated/openapi-generator-typescript",
    ),
    ("openapi-typescript", f"openapi-typescript {DOCUMENT} -o generated/openapi.d.ts"),
    ("hey-api", f"openapi-ts -i {DOCUMENT} -o generated/hey-api"),
)
MYPY = "mypy --config-file= --explicit-package-bases"
TYPES: tuple[Step, ...] = (
    (
        "mypy --strict, client and calls",
        f"{MYPY} --strict generated/communique_opc clients/call_openapi_python_client.py",
    ),
    (
        "mypy, the other client and calls",  # it does not claim to be strict
        f"{MYPY} generated/openapi-generator-python/openapi_client clients/call_openapi_generator.py",
    ),
    ("tsc, strict", "tsc --project tsconfig.json"),
)
CALLS: tuple[Step, ...] = (
    ("calls, openapi-python-client", "python clients/call_openapi_python_client.py"),
    ("calls, openapi-generator Python", "python clients/call_openapi_generator.py"),
    ("calls, hey-api", "tsx clients/call_hey_api.ts"),
    ("calls, openapi-fetch", "tsx clients/call_openapi_fetch.ts"),
    ("calls, openapi-generator TypeScript", "tsx clients/call_openapi_generator.ts"),
)


class StepFailed(SystemExit):
    """A step of the gate did not succeed; what it said last is shown."""


def main() -> None:
    """Pass the gate, or end with what did not."""
    shutil.rmtree(GENERATED, ignore_errors=True)
    GENERATED.mkdir()
    with quick_folder() as folder, closing(Databases(folder)) as databases:
        configure_logs(Settings(log_format="json", log_level="error"))
        with databases.open("postgresql", filled_by=fill) as stricter, serving(stricter) as api:
            environment = {**tool_environment(), "COMMUNIQUE_URL": str(api.base_url)}
            run_together([partial(fuzz, str(api.base_url)), partial(use_clients, environment)])
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


def run_together(tasks: Iterable[Task]) -> None:
    """Run all, as many at a time as there are processors. Raises StepFailed, and begins no more then."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        running = [pool.submit(task) for task in tasks]
        try:
            for task in as_completed(running):
                task.result()
        finally:
            pool.shutdown(cancel_futures=True)


def run_step(name: str, command: str, environment: Mapping[str, str]) -> str:
    """What a step said. Raises StepFailed when it ends with an error."""
    began = time.perf_counter()
    done = subprocess.run(
        shlex.split(command),
        cwd=FOLDER,
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    print(f"{name:<40} {time.perf_counter() - began:5.1f} s", flush=True)
    if done.returncode:
        last = "\n".join(done.stdout.splitlines()[-SHOWN_LINES:])
        raise StepFailed(f"{last}\nFailed: {name}")
    return done.stdout


def fuzz(address: str) -> None:
    """At least a thousand cases over all operations: no 500, no status and no shape that is not in the
    contract. Raises StepFailed.
    """
    strict, settings = GENERATED / "strict.yaml", GENERATED / "schemathesis.toml"
    strict.write_text(yaml.safe_dump(a_strict_contract()), encoding="utf-8")
    statuses = REFUSED["positive_data_acceptance"]["expected-statuses"]
    settings.write_text(f"[checks]\npositive_data_acceptance.expected-statuses = {statuses}\n")
    said = run_step(
        "schemathesis",
        f"{sys.executable} -m schemathesis.cli --config-file {settings} run {strict} --url {address} --seed 1"
        f" --no-color --max-examples {EXAMPLES_AN_OPERATION}",
        os.environ,
    )
    cases = re.search(r"([\d,]+) generated", said)
    if cases is None or int(cases[1].replace(",", "")) < FEWEST_CASES:
        raise StepFailed(f"{said[-2000:]}\nFailed: fewer than {FEWEST_CASES} cases")
    print(f"  {cases[0]} cases")


if __name__ == "__main__":
    main()
