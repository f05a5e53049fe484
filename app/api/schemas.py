"""What every answer's schema stands on, and the small objects that several resources show.

Schemas make the contract; on the way to a client no model is built: rows become dictionaries of the same
shape, and those bytes.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.api.types import AnyActorKind, Day, Int32


class Out(BaseModel):
    """An answer: every member is always there, null when unknown, and more may be added.

    The contract shows a class `PledgeOut` as `Pledge` (`app.api.contract`).
    """

    model_config = ConfigDict(json_schema_serialization_defaults_required=True, use_attribute_docstrings=True)


class WordingOut(Out):
    """Words of the text that matter, and where they stand."""

    text: Annotated[str, Field(examples=["as appropriate"])]
    "The words as written."
    start: Int32
    "Offset of the first character in the statement's text, in Unicode code points."
    end: Int32
    "Offset just after the last character."


class ActorRefOut(Out):
    """An actor, by id and name."""

    id: Annotated[str, Field(examples=["est"])]
    "The actor's id."
    name: Annotated[str, Field(examples=["Estonia"])]
    "The actor's display name."
    kind: AnyActorKind
    "What the actor is."


class IssuerOut(Out):
    """Who issued a statement."""

    id: Annotated[str | None, Field(examples=["nato"])]
    "The actor's id; null when the registry does not know the name."
    name: Annotated[str, Field(examples=["NATO"])]
    "The actor's display name, or the header's words when the registry does not know them."


class ForumRefOut(Out):
    """A series of meetings, by id and name."""

    id: Annotated[str, Field(examples=["nato-summits"])]
    "The forum's id."
    name: Annotated[str, Field(examples=["NATO Summit"])]
    "The forum's name."


class MeetingRefOut(Out):
    """A meeting, by id, name, place and days."""

    id: Annotated[str, Field(examples=["nato-summit-2022-madrid"])]
    "The meeting's id."
    name: Annotated[str, Field(examples=["NATO Summit in Madrid, 2022"])]
    "The meeting's name."
    place: Annotated[str | None, Field(examples=["Madrid"])]
    "Where it is held; null when not known."
    first_day: Annotated[Day, Field(examples=["2022-06-28"])]
    "Its first day."
    last_day: Annotated[Day, Field(examples=["2022-06-30"])]
    "Its last day, included."


class ThemeRefOut(Out):
    """A theme, by id and label."""

    id: Annotated[str, Field(examples=["defence-and-deterrence"])]
    "The theme's id."
    label: Annotated[str, Field(examples=["Defence and deterrence"])]
    "The theme's label."
