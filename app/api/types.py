"""The scalar types of the contract: what a request may carry and what an answer's members are.

A request that passes these types is fit for both databases: no NUL character, no number beyond 32 bits, no
day but a written one.
"""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from app.vocabulary import ActorKind, Outcome, PassageKind, RunState

LARGEST_INT32 = 2**31 - 1
LONGEST_ID = 200
LONGEST_PHRASE = 200
FROZEN = "Frozen. "
"""How the docstring of a list begins that never grows within `/v1` (`app.vocabulary`)."""
MOST_VALUES = 100
"""How often one parameter can be repeated."""


def _only_iso(value: Any) -> Any:
    """A day is written YYYY-MM-DD; pydantic alone would take `0` for 1970-01-01."""
    if isinstance(value, date) or (
        isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)
    ):
        return value
    raise ValueError("a day is written YYYY-MM-DD")


def _only_true_or_false(value: Any) -> Any:
    """Pydantic alone would take `yes`, `on` and `1` too, which the contract does not promise."""
    if value in ("true", "false"):
        return value == "true"
    raise ValueError("must be true or false")


def _open_list(values: type[StrEnum]) -> WithJsonSchema:
    """The schema of a list that may grow within `/v1`: a plain string, because a generated enum crashes on a
    new value.
    """
    return WithJsonSchema({"type": "string", "x-extensible-enum": [str(value) for value in values]})


# --- of requests and answers ------------------------------------------------------------------------------

Int32 = Annotated[int, Field(ge=0, le=LARGEST_INT32, json_schema_extra={"format": "int32"})]
Day = Annotated[date, BeforeValidator(_only_iso)]
AnyActorKind = Annotated[ActorKind, _open_list(ActorKind)]
AnyOutcome = Annotated[Outcome, _open_list(Outcome)]

# --- of requests ------------------------------------------------------------------------------------------

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=LONGEST_ID)]
"""An id as we make them; anything else is refused, so that `EST` for `est` is an error and no empty list."""
Ids = Annotated[list[Id], Field(max_length=MOST_VALUES)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Phrase = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]+$", max_length=LONGEST_PHRASE)]
"""Words to look up: one line, no control characters."""
Switch = Annotated[bool, BeforeValidator(_only_true_or_false)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]

# --- of answers -------------------------------------------------------------------------------------------

Int64 = Annotated[int, Field(json_schema_extra={"format": "int64"})]
Instant = datetime
AnyPassageKind = Annotated[PassageKind, _open_list(PassageKind)]
AnyRunState = Annotated[RunState, _open_list(RunState)]
Confidence = Annotated[float, Field(ge=0, le=1, examples=[0.87])]
