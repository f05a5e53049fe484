"""Several processes at a time: the same in the store as with one, whatever becomes of them."""

import os
import signal
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path
from time import monotonic, sleep

import pytest

from app.ingestion.job import ingest_documents
from app.ingestion.workers import TimeIsUp, interrupting_after
from app.model import Document
from app.sources.folder import DocumentFailure
from app.store.database import Database
from app.store.tables import RunRow
from app.vocabulary import Outcome
from tests.forks import FORKS
from tests.ingestion.documents import A_BROKEN_PDF, PARAGRAPHS, a_communique, some_communiques
from tests.ingestion.runs import ingest_a_week, read_facts, read_rows, run_first

MISSING = DocumentFailure("missing.txt", "there is no such file or folder")
A_LONG_ONE = a_communique(*PARAGRAPHS * 10_000, name="long.txt", title="Statement on long coasts")


def ingest(database, *documents, **options):
    report = ingest_documents(documents, database, **options)
    return [(statement.outcome, statement.name) for statement in report.statements]


def test_any_number_of_workers_writes_the_same_in_the_same_order(make_database):
    documents = [
        *some_communiques(3),
        a_communique(*PARAGRAPHS[:2], name="day-0.txt"),
        Document("broken.pdf", A_BROKEN_PDF),
        Document("no-bytes.txt", "We will meet."),
        a_communique(name="again.txt"),
        MISSING,
        a_communique(name="twice.txt"),
        a_communique(place="Brus\0sels"),
    ]
    alone, together = (make_database("sqlite", filled_by=run_first) for _ in range(2))

    reports = [
        ingest_documents(documents, alone).statements,
        ingest_documents(documents, together, workers=2).statements,
    ]

    assert reports[0] == reports[1]
    assert read_facts(alone) == read_facts(together)


def test_no_process_is_started_where_nothing_is_to_be_read(make_database):
    database, seen = make_database("sqlite", filled_by=ingest_a_week), []

    def documents() -> Iterator[Document]:
        yield from some_communiques(7)
        seen.append(len(active_children()))

    ingest_documents(documents(), database, workers=2)

    assert seen == [0]


def test_a_worker_that_dies_takes_its_document_with_it_and_no_other(make_database):
    database = make_database("sqlite", filled_by=run_first)

    def documents() -> Iterator[Document]:
        first, second = some_communiques(2)
        yield first
        (worker,) = active_children()
        os.kill(worker.pid, signal.SIGKILL)
        worker.join()
        yield second

    report = ingest_documents(documents(), database, workers=2)

    assert [statement.outcome for statement in report.statements] == [Outcome.FAILED, Outcome.INSERTED]
    assert report.statements[0].message == "the process that read it ended with SIGKILL"
    assert active_children() == []
    assert ingest(database, *some_communiques(2)) == [
        (Outcome.INSERTED, "day-0.txt"),
        (Outcome.UNCHANGED, "day-1.txt"),
    ]


# An interrupt that comes in a finalizer is dropped there, which Python tells of, and comes again.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_takes_too_long_fails_and_the_run_goes_on(make_database, workers):
    database = make_database("sqlite", filled_by=run_first)
    ingest(database, a_communique())

    report = ingest_documents([A_LONG_ONE, a_communique()], database, workers=workers, max_seconds=1)

    assert [statement.outcome for statement in report.statements] == [Outcome.FAILED, Outcome.UNCHANGED]
    assert report.statements[0].message == (
        "reading it takes more than 1 seconds (COMMUNIQUE_MAX_DOCUMENT_SECONDS)"
    )


def test_an_interrupt_that_is_dropped_comes_again():
    heard = []

    def drop_the_first():
        while True:
            try:
                while True:
                    pass
            except TimeIsUp:
                heard.append("interrupt")
                if len(heard) > 1:
                    raise

    with pytest.raises(TimeIsUp), interrupting_after(1):
        drop_the_first()
    assert heard == ["interrupt", "interrupt"]


def ingest_for_ever(url, told):
    """A run that does not end by itself, and tells what it has ingested. It hears interrupts, also where the
    shell that began the tests ignores them.
    """
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)

    def documents():
        yield from some_communiques(7)
        signal.pause()

    ingest_documents(documents(), Database(url), on_progress=lambda one: told.send(one.name), workers=2)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are listed in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_no_process_and_no_half_statement(make_database, number):
    stopped = make_database("sqlite", filled_by=run_first)
    heard, told = FORKS.Pipe(duplex=False)
    run = FORKS.Process(target=ingest_for_ever, args=(str(stopped.url), told))
    run.start()
    assert heard.recv() == "day-0.txt"
    send = os.killpg if number == signal.SIGINT else os.kill  # a terminal tells the whole group
    send(run.pid, number)
    run.join()

    assert run.exitcode != 0
    assert wait_for_end(group=run.pid)
    _, row = read_rows(stopped, RunRow, RunRow.started_at)
    assert row.state == ("interrupted" if number == signal.SIGINT else "running")

    ingest(stopped, *some_communiques(7))
    assert read_facts(stopped) == read_facts(make_database("sqlite", filled_by=ingest_a_week))


def wait_for_end(*, group: int, seconds: float = 10) -> bool:
    """Whether all processes of the group are gone, at the latest after so long a time."""
    end = monotonic() + seconds
    while list_living(group) and monotonic() < end:
        sleep(0.05)
    return not list_living(group)


def list_living(group: int) -> list[str]:
    """Ids of the group's processes, those aside that are dead and only wait to be counted."""
    states = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, owner = file.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue  # it has ended
        if int(owner) == group and state != "Z":
            states[file.parent.name] = state
    return list(states)
