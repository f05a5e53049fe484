"""Statements -> what reading them costs: milliseconds per thousand words and stage, and peak memory.

Run by hand: `python -m benchmarks.extraction PATH...` (files, folders; `samples/statements` unless given).
"""

import resource
import sys
from collections import defaultdict
from collections.abc import Iterator
from time import perf_counter

from app.extraction import extract_acts
from app.model import Document, Overrides, Statement
from app.reading import read_document
from app.registry import load_registry
from app.registry.facts import Registry
from app.resolution.acts import resolve_acts
from app.resolution.speakers import build_speaker
from app.sources.folder import list_documents

LARGEST_BYTES = 50 * 1024 * 1024


def main(paths: list[str]) -> None:
    """Print a line a stage."""
    registry = load_registry()
    documents = [
        doc for doc in list_documents(paths, Overrides(), LARGEST_BYTES) if isinstance(doc, Document)
    ]
    warm_up(registry)
    seconds: dict[str, float] = defaultdict(float)
    words = acts = 0
    for document in documents:
        started = perf_counter()
        statements = read_document(document, registry)
        seconds["read"] += perf_counter() - started
        for statement in statements:
            words += len(statement.text.content.split())
            for stage, spent, found in process(statement, registry):
                seconds[stage] += spent
                acts += found
    print(f"{len(documents)} documents, {words} words, {acts} acts")
    for stage, spent in seconds.items():
        print(f"{stage:8} {1_000_000 * spent / max(words, 1):7.1f} ms per 1000 words")
    print(f"peak     {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:7} MiB")


def process(statement: Statement, registry: Registry) -> Iterator[tuple[str, float, int]]:
    """Stage, seconds, and acts found."""
    started = perf_counter()
    acts = extract_acts(statement, build_speaker(statement.header, registry))
    yield "extract", perf_counter() - started, len(acts)
    started = perf_counter()
    resolve_acts(statement, acts, registry)
    yield "resolve", perf_counter() - started, 0


def warm_up(registry: Registry) -> None:
    """Load the model and fill the caches, which a run pays once."""
    for statement in read_document(Document("warm-up.txt", b"We will meet again."), registry):
        list(process(statement, registry))


if __name__ == "__main__":
    main(sys.argv[1:] or ["samples/statements"])
