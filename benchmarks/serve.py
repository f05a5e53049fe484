"""What the API answers a second, beside others that are asked the same on the same database in the same run.

    python -m benchmarks.serve --kind sqlite --pledges 100000
    python -m benchmarks.serve --database sqlite:///var/speed.sqlite --datasette VENV/bin/datasette

Servers share the first core, and who asks has the second. Each figure is the median of three, taken in turns.
On a busy machine the processor time of the server's own process says more than the clock; of PostgreSQL's it
says nothing.
Datasette is not among our requirements: `python -m venv VENV && VENV/bin/pip install datasette==0.65.5`. Read
the ratios: the rest is the machine's.
"""

import argparse
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from app.store.database import Database
from benchmarks.dataset import generate
from benchmarks.load import Load, Measured, apply_load
from benchmarks.questions import Question, Questions, Servers
from benchmarks.servers import FOR_LOAD, Server, serve_datasette, serve_peer, serve_product
from tests.databases import KINDS, Databases

ROUNDS = 3
CACHE_MIB = 24
MOST_MEBIBYTES = 200


def main() -> None:
    """Print a line a row."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--kind", choices=KINDS, default=KINDS[0], help="of a database that is made")
    parser.add_argument("--pledges", type=int, default=100_000, help="of a database that is made")
    parser.add_argument("--database", help="URL of one that benchmarks.dataset made")
    parser.add_argument("--seconds", type=float, default=1, help="of each measurement")
    parser.add_argument("--datasette", type=Path, help="its program; else it is not measured")
    parser.add_argument("--rows", nargs="*", default=[""], help="only rows whose names hold one of these")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        database = stack.enter_context(open_database(options, Path(folder)))
        servers = stack.enter_context(start(database, options.datasette, Path(folder)))
        print(f"{database.url.get_backend_name()}: answers a second (half of them within), ratio to peers")
        for question in Questions(database, servers, Path(folder)).list_rows():
            if any(part in question.name for part in options.rows):
                print_question(question, servers, options.seconds)
        print(f"resident after the load: {servers['product'].resident_mebibytes} MiB, goal {MOST_MEBIBYTES}")


@contextmanager
def open_database(options: argparse.Namespace, folder: Path) -> Iterator[Database]:
    """The one that is named, else a new one."""
    if options.database:
        yield Database(options.database)
        return
    databases = Databases(folder, is_durable=True)
    with databases.open(options.kind, filled_by=None) as database:
        generate(database, options.pledges)
        yield database
    databases.close()


@contextmanager
def start(database: Database, datasette: Path | None, bodies: Path) -> Iterator[Servers]:
    """The service with its memory of answers and without, and the peers there are."""
    (bodies / "probe").write_bytes(b"{}")
    starting = [
        serve_product(database, "product", cache_mib=CACHE_MIB),
        serve_product(database, "no memory", cache_mib=0),
        serve_peer(Server("bare", "/probe"), "given_bytes", database, bodies),
        serve_peer(Server("tutorial", "/docs"), "tutorial", database, bodies),
    ]
    if datasette and database.file:
        starting.append(serve_datasette(datasette, database.file))
    with ExitStack() as stack:
        yield {server.name: server for server in map(stack.enter_context, starting)}


def measure(question: Question, servers: Servers, seconds: float) -> dict[str, Measured]:
    """By server, the median of some rounds, in which all are asked in turn. Later rounds ask what was not
    asked yet.
    """
    rounds: dict[str, list[Measured]] = {name: [] for name in question.requests}
    asked = dict.fromkeys(question.requests, 0)
    for _ in range(ROUNDS):
        for name, requests in question.requests.items():
            at = asked[name] % len(requests)
            server = servers.get(name) or servers["no memory"]  # where it is asked two things
            turned = [*requests[at:], *requests[:at]]
            load = Load(server.port, turned, question.connections, seconds, cores=FOR_LOAD)
            done = ask(server, load)
            asked[name] += done.asked
            rounds[name].append(done)
    return {name: sorted(done, key=lambda one: one.per_second)[ROUNDS // 2] for name, done in rounds.items()}


def ask(server: Server, load: Load) -> Measured:
    """Apply the load, and see what the server spent on it."""
    before = server.processor_seconds
    done = apply_load(load)
    after = server.processor_seconds
    if before is not None and after is not None:
        done.processor_ms = 1000 * (after - before) / len(done.spent)
    return done


def print_question(question: Question, servers: Servers, seconds: float) -> None:
    """Its row, or that somebody did not answer it."""
    try:
        print_row(question, measure(question, servers, seconds))
    except (RuntimeError, OSError) as error:
        print(f"{question.name:32} not measured: {str(error).splitlines()[0][:100]}", flush=True)


def print_row(question: Question, measured: Mapping[str, Measured]) -> None:
    """Ours, then each peer's with the ratio and its goal."""
    ours, *peers = measured
    goal = f", goal {question.most_ms} ms" if question.most_ms else ""
    parts = [f"{question.name:32} {_show(measured[ours])}{goal}"]
    for peer in peers:
        ratio = measured[ours].per_second / measured[peer].per_second
        work = _compare(measured[peer].processor_ms, measured[ours].processor_ms)
        parts.append(f"{peer} {_show(measured[peer])}: {ratio:.2f}{work}, goal {question.goals[peer]:.2f}")
    parts += [f"{peer}: not measured" for peer in question.goals if peer not in measured]
    print(" | ".join(parts), flush=True)


def _compare(theirs: float | None, ours: float | None) -> str:
    return f" ({theirs / ours:.2f} by processor)" if theirs and ours else ""


def _show(measured: Measured) -> str:
    processor = "" if measured.processor_ms is None else f", {measured.processor_ms:.3f} ms of processor"
    return f"{measured.per_second:,.0f}/s ({median(measured.spent):.2f} ms{processor})"


if __name__ == "__main__":
    main()
