"""Exports over HTTP. Files never change: each has the digest of its bytes as a strong tag, and comes in parts
where parts are asked for (RFC 9110). What there is moves without the feed, and is tagged by what it says.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Header, Query, Request, Response
from fastapi import Path as PathParameter
from fastapi.responses import StreamingResponse
from pydantic import MISSING

from app.api.answers import FOR_EVER, answer, answer_page
from app.api.dependencies import ExportsFolder
from app.api.etags import KnownTags, names_tag, tag_content
from app.api.exports import queries
from app.api.exports.ranges import parse_range
from app.api.exports.schemas import ExportOut, ExportPageOut
from app.api.links import public_url
from app.api.middleware import is_head
from app.api.paging import NoQuery, Page
from app.api.problems.responses import NOT_FOUND, NOT_MODIFIED, OUT_OF_RANGE
from app.api.resources import make_router
from app.api.selects import Json
from app.api.types import Id

BLOCK_BYTES = 1 << 18
BYTES = "application/octet-stream"
HEADERS: dict[str, Any] = {
    "ETag": {"description": "The file's SHA-256, in quotes.", "schema": {"type": "string"}},
    "Cache-Control": {"description": f"`{FOR_EVER}`: a file never changes.", "schema": {"type": "string"}},
}
PART_HEADERS = {
    **HEADERS,
    "Content-Range": {"description": "Which part of the file it is.", "schema": {"type": "string"}},
}
CONTENT = {BYTES: {"schema": {"type": "string", "format": "binary"}}}

router = make_router("exports", tag="exports")
ExportId = Annotated[
    Id, PathParameter(description="The export's id.", examples=["communique-2026-11-24-f78d63f4-94"])
]
FileName = Annotated[Id, PathParameter(description="The file's name.", examples=["pledges.parquet"])]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the headers of a request ask of a file; empty where they ask nothing."""

    known: str
    part: str
    same: str


async def read_conditions(
    if_none_match: KnownTags = MISSING,
    part: Annotated[
        str | MISSING,
        Header(
            alias="Range",
            description="One part of the file, such as `bytes=0-1023`; several at once are not supported.",
        ),
    ] = MISSING,
    if_range: Annotated[
        str | MISSING,
        Header(
            alias="If-Range",
            description="An `ETag` from before: the part is sent only if it is still current.",
        ),
    ] = MISSING,
) -> Conditions:
    """The headers that matter to a file."""
    return Conditions(*("" if header is MISSING else header for header in (if_none_match, part, if_range)))


async def read_known(if_none_match: KnownTags = MISSING) -> str:
    """The tags of the answers that a client has; empty where it has none."""
    return "" if if_none_match is MISSING else if_none_match


Known = Annotated[str, Depends(read_known)]


class FileResponse(StreamingResponse):
    """Bytes, as they are read."""

    media_type = BYTES


@router.get(
    "",
    summary="List exports",
    response_model=ExportPageOut,
    response_description="All exports.",
    responses=NOT_MODIFIED,
)
def list_exports(
    request: Request, _: Annotated[NoQuery, Query()], folder: ExportsFolder, known: Known
) -> Response:
    """Every export there is, the newest first, on one page. An export never changes once it is here."""
    exports = [_link(request, export) for export in queries.list_exports(folder)]
    return tag_content(answer_page(request, Page([], len(exports), None), exports), known)


@router.get(
    "/latest",
    summary="Get the latest export",
    response_model=ExportOut,
    response_description="The export.",
    responses={**NOT_FOUND, **NOT_MODIFIED},
)
def get_latest_export(
    request: Request, _: Annotated[NoQuery, Query()], folder: ExportsFolder, known: Known
) -> Response:
    """The newest export; 404 while there is none. Load its files, then follow `/v1/changes` from its
    `cursor`.
    """
    return tag_content(answer(_link(request, queries.get_latest_export(folder))), known)


@router.get(
    "/{export_id}",
    summary="Get an export",
    response_model=ExportOut,
    response_description="The export.",
    responses={**NOT_FOUND, **NOT_MODIFIED},
)
def get_export(
    request: Request,
    export_id: ExportId,
    *,
    _: Annotated[NoQuery, Query()],
    folder: ExportsFolder,
    known: Known,
) -> Response:
    """One export with its files."""
    return tag_content(answer(_link(request, queries.get_export(folder, export_id))), known)


@router.get(
    "/{export_id}/{file_name}",
    summary="Get a file of an export",
    response_class=FileResponse,
    response_description="The whole file.",
    responses={
        200: {"headers": HEADERS, "content": CONTENT},
        206: {"description": "The part that was asked for.", "headers": PART_HEADERS, "content": CONTENT},
        304: {"description": "Still the same.", "headers": HEADERS},
        **NOT_FOUND,
        **OUT_OF_RANGE,
    },
)
def get_export_file(
    request: Request,
    export_id: ExportId,
    file_name: FileName,
    *,
    _: Annotated[NoQuery, Query()],
    folder: ExportsFolder,
    conditions: Annotated[Conditions, Depends(read_conditions)],
) -> Response:
    """The file, or one part of it. It never changes: cache it for ever, and resume an interrupted download by
    asking for the rest.
    """
    file = queries.get_file(folder, export_id, file_name)
    tag, size = f'"{file["sha256"]}"', file["bytes"]
    headers = {"ETag": tag, "Cache-Control": FOR_EVER, "Accept-Ranges": "bytes"}
    if names_tag(conditions.known, tag):
        return Response(status_code=304, headers=headers)
    is_part_wanted = conditions.same in ("", tag) and not is_head(request)
    part = parse_range(conditions.part, size) if is_part_wanted else None
    start, end = part or (0, size)
    headers["Content-Length"] = str(end - start)
    headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    if part:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    blocks = iter(()) if is_head(request) else _read(folder / export_id / file_name, start, end)
    return FileResponse(blocks, 206 if part else 200, headers=headers)


def _link(request: Request, export: Json) -> Json:
    """With the address of each file."""
    address = f"{public_url(request)}/v1/exports/{export['id']}"
    return {**export, "files": [{**file, "url": f"{address}/{file['name']}"} for file in export["files"]]}


def _read(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while start < end and (block := file.read(min(BLOCK_BYTES, end - start))):
            start += len(block)
            yield block
