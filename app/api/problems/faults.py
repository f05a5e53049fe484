"""A refused request -> its faults, one by one, each with the name or the values that were meant."""

from difflib import get_close_matches
from enum import StrEnum
from typing import Any, get_args, get_origin

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel

from app.errors import InvalidParameter

CODES = {
    "extra_forbidden": "unknown-parameter",
    "enum": "not-allowed",
    "missing": "required",
    "greater_than_equal": "out-of-range",
    "less_than_equal": "out-of-range",
    "string_too_long": "too-long",
    "too_long": "too-many",
}
"""Our public code for pydantic's; every other fault is `malformed`."""
LONGEST_ECHO = 100
"""How much of a client's own words comes back."""

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


async def refuse_repeats(request: Request) -> None:
    """A parameter that takes one value and is given twice is a mistake, not the last value. Raises
    InvalidParameter.
    """
    given = request.query_params
    if len(given.multi_items()) == len(given):
        return
    for name, annotation in _list_parameters(request).items():
        if get_origin(annotation) is not list and len(given.getlist(name)) > 1:
            raise InvalidParameter(f"`{name}` takes one value.", parameter=name)


def find_faults(request: Request, error: RequestValidationError) -> list[Fault]:
    """Every fault of the request, in its order."""
    parameters = _list_parameters(request)
    return [_read_fault(fault, parameters) for fault in error.errors()]


def _read_fault(fault: dict[str, Any], parameters: dict[str, Any]) -> Fault:
    name = str(fault["loc"][1])[:LONGEST_ECHO]
    code = CODES.get(fault["type"], "malformed")
    if code == "unknown-parameter":
        nearest = get_close_matches(name, parameters, n=1, cutoff=0.5)
        hint = (
            f"Did you mean `{nearest[0]}`?" if nearest else f"There are: {', '.join(parameters) or 'none'}."
        )
        return make_fault(name, code, f"There is no parameter `{name}`. {hint}", allowed=nearest)
    if code == "not-allowed":
        allowed = _values_of(parameters[name])
        message = f"`{name}` is one of {', '.join(allowed)}; '{str(fault['input'])[:LONGEST_ECHO]}' is not."
        return make_fault(name, code, message, allowed=allowed)
    return make_fault(name, code, f"`{name}`: {fault['msg'].removeprefix('Value error, ')}")


def _list_parameters(request: Request) -> dict[str, Any]:
    """The query parameters of the route that was asked, each with its type, as its query model has them."""
    for parameter in request.scope["route"].dependant.query_params:
        model = parameter.field_info.annotation
        if isinstance(model, type) and issubclass(model, BaseModel):
            return {name: field.annotation for name, field in model.model_fields.items()}
    return {}


def _values_of(annotation: Any) -> list[str]:
    """The values of the closed list somewhere in a parameter's type, as `list[Stage]`; empty when there is
    none.
    """
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return [str(value) for value in annotation]
    return [value for part in get_args(annotation) for value in _values_of(part)]
