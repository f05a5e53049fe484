"""Starts the service and its peers, each in a process of its own on the first core, and ends them again."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

import httpx

from app.store.database import Database
from benchmarks.load import HOST
from benchmarks.peers import BODIES_VARIABLE, DATABASE_VARIABLE

START_S = 120
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
FOR_SERVERS, FOR_LOAD = CORES[:1], frozenset(CORES[1:2])
PIN = ["taskset", "-c", str(CORES[0])] if len(CORES) > 1 and shutil.which("taskset") else []
SECONDS_OF_SQL = 25
"""Datasette gives up after one, which would be no answer."""


def _find_port() -> int:
    with socket.create_server((HOST, 0)) as listener:
        return int(listener.getsockname()[1])


@dataclass
class Server:
    """One that answers; `probe` is a path that it answers as soon as it can."""

    name: str
    probe: str
    port: int = field(default_factory=_find_port)
    pid: int = 0

    @property
    def address(self) -> str:
        """Where it answers, without a path."""
        return f"http://{HOST}:{self.port}"

    def get(self, path: str, **headers: str) -> httpx.Response:
        """One answer; raises where it is none."""
        answer = httpx.get(f"{self.address}{path}", headers=headers, timeout=START_S)
        return answer if answer.status_code == 304 else answer.raise_for_status()

    @property
    def processor_seconds(self) -> float | None:
        """What it has used of the processor; None where nobody tells."""
        stat = Path(f"/proc/{self.pid}/stat")
        if not stat.exists():
            return None
        user, system = stat.read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    @property
    def resident_mebibytes(self) -> int | None:
        """What it holds of memory, itself and what it maps; None where nobody tells."""
        status = Path(f"/proc/{self.pid}/status")
        if not status.exists():
            return None
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmRSS"].split()[0]) // 1024


@contextmanager
def serve_product(database: Database, name: str, *, cache_mib: int) -> Iterator[Server]:
    """The service."""
    settings = {
        "COMMUNIQUE_DATABASE_URL": database.url.render_as_string(hide_password=False),
        "COMMUNIQUE_CACHE_MIB": str(cache_mib),
        "COMMUNIQUE_LOG_LEVEL": "warning",
    }
    server = Server(name, "/v1/status")
    command = [sys.executable, "-m", "app.cli", "serve", "--host", HOST, "--port", str(server.port)]
    with _running(server, command, settings):
        yield server


@contextmanager
def serve_peer(server: Server, app: str, database: Database, bodies: Path) -> Iterator[Server]:
    """An application of `benchmarks.peers`."""
    url = database.url.render_as_string(hide_password=False)
    options = ["--host", HOST, "--port", str(server.port), "--no-access-log", "--log-level", "warning"]
    command = [sys.executable, "-m", "uvicorn", f"benchmarks.peers:{app}", *options]
    with _running(server, command, {DATABASE_VARIABLE: url, BODIES_VARIABLE: str(bodies)}):
        yield server


@contextmanager
def serve_datasette(program: Path, file: Path) -> Iterator[Server]:
    """Datasette over a file."""
    server = Server("Datasette", "/-/versions.json")
    options = ["--host", HOST, "--port", str(server.port), "--setting", "suggest_facets", "off"]
    limit = ["--setting", "sql_time_limit_ms", str(1000 * SECONDS_OF_SQL)]
    with _running(server, [str(program), "serve", str(file), *options, *limit], {}):
        yield server


@contextmanager
def _running(server: Server, command: list[str], settings: Mapping[str, str]) -> Iterator[None]:
    environment = {**os.environ, **settings}
    # There is a table to print, and Datasette tells of each request.
    process = subprocess.Popen([*PIN, *command], env=environment, stdout=subprocess.DEVNULL)
    server.pid = process.pid
    try:
        _wait(server, process)
        yield
    finally:
        process.terminate()
        process.wait()


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    patience = monotonic() + START_S
    while monotonic() < patience and process.poll() is None:
        try:
            server.get(server.probe)
        except httpx.TransportError:
            sleep(0.1)
        else:
            return
    raise RuntimeError(f"{server.name} does not answer")
