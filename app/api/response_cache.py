"""Answers kept in memory while the data stands still, in front of everything else, in plain ASGI.

An answer is kept for the very words of its request (address, host, what is accepted) and for one state of the
data; the state is read before each request is answered, so that nobody who asks after a commit is given an
answer from before it. The first new state empties the memory. What is kept is what carries a tag of
`app.api.etags`; who has it already is told so from here too.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass

from starlette.datastructures import State
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.etags import is_tagged, is_waiting, names_tag, without_body
from app.api.headers import RawHeaders
from app.api.middleware import name_request
from app.errors import StoreError
from app.store.data_state import DataState, StateReader

DAY_S = 24 * 60 * 60
OVERHEAD_BYTES = 2000
"""What an answer takes besides its body, about."""
LARGEST_SHARE = 0.4
"""Of the memory, for one answer."""
VARYING = (b"host", b"accept", b"accept-encoding")
"""Headers of a request that its answer depends on."""
REQUEST_ID = b"x-request-id"
READS = ("GET", "HEAD")

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A successful answer as it was sent, but for its request's id."""

    headers: RawHeaders
    headers_of_304: RawHeaders
    tag: str
    body: bytes

    @property
    def size(self) -> int:
        """In bytes, about."""
        return len(self.body) + OVERHEAD_BYTES

    def tell(self, scope: Scope) -> tuple[Message, Message]:
        """What is sent to who asked for it: itself, or that they have it."""
        asked = dict(scope["headers"])
        request_id = name_request(asked.get(REQUEST_ID, b"").decode("latin-1")).encode()
        known = asked.get(b"if-none-match")
        status, headers, body = 200, self.headers, self.body
        if known is not None and names_tag(known.decode("latin-1"), self.tag):
            status, headers, body = 304, self.headers_of_304, b""
        named = [*headers, (REQUEST_ID, request_id)]
        start: Message = {"type": "http.response.start", "status": status, "headers": named}
        return start, {"type": "http.response.body", "body": body}


class ResponseCache:
    """Answers from memory what it can, and lets the rest know the state of the data
    (`scope["state"]["data_state"]`). `state`: that of the service, with its `state_reader`; `max_bytes`: what
    it may keep; nothing if 0.
    """

    def __init__(self, app: ASGIApp, state: State, *, max_bytes: int) -> None:
        self.app = app
        self._state = state
        self._max_bytes = max_bytes
        self._kept: OrderedDict[Key, Answer] = OrderedDict()
        self.kept_bytes = 0
        self._kept_for: tuple[DataState | int, ...] = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; what is not a tagged read passes."""
        if scope["type"] != "http" or scope["method"] not in READS or not is_tagged(scope["path"]):
            await self.app(scope, receive, send)
            return
        reader: StateReader = self._state.state_reader
        try:
            state = await reader.read_for_request()
        except StoreError:  # whoever needs the database says so better
            await self.app(scope, receive, send)
            return
        self._forget_unless(state, int(time.time()) // DAY_S)
        key = _name(scope)
        answer = self._kept.get(key)
        if answer is None:
            scope.setdefault("state", {})["data_state"] = state
            await self._make(key, scope, receive, send)
        else:
            self._kept.move_to_end(key)
            start, body = answer.tell(scope)
            await send(start)
            await send(body)

    async def _make(self, key: Key, scope: Scope, receive: Receive, send: Send) -> None:
        """Have it answered, and keep the answer where it is still right."""
        if scope["method"] == "HEAD" or is_waiting(scope):
            await self.app(scope, receive, send)
            return
        made = _Recording(send, most_bytes=int(self._max_bytes * LARGEST_SHARE))
        held_for = self._kept_for
        await self.app(scope, receive, made.send)
        if made.is_whole and held_for == self._kept_for:
            self._keep(key, made.build())

    def _forget_unless(self, *current: DataState | int) -> None:
        """Of another state of the data, or another day, no answer is kept."""
        if current != self._kept_for:
            self._kept.clear()
            self.kept_bytes = 0
            self._kept_for = current

    def _keep(self, key: Key, answer: Answer) -> None:
        replaced = self._kept.pop(key, None)
        self.kept_bytes += answer.size - (replaced.size if replaced else 0)
        self._kept[key] = answer
        while self.kept_bytes > self._max_bytes:
            _, oldest = self._kept.popitem(last=False)
            self.kept_bytes -= oldest.size


class _Recording:
    """Passes an answer on, and keeps it where it is a tagged success and not too large."""

    def __init__(self, send: Send, *, most_bytes: int) -> None:
        self._send = send
        self._most_body = most_bytes - OVERHEAD_BYTES
        self._is_kept = False
        self._headers: RawHeaders = []
        self._tag = ""
        self._pieces: list[bytes] = []
        self._size = 0
        self.is_whole = False

    async def send(self, message: Message) -> None:
        """One message of the answer."""
        if message["type"] == "http.response.start":
            self._begin(message)
        elif self._is_kept:
            self._go_on(message)
        await self._send(message)

    def build(self) -> Answer:
        """What was kept."""
        return Answer(self._headers, without_body(self._headers), self._tag, b"".join(self._pieces))

    def _begin(self, message: Message) -> None:
        self._headers = [pair for pair in message["headers"] if pair[0] != REQUEST_ID]
        self._tag = dict(self._headers).get(b"etag", b"").decode("latin-1")
        self._is_kept = message["status"] == 200 and self._tag.startswith("W/")

    def _go_on(self, message: Message) -> None:
        piece = message.get("body", b"")
        self._pieces.append(piece)
        self._size += len(piece)
        self._is_kept = self._size <= self._most_body
        if not self._is_kept:
            self._pieces.clear()
        self.is_whole = self._is_kept and not message.get("more_body", False)


def _name(scope: Scope) -> Key:
    """What its answer is found by."""
    varying = [pair for pair in scope["headers"] if pair[0] in VARYING]
    return (scope["method"], scope["scheme"], scope["path"], scope["query_string"], *varying)
