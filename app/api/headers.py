"""Headers as ASGI has them: pairs of bytes, the names in lower case. Objects that read them cost more, at
each of the layers around an answer, than what is done with them.
"""

from collections.abc import Sequence

from starlette.types import Scope

RawHeaders = Sequence[tuple[bytes, bytes]]


def read_header(scope: Scope, name: bytes) -> str:
    """What a request says under a name, the first time; empty where it says nothing, or is none."""
    return next((value.decode("latin-1") for key, value in scope.get("headers", ()) if key == name), "")


def vary_with(headers: RawHeaders, name: bytes) -> list[tuple[bytes, bytes]]:
    """The headers of an answer that varies with this header of its request, too."""
    varying = next((value for key, value in headers if key == b"vary"), b"")
    if not varying:
        return [*headers, (b"vary", name)]
    if name.lower() in map(bytes.strip, varying.lower().split(b",")):
        return list(headers)
    others = [pair for pair in headers if pair[0] != b"vary"]
    return [*others, (b"vary", b", ".join((varying, name)))]
