"""The JSON that is kept of acts is that of this version's shape, and made of a statement's acts alone."""

from hashlib import blake2b

import orjson
import pytest
from sqlalchemy.dialects import sqlite

from app.store.act_json import SHAPED, shape_acts, tell_match
from app.store.database import Database
from tests.api.plans import explain

EMPTIED_BY = "0012"
"""The last revision that empties the table, so that `communique migrate` makes all of it anew."""
SHAPE = "8c5f07be503b1c61"


def test_another_shape_comes_with_a_revision_that_empties_the_table() -> None:
    """Who alters the shape adds such a revision, and writes its number and the new digest here."""
    shapes = [shape for shaped in SHAPED.values() for shape in shaped.selected_columns]
    written = "".join(str(shape.compile(dialect=sqlite.dialect())) for shape in shapes)
    shape = f"{EMPTIED_BY} {written}".encode()
    assert blake2b(shape, digest_size=8).hexdigest() == SHAPE


def test_a_match_is_put_where_there_was_none_and_nowhere_else() -> None:
    act = {"quote": 'We say "match":null', "conditions": [{"text": "\\"}], "match": None}
    match = {"text": '"match":null', "highlights": []}
    told = tell_match(orjson.dumps(act).decode(), match)
    assert orjson.loads(told) == {**act, "match": match}
    for shaped in SHAPED.values():
        assert str(shaped.compile(dialect=sqlite.dialect())).count("'match'") == 1


@pytest.mark.parametrize("number", range(len(SHAPED)))
def test_no_other_acts_are_looked_at(database: Database, number: int) -> None:
    if not database.file:
        pytest.skip("PostgreSQL decides by its statistics")
    with database.reading() as connection:
        plan = explain(connection, number, lambda: list(shape_acts(connection, ["nato-2022-madrid"])))
    assert "SEARCH act USING INDEX ix_act_statement_id_start_offset" in plan
