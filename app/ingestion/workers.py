"""Documents and statements -> their analyses, in this process or in several others at a time, each within a
time limit. Knows processes and signals; knows no database, for there is one writer, and it is the one who
asks.

A worker loads the language model once. The kernel ends it when an analysis takes too long, whatever it is
doing; it ends itself when its parent is gone, however that went.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import FrameType
from typing import Protocol

from app.ingestion.analysis import Analysis, Failure, Subject, analyse
from app.registry.facts import Registry

Promise = Callable[[], Analysis]
"""Gives the analysis that was begun, when it is there."""

MAX_SECONDS = 300
"""What a document or statement may take. A hundred thousand words take less than thirty."""

_AHEAD_PER_WORKER = 2
_SECONDS_BETWEEN_INTERRUPTS = 0.5
"""What is raised where C code calls back, as in a finalizer, is dropped: it is raised until it is heard."""
_spawning = get_context("spawn")


class Analysts(Protocol):
    """Whoever analyses documents and statements."""

    @property
    def ahead(self) -> int:
        """How many to begin before the first one's analysis is asked for."""

    def begin(self, subject: Subject) -> Promise:
        """Take up a document or statement."""


@contextmanager
def open_analysts(registry: Registry, *, workers: int, seconds: int) -> Iterator[Analysts]:
    """This process alone for one worker, else as many processes, which start when there is something to do
    and are gone at the end of the block. `seconds`: what an analysis may take.
    """
    if workers == 1:
        yield _ThisProcess(registry, seconds)
        return
    processes = _Processes(registry, workers, seconds)
    try:
        yield processes
    finally:
        processes.end()


def _tell_too_slow(seconds: int) -> Failure:
    return Failure(f"reading it takes more than {seconds:,} seconds (COMMUNIQUE_MAX_DOCUMENT_SECONDS)")


# --- one: here ----------------------------------------------------------------------------------------------


class TimeIsUp(BaseException):
    """No Exception, so that whatever is being done does not take it for one of its own."""


@dataclass(frozen=True)
class _ThisProcess:
    """Analyses when it is asked for the analysis. Only a main thread can be interrupted."""

    registry: Registry
    seconds: int
    ahead: int = 0

    def begin(self, subject: Subject) -> Promise:
        """Take up a document or statement."""
        return lambda: self._analyse(subject)

    def _analyse(self, subject: Subject) -> Analysis:
        try:
            with interrupting_after(self.seconds):
                return analyse(subject, self.registry)
        except TimeIsUp:
            return _tell_too_slow(self.seconds)


@contextmanager
def interrupting_after(seconds: int) -> Iterator[None]:
    """Raise TimeIsUp in the block after so many seconds, and again until it leaves the block; outside a main
    thread never.
    """
    armed = threading.Event()

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        if armed.is_set():
            raise TimeIsUp

    with _handling(signal.SIGALRM, interrupt) as is_handled:
        armed.set()
        signal.setitimer(signal.ITIMER_REAL, seconds if is_handled else 0, _SECONDS_BETWEEN_INTERRUPTS)
        try:
            try:
                yield
            finally:
                armed.clear()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def _handling(number: signal.Signals, handler: Callable[..., None] | signal.Handlers) -> Iterator[bool]:
    """Whether the signal is handled so within the block; only a main thread can do that."""
    if threading.current_thread() is not threading.main_thread():
        yield False
        return
    before = signal.signal(number, handler)
    try:
        yield True
    finally:
        signal.signal(number, before)


# --- several: processes of our own --------------------------------------------------------------------------


@dataclass(eq=False)
class _Task:
    subject: Subject
    analysis: Analysis | None = None


@dataclass(eq=False)
class _Worker:
    """A process, our end of the pipe to it, and what it is working on."""

    process: SpawnProcess
    connection: Connection
    task: _Task | None = None


class _Processes:
    """Hands documents and statements to workers as these become free."""

    def __init__(self, registry: Registry, number: int, seconds: int) -> None:
        self.ahead = _AHEAD_PER_WORKER * number
        self._registry = registry
        self._number = number
        self._seconds = seconds
        self._workers: list[_Worker] = []
        self._waiting: deque[_Task] = deque()

    def begin(self, subject: Subject) -> Promise:
        """Take up a document or statement."""
        task = _Task(subject)
        self._waiting.append(task)
        self._collect(seconds=0)
        return lambda: self._finish(task)

    def end(self) -> None:
        """Stop every worker, whatever it is doing."""
        for worker in self._workers:
            worker.process.kill()
        while self._workers:
            self._bury(self._workers[0])

    def _finish(self, task: _Task) -> Analysis:
        while task.analysis is None:
            self._collect(seconds=None)
        return task.analysis

    def _collect(self, *, seconds: float | None) -> None:
        """Take the analyses that are there, after at most so long a time, and hand out what waits."""
        busy = [worker for worker in self._workers if worker.task is not None]
        ready = wait([worker.connection for worker in busy], seconds)
        for worker in busy:
            if worker.connection in ready and worker.task is not None:
                worker.task.analysis = self._receive(worker)
                worker.task = None
        while self._waiting and (free := self._find_free()):
            free.task = self._waiting.popleft()
            with suppress(OSError):  # it is dead, and found so when its analysis is to be received
                free.connection.send(free.task.subject)

    def _receive(self, worker: _Worker) -> Analysis:
        try:
            analysis: Analysis = worker.connection.recv()
        except (EOFError, OSError):
            return self._explain(self._bury(worker))
        return analysis

    def _find_free(self) -> _Worker | None:
        idle = next((worker for worker in self._workers if worker.task is None), None)
        if idle is None and len(self._workers) < self._number:
            idle = _start_worker(self._registry, self._seconds)
            self._workers.append(idle)
        return idle

    def _bury(self, worker: _Worker) -> int | None:
        """How a worker that is dead or dying ended."""
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join()
        return worker.process.exitcode

    def _explain(self, exit_code: int | None) -> Failure:
        if exit_code == -signal.SIGALRM:
            return _tell_too_slow(self._seconds)
        how = signal.Signals(-exit_code).name if exit_code and exit_code < 0 else f"code {exit_code}"
        return Failure(f"the process that read it ended with {how}")


def _start_worker(registry: Registry, seconds: int) -> _Worker:
    """A worker that no interrupt reaches: a terminal sends one to every process, and the parent decides."""
    ours, theirs = _spawning.Pipe()
    process = _spawning.Process(target=_work, args=(theirs, registry, seconds), daemon=True)
    with _handling(signal.SIGINT, signal.SIG_IGN):
        process.start()
    theirs.close()
    return _Worker(process, ours)


def _work(connection: Connection, registry: Registry, seconds: int) -> None:
    """What a worker does: one analysis after the other, as long as there is somebody to ask for them."""
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            subject = connection.recv()
            signal.alarm(seconds)
            analysis = analyse(subject, registry)
            signal.alarm(0)
            connection.send(analysis)


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
