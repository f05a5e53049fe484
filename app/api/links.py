"""The addresses in answers: the service's public one, the request's own, and the next page's."""

import re
from urllib.parse import quote, urlencode

from starlette.requests import HTTPConnection

from app.api.headers import read_header

HOST = re.compile(r"[A-Za-z0-9._-]+(:[0-9]{1,5})?|\[[0-9a-fA-F:.]+\](:[0-9]{1,5})?")

ASKED_PATH = "communique.asked_path"
"""In the scope of a request that was led to another path."""


def public_url(request: HTTPConnection) -> str:
    """The service's public address without a final slash: the configured one, else where the request was sent
    to.

    A `Host` header that is no host is answered with the address the server listens on, so that no answer
    carries what a client made up.
    """
    configured: str | None = request.app.state.settings.public_url
    if configured:
        return configured.rstrip("/")
    host = read_header(request.scope, b"host")
    if not HOST.fullmatch(host):
        name, port = request.scope.get("server") or ("localhost", None)
        host = f"{name}:{port}" if port else name
    return f"{request.scope['scheme']}://{host}"


def request_path(request: HTTPConnection) -> str:
    """The path of what is answered, percent-encoded: what a browser would show."""
    return _encode(request.scope["path"])


def asked_path(request: HTTPConnection) -> str:
    """The same as the client wrote it: without the suffix where `Accept` chose the format."""
    return _encode(request.scope.get(ASKED_PATH, request.scope["path"]))


def _encode(path: str) -> str:
    return quote(path, safe="/:@!$&'()*+,;=~-._")


def page_url(request: HTTPConnection, *, cursor: str | None) -> str:
    """The request's own address, at another page of the same list."""
    parameters = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    if cursor:
        parameters.append(("cursor", cursor))
    address = f"{public_url(request)}{request_path(request)}"
    return f"{address}?{urlencode(parameters)}" if parameters else address
