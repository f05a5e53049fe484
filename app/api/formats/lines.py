"""Batches of a list -> JSON Lines: a result a line in its JSON shape, then a line that says that this was
all.
"""

from collections.abc import Iterator

import orjson

from app.api.formats.columns import Columns
from app.api.formats.walking import Batch

A_LINE = orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE


def write_jsonl(batches: Iterator[Batch], members: Columns) -> Iterator[bytes]:
    """The lines, a piece a batch: of each result these members. The last line is
    `{"end": {"count": n, "seq": s}}`.
    """
    count, seq = 0, None
    for batch in batches:
        rows = ({name: row[name] for name in members} for row in batch.rows)
        yield b"".join(orjson.dumps(row, option=A_LINE) for row in rows)
        count, seq = count + len(batch.rows), batch.seq
    yield orjson.dumps({"end": {"count": count, "seq": seq}}, option=A_LINE)
