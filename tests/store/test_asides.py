"""Questions beside the pool are answered in their order, and one that cannot be does not stop the next."""

import asyncio
from collections.abc import Callable

import pytest

from app.errors import DatabaseUnavailable
from app.store.asides import open_aside
from app.store.database import Database


def test_each_is_given_its_own_answer_whatever_became_of_others(database: Database) -> None:
    async def ask_together() -> tuple[list[tuple[int]], tuple[int]]:
        aside = open_aside(database)
        answers = await asyncio.gather(*(aside.ask(f"SELECT {number}") for number in range(20)))
        with pytest.raises(DatabaseUnavailable):
            await aside.ask("SELECT nothing")
        after = await aside.ask("SELECT 20")
        await aside.close()
        return answers, after

    assert asyncio.run(ask_together()) == ([(number,) for number in range(20)], (20,))


def test_who_waits_is_told_of_any_failure(make_database: Callable[..., Database]) -> None:
    async def ask() -> None:
        aside = open_aside(make_database("postgresql"))
        with pytest.raises(TypeError):
            await asyncio.wait_for(aside.ask("SELECT 1", 1), timeout=10)  # type: ignore[arg-type]
        await aside.close()

    asyncio.run(ask())
