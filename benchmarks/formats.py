"""What the service holds of memory while it sends all pledges, in each format, and how fast it sends them.

    python -m benchmarks.formats --pledges 100000
    python -m benchmarks.formats --database sqlite:///var/speed.sqlite

Each format has a service of its own, which has answered once before. What comes page by page is followed to
its last page. Growth is what the process held at most above what it held before.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

import httpx

from app.api.formats.media import ATOM, CSV, ICS, JSON, JSONL, Format
from app.store.database import Database
from benchmarks.dataset import generate
from benchmarks.servers import START_S, Server, serve_product

MOST_MEBIBYTES = 150
CACHE_MIB = 24
QUESTIONS: Sequence[tuple[Format, str]] = (
    (JSON, "/v1/pledges?limit=200"),
    (CSV, "/v1/pledges.csv"),
    (JSONL, "/v1/pledges.jsonl"),
    (ATOM, "/v1/pledges.atom?limit=200"),
    (ICS, "/v1/deadlines.ics"),
)


def main() -> None:
    """Print a line a format."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--database", help="URL of one that benchmarks.dataset made")
    parser.add_argument("--pledges", type=int, default=100_000, help="of a database that is made")
    parser.add_argument("--formats", nargs="*", default=[""], help="only those whose names hold one of these")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Database(options.database or f"sqlite:///{Path(folder, 'formats.sqlite')}")
        if not options.database:
            generate(database, options.pledges)
        print(f"{'format':12} {'MB':>8} {'seconds':>8} {'growth, MiB':>12} (goal: at most {MOST_MEBIBYTES})")
        for format, path in QUESTIONS:
            if not any(part in format.name for part in options.formats):
                continue
            with serve_product(database, format.name, cache_mib=CACHE_MIB) as server:
                print(f"{format.name:12} {measure(server, path)}", flush=True)


def measure(server: Server, path: str) -> str:
    """How much was sent, in which time, and by how much the server grew."""
    server.get(f"{path}{'&' if '?' in path else '?'}id=none")
    before = server.resident_mebibytes or 0
    began, size, most = perf_counter(), 0, before
    for piece in receive(server, path):
        size += len(piece)
        most = max(most, server.resident_mebibytes or 0)
    return f"{size / 1e6:8.1f} {perf_counter() - began:8.1f} {most - before:12}"


def receive(server: Server, path: str) -> Iterator[bytes]:
    """All that comes, page after page, in pieces as they arrive."""
    address: str | None = f"{server.address}{path}"
    with httpx.Client(timeout=START_S) as client:
        while address:
            with client.stream("GET", address) as answer:
                answer.raise_for_status()
                yield from answer.iter_bytes()
                address = answer.links.get("next", {}).get("url")


if __name__ == "__main__":
    main()
