"""Statements -> what reading and extraction cost, beside a bare run of the tagger and parser over the same
text in the same process: words a second, ratios, and peak memory.

Read the ratios: the seconds are the machine's.
"""

import argparse
import resource
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from math import inf
from time import perf_counter, process_time
from typing import TypeVar

from app.extraction import extract_acts
from app.extraction.parse import load_parser
from app.ingestion.workers import open_analysts
from app.model import Document, Overrides, Statement
from app.reading import read_document
from app.registry import load_registry
from app.registry.facts import Registry
from app.resolution.acts import resolve_acts
from app.resolution.speakers import build_speaker
from app.sources.folder import list_documents

LARGEST_BYTES = 50 * 1024 * 1024
LONGEST_SECONDS = 600
WORDS_FOR_WORKERS, WORDS_OF_LONG_PARAGRAPH = 200_000, 9_000
SHORT, LONG = 1_000, 20_000
ROUNDS = 5
Name = TypeVar("Name")


def main() -> None:
    """Print a line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", default=["samples/statements"], help="files and folders")
    found = list_documents(parser.parse_args().paths, Overrides(), LARGEST_BYTES)
    documents = [document for document in found if isinstance(document, Document)]
    if not documents:
        parser.error("no statement can be read there")
    registry = load_registry()
    statements = [s for document in documents for s in read_document(document, registry)]
    words = " ".join(statement.text.content for statement in statements).split()
    extract_all(statements, registry)  # loads the model and fills the caches, which a run pays once
    print(f"{len(documents)} documents, {len(words)} words")
    measure_memory(words, registry)
    measure_stages(documents, statements, len(words), registry)
    measure_growth(statements, registry)
    measure_workers(documents, len(words), registry)


def measure_memory(words: Sequence[str], registry: Registry) -> None:
    """A paragraph without full stop; measured first, for a peak does not fall."""
    print(f"peak with the model, and these statements extracted: {peak_mebibytes()} MiB")
    endless = " ".join(word.rstrip(".?!:;") for word in repeat(words, WORDS_OF_LONG_PARAGRAPH))
    extract_all(read_document(Document("endless.txt", endless.encode()), registry), registry)
    print(f"peak with a paragraph of {WORDS_OF_LONG_PARAGRAPH} words: {peak_mebibytes()} MiB")


def measure_stages(
    documents: Sequence[Document], statements: Sequence[Statement], words: int, registry: Registry
) -> None:
    """Each stage over the same statements, and the parse alone."""
    texts = [p.span.quote(s.text.content) for s in statements for p in s.passages]
    speakers = [build_speaker(statement.header, registry) for statement in statements]
    pairs = list(zip(statements, speakers, strict=True))
    acts = [extract_acts(statement, speaker) for statement, speaker in pairs]
    stages: dict[str, Callable[[], object]] = {
        "tag and parse alone": lambda: list(load_parser().pipe(texts)),
        "read": lambda: [read_document(document, registry) for document in documents],
        "extract": lambda: [extract_acts(statement, speaker) for statement, speaker in pairs],
        "resolve": lambda: [resolve_acts(s, a, registry) for s, a in zip(statements, acts, strict=True)],
    }
    seconds = measure(stages)
    for stage, spent in seconds.items():
        print(f"{stage:20} {words / spent:9.0f} words/s")
    print(f"extract : parse, in speed  {seconds['tag and parse alone'] / seconds['extract']:.2f}")
    print(f"resolve : extract, in time {seconds['resolve'] / seconds['extract']:.2f}")


def measure_growth(statements: Sequence[Statement], registry: Registry) -> None:
    """A long declaration beside a short one of the same sentences."""
    paragraphs = [p.span.quote(s.text.content) for s in statements for p in s.passages]
    texts = {size: "\n\n".join(fill(paragraphs, size)).encode() for size in (SHORT, LONG)}
    read = {size: read_document(Document("long.txt", text), registry) for size, text in texts.items()}
    spent = measure({size: partial(extract_all, found, registry) for size, found in read.items()})
    growth = (spent[LONG] / LONG) / (spent[SHORT] / SHORT)
    print(f"time a word at {LONG} words : at {SHORT} words {growth:.2f}")


def measure_workers(documents: Sequence[Document], words: int, registry: Registry) -> None:
    """Two processes beside one, start-up not counted: each has read a statement before the clock starts."""
    many = [*documents] * max(1, WORDS_FOR_WORKERS // words)
    seconds = {}
    for number in (1, 2):
        with open_analysts(registry, workers=number, seconds=LONGEST_SECONDS) as analysts:
            for promise in [analysts.begin(documents[0]) for _ in range(2 * number)]:
                promise()
            started = perf_counter()
            for promise in [analysts.begin(document) for document in many]:
                promise()
            seconds[number] = perf_counter() - started
    print(
        f"two workers : one, over {words * len(many) // len(documents)} words {seconds[1] / seconds[2]:.2f}"
    )


def extract_all(statements: Sequence[Statement], registry: Registry) -> None:
    """As a run does, without a database."""
    for statement in statements:
        acts = extract_acts(statement, build_speaker(statement.header, registry))
        resolve_acts(statement, acts, registry)


def fill(paragraphs: Sequence[str], words: int) -> Iterator[str]:
    """The paragraphs over and over, until there are so many words."""
    while words > 0:
        for paragraph in paragraphs:
            if words > 0:
                yield paragraph
            words -= len(paragraph.split())


def repeat(words: Sequence[str], number: int) -> list[str]:
    """So many words, from the beginning again where there are fewer."""
    return [words[index % len(words)] for index in range(number)]


def measure(works: Mapping[Name, Callable[[], object]]) -> dict[Name, float]:
    """Seconds of this process for each, the best of so many rounds, in turn: what else the machine does
    meets them alike.
    """
    best = dict.fromkeys(works, inf)
    for _ in range(ROUNDS):
        for name, work in works.items():
            started = process_time()
            work()
            best[name] = min(best[name], process_time() - started)
    return best


def peak_mebibytes() -> int:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
