"""A sleep that a commit ends, where the database lets one hear of it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Timer
from time import monotonic

import pytest
from sqlalchemy import Connection, insert, text

from app.store import dialects
from app.store.database import Database
from app.store.dialects import Hints
from app.store.tables import ActorRow, RunRow
from tests.store.rows import a_run_row, an_actor_row, insert_told

LONG_S = 20


@pytest.fixture
def served(make_database: Callable[..., Database]) -> Database:
    """A database of the kind that one can listen to."""
    database = make_database("postgresql")
    with database.writing() as connection:
        connection.execute(insert(RunRow), [a_run_row()])
    return database


@pytest.fixture
def hints(served: Database) -> Iterator[Hints]:
    """Somebody who listens already."""
    with served.hints() as listening:
        listening.wait(0)
        yield listening


def tell(connection: Connection, actor: str) -> None:
    insert_told(connection, ActorRow, [an_actor_row(id=actor)])


def publish(database: Database, actor: str) -> None:
    with database.writing() as connection:
        tell(connection, actor)


def sleep(hints: Hints, seconds: float) -> float:
    """How long it took."""
    began = monotonic()
    hints.wait(seconds)
    return monotonic() - began


def test_without_a_hint_one_sleeps_as_long_as_asked(database: Database) -> None:
    with database.hints() as hints:
        assert 0.2 <= sleep(hints, 0.2) < LONG_S / 2


def test_a_commit_ends_the_sleep(served: Database, hints: Hints) -> None:
    writer = Timer(0.1, publish, [served, "nato"])
    writer.start()
    assert sleep(hints, LONG_S) < LONG_S / 2
    writer.join()


def test_a_commit_between_two_sleeps_ends_the_second(served: Database, hints: Hints) -> None:
    publish(served, "nato")
    assert sleep(hints, LONG_S) < LONG_S / 2
    assert sleep(hints, 0.2) >= 0.2


def test_what_is_rolled_back_wakes_nobody(served: Database, hints: Hints) -> None:
    with suppress(InterruptedError), served.writing() as connection:
        tell(connection, "nato")
        raise InterruptedError
    assert sleep(hints, 0.2) >= 0.2


def test_who_loses_the_connection_sleeps_on_and_listens_anew(
    served: Database, hints: Hints, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served.writing() as connection:
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
        assert connection.scalars(text(ended)).all() == [True]
    assert sleep(hints, 0.2) >= 0.2
    publish(served, "nato")
    assert sleep(hints, 0.2) >= 0.2, "nobody tries again so soon"
    monkeypatch.setattr(dialects, "monotonic", lambda: monotonic() + dialects.DEAF_S)
    hints.wait(0)
    publish(served, "osce")
    assert sleep(hints, LONG_S) < LONG_S / 2
