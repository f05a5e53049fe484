"""Every error becomes `application/problem+json`: ours, the framework's and the database's. `HANDLERS` is the
whole table.
"""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import orjson
import structlog
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from app.api.answers import NO_STORE
from app.api.links import asked_path, public_url, request_path
from app.api.problems.faults import find_faults, make_fault
from app.errors import (
    CommuniqueError,
    InvalidParameter,
    Merged,
    MethodNotAllowed,
    RequestError,
    UnknownPath,
    Withdrawn,
)

PROBLEM = "application/problem+json"
RETRY_AFTER_SECONDS = 10
NO_MORE: Mapping[str, Sequence[Any]] = MappingProxyType({})
IN_THE_LOG = "The service's log says more under this request's id."

log = structlog.get_logger(__name__)
Handler = Callable[[Request, Any], Coroutine[Any, Any, Response]]


def make_problem(
    request: Request,
    error: type[CommuniqueError],
    *,
    detail: str | None,
    status: int | None = None,
    members: Mapping[str, Sequence[Any]] = NO_MORE,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer to a request that failed with `error`; `status` overrules the error's own, `members` are its
    lists that are not empty.
    """
    status = status or error.status
    content = {
        "type": f"{public_url(request)}/problems/{error.code}",
        "title": error.title,
        "status": status,
        "detail": detail,
        "instance": asked_path(request),
        "request_id": getattr(request.state, "request_id", None),
        "errors": [],
        "replaced_by": [],
        **members,
    }
    retry = {"Retry-After": str(RETRY_AFTER_SECONDS)} if status == 503 else {}
    sent = {**NO_STORE, **(headers or {}), **retry}  # or a cache might keep that something is not there
    return Response(orjson.dumps(content), status, media_type=PROBLEM, headers=sent)


async def answer_our_error(request: Request, error: CommuniqueError) -> Response:
    """Errors we raise: a request's fault is told, a fault of ours is logged."""
    if error.status >= 500 and not isinstance(error, RequestError):
        log.error("request failed", code=error.code, reason=str(error))
        return make_problem(request, type(error), detail=IN_THE_LOG)
    members: dict[str, Sequence[Any]] = {}
    headers = dict(error.headers)
    if isinstance(error, InvalidParameter):
        fault = make_fault(error.parameter, "not-allowed", str(error), allowed=list(error.allowed))
        members["errors"] = [fault]
    if isinstance(error, Withdrawn):
        members["replaced_by"] = error.replaced_by
    if isinstance(error, Merged):
        path = request_path(request).replace(error.merged, error.into)
        headers["Location"] = f"{public_url(request)}{path}"
    return make_problem(request, type(error), detail=str(error), members=members, headers=headers)


async def answer_invalid_request(request: Request, error: RequestValidationError) -> Response:
    """Parameters that the route's types refuse."""
    faults = find_faults(request, error)
    detail = faults[0]["message"] if len(faults) == 1 else f"{len(error.errors())} parameters are not valid."
    return make_problem(request, InvalidParameter, detail=detail, members={"errors": faults})


async def answer_http_error(request: Request, error: HTTPException) -> Response:
    """What the framework refuses: no such path, no such method, and whatever else it finds malformed."""
    path = request_path(request)
    if error.status_code == 404:
        return make_problem(request, UnknownPath, detail=f"There is no {path} here.")
    if error.status_code == 405:
        allow = ", ".join(_allowed_methods(request))
        return make_problem(
            request,
            MethodNotAllowed,
            detail=f"{path} answers {allow}, not {request.method}.",
            headers={"Allow": allow},
        )
    return make_problem(
        request, RequestError, detail=str(error.detail), status=error.status_code, headers=error.headers
    )


def answer_bug(request: Request) -> Response:
    """What nobody foresaw. The caller logs the exception."""
    return make_problem(request, CommuniqueError, detail=IN_THE_LOG)


def _allowed_methods(request: Request) -> list[str]:
    """Every method of every route at the path; the framework names only those of the first. Files answer GET.
    GET includes HEAD.
    """
    allowed = {
        method
        for route in iter_route_contexts(request.app.routes)
        if route.path and route.methods and compile_path(route.path)[0].match(request.scope["path"])
        for method in route.methods
    } or {"GET"}
    return sorted(allowed | ({"HEAD"} if "GET" in allowed else set()))


HANDLERS: dict[int | type[Exception], Handler] = {
    CommuniqueError: answer_our_error,
    RequestValidationError: answer_invalid_request,
    HTTPException: answer_http_error,
}
