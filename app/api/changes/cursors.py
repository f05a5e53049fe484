"""A place in the feed -> what clients hand back, and the reverse: `<epoch>.<number>.<newest>.<mark>`.

`newest` is the number that the feed had come to when the cursor was given out, and `mark` that change's.
Where a backup was restored and nobody began another epoch, the number is not there, or bears another mark.

Unlike the cursor of a list it is bound to no filter, and a client that knows the number its copy holds
(`page.as_of_seq`) may write it itself, `<epoch>.<number>`.
"""

import re
from typing import NamedTuple

from sqlalchemy import Connection

from app.errors import CursorExpired, CursorFromOtherEpoch, InvalidCursor
from app.store.feed import Head, read_mark

BEGINNING = "beginning"
NOW = "now"
CURSOR = re.compile(r"([0-9a-z]{1,32})\.([0-9]{1,18})(?:\.([0-9]{1,18})\.([0-9a-f]{8}))?")
RECIPE = (
    "Take `since=now` and keep its `next_cursor`, list everything anew, then follow from that cursor: "
    "nothing is missed."
)


class Cursor(NamedTuple):
    """What a cursor says; without a mark, `newest` is 0."""

    epoch: str
    seq: int
    newest: int
    mark: str


def make_cursor(head: Head, seq: int) -> str:
    """The place behind the change with this number, in a feed that stands at `head`."""
    mark = f".{head.seq}.{head.mark}" if head.mark else ""
    return f"{head.epoch}.{seq}{mark}"


def resolve_since(connection: Connection, since: str, head: Head) -> int:
    """The number behind which to go on. Raises InvalidCursor, CursorExpired and CursorFromOtherEpoch."""
    if since == BEGINNING:
        return head.oldest_seq - 1
    if since == NOW:
        return head.seq
    cursor = _parse_cursor(since)
    is_known = cursor.epoch == head.epoch and max(cursor.seq, cursor.newest) <= head.seq
    if is_known and cursor.seq < head.oldest_seq - 1:
        raise CursorExpired(f"The feed begins with number {head.oldest_seq}. {RECIPE}")
    if not is_known or not _bears_right_mark(connection, cursor, head):
        raise CursorFromOtherEpoch(f"This feed does not continue the one the cursor is of. {RECIPE}")
    return cursor.seq


def _parse_cursor(since: str) -> Cursor:
    """Raises InvalidCursor."""
    parts = CURSOR.fullmatch(since)
    if parts is None:
        raise InvalidCursor(f"`since` is `{BEGINNING}`, `{NOW}`, or the `next_cursor` of an answer.")
    epoch, seq, newest, mark = parts.groups()
    return Cursor(epoch, int(seq), int(newest or 0), mark or "")


def _bears_right_mark(connection: Connection, cursor: Cursor, head: Head) -> bool:
    """Whether this feed goes on from where the cursor was given out; without a mark nobody knows."""
    if not cursor.mark or (cursor.newest, cursor.mark) == (head.seq, head.mark):
        return True
    return read_mark(connection, cursor.newest) == cursor.mark
