"""How much longer an answer takes of a database that has more pledges, beside one that has fewer.

    python -m benchmarks.growth sqlite:///var/small.sqlite sqlite:///var/large.sqlite

Both services are asked the same in turn at one connection, without a memory of answers; of each question the
median of its answers counts, and of three rounds the middle one.
"""

import argparse
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from statistics import median
from urllib.parse import urlencode

from app.store.database import Database
from benchmarks.load import Load, apply_load, build_get
from benchmarks.questions import FACETS, ONE_FILTER
from benchmarks.servers import FOR_LOAD, Server, serve_product

ROUNDS = 3
YEARS, STAGES = range(2023, 2030), ("promised", "under_way", "done", "reaffirmed")
ACTORS = ("usa", "jpn", "deu", "fra", "est", "nor", "ken", "bra", "ind", "zaf")
WORDS = ("water", "security", "climate", "trade", "border", "health", "energy", "fund", "school", "port")
MOST_TIMES: Mapping[str, float] = {"filtered page": 1.5, "page of the feed": 1.5}
"""How many times as long the larger may take, on SQLite; other questions may take four times."""


def main() -> None:
    """Print a line a question."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("small", help="URL of a database that benchmarks.dataset made")
    parser.add_argument("large", help="URL of another, with more pledges")
    parser.add_argument("--seconds", type=float, default=2, help="of each measurement")
    options = parser.parse_args()
    with ExitStack() as stack:
        servers = [
            stack.enter_context(serve_product(Database(url), url, cache_mib=0))
            for url in (options.small, options.large)
        ]
        for name, paths in list_questions(servers[0]).items():
            small, large = measure(servers, paths, options.seconds)
            goal = MOST_TIMES.get(name, 4)
            print(f"{name:24} {small:7.2f} ms, {large:7.2f} ms: {large / small:.2f}, goal {goal}", flush=True)


def list_questions(small: Server) -> dict[str, list[str]]:
    """The paths of each, all of which ask for something else; of pages those that are full in both."""
    filters = (
        {"actor": actor, "stage": stage, "due_before": f"{year}-07-01"}
        for year in YEARS
        for stage in STAGES
        for actor in ACTORS
    )
    filtered = [f"/v1/pledges?{urlencode(one)}" for one in filters]
    found = {
        "filtered page": [path for path in filtered if small.get(path).json()["page"]["has_more"]],
        "page of the feed": [f"/v1/changes?since=beginning&limit={limit}" for limit in range(50, 100)],
        "ranked search": [f"/v1/pledges?q={word}&sort=relevance" for word in WORDS],
    }
    for name, (asked, _) in ONE_FILTER.items():
        query = [*asked.items(), *(("facets", facet) for facet in FACETS), ("limit", 1)]
        found[f"facets, {name}"] = [f"/v1/pledges?{urlencode(query)}"]
    return found


def measure(servers: Sequence[Server], paths: Sequence[str], seconds: float) -> list[float]:
    """Milliseconds of each server."""
    requests = [build_get(path) for path in paths]
    rounds = [[ask(server, requests, seconds) for server in servers] for _ in range(ROUNDS)]
    return [median(spent) for spent in zip(*rounds, strict=True)]


def ask(server: Server, requests: list[bytes], seconds: float) -> float:
    """The median of the answers."""
    load = Load(server.port, requests, connections=1, seconds=seconds, cores=FOR_LOAD)
    return median(apply_load(load).spent)


if __name__ == "__main__":
    main()
