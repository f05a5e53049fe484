"""The error responses that routes declare; the contract shares one of each (`app.api.contract`)."""

from typing import Any

from app.api.problems.schemas import ProblemOut

Responses = dict[int | str, dict[str, Any]]


def _declare(status: int | str, description: str) -> Responses:
    return {status: {"model": ProblemOut, "description": description}}


BAD_CURSOR = _declare(400, "The cursor is damaged, or was made for something else.")
NOT_ACCEPTABLE = _declare(406, "The list comes in none of the formats that `Accept` asks for.")
LIST = {**BAD_CURSOR, **NOT_ACCEPTABLE}
NOT_FOUND = _declare(404, "Nothing has that id.")
MERGED: Responses = {
    308: {
        **_declare(308, "Another pledge or call holds its words now; `Location` leads there.")[308],
        "headers": {"Location": {"description": "Address of what holds them.", "schema": {"type": "string"}}},
    }
}
GONE = _declare(410, "What the id or the cursor names existed once, and no longer does.")
NOT_MODIFIED: Responses = {304: {"description": "What `If-None-Match` names is still current."}}
OUT_OF_RANGE = _declare(416, "The part that was asked for lies outside the file.")
INVALID = _declare(422, "A parameter does not exist, or its value is not allowed.")
UNAVAILABLE = _declare(503, "The service cannot answer just now; `Retry-After` says when to try again.")
ANY_OTHER = _declare("default", "Any other error.")
EVERYWHERE = {**INVALID, **UNAVAILABLE, **ANY_OTHER}
