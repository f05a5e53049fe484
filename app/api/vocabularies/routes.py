"""Vocabularies over HTTP."""

import re
from enum import StrEnum
from typing import Annotated

from fastapi import Query, Request, Response

from app.api.answers import answer_page
from app.api.paging import NoQuery, Page
from app.api.resources import make_router
from app.api.selects import Json
from app.api.types import FROZEN
from app.api.vocabularies.meanings import MEANINGS
from app.api.vocabularies.schemas import VocabularyPageOut

router = make_router("vocabularies", tag="vocabularies")


@router.get(
    "",
    summary="List vocabularies",
    response_model=VocabularyPageOut,
    response_description="All vocabularies.",
)
async def list_vocabularies(request: Request, _: Annotated[NoQuery, Query()]) -> Response:
    """Every closed list of values, with labels for people. They all come on one page."""
    vocabularies = [_read_vocabulary(values) for values in MEANINGS]
    return answer_page(request, Page([], len(vocabularies), None), vocabularies)


def _read_vocabulary(values: type[StrEnum]) -> Json:
    """A list and what it means; its docstring says whether it is frozen."""
    about = values.__doc__ or ""
    return {
        "id": re.sub(r"(?<!^)(?=[A-Z])", "_", values.__name__).lower(),
        "description": about.removeprefix(FROZEN),
        "is_frozen": about.startswith(FROZEN),
        "values": [
            {"value": value, "label": value.replace("_", " ").capitalize(), "meaning": meaning}
            for value, meaning in MEANINGS[values].items()
        ],
    }
