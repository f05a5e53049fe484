"""How soon those who wait for the feed are answered after a commit: the first and the last of many, who ask
the same, and who each ask something else; on both databases, the service in a process of its own.

    python -m benchmarks.waiting --waiters 1000

`of the processor`: what the service spent on all the answers. The client reads bytes and nothing more, and
shares the machine.
"""

import argparse
import asyncio
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from app.ingestion.runs import start_run
from app.serving import configure_logs
from app.settings import Settings
from app.store.database import Database
from benchmarks.feed import open_databases
from tests.api.world import a_world_registry
from tests.databases import KINDS
from tests.soak.judging import save_editions
from tests.soak.polling import ask_barely
from tests.soak.servers import KillableServer

QUESTIONS = {"the same": "", "each something else": "&min_confidence=0.{number:05}"}
STATEMENT = "nato-2022-03-24-brussels"
IDLE_S = 1.0
IDLE_TIMES = 3
"""How long, and how many times in a row, a service does next to nothing where everybody waits: once may be
the machine's doing.
"""
NEXT_TO_NOTHING = 0.06
"""Of the processor: it looks ten times a second where the feed stands."""
WAIT_S = 25


def main() -> None:
    """Print a line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--waiters", type=int, default=1000)
    options = parser.parse_args()
    configure_logs(Settings(log_level="warning"))
    with tempfile.TemporaryDirectory() as folder, open_databases(Path(folder)) as databases:
        for kind in KINDS:
            for name, question in QUESTIONS.items():
                with databases.open(kind) as database:
                    start_run(database, a_world_registry())
                    queries = [question.format(number=number) for number in range(options.waiters)]
                    print_wakes(f"{kind:10} {name:19}", database, queries)


def print_wakes(name: str, database: Database, queries: Sequence[str]) -> None:
    """One line."""
    with KillableServer(database) as server:
        seconds, spent = asyncio.run(wake(database, server, queries))
    print(
        f"{name} {len(seconds)} waiters: first after {seconds[0]:.2f} s, last after {seconds[-1]:.2f} s, "
        f"{spent:.2f} s of the processor",
        flush=True,
    )


async def wake(
    database: Database, server: KillableServer, queries: Sequence[str]
) -> tuple[list[float], float]:
    """How long after the commit each was answered, and what that took of the service's processor."""
    await ask_barely(server.port, "since=now")  # until it answers
    waiting = [
        asyncio.create_task(ask_barely(server.port, f"since=now&wait={WAIT_S}{query}")) for query in queries
    ]
    spent = await settle(server.pid)
    await asyncio.to_thread(save_editions, database, {STATEMENT: 1})
    committed = monotonic()
    answers = await asyncio.gather(*waiting)
    return sorted(moment - committed for moment, _ in answers), read_processor_s(server.pid) - spent


async def settle(pid: int | None) -> float:
    """Until a process is idle; what it has used of the processor by then."""
    spent, idle = read_processor_s(pid), 0
    while idle < IDLE_TIMES:
        await asyncio.sleep(IDLE_S)
        before, spent = spent, read_processor_s(pid)
        idle = idle + 1 if spent - before <= NEXT_TO_NOTHING * IDLE_S else 0
    return spent


def read_processor_s(pid: int | None) -> float:
    """Seconds of the processor that a process has used, as Linux tells it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
