"""Texts over HTTP: plain text under its own hash, good for ever."""

from typing import Annotated

from fastapi import Path, Query, Response
from fastapi.responses import PlainTextResponse
from pydantic import MISSING

from app.api.answers import FOR_EVER
from app.api.dependencies import Store
from app.api.etags import KnownTags, names_tag
from app.api.problems.responses import NOT_FOUND
from app.api.resources import make_router
from app.api.texts import queries
from app.api.texts.schemas import SliceQuery
from app.api.types import Digest
from app.errors import InvalidParameter

HEADERS = {
    "ETag": {"description": "The text's SHA-256, in quotes.", "schema": {"type": "string"}},
    "Cache-Control": {"description": f"`{FOR_EVER}`: a text never changes.", "schema": {"type": "string"}},
}

router = make_router("texts", tag="texts")
TextId = Annotated[Digest, Path(description="SHA-256 of the text in UTF-8, in lower-case hexadecimal.")]


@router.get(
    "/{sha256}",
    summary="Get a text",
    response_class=PlainTextResponse,
    response_description="The text, or the part of it that was asked for.",
    responses={
        200: {"headers": HEADERS},
        304: {"description": "Still the same.", "headers": HEADERS},
        **NOT_FOUND,
    },
)
def get_text(
    sha256: TextId, query: Annotated[SliceQuery, Query()], database: Store, if_none_match: KnownTags = MISSING
) -> Response:
    """The exact text that offsets count in, as `text/plain`; `[start:end]` of it on request. It never
    changes: cache it for ever.
    """
    with database.reading() as connection:
        content = queries.get_text(connection, sha256)
    part = _cut(content, query)
    headers = {"ETag": f'"{sha256}"', "Cache-Control": FOR_EVER}
    if if_none_match is not MISSING and names_tag(if_none_match, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return PlainTextResponse(part, headers=headers)


def _cut(content: str, query: SliceQuery) -> str:
    """The part asked for. Raises InvalidParameter for offsets outside the text."""
    start = 0 if query.start is MISSING else query.start
    end = len(content) if query.end is MISSING else query.end
    for name, offset in (("start", start), ("end", end)):
        if offset > len(content):
            raise InvalidParameter(f"`{name}`: the text has {len(content)} code points.", parameter=name)
    if start > end:
        raise InvalidParameter("`start` lies behind `end`.", parameter="start")
    return content[start:end]
