"""An answer in pieces: whole, cut where something fails, and ended where the client is gone."""

import asyncio
from collections.abc import Generator
from typing import Any

import pytest
from starlette.requests import Request
from starlette.types import Message

from app.api.formats.streams import StreamedAnswer
from app.api.middleware import IS_HEAD

SCOPE: dict[str, Any] = {"type": "http", "method": "GET", "headers": [], "asgi": {"spec_version": "2.3"}}


class Pieces:
    """Makes pieces, and knows whether it was closed."""

    def __init__(self, number: int, *, fails: bool = False) -> None:
        self.is_closed = False
        self.made = 0
        self._number = number
        self._fails = fails

    def make(self) -> Generator[bytes, None, None]:
        try:
            for _ in range(self._number):
                self.made += 1
                yield b"piece"
            if self._fails:
                raise ValueError("the list cannot be read further")
        finally:
            self.is_closed = True


def send_to(pieces: Pieces, *, reads: int = 0, is_head: bool = False) -> list[Message]:
    """What a client receives that goes away after `reads` messages, or stays."""
    received: list[Message] = []
    is_gone = asyncio.Event()

    async def receive() -> Message:
        await is_gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        received.append(message)
        if len(received) == reads:
            is_gone.set()
        await asyncio.sleep(0)

    scope = {**SCOPE, IS_HEAD: True} if is_head else SCOPE
    answer = StreamedAnswer(pieces.make(), Request(scope), media_type="text/csv")
    asyncio.run(answer(scope, receive, send))
    return received


def test_all_pieces_are_sent_and_the_end_says_so() -> None:
    pieces = Pieces(3)
    start, *bodies = send_to(pieces)
    assert start["status"] == 200
    assert b"".join(body["body"] for body in bodies) == b"piecepiecepiece"
    assert [body["more_body"] for body in bodies] == [True, True, True, False]
    assert pieces.is_closed


def test_a_piece_that_cannot_be_made_leaves_the_answer_without_an_end() -> None:
    """The server then breaks the connection off: a client sees that its body was cut."""
    pieces = Pieces(3, fails=True)
    received: list[Message] = []

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        received.append(message)

    answer = StreamedAnswer(pieces.make(), Request(SCOPE), media_type="text/csv")
    with pytest.raises(ValueError, match="cannot be read further"):
        asyncio.run(answer(SCOPE, receive, send))
    assert [message.get("more_body") for message in received] == [None, True, True, True]
    assert pieces.is_closed


def test_what_fails_before_the_first_piece_is_no_answer_yet() -> None:
    with pytest.raises(ValueError, match="cannot be read further"):
        StreamedAnswer(Pieces(0, fails=True).make(), Request(SCOPE), media_type="text/csv")


def test_a_client_that_goes_away_ends_the_making() -> None:
    pieces = Pieces(100_000)
    send_to(pieces, reads=5)
    assert pieces.is_closed
    assert pieces.made < 100


def test_who_asks_for_the_head_alone_has_one_piece_made() -> None:
    pieces = Pieces(100_000)
    start, body = send_to(pieces, is_head=True)
    assert start["status"] == 200
    assert (body["body"], body["more_body"]) == (b"", False)
    assert pieces.made == 1


def test_a_client_that_stalls_loses_its_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.api.formats.streams.LONGEST_STALL_S", 0.05)
    pieces = Pieces(3)

    async def wait_for_ever(*_: Any) -> Any:
        await asyncio.Event().wait()

    answer = StreamedAnswer(pieces.make(), Request(SCOPE), media_type="text/csv")
    with pytest.raises(TimeoutError):
        asyncio.run(answer(SCOPE, wait_for_ever, wait_for_ever))
    assert pieces.is_closed
