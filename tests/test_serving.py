"""The server: where it listens, what it refuses to start on, and how it ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import httpx
import orjson
import pytest

from app.errors import AddressUnavailable
from app.serving import listen
from app.store.database import Database

COMMAND = [sys.executable, "-m", "app.cli", "serve", "--port"]
START_SECONDS = 30


def run_server(database: Database, port: int) -> subprocess.Popen[str]:
    """The command `serve` in a process of its own."""
    url = database.url.render_as_string(hide_password=False)
    environment = {**os.environ, "COMMUNIQUE_DATABASE_URL": url, "COMMUNIQUE_LOG_FORMAT": "json"}
    return subprocess.Popen([*COMMAND, str(port)], env=environment, stderr=subprocess.PIPE, text=True)


def test_the_server_says_where_it_is_serves_and_ends_when_told(
    make_database: Callable[..., Database],
) -> None:
    with run_server(make_database("sqlite"), 0) as process:
        assert process.stderr is not None
        line = orjson.loads(process.stderr.readline())
        assert line["event"] == "serving"
        patience = time.monotonic() + START_SECONDS
        while time.monotonic() < patience:
            try:
                answer = httpx.get(f"{line['address']}/v1/status", headers={"X-Request-ID": "first"})
                break
            except httpx.TransportError:
                time.sleep(0.05)
        assert answer.status_code == 200
        process.send_signal(signal.SIGINT)
        lines = [orjson.loads(rest) for rest in process.stderr]
        assert process.wait() == 0
    (request,) = [line for line in lines if line["event"] == "request"]
    assert (request["request_id"], request["method"], request["path"]) == ("first", "GET", "/v1/status")
    assert request["status"] == 200


def test_an_address_of_another_machine_cannot_be_listened_on() -> None:
    with pytest.raises(AddressUnavailable, match=r"192\.0\.2\.1"):
        listen("192.0.2.1", 0)
    with pytest.raises(AddressUnavailable, match=r"no\.invalid, port 0: [A-Z].*; try") as caught:
        listen("no.invalid", 0)
    assert "Unknown error" not in str(caught.value)
