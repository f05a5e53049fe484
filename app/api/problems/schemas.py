"""The one shape of every error, RFC 9457."""

from typing import Annotated

from pydantic import Field

from app.api.schemas import Out
from app.api.types import Int32


class FieldErrorOut(Out):
    """One thing that is wrong with a request."""

    parameter: Annotated[str | None, Field(examples=["stage"])]
    "The parameter's name, in the query or the path; null when the fault is in a body."
    pointer: str | None
    "JSON Pointer to the member of the body; null when the fault is in a parameter."
    code: Annotated[str, Field(examples=["not-allowed"])]
    """The kind of fault, such as `unknown-parameter`, `not-allowed` or `out-of-range`; more kinds may be
    added.
    """
    message: Annotated[str, Field(examples=["'promise' is not allowed here."])]
    "The fault in words."
    allowed: Annotated[list[str] | None, Field(examples=[["promised", "under_way", "done", "reaffirmed"]])]
    "The values that are allowed, or the parameter that may have been meant; null when there is no such list."


class ProblemOut(Out):
    """Why a request was not answered (RFC 9457)."""

    type: Annotated[str, Field(examples=["http://127.0.0.1:8000/problems/invalid-parameter"])]
    "Address of the page that explains this kind of problem; its last part is the code programs can rely on."
    title: Annotated[str, Field(examples=["A parameter is not valid"])]
    "The kind of problem in words."
    status: Annotated[Int32, Field(examples=[422])]
    "The HTTP status again."
    detail: Annotated[str | None, Field(examples=["The parameter `stage` has a value that is not allowed."])]
    "What is wrong with this request."
    instance: Annotated[str | None, Field(examples=["/v1/pledges"])]
    "The path that was asked for."
    request_id: Annotated[str | None, Field(examples=["3f2b9c0e5d7a4b1e8f60a1b2c3d4e5f6"])]
    "The request's id, as in the `X-Request-ID` header and in the service's log."
    errors: list[FieldErrorOut]
    "The faults of the request, each on its own, at most a hundred; empty when there is nothing to list."
    replaced_by: Annotated[list[str], Field(examples=[["plg_3k5xq2m7ab4d", "plg_8n4vd6t2rk7c"]])]
    "Ids of the pledges and calls that hold the words of a withdrawn one now; empty otherwise."
