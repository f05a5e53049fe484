"""A client that polls the feed as fast as it goes; where the server is dead it asks again."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from time import monotonic, sleep
from typing import Any

import httpx

from tests.api.followers import Json

PATIENCE_S = 120


def poll(api: httpx.Client, is_over: Callable[[], bool], **query: Any) -> Iterator[list[Json]]:
    """The feed from its beginning, a page an item, until it is over and nothing is left."""
    since = "beginning"
    while True:
        was_over = is_over()
        page = ask(api, since=since, **query)
        yield page["results"]
        since = page["next_cursor"]
        if was_over and not page["has_more"]:
            return


def ask(api: httpx.Client, **query: Any) -> Json:
    """A page of the feed."""
    patience = monotonic() + PATIENCE_S
    while monotonic() < patience:
        with suppress(httpx.TransportError):
            answer = api.get("/v1/changes", params=query)
            assert answer.status_code == 200, answer.text
            found: Json = answer.json()
            return found
        sleep(0.05)
    raise TimeoutError


async def ask_barely(port: int, query: str) -> tuple[float, Json]:
    """A page of the feed, and the moment at which it was there; of a thousand who ask at once each does as
    little as can be done, so that the service is measured and not they.
    """
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /v1/changes?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    (length,) = re.findall(rb"content-length: (\d+)", head)
    body = await reader.readexactly(int(length))
    moment = monotonic()
    writer.close()
    return moment, json.loads(body)
