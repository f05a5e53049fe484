"""Around every request, in plain ASGI: an id and a line in the log, the last net for errors, HEAD by way of
GET, what other origins may do, and what compression does to tags.
"""

import re
import time
from random import getrandbits

import structlog
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.headers import RawHeaders, read_header, vary_with
from app.api.problems.handlers import answer_bug

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
IS_HEAD = "communique.is_head"
"""In the scope of a request that came as HEAD."""
QUIET_PATHS = ("/healthz", "/readyz")
TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
"""In `Accept-Encoding`; `gzip;q=0` is a refusal (RFC 9110, section 12.5.3)."""
NOT_COMPRESSED = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/octet-stream")
ASKED_METHOD = b"access-control-request-method"
OF_EVERY_ANSWER = (
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        b"Accept-Ranges, Content-Range, ETag, Link, Poll-Interval, Retry-After, X-Request-ID",
    ),
    (b"x-content-type-options", b"nosniff"),
)
"""Pages of any origin may read what anybody can read: no answer depends on who asks, and none varies with
`Origin`.
"""
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}

log = structlog.get_logger(__name__)


class RequestLog:
    """Gives each request an id (the client's own `X-Request-ID` if it is short and plain) and each answer the
    headers that all have, and tells the log how it ended.

    An exception that nobody handled is logged here and answered as a problem, unless the answer had already
    begun.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the service's start and end, which pass."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = name_request(read_header(scope, b"x-request-id"))
        scope.setdefault("state", {})["request_id"] = request_id
        structlog.contextvars.bind_contextvars(request_id=request_id)  # for this request's task alone
        await self._answer(scope, receive, send, request_id)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, request_id: str) -> None:
        began = time.perf_counter()
        own = [(b"x-request-id", request_id.encode()), *OF_EVERY_ANSWER]
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], *own]
            await send(message)

        try:
            await self.app(scope, receive, send_with_id)
        except Exception:
            log.exception("request failed")
            if status:
                raise
            await answer_bug(Request(scope))(scope, receive, send_with_id)
        finally:
            _log_request(scope, status, time.perf_counter() - began)


def name_request(asked: str) -> str:
    """The id of a request: the client's own if it is short and plain, else a new one."""
    return asked if REQUEST_ID.fullmatch(asked) else f"{getrandbits(128):032x}"


def _log_request(scope: Scope, status: int, seconds: float) -> None:
    write = log.debug if scope["path"] in QUIET_PATHS else log.info
    write(
        "request",
        method=scope["method"],
        path=scope["path"],
        query=scope["query_string"].decode("latin-1"),
        status=status,
        ms=round(seconds * 1000, 1),
    )


def is_head(request: HTTPConnection) -> bool:
    """Whether only the headers of the answer are wanted, so that a long body need not be made."""
    return IS_HEAD in request.scope


class HeadAsGet:
    """Answers HEAD as GET without the body, so that every resource has it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; other methods pass."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_headers(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET", IS_HEAD: True}, receive, send_headers)


class Preflight:
    """Answers a browser's question whether a page of another origin may ask (`OF_EVERY_ANSWER`)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; all others pass."""
        is_question = (
            scope["type"] == "http" and scope["method"] == "OPTIONS" and read_header(scope, ASKED_METHOD)
        )
        answer = Response(status_code=204, headers=PREFLIGHT) if is_question else self.app
        await answer(scope, receive, send)


class Compression(GZipMiddleware):
    """Compresses for who takes it, quickly rather than small; no files, which are fetched in parts under a
    strong tag. Whoever does not take it is let through, where Starlette would look at each answer.
    """

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, compresslevel=3, exclude_content_types=NOT_COMPRESSED)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        accepted = read_header(scope, b"accept-encoding")
        await (super().__call__ if TAKES_GZIP.search(accepted) else self.app)(scope, receive, send)


class CompressedTags:
    """Says that every answer varies with its encoding, and keeps tags true: a strong one is of the bytes, so
    where they are compressed it becomes a weak one.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request. Who is told that a tag is still right is told it in the form of the tag they have."""
        known = read_header(scope, b"if-none-match").encode("latin-1")

        async def send_true(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = vary_with(message["headers"], b"Accept-Encoding")
                message["headers"] = _weaken_tag(headers, known)
            await send(message)

        await self.app(scope, receive, send_true)


def _weaken_tag(headers: RawHeaders, known: bytes) -> RawHeaders:
    """The same headers, but for a strong tag of what is compressed, or known by the weak form of it."""
    said = dict(headers)
    weak = b"W/" + said.get(b"etag", b"")
    if not weak.startswith(b'W/"') or not (b"content-encoding" in said or weak in known):
        return headers
    return [(name, weak if name == b"etag" else value) for name, value in headers]
