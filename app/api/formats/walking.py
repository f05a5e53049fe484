"""A list and a query -> all of it, page by page, within one transaction: one moment of the database, and no
more of it in memory than a page.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any

from sqlalchemy import Connection

from app.api.paging import Page, PageQuery
from app.api.selects import Json
from app.errors import InvalidParameter, TooManyStreams
from app.store.database import Database

ROWS_AT_A_TIME = 200
MOST_STREAMS = 5
"""A third of the connections of a pool: a client that reads slowly keeps one as long as it reads."""

Reader = Callable[[Connection, Any], tuple[Page, list[Json]]]
"""One page of a list for a query with `limit` and `cursor`, as the resources' `list_*` functions give it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A part of a list, and the newest change that the moment it was read at holds."""

    rows: Sequence[Json]
    seq: int | None


class Streams:
    """The whole lists that are being sent, and a limit on how many there can be at a time."""

    def __init__(self, most: int = MOST_STREAMS) -> None:
        self._free = BoundedSemaphore(most)

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """A place for the time of the block. Raises TooManyStreams."""
        if not self._free.acquire(blocking=False):
            raise TooManyStreams("The service is already sending as many whole lists as it sends at a time.")
        try:
            yield
        finally:
            self._free.release()


def walk(
    database: Database, read: Reader, query: PageQuery, streams: Streams
) -> Generator[Batch, None, None]:
    """The whole list in batches, at least one. The transaction ends with the last, or when the walk is
    closed.

    Raises TooManyStreams, InvalidParameter for an order that is not of the whole list, StoreError, and what
    the list raises.
    """
    query = query.model_copy(update={"limit": ROWS_AT_A_TIME})
    with streams.one_more(), database.reading() as connection:
        while True:
            page, rows = read(connection, query)
            if page.is_approximate is not None:
                raise InvalidParameter(
                    "`relevance` gives the best of a list, not the whole of it.", parameter="sort"
                )
            yield Batch(rows, page.as_of_seq)
            if page.next_cursor is None:
                return
            query = query.model_copy(update={"cursor": page.next_cursor})
