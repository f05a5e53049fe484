"""The scalar types of the contract: what a request may carry and what an answer's members are.

A request that passes these types is fit for both databases: no NUL character, no number beyond 32 bits, no
day but a written one. What ValueError says continues the parameter's name (`app.api.problems.faults`).
"""

import re
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from app.model import parse_day
from app.vocabulary import ActorKind, ChangeCause, Decision, ObjectKind, Outcome, PassageKind, RunState

LARGEST_INT32 = 2**31 - 1
MOST_A_PAGE = 200
MOST_SECONDS = 25
"""Less than the half minute after which proxies give up."""
LONGEST_ID = 200
LONGEST_PHRASE = 200
FROZEN = "Frozen. "
"""How the docstring of a list begins that never grows within `/v1` (`app.vocabulary`)."""
MOST_VALUES = 100
"""How often one parameter can be repeated."""

ID = r"^[a-z0-9][a-z0-9._-]*$"
DIGEST = r"^[0-9a-f]{64}$"
PHRASE = r"^[^\x00-\x1f\x7f]+$"
MOMENT = r"[0-9]{4}(-[0-9]{2}){2}[Tt][0-9]{2}(:[0-9]{2}){2}(\.[0-9]+)?([Zz]|[-+][0-9]{2}:[0-9]{2})"
PATTERNS = {
    ID: "an id: lower-case letters, digits, `.`, `_` and `-`",
    DIGEST: "a SHA-256 in lower-case hexadecimal: 64 characters",
    PHRASE: "one line of words, without control characters",
}
"""What each pattern asks for, in words."""


def _only_whole(value: Any) -> Any:
    """Pydantic alone would take `1_0`, ` 1`, `+1` and `1.0` too."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]+", value):
        raise ValueError("must be a whole number, written in digits")
    return value


def _only_decimal(value: Any) -> Any:
    """Pydantic alone would take `0_1` and ` 0.5` too."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?", value):
        raise ValueError("must be a number, written as in JSON")
    return value


def _only_moment(value: Any) -> Any:
    """RFC 3339; Pydantic alone would take seconds since 1970 too, and more."""
    try:
        if re.fullmatch(MOMENT, str(value)):
            return datetime.fromisoformat(str(value).upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    if re.fullmatch(MOMENT, str(value).replace(" ", "+")):
        raise ValueError("must be a moment; the `+` of its offset is `%2B` in an address")
    raise ValueError("must be a moment, written as in 2024-01-31T12:00:00Z")


def _only_true_or_false(value: Any) -> Any:
    """Pydantic alone would take `yes`, `on` and `1` too, which the contract does not promise."""
    if value in ("true", "false"):
        return value == "true"
    raise ValueError("must be `true` or `false`")


def _open_list(values: type[StrEnum]) -> WithJsonSchema:
    """The schema of a list that may grow within `/v1`: a plain string, because a generated enum crashes on a
    new value.
    """
    return WithJsonSchema({"type": "string", "x-extensible-enum": [str(value) for value in values]})


# --- of requests and answers ------------------------------------------------------------------------------

Int32 = Annotated[
    int, Field(ge=0, le=LARGEST_INT32, json_schema_extra={"format": "int32"}), BeforeValidator(_only_whole)
]
Day = Annotated[date, BeforeValidator(parse_day)]
AnyActorKind = Annotated[ActorKind, _open_list(ActorKind)]
AnyOutcome = Annotated[Outcome, _open_list(Outcome)]

# --- of requests ------------------------------------------------------------------------------------------

Id = Annotated[str, StringConstraints(pattern=ID, max_length=LONGEST_ID)]
"""An id as we make them; anything else is refused, so that `EST` for `est` is an error and no empty list."""
Ids = Annotated[list[Id], Field(max_length=MOST_VALUES)]
Digest = Annotated[str, StringConstraints(pattern=DIGEST)]
Phrase = Annotated[str, StringConstraints(pattern=PHRASE, max_length=LONGEST_PHRASE)]
"""Words to look up: one line, no control characters."""
Moment = Annotated[datetime, BeforeValidator(_only_moment)]
Switch = Annotated[bool, BeforeValidator(_only_true_or_false)]
PageSize = Annotated[
    int, Field(ge=1, le=MOST_A_PAGE, json_schema_extra={"format": "int32"}), BeforeValidator(_only_whole)
]
Patience = Annotated[
    int, Field(ge=0, le=MOST_SECONDS, json_schema_extra={"format": "int32"}), BeforeValidator(_only_whole)
]
"""How long to wait, in seconds."""
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False), BeforeValidator(_only_decimal)]

# --- of answers -------------------------------------------------------------------------------------------

Int64 = Annotated[int, Field(json_schema_extra={"format": "int64"})]
Instant = datetime
AnyPassageKind = Annotated[PassageKind, _open_list(PassageKind)]
AnyObjectKind = Annotated[ObjectKind, _open_list(ObjectKind)]
AnyChangeCause = Annotated[ChangeCause, _open_list(ChangeCause)]
AnyDecision = Annotated[Decision, _open_list(Decision)]
AnyRunState = Annotated[RunState, _open_list(RunState)]
Confidence = Annotated[float, Field(ge=0, le=1, examples=[0.87])]
