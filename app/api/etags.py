"""A weak ETag on every answer that changes with the feed alone, and 304 for who has it, in plain ASGI.

`W/"<epoch>.<seq>.<schema>.<query>"`: where the feed stands, what makes answers of data, and what was asked,
the day included. The state of the data is read before the answer is made (`app.api.response_cache`): a tag
may be older than the answer it comes with, never newer, so that no 304 hides a change. Being weak it holds
for any encoding.
"""

from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qsl

import orjson
from fastapi import Header
from pydantic import MISSING
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.headers import RawHeaders, read_header
from app.api.links import public_url
from app.store.data_state import DataState

ROOT = "/v1/"
UNTAGGED = ("/v1/exports", "/v1/runs", "/v1/status", "/v1/texts")
"""What moves without the feed, and what has a tag of its own."""
DIGEST_BYTES = 8
ANY = "*"
"""In If-None-Match: whatever is there now."""
NOT_OF_304 = (b"content-length", b"content-type", b"content-encoding", b"link", b"x-content-type-options")
"""What says nothing to who has the body already (RFC 9110, section 15.4.5)."""
KnownTags = Annotated[
    str | MISSING,
    Header(alias="If-None-Match", description="An `ETag` from before: 304 when it is still current."),
]


class ConditionalGet:
    """Tags answers, and spares those that the client still has. Whoever waits for a change is let through."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; what is not a tagged read passes, and so does all when the state of the data is not
        known.
        """
        state = scope.get("state", {}).get("data_state")
        if state is None or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        tag = make_tag(Request(scope), state)
        known = read_header(scope, b"if-none-match")
        is_known = bool(known) and names_tag(known, tag) and not is_waiting(scope)
        if is_known and ANY not in known:
            headers = {"ETag": tag, "Cache-Control": "no-cache"}
            await Response(status_code=304, headers=headers)(scope, receive, send)
            return

        async def send_tagged(message: Message) -> None:
            nonlocal is_known
            if message["type"] == "http.response.start":
                is_known = is_known and message["status"] == 200  # only what is there is known
                if message["status"] == 200:
                    kept = [pair for pair in message["headers"] if pair[0] != b"cache-control"]
                    message["headers"] = [*kept, (b"etag", tag.encode()), (b"cache-control", b"no-cache")]
                if is_known:
                    message = {**message, "status": 304, "headers": without_body(message["headers"])}
            elif is_known:
                if message.get("more_body", False):
                    return
                message = {"type": "http.response.body"}
            await send(message)

        await self.app(scope, receive, send_tagged)


def make_tag(request: Request, state: DataState) -> str:
    """The tag of the answer to this request in a state of the data."""
    asked = [
        public_url(request),
        request.scope["path"],
        sorted(parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)),
        datetime.now(UTC).date(),
        state.oldest_seq,
        state.run_id,
        state.facts,
        request.app.state.registry.digest,
    ]
    query = blake2b(orjson.dumps(asked), digest_size=DIGEST_BYTES).hexdigest()
    return f'W/"{state.epoch}.{state.seq}.{_digest_schema()}.{query}"'


def tag_content(answer: Response, known: str) -> Response:
    """An answer that moves without the feed, under a tag of what it says; 304 where `known` names that. The
    tag is weak, to hold for any encoding.
    """
    tag = f'W/"{blake2b(answer.body, digest_size=DIGEST_BYTES).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if known and names_tag(known, tag):
        return Response(status_code=304, headers=headers)
    answer.headers.update(headers)
    return answer


def is_tagged(path: str) -> bool:
    """Whether what is there changes with the feed alone."""
    return path.startswith(ROOT) and not path.startswith(UNTAGGED)


def is_waiting(scope: Scope) -> bool:
    """Whether the request would rather wait than be told that nothing changed."""
    query: bytes = scope["query_string"]
    return b"wait=" in query and QueryParams(query).get("wait", "0") != "0"


def names_tag(header: str, tag: str) -> bool:
    """Whether If-None-Match names a tag, by the weak comparison of RFC 9110; none of ours holds a comma."""
    tags = [known.strip().removeprefix("W/") for known in header.split(",")]
    return ANY in tags or tag.removeprefix("W/") in tags


def without_body(headers: RawHeaders) -> RawHeaders:
    """The headers of a 304 in the place of an answer with these."""
    return [pair for pair in headers if pair[0] not in NOT_OF_304]


@cache
def _digest_schema() -> str:
    """What makes answers of data: this version, and the files that do it."""
    digest = blake2b(version("communique").encode(), digest_size=DIGEST_BYTES)
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
