"""A weak ETag on every answer that changes with the feed alone, and 304 for who has it, in plain ASGI.

`W/"<epoch>.<seq>.<schema>.<query>"`: where the feed stands, what makes answers of data, and what was asked,
the day included. The head is read before the answer is made: a tag may be older than the answer it comes
with, never newer, so that no 304 hides a change. Being weak it holds for any encoding.
"""

from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import orjson
from fastapi import Header
from pydantic import MISSING
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.links import public_url
from app.errors import StoreError
from app.store.feed import read_head
from app.store.tables import RegistryStateRow

ROOT = "/v1/"
UNTAGGED = ("/v1/exports", "/v1/runs", "/v1/status", "/v1/texts")
"""What moves without the feed, and what has a tag of its own."""
DIGEST_BYTES = 8
KnownTags = Annotated[
    str | MISSING,
    Header(alias="If-None-Match", description="An `ETag` from before: 304 when it is still right."),
]


class ConditionalGet:
    """Tags answers, and spares those that the client still has. Whoever waits for a change is let through."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; what is not a tagged read passes."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _is_tagged(scope["path"]):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        try:
            tag = await run_in_threadpool(make_tag, request)
        except StoreError:  # the route says so better
            await self.app(scope, receive, send)
            return
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        is_waiting = request.query_params.get("wait", "0") != "0"
        if not is_waiting and tag in _list_known(Headers(scope=scope)):
            await Response(status_code=304, headers=headers)(scope, receive, send)
            return

        async def send_tagged(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message).update(headers)
            await send(message)

        await self.app(scope, receive, send_tagged)


def make_tag(request: Request) -> str:
    """The tag of the answer to this request, as things stand. Raises StoreError."""
    state = request.app.state
    with state.database.reading() as connection:
        head = read_head(connection)
        facts = connection.scalar(select(RegistryStateRow.digest))
    asked = [
        public_url(request),
        request.scope["path"],
        sorted(request.query_params.multi_items()),
        datetime.now(UTC).date(),
        facts,
        state.registry.digest,
    ]
    query = blake2b(orjson.dumps(asked), digest_size=DIGEST_BYTES).hexdigest()
    return f'W/"{head.epoch}.{head.seq}.{_digest_schema()}.{query}"'


@cache
def _digest_schema() -> str:
    """What makes answers of data: this version, and the files that do it."""
    digest = blake2b(version("communique").encode(), digest_size=DIGEST_BYTES)
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _is_tagged(path: str) -> bool:
    return path.startswith(ROOT) and not path.startswith(UNTAGGED)


def names_tag(header: str, tag: str) -> bool:
    """Whether If-None-Match names a strong tag; the comparison is the weak one of RFC 9110."""
    tags = [known.strip().removeprefix("W/") for known in header.split(",")]
    return "*" in tags or tag in tags


def _list_known(headers: Headers) -> list[str]:
    """The tags of If-None-Match; none of ours holds a comma."""
    return [tag.strip() for tag in headers.get("if-none-match", "").split(",")]
