"""The JSON that is kept of acts is that of this version's shape."""

from hashlib import blake2b

from sqlalchemy.dialects import sqlite

from app.store.act_json import SHAPED

EMPTIED_BY = "0012"
"""The last revision that empties the table, so that `communique migrate` makes all of it anew."""
SHAPE = "022c846eee2a5151"


def test_another_shape_comes_with_a_revision_that_empties_the_table() -> None:
    """Who alters the shape adds such a revision, and writes its number and the new digest here."""
    written = "".join(str(shaped.compile(dialect=sqlite.dialect())) for shaped in SHAPED.values())
    shape = f"{EMPTIED_BY} {written}".encode()
    assert blake2b(shape, digest_size=8).hexdigest() == SHAPE
