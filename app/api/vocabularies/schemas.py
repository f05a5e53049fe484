"""The shape of vocabularies."""

from typing import Annotated

from pydantic import Field

from app.api.answers import PageOut
from app.api.schemas import Out


class VocabularyValueOut(Out):
    """A value of a list."""

    value: Annotated[str, Field(examples=["under_way"])]
    "The value, as answers and filters have it."
    label: Annotated[str, Field(examples=["Under way"])]
    "The value for people."
    meaning: Annotated[str, Field(examples=["The statement reports that it is being done."])]
    "What it means."


class VocabularyOut(Out):
    """A list of values that members and filters take."""

    id: Annotated[str, Field(examples=["stage"])]
    "The list's name."
    description: Annotated[
        str, Field(examples=["How far a pledge has come, as the statement itself tells it."])
    ]
    "What the list is about."
    is_frozen: bool
    "Whether the list stays as it is within `/v1`; a client survives an unknown value of one that may grow."
    values: list[VocabularyValueOut]
    "Its values."


class VocabularyPageOut(PageOut[VocabularyOut]):
    """All vocabularies, on one page."""
