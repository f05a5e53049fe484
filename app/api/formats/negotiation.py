"""A list asked for by its plain address and an `Accept` header -> the same list at the address of the format,
in plain ASGI.

An address that ends in a format's suffix says by itself what it is, whatever the header says.
"""

import re
from collections.abc import Mapping, Sequence

from fastapi.routing import iter_route_contexts
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.routing import BaseRoute, compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.formats.media import FORMATS, JSON, Format, choose_format
from app.api.headers import vary_with
from app.api.links import ASKED_PATH
from app.api.problems.handlers import make_problem
from app.errors import NotAcceptable

Offers = Mapping[re.Pattern[str], tuple[Format, ...]]


def find_offers(routes: Sequence[BaseRoute]) -> Offers:
    """The addresses of lists, each with its formats: those that `routes` have under a suffix."""
    paths = {str(context.path) for context in iter_route_contexts(routes)}
    offers = {
        path: (JSON, *(format for format in FORMATS if format is not JSON and path + format.suffix in paths))
        for path in paths
    }
    return {compile_path(path)[0]: formats for path, formats in offers.items() if len(formats) > 1}


class ContentNegotiation:
    """Leads a request to the format it likes best; one that likes none is answered with 406."""

    def __init__(self, app: ASGIApp, offers: Offers) -> None:
        self.app = app
        self.offers = offers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; what is no list passes."""
        offered = self._find_offer(scope)
        if not offered:
            await self.app(scope, receive, send)
            return

        async def send_varying(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = vary_with(message["headers"], b"Accept")
            await send(message)

        chosen = choose_format(",".join(Headers(scope=scope).getlist("accept")), offered)
        if chosen is None:
            await _refuse(scope, offered)(scope, receive, send_varying)
            return
        path = scope["path"]
        await self.app({**scope, "path": path + chosen.suffix, ASKED_PATH: path}, receive, send_varying)

    def _find_offer(self, scope: Scope) -> tuple[Format, ...]:
        if scope["type"] != "http" or scope["method"] != "GET":
            return ()
        return next((formats for path, formats in self.offers.items() if path.match(scope["path"])), ())


def _refuse(scope: Scope, offered: tuple[Format, ...]) -> ASGIApp:
    types = ", ".join(format.media_type for format in offered)
    return make_problem(
        Request(scope), NotAcceptable, detail=f"`Accept` takes none of the formats there are: {types}."
    )
