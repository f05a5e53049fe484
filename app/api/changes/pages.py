"""A stretch of the feed, read once -> the pages of all who ask about it, whatever their filters: each change
is written once, and put into every page that tells it; those who are told the same share the page.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

import orjson
from sqlalchemy import Connection

from app.api.acts.filters import make_matcher
from app.api.answers import write_json
from app.api.changes.cursors import make_cursor
from app.api.changes.queries import FINDERS, Objects, Stretch, find_objects, find_told
from app.api.changes.schemas import ChangeQuery, is_filtered
from app.api.selects import AnyRow, Json
from app.store.feed import Head
from app.vocabulary import ChangeType

NO_OBJECT: Mapping[str, None] = dict.fromkeys(FINDERS)


class FeedPage(NamedTuple):
    """A page of the feed as JSON, in the shape of `ChangesOut`. `is_empty`: it tells nothing, and there is no
    more yet.
    """

    body: bytes
    next_cursor: str
    is_empty: bool


Read = Callable[[str], Json]
"""Reads facets, which are JSON."""
Told = tuple[int, bool]
"""The number of a change, and whether its object is in the list asked for from there on."""


class Choice(NamedTuple):
    """What of a stretch is told, the last number that was looked at, and whether the objects come along. Many
    questions have the same.
    """

    told: tuple[Told, ...]
    reached: int
    is_with_objects: bool


def make_pages(
    connection: Connection, stretch: Stretch, queries: Mapping[str, ChangeQuery]
) -> dict[str, FeedPage]:
    """The page of each query, by the same names. What is told is asked for once, for all of them."""
    read: Read = cache(orjson.loads) if len(queries) > 1 else orjson.loads
    choices = {name: _choose(stretch, query, read) for name, query in queries.items()}
    told = {seq for choice in choices.values() for seq, _ in choice.told}
    wanted = {seq for choice in choices.values() if choice.is_with_objects for seq, _ in choice.told}
    rows = {row.seq: row for row in find_told(connection, stretch, told)}
    objects = find_objects(connection, [rows[seq] for seq in wanted]) if wanted else {}
    writer = _Writer(stretch.head, rows, objects)
    pages = {choice: writer.write_page(choice) for choice in set(choices.values())}
    return {name: pages[choice] for name, choice in choices.items()}


def _choose(stretch: Stretch, query: ChangeQuery, read: Read) -> Choice:
    """All of it; with filters the changes of pledges that were or are in the list asked for."""
    is_with_objects = bool(query.include)
    if not is_filtered(query):
        everything = tuple((row.seq, row.type != ChangeType.WITHDRAWN) for row in stretch.rows)
        return Choice(everything, stretch.reached, is_with_objects)
    matches = make_matcher(query, read)
    told: list[Told] = []
    for seq, before, after in stretch.moves:
        is_in = matches(after)
        if is_in or matches(before):
            if len(told) == query.limit:  # only now it is known that there is more
                return Choice(tuple(told), told[-1][0], is_with_objects)
            told.append((seq, is_in))
    return Choice(tuple(told), stretch.reached, is_with_objects)


class _Writer:
    """Writes the pages of a stretch, and each change when it is first told."""

    def __init__(self, head: Head, rows: Mapping[int, AnyRow], objects: Objects) -> None:
        self._head = head
        self._rows = rows
        self._objects = objects
        self._written: dict[tuple[Told, bool], orjson.Fragment] = {}

    def write_page(self, choice: Choice) -> FeedPage:
        """In the shape of `ChangesOut`."""
        next_cursor = make_cursor(self._head, choice.reached)
        has_more = choice.reached < self._head.seq
        body = write_json(
            {
                "results": [self._write_once(told, choice.is_with_objects) for told in choice.told],
                "next_cursor": next_cursor,
                "has_more": has_more,
                "head_seq": self._head.seq,
                "oldest_seq": self._head.oldest_seq,
                "epoch": self._head.epoch,
            }
        )
        return FeedPage(body, next_cursor, is_empty=not choice.told and not has_more)

    def _write_once(self, told: Told, is_with_object: bool) -> orjson.Fragment:
        key = told, is_with_object
        written = self._written.get(key)
        if written is None:
            written = self._written[key] = orjson.Fragment(self._write_change(*told, is_with_object))
        return written

    def _write_change(self, seq: int, is_in: bool, is_with_object: bool) -> bytes:
        """In the shape of `ChangeOut`."""
        _, type_, cause, kind, object_id, version, changed_fields, replaced_by, at = self._rows[seq]
        changed = {"kind": kind, "id": object_id, "version": version, **NO_OBJECT}
        if is_with_object:
            changed[kind] = self._objects.get((kind, object_id))
        return write_json(
            {
                "seq": seq,
                "type": type_,
                "cause": cause,
                "object": changed,
                "changed_fields": orjson.Fragment(changed_fields),
                "replaced_by": orjson.Fragment(replaced_by),
                "matches": is_in,
                "at": at,
            }
        )
