"""A served object as rows, before it is written or after it was read: its values, and those of its parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

import orjson

from app.store.declarations import Row
from app.store.facets import Facets, build_facets

Values = dict[str, Any]
"""A row to be: values by the names of columns."""
Parts = Mapping[type[Row], Sequence[Values]]


def canonise(thing: Any) -> bytes:
    """The one way to write it down: JSON with sorted members."""
    return orjson.dumps(thing, option=orjson.OPT_SORT_KEYS)


@dataclass(frozen=True)
class Record:
    """An object as rows: its own values, and those of its parts by table.

    `notes` are written along, but say nothing about the thing itself: they are never a reason to write.
    `statement` is an act's: some of its facts are facets of the act, and so part of what the act says.
    """

    values: Values
    parts: Parts
    notes: Values = field(default_factory=dict)
    statement: "Record | None" = None

    @property
    def id(self) -> str:
        """The object's."""
        return str(self.values["id"])

    @cached_property
    def facets(self) -> Facets | None:
        """What an act is filtered by; None for other objects."""
        if self.statement is None:
            return None
        return build_facets(
            self.values, self.parts, statement=self.statement.values, statement_parts=self.statement.parts
        )

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything the record says."""
        parts = {row_type.__tablename__: rows for row_type, rows in self.parts.items()}
        return sha256(canonise([self.values, parts, self.facets])).hexdigest()
