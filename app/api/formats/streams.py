"""Pieces of an answer, made one by one -> an answer sent while it is made.

The pieces are made in threads, so that no request waits for another's. What goes wrong before the first is a
problem like any other; what goes wrong later breaks the answer off, lest a part be taken for the whole.
"""

import asyncio
from collections.abc import Generator
from itertools import chain

from anyio import CancelScope
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from app.api.answers import NO_STORE
from app.api.middleware import is_head

LONGEST_STALL_S = 60
"""How long a client may take to read a piece before it loses its answer, and its place."""


class StreamedAnswer(StreamingResponse):
    """An answer of pieces. Closes what makes them when it is sent, and when the client is gone."""

    def __init__(self, pieces: Generator[bytes, None, None], request: Request, *, media_type: str) -> None:
        """Makes the first piece: call it where waiting is allowed. Raises whatever that raises."""
        first = next(pieces)
        body = () if is_head(request) else chain((first,), pieces)
        # A tag, where there is one, allows more than this.
        super().__init__(body, media_type=media_type, headers=NO_STORE)
        self._pieces = pieces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            # Closing ends a transaction, which whoever left must not interrupt.
            with CancelScope(shield=True):
                await run_in_threadpool(self._pieces.close)

    async def stream_response(self, send: Send) -> None:
        """The pieces, as fast as the client reads them. Raises TimeoutError for one that stalls."""

        async def send_in_time(message: Message) -> None:
            async with asyncio.timeout(LONGEST_STALL_S):
                await send(message)

        await super().stream_response(send_in_time)
