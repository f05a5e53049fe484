"""A stretch of the feed, read once -> the pages of all who ask about it, whatever their filters: each change
is written once, and put into every page that tells it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import orjson

from app.api.acts.filters import make_matcher
from app.api.answers import write_json
from app.api.changes.cursors import make_cursor
from app.api.changes.queries import FINDERS, Objects, Stretch
from app.api.changes.schemas import ChangeQuery, is_filtered
from app.api.selects import AnyRow
from app.vocabulary import ChangeType


class FeedPage(NamedTuple):
    """A page of the feed as JSON, in the shape of `ChangesOut`. `is_empty`: it tells nothing, and there is no
    more yet.
    """

    body: bytes
    next_cursor: str
    is_empty: bool


class Told(NamedTuple):
    """A change, whether its object is in the list asked for from there on, and whether it comes along."""

    row: AnyRow
    is_in: bool
    is_with_object: bool


class Choice(NamedTuple):
    """What of a stretch is told, and the last number that was looked at."""

    told: Sequence[Told]
    reached: int


def make_pages(
    stretch: Stretch,
    queries: Mapping[str, ChangeQuery],
    find_objects: Callable[[Iterable[AnyRow]], Objects],
) -> dict[str, FeedPage]:
    """The page of each query, by the same names. `find_objects` is asked once at most, for all of them."""
    choices = {name: _choose(stretch, query) for name, query in queries.items()}
    all_told = (told for choice in choices.values() for told in choice.told)
    with_object = {told.row.seq: told.row for told in all_told if told.is_with_object}
    changes = ChangeTexts(find_objects(with_object.values()) if with_object else {})
    return {name: _write_page(stretch, choice, changes) for name, choice in choices.items()}


def _choose(stretch: Stretch, query: ChangeQuery) -> Choice:
    """All of it; with filters the changes of pledges that were or are in the list asked for."""
    is_with_object = bool(query.include)
    if not is_filtered(query):
        all_told = [Told(row, row.type != ChangeType.WITHDRAWN, is_with_object) for row in stretch.rows]
        return Choice(all_told, stretch.reached)
    matches = make_matcher(query)
    told: list[Told] = []
    for row in stretch.rows:
        is_in = matches(row.object_id, row.after)
        if is_in or matches(row.object_id, row.before):
            told.append(Told(row, is_in, is_with_object))
            if len(told) == query.limit:
                return Choice(told, row.seq)
    return Choice(told, stretch.reached)


class ChangeTexts:
    """Changes as JSON, each written when it is first told."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._written: dict[tuple[int, bool, bool], orjson.Fragment] = {}

    def write(self, told: Told) -> orjson.Fragment:
        """In the shape of `ChangeOut`."""
        key = told.row.seq, told.is_in, told.is_with_object
        if key not in self._written:
            self._written[key] = orjson.Fragment(self._write(*told))
        return self._written[key]

    def _write(self, row: AnyRow, is_in: bool, is_with_object: bool) -> bytes:
        found = self._objects.get((row.kind, row.object_id)) if is_with_object else None
        changed = {"kind": row.kind, "id": row.object_id, "version": row.version}
        return write_json(
            {
                "seq": row.seq,
                "type": row.type,
                "cause": row.cause,
                "object": {**changed, **dict.fromkeys(FINDERS), row.kind: found},
                "changed_fields": row.changed_fields,
                "replaced_by": row.replaced_by,
                "matches": is_in,
                "at": row.at,
            }
        )


def _write_page(stretch: Stretch, choice: Choice, changes: ChangeTexts) -> FeedPage:
    head = stretch.head
    next_cursor = make_cursor(head, choice.reached)
    has_more = choice.reached < head.seq
    body = write_json(
        {
            "results": [changes.write(told) for told in choice.told],
            "next_cursor": next_cursor,
            "has_more": has_more,
            "head_seq": head.seq,
            "oldest_seq": head.oldest_seq,
            "epoch": head.epoch,
        }
    )
    return FeedPage(body, next_cursor, is_empty=not choice.told and not has_more)
