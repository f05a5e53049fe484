"""A place in the feed -> what clients hand back, and the reverse: `<epoch>.<number>`.

Unlike the cursor of a list it is bound to no filter, and a client that knows the number its copy holds
(`page.as_of_seq`, an export's `seq`) may write it itself.
"""

import re

from app.errors import CursorExpired, CursorFromOtherEpoch, InvalidCursor
from app.store.feed import Head

BEGINNING = "beginning"
NOW = "now"
CURSOR = re.compile(r"([0-9a-z]{1,32})\.([0-9]{1,18})")
RECIPE = (
    "Take `since=now` and keep its `next_cursor`, list everything anew, then follow from that cursor: "
    "nothing is missed."
)


def make_cursor(epoch: str, seq: int) -> str:
    """The place behind the change with this number."""
    return f"{epoch}.{seq}"


def parse_since(since: str, head: Head) -> int:
    """The number behind which to go on. Raises InvalidCursor, CursorExpired and CursorFromOtherEpoch.

    A number that this database has not given yet is another's too: it was restored, and nobody said so.
    """
    if since == BEGINNING:
        return head.oldest_seq - 1
    if since == NOW:
        return head.seq
    cursor = CURSOR.fullmatch(since)
    if cursor is None:
        raise InvalidCursor(f"`since` is `{BEGINNING}`, `{NOW}`, or the `next_cursor` of an answer.")
    epoch, seq = cursor[1], int(cursor[2])
    if epoch != head.epoch or seq > head.seq:
        raise CursorFromOtherEpoch(f"This feed does not continue the one the cursor is of. {RECIPE}")
    if seq < head.oldest_seq - 1:
        raise CursorExpired(f"The feed begins with number {head.oldest_seq}. {RECIPE}")
    return seq
