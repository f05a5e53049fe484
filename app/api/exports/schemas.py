"""The shape of an export and of its files."""

from typing import Annotated

from pydantic import Field

from app.api.answers import PageOut
from app.api.schemas import Out
from app.api.types import Instant, Int64


class ExportFileOut(Out):
    """One file of an export."""

    name: Annotated[str, Field(examples=["pledges.parquet"])]
    "Its name."
    title: Annotated[str, Field(examples=["What issuers of statements bind themselves to"])]
    "What it holds."
    format: Annotated[str, Field(examples=["parquet"])]
    "Its format: `sqlite`, `csv`, `parquet`, `jsonl` (compressed by gzip), `datapackage`; more may be added."
    media_type: Annotated[str, Field(examples=["application/vnd.apache.parquet"])]
    "The media type of the format; it is sent as plain bytes."
    rows: Annotated[Int64 | None, Field(examples=[10482])]
    "How many rows it holds; null where it is no table."
    bytes: Int64
    "Its size."
    sha256: Annotated[
        str, Field(examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"])
    ]
    "SHA-256 of its bytes, in lower-case hexadecimal; in quotes it is the `ETag`."
    url: Annotated[
        str,
        Field(
            examples=["http://127.0.0.1:8000/v1/exports/communique-2026-11-24-f78d63f4-94/pledges.parquet"]
        ),
    ]
    "Where it is."


class ExportOut(Out):
    """Everything that was served at one moment, as files."""

    id: Annotated[str, Field(examples=["communique-2026-11-24-f78d63f4-94"])]
    "Its name: the day, the epoch, and the number of the feed."
    created_at: Instant
    "When it was made."
    seq: Annotated[Int64, Field(examples=[94])]
    "The newest change it reflects."
    epoch: Annotated[str, Field(examples=["f78d63f4"])]
    "The life of the database it was made from."
    cursor: Annotated[str, Field(examples=["f78d63f4.94"])]
    "Whoever has loaded the files goes on from here: `since` of `/v1/changes`."
    files: list[ExportFileOut]
    "Its files."


class ExportPageOut(PageOut[ExportOut]):
    """All exports."""
