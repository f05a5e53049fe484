"""Commands -> steps that run side by side, each of which prints a line at its end; the first that fails shows
what it said. Knows neither the contract nor the service.
"""

import os
import shlex
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

FOLDER = Path(__file__).parent
SHOWN_LINES = 40

Task = Callable[[], object]


class StepFailed(SystemExit):
    """A step did not succeed; what it said last is shown."""


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
    """What a command said that was run in this folder. Raises StepFailed when it ends with an error."""
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
