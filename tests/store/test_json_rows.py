"""JSON that the database makes: the same from both, and equal to what the rows say."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Integer, String, literal, null, select, union_all
from sqlalchemy.sql.elements import ColumnElement

from app.store.columns import Json, UtcDateTime
from app.store.database import Database
from app.store.json_rows import json_instant, json_object, json_object_or_null, json_rows, json_values

WORDS = 'says "no"\n\u2028 \\ é'
NOON = datetime(2024, 2, 29, 12, 0, 0, 5, tzinfo=UTC)
PAIR = union_all(select(literal(2).label("n")), select(literal(1).label("n"))).subquery()


def several(*, where: bool = True) -> Any:
    """Two rows in order, or none."""
    rows = select(PAIR.c.n, literal([{"a": None}], Json).label("held")).order_by(PAIR.c.n)
    return rows if where else rows.where(PAIR.c.n > 2)


MADE: list[tuple[ColumnElement[Any], Any]] = [
    (json_object(words=literal(WORDS), none=null(), n=literal(3)), {"words": WORDS, "none": None, "n": 3}),
    (json_object(literal(1).label("one"), two=literal([], Json)), {"one": 1, "two": []}),
    (json_object(inner=json_object(deep=literal("x"))), {"inner": {"deep": "x"}}),
    (json_object(inner=json_object_or_null(literal("k"), k=literal(1))), {"inner": {"k": 1}}),
    (json_object(inner=json_object_or_null(literal(None, String), k=literal(1))), {"inner": None}),
    (json_rows(several()), [{"n": 1, "held": [{"a": None}]}, {"n": 2, "held": [{"a": None}]}]),
    (json_rows(several(where=False)), []),
    (json_object(rows=json_rows(several(where=False))), {"rows": []}),
    (json_values(select(PAIR.c.n).order_by(PAIR.c.n)), [1, 2]),
    (json_values(select(literal(None, Integer)).where(literal(0) == 1)), []),
    (json_object(at=json_instant(literal(NOON, UtcDateTime()))), {"at": "2024-02-29T12:00:00.000005Z"}),
]


@pytest.mark.parametrize(("column", "expected"), MADE, ids=map(str, range(len(MADE))))
def test_the_database_makes_json(database: Database, column: ColumnElement[Any], expected: Any) -> None:
    with database.reading() as connection:
        made = connection.execute(select(column)).scalar_one()
    assert made == expected
    if isinstance(expected, dict):
        assert list(made) == list(expected)
