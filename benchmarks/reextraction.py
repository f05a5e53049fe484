"""Statements -> what it costs to extract them anew once they are stored, beside ingesting them: milliseconds
of the processor a statement, and memory; on both databases.

    python -m benchmarks.reextraction --statements 100 PATH...

Files and folders, `samples/statements` unless given, again and again with other dates until there are so
many. Read the ratios: the milliseconds are the machine's. Nothing is found differently, so that what is
written is the run.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from time import process_time

from app.ingestion.job import ingest_documents
from app.ingestion.reextraction import reextract_statements
from app.model import Document, Overrides
from app.serving import configure_logs
from app.settings import Settings
from app.sources.folder import list_documents
from app.store.database import Database
from benchmarks.extraction import LARGEST_BYTES, peak_mebibytes
from benchmarks.feed import open_databases
from tests.databases import KINDS

FIRST_DAY = date(2022, 1, 1)
EARLY = 10
"""Memory is looked at after one of so many parts, and at the end."""


def main() -> None:
    """Print a line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", default=["samples/statements"])
    parser.add_argument("--statements", type=int, default=100)
    options = parser.parse_args()
    configure_logs(Settings(log_level="error"))
    documents = list(islice(repeat(options.paths), options.statements))
    with tempfile.TemporaryDirectory() as folder, open_databases(Path(folder)) as databases:
        for kind in KINDS:
            with databases.open(kind) as database:
                print_ingestion(f"{kind:10} ingest           ", documents, database)
                for name, is_dry_run in (("reextract", True), ("reextract --apply", False)):
                    print_reextraction(f"{kind:10} {name:17}", database, is_dry_run=is_dry_run)


def repeat(paths: Sequence[str]) -> Iterator[Document]:
    """The documents there for ever, each time of another day."""
    found = [doc for doc in list_documents(paths, Overrides(), LARGEST_BYTES) if isinstance(doc, Document)]
    for number, document in enumerate(cycle(found)):
        day = FIRST_DAY + timedelta(days=number)
        yield Document(f"{day}-{document.name}", document.content, Overrides(adopted=day))


def print_ingestion(name: str, documents: Sequence[Document], database: Database) -> None:
    """What is stored by it, the model loaded before."""
    ingest_documents(documents[:1], database)
    began = process_time()
    statements = len(ingest_documents(documents[1:], database).statements)
    print(f"{name} {1000 * (process_time() - began) / statements:5.0f} ms a statement, ", end="")
    print(f"peak {peak_mebibytes()} MiB", flush=True)


def print_reextraction(name: str, database: Database, *, is_dry_run: bool) -> None:
    """All that is stored."""
    began, peaks = process_time(), []
    for _ in reextract_statements(database, is_dry_run=is_dry_run):
        peaks.append(peak_mebibytes())
    print(f"{name} {1000 * (process_time() - began) / len(peaks):5.0f} ms a statement, ", end="")
    print(
        f"peak {peaks[len(peaks) // EARLY]} MiB after a tenth of {len(peaks)}, {peaks[-1]} at the end",
        flush=True,
    )


if __name__ == "__main__":
    main()
