"""A file of corrections (JSON, an object a line) -> entries. Knows their form; whether they fit the acts they
name is told by `app.ingestion.correction_fields`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import (
    MISSING,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
    model_validator,
)

from app.errors import CorrectionError
from app.model import parse_day
from app.vocabulary import DeadlineKind, DeadlineRole, Decision, Firmness, Polarity, Precision, Stage

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\x00]+$")]
Day = Annotated[date, BeforeValidator(lambda day: parse_day(str(day)))]
"""As it is written; pydantic alone would take numbers for days."""


class Given(BaseModel):
    """A part of an entry. A key that is none of its own is refused with the one that was probably meant."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)

    @model_validator(mode="before")
    @classmethod
    def _refuse_unknown(cls, given: Any) -> Any:
        for key in given if isinstance(given, dict) else ():
            if key not in cls.model_fields:
                nearest = get_close_matches(str(key), cls.model_fields, n=1, cutoff=0.5)
                meant = (
                    f"did you mean `{nearest[0]}`?" if nearest else f"known are {', '.join(cls.model_fields)}"
                )
                raise ValueError(f"there is no `{key}`; {meant}")
        return given


class GivenParty(Given):
    """Whom an act concerns: the registry's id, the words that name it, or both."""

    id: Words | None = None
    text: Words | None = None

    @model_validator(mode="before")
    @classmethod
    def _take_bare_id(cls, given: Any) -> Any:
        return {"id": given} if isinstance(given, str) else given

    @model_validator(mode="after")
    def _name_somebody(self) -> Self:
        if not (self.id or self.text):
            raise ValueError("neither `id` nor `text` says who it is")
        return self


class GivenDeadline(Given):
    """When it is due. Without days those of the meeting count, if one is named."""

    text: Words
    role: DeadlineRole = DeadlineRole.DUE
    kind: DeadlineKind
    earliest: Day | None = None
    latest: Day | None = None
    precision: Precision | MISSING = MISSING
    meeting: Words | None = None

    @model_validator(mode="after")
    def _keep_order(self) -> Self:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError("`earliest` is after `latest`")
        return self


class CorrectedFields(Given):
    """What an act is to say, in the words and ids of the API; what is not given stays as it was found."""

    quote: Words | MISSING = MISSING
    stage: Stage | MISSING = MISSING
    firmness: Firmness | MISSING = MISSING
    polarity: Polarity | MISSING = MISSING
    verb: Words | MISSING = MISSING
    object: Words | MISSING | None = MISSING
    actors: tuple[GivenParty, ...] | MISSING = MISSING
    addressees: tuple[GivenParty, ...] | MISSING = MISSING
    beneficiaries: tuple[GivenParty, ...] | MISSING = MISSING
    themes: tuple[Words, ...] | MISSING = MISSING
    deadlines: tuple[GivenDeadline, ...] | MISSING = MISSING
    quantities: tuple[Words, ...] | MISSING = MISSING
    conditions: tuple[Words, ...] | MISSING = MISSING
    scope: tuple[Words, ...] | MISSING = MISSING

    def items(self) -> Iterator[tuple[str, Any]]:
        """The fields that are given, the quote first, for the others are looked for around it."""
        return (
            (name, value) for name in type(self).model_fields if (value := getattr(self, name)) is not MISSING
        )


class Entry(Given):
    """What a person says of one act. `version` is the one looked at: if the act has moved on since, the entry
    is refused. `correction` is the only one to be taken back.
    """

    act: Words
    decision: Decision
    author: Words
    reason: Words
    fields: CorrectedFields = CorrectedFields()
    version: int | MISSING = MISSING
    correction: Words | MISSING = MISSING

    @model_validator(mode="after")
    def _fit_decision(self) -> Self:
        if bool(dict(self.fields.items())) != (self.decision is Decision.CORRECT):
            raise ValueError("`fields` go with the decision `correct`, which needs some")
        if self.correction is not MISSING and self.decision is not Decision.TAKE_BACK:
            raise ValueError("`correction` goes with the decision `take_back`")
        return self


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry and the number of its line."""

    number: int
    entry: Entry


def load_entries(path: Path) -> tuple[EntryLine, ...]:
    """The entries of the file, blank lines left out. Raises CorrectionError naming every line at fault."""
    lines: list[EntryLine] = []
    faults: dict[int, str] = {}
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if line.strip():
            try:
                lines.append(EntryLine(number, Entry.model_validate_json(line)))
            except ValidationError as error:
                faults[number] = _tell(error)
    refuse(faults)
    return tuple(lines)


def refuse(faults: Mapping[int, str]) -> None:
    """Raise CorrectionError, a line for each line at fault, when there are any."""
    if faults:
        raise CorrectionError(
            "\n".join(f"line {number}: {fault}" for number, fault in sorted(faults.items()))
        )


def _tell(error: ValidationError) -> str:
    """What is wrong with a line: its first fault."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    reason = first["ctx"]["error"] if first["type"] == "value_error" else first["msg"]
    return f"{place}: {reason}" if place else str(reason)
