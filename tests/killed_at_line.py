"""Runs a program again and again, and kills it at a line: `killed_at_line.py PROGRAM ARGUMENT...`.

Each line of standard input is a number: the program is started in a process of its own, which kills itself
when it first comes to that line of the program, or when it comes to the last line for the fourth time: by
then it is in step, where it does not wait. What is written is the line it ended at.
"""

import os
import signal
import sys
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import httpx  # noqa: F401 - what takes time is loaded once

PROGRAM = sys.argv[1]
ROUNDS = 4


def run(code: CodeType, fatal: int, last: int, report: int) -> None:
    rounds = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal rounds
        if frame.f_code.co_filename != PROGRAM:
            return None
        if event == "line":
            rounds += frame.f_lineno == last
            if frame.f_lineno == fatal or rounds == ROUNDS:
                os.write(report, str(frame.f_lineno).encode())
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.argv = sys.argv[1:]
    sys.settrace(trace)
    exec(code, {"__name__": "__main__"})  # noqa: S102 - it is our own program


def main() -> None:
    source = Path(PROGRAM).read_text()
    code, last = compile(source, PROGRAM, "exec"), len(source.rstrip().splitlines())
    for line in sys.stdin:
        ended_at, report = os.pipe()
        child = os.fork()
        if child == 0:
            run(code, int(line), last, report)
        os.close(report)
        os.waitpid(child, 0)
        print(os.read(ended_at, 10).decode() or "died", flush=True)  # noqa: T201
        os.close(ended_at)


if __name__ == "__main__":
    main()
