"""Requests -> answers a second and how long each took, asked over a few connections that stay open, from a
process of its own.

Closed loop: each connection asks again when it is answered. Open loop: requests come at a rate, whether the
others are answered or not, and their time counts from when they were due.
"""

import os
import selectors
import socket
from collections import deque
from dataclasses import dataclass, field
from multiprocessing import get_context
from statistics import quantiles
from time import perf_counter

import httptools

HOST = "127.0.0.1"
EXPECTED = (200, 304)
LARGEST_READ = 1 << 18
PATIENCE_S = 30
GRACE_S = 5
"""For answers to what was asked before the end."""


@dataclass(frozen=True)
class Load:
    """What is asked: `requests` in turn, from the first again behind the last, and `rate` of them a second;
    None is a closed loop.
    """

    port: int
    requests: list[bytes]
    connections: int
    seconds: float
    rate: float | None = None
    cores: frozenset[int] | None = None


@dataclass
class Measured:
    """What came of it. `spent`: milliseconds of each answer; `processor_ms`: of the server, for one."""

    seconds: float = 0
    spent: list[float] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    asked: int = 0
    processor_ms: float | None = None

    @property
    def per_second(self) -> float:
        """Answers."""
        return len(self.spent) / self.seconds

    def percentile(self, nth: int) -> float:
        """Milliseconds that so many of a hundred did not take longer than."""
        return quantiles(self.spent, n=100)[nth - 1] if len(self.spent) > 1 else float("nan")


def build_get(path: str, **headers: str) -> bytes:
    """A request as it goes over the wire."""
    lines = [f"GET {path} HTTP/1.1", f"host: {HOST}", *(f"{name}: {text}" for name, text in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def apply_load(load: Load) -> Measured:
    """Ask from another process. Raises RuntimeError where anything is answered but what is expected."""
    with get_context("fork").Pool(1) as pool:
        measured = pool.apply(_ask, (load,))
    if unexpected := measured.statuses.difference(EXPECTED):
        raise RuntimeError(f"answered with {unexpected}: {load.requests[0].decode()}")
    return measured


def _ask(load: Load) -> Measured:
    if load.cores and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, load.cores)
    asking = _Asking(load)
    asking.run()
    return asking.measured


class _Connection:
    """One open connection, and the answer it waits for."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=PATIENCE_S)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.due = 0.0
        self.is_answered = False
        self.parser = httptools.HttpResponseParser(self)

    def on_message_complete(self) -> None:
        """For the parser."""
        self.is_answered = True

    def ask(self, request: bytes, due: float) -> None:
        """Send a request that was due at this moment of the clock."""
        self.due, self.is_answered = due, False
        self.parser = httptools.HttpResponseParser(self)
        self.socket.sendall(request)

    def read(self) -> bool:
        """Whether the answer is whole."""
        data = self.socket.recv(LARGEST_READ)
        if not data:
            raise ConnectionError("the server closed the connection")
        self.parser.feed_data(data)
        return self.is_answered


class _Asking:
    """A load under way."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self.measured = Measured()
        self._selector = selectors.DefaultSelector()
        self._idle: deque[_Connection] = deque()
        for _ in range(load.connections):
            connection = _Connection(load.port)
            self._selector.register(connection.socket, selectors.EVENT_READ, connection)
            self._idle.append(connection)

    def run(self) -> None:
        """Ask until the time is over, and wait for the last answers."""
        began = perf_counter()
        end = began + self._load.seconds
        while (now := perf_counter()) < end:
            self._send(began, now)
            self._receive(0.001 if self._load.rate else PATIENCE_S)
        while len(self._idle) < self._load.connections and perf_counter() < end + GRACE_S:
            self._receive(GRACE_S)
        self.measured.seconds = perf_counter() - began

    def _send(self, began: float, now: float) -> None:
        """To whoever is idle, what is due."""
        while self._idle:
            asked, rate = self.measured.asked, self._load.rate
            due = began + asked / rate if rate else now
            if due > now:
                break
            self._idle.popleft().ask(self._load.requests[asked % len(self._load.requests)], due)
            self.measured.asked += 1

    def _receive(self, patience: float) -> None:
        for key, _ in self._selector.select(patience):
            connection: _Connection = key.data
            if connection.read():
                self.measured.spent.append(1000 * (perf_counter() - connection.due))
                self.measured.statuses.add(connection.parser.get_status_code())
                self._idle.append(connection)
