"""One object by its id -> its answer, in front of routing, in plain ASGI.

A path that is nothing but the address of a list and a well-formed id leaves FastAPI nothing to check, and to
find a row by its key takes a twentieth of what FastAPI does around it. Whatever else is asked passes, and so
does an id that names nothing served: the route says why.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from orjson import Fragment
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.actors.queries import ACTOR, read_actor
from app.api.acts.queries import ACTS, read_body
from app.api.answers import answer
from app.api.meetings.queries import MEETING, read_meeting
from app.api.selects import AnyRow, AnySelect
from app.api.statements.queries import STATEMENT, read_statement
from app.api.types import ID, LONGEST_ID
from app.errors import DatabaseUnavailable
from app.store.asides import RowFinder
from app.vocabulary import ActKind, Status

IS_ID = re.compile(ID)


@dataclass(frozen=True, slots=True)
class Lookup:
    """`wanted` finds one object by its `id`, with its `status`; `read` makes of its row what is answered."""

    wanted: AnySelect
    read: Callable[[AnyRow], Mapping[str, Any] | Fragment]


LOOKUPS: Mapping[str, Lookup] = {
    "/v1/pledges": Lookup(ACTS[ActKind.PLEDGE], read_body),
    "/v1/calls": Lookup(ACTS[ActKind.CALL], read_body),
    "/v1/statements": Lookup(STATEMENT, read_statement),
    "/v1/actors": Lookup(ACTOR, read_actor),
    "/v1/meetings": Lookup(MEETING, read_meeting),
}
"""By the address of the list."""


class Lookups:
    """Answers with the object that is asked for; what is asked otherwise passes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        content = await self._find(scope)
        await (self.app if content is None else answer(content))(scope, receive, send)

    async def _find(self, scope: Scope) -> Mapping[str, Any] | Fragment | None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["query_string"]:
            return None
        address, _, id_ = scope["path"].rpartition("/")
        lookup = LOOKUPS.get(address)
        if lookup is None or len(id_) > LONGEST_ID or not IS_ID.fullmatch(id_):
            return None
        finder: RowFinder = scope["app"].state.row_finder
        try:
            row = await finder.find_row(lookup.wanted, id=id_)
        except DatabaseUnavailable:  # the route says so better
            return None
        return lookup.read(row) if row and row.status == Status.ACTIVE else None
