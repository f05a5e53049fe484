"""A refused request -> its faults, one by one, each with the name or the values that were meant."""

from collections.abc import Collection
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, get_args, get_origin
from urllib.parse import unquote, unquote_to_bytes

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel

from app.api.types import PATTERNS
from app.errors import InvalidParameter

FAULTS = {
    "missing": ("required", "is required"),
    "greater_than_equal": ("out-of-range", "must be at least {ge:.10g}"),
    "less_than_equal": ("out-of-range", "must be at most {le:.10g}"),
    "int_parsing_size": ("malformed", "must be a number of fewer digits"),
    "finite_number": ("malformed", "must be a finite number"),
    "string_too_long": ("too-long", "must have at most {max_length} characters"),
    "string_pattern_mismatch": ("malformed", "must be {written}"),
    "too_long": ("too-many", "can be given at most {max_length} times"),
    "value_error": ("malformed", "{error}"),
    "contradiction": ("contradictory", "is later than `{other}`, so that nothing can lie between them"),
}
"""For pydantic's kinds of fault our public code, and our words, which continue the parameter's name."""
ANY_OTHER = ("malformed", "cannot be read")
NOT_UTF_8 = "must be percent-encoded UTF-8"
ELSEWHERE = {
    "fields": "It chooses the columns of `.csv` and `.jsonl`.",
    "limit": "It belongs to lists that come in pages.",
    "count": "It belongs to pages of JSON.",
    "include": "It belongs to pages of pledges, calls and deadlines.",
    "cursor": "It belongs to lists that come in pages.",
    "facets": "It belongs to pages of pledges and calls.",
    "sort": "It belongs to lists that have several orders; Atom has one.",
    "page": "Pages follow one another by `links.next`.",
    "offset": "Pages follow one another by `links.next`.",
    "format": "A suffix of the path chooses the format, as in `/v1/pledges.csv`.",
    "order": "Lists that have several orders take `sort`.",
    "query": "Pledges, calls and passages are searched with `q`.",
    "search": "Pledges, calls and passages are searched with `q`.",
    "per_page": "`limit` says how many results a page holds.",
    "page_size": "`limit` says how many results a page holds.",
}
"""What is said of a parameter where an address has none of that name, as others have, or other services."""
ALIKE = 0.6
"""From how much likeness on a name is taken for a slip of the pen; `search` is .53 like `due_match`."""
LONGEST_ECHO = 100
"""How much of a client's own words comes back."""
MOST_FAULTS = 100
"""How many faults of one request are told one by one: an address has room for thousands."""

Fault = dict[str, Any]
"""One entry of `ProblemOut.errors`, in the shape of `FieldErrorOut`."""


def make_fault(parameter: str, code: str, message: str, *, allowed: list[str] | None = None) -> Fault:
    """A fault of one parameter."""
    return {
        "parameter": parameter,
        "pointer": None,
        "code": code,
        "message": message,
        "allowed": allowed or None,
    }


def suggest(name: str, known: Collection[str]) -> tuple[list[str], str]:
    """The one of `known` that a mistaken name was probably meant to be, if any, and a sentence that says
    so.
    """
    nearest = get_close_matches(name.lower(), known, n=1, cutoff=ALIKE)  # ours are all in lower case
    return (
        nearest,
        f"Did you mean `{nearest[0]}`?" if nearest else f"There are: {', '.join(known) or 'none'}.",
    )


async def refuse_mistakes(request: Request) -> None:
    """What is wrong with a query before its values are looked at, and pydantic does not see. Raises
    RequestValidationError and InvalidParameter.
    """
    _refuse_unreadable(request.scope["query_string"])
    _refuse_repeats(request)


def _refuse_unreadable(query: bytes) -> None:
    """A value that is not UTF-8 would be looked up with some letters replaced, and never be found."""
    for pair in query.split(b"&") if b"%" in query else ():
        try:
            unquote_to_bytes(pair).decode()
        except UnicodeDecodeError:
            name = unquote(pair.partition(b"=")[0])
            fault = {"type": "value_error", "loc": ("query", name), "ctx": {"error": NOT_UTF_8}}
            raise RequestValidationError([fault]) from None


def _refuse_repeats(request: Request) -> None:
    """A parameter that takes one value and is given twice is a mistake, not the last value."""
    given = request.query_params
    if len(given.multi_items()) == len(given):
        return
    for name, annotation in _list_parameters(request).items():
        if get_origin(annotation) is not list and len(given.getlist(name)) > 1:
            raise InvalidParameter(f"`{name}` takes one value.", parameter=name)


def find_faults(request: Request, error: RequestValidationError) -> list[Fault]:
    """The faults of the request, in its order; no more than `MOST_FAULTS`."""
    parameters = _list_parameters(request)
    return [_read_fault(fault, parameters) for fault in error.errors()[:MOST_FAULTS]]


def _read_fault(fault: dict[str, Any], parameters: dict[str, Any]) -> Fault:
    limits = fault.get("ctx", {})
    name = str(limits["parameter"] if len(fault["loc"]) == 1 else fault["loc"][1])[:LONGEST_ECHO]
    if fault["type"] == "extra_forbidden":
        nearest, hint = ([], ELSEWHERE[name]) if name in ELSEWHERE else suggest(name, parameters)
        message = f"There is no parameter `{name}`. {hint}"
        return make_fault(name, "unknown-parameter", message, allowed=nearest)
    if fault["type"] == "enum":
        allowed = _values_of(parameters[name])
        message = f"`{name}` is one of {', '.join(allowed)}; '{str(fault['input'])[:LONGEST_ECHO]}' is not."
        return make_fault(name, "not-allowed", message, allowed=allowed)
    code, words = FAULTS.get(fault["type"], ANY_OTHER)
    written = PATTERNS.get(limits.get("pattern"))
    return make_fault(name, code, f"`{name}` {words.format(**limits, written=written)}.")


def find_query_model(route: Any) -> type[BaseModel] | None:
    """The model that says which query parameters the route takes."""
    for parameter in route.dependant.query_params:
        model = parameter.field_info.annotation
        if isinstance(model, type) and issubclass(model, BaseModel):
            return model
    return None


def _list_parameters(request: Request) -> dict[str, Any]:
    """The query parameters of the route that was asked, each with its type."""
    model = find_query_model(request.scope["route"])
    return {name: field.annotation for name, field in model.model_fields.items()} if model else {}


def _values_of(annotation: Any) -> list[str]:
    """The values of the closed list somewhere in a parameter's type, as `list[Stage]`; empty when there is
    none.
    """
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return [str(value) for value in annotation]
    return [value for part in get_args(annotation) for value in _values_of(part)]
