"""The parameters of a list that comes in pages -> those of the same list in another format."""

from collections.abc import Collection
from enum import StrEnum
from typing import Annotated, Any, cast

from fastapi.routing import APIRoute
from pydantic import Field, WithJsonSchema, create_model

from app.api.formats.columns import Columns
from app.api.paging import BESIDE_THE_LIST, PageQuery, QueryModel
from app.api.problems.faults import find_query_model
from app.api.types import MOST_VALUES

OF_A_PAGE = {"limit", "cursor"}
SAID_BY_ATOM = BESIDE_THE_LIST - OF_A_PAGE | {"sort"}
"""What Atom leaves no choice of."""
WITHOUT_SOURCE = {"use_attribute_docstrings": False}
"""Of models that no class statement makes: pydantic would search the whole stack for one, a tenth of a second
for each, and their fields are described already.
"""


def find_query(route: APIRoute) -> type[PageQuery]:
    """The parameters of a list. Raises TypeError for a route that does not come in pages."""
    model = find_query_model(route)
    if model is None or not issubclass(model, PageQuery):
        raise TypeError(f"{route.name} does not come in pages")
    return model


def whole_query(paged: type[PageQuery]) -> type[QueryModel]:
    """Of a list that comes whole: its filters and orders."""
    return _make_model(f"Whole{paged.__name__}", QueryModel, _but(BESIDE_THE_LIST, paged))


def columns_query(paged: type[PageQuery], columns: Columns) -> type[QueryModel]:
    """Of a list that comes whole, in columns: these too."""
    names = WithJsonSchema({"type": "string", "x-extensible-enum": list(columns)})
    described = Field(max_length=MOST_VALUES, description="Only these columns, in this order.")
    fields: Any = (Annotated[list[Annotated[str, names]], described], [])
    whole = whole_query(paged)
    return _make_model(f"{whole.__name__}InColumns", whole, {"fields": fields})


def atom_query(paged: type[PageQuery]) -> type[QueryModel]:
    """Of a list that comes as Atom: its filters, and its pages."""
    return _make_model(f"Atom{paged.__name__}", QueryModel, _but(SAID_BY_ATOM, paged))


def atom_order(paged: type[PageQuery]) -> dict[str, Any]:
    """What says that the last change comes first, where a list has orders: those without begin with it."""
    sort = paged.model_fields.get("sort")
    return {"sort": cast(type[StrEnum], sort.annotation)("updated")} if sort else {}


def _make_model(name: str, base: type[QueryModel], fields: dict[str, Any]) -> type[QueryModel]:
    return create_model(name, __base__=base, __cls_kwargs__=WITHOUT_SOURCE, **fields)


def _but(left_out: Collection[str], paged: type[PageQuery]) -> dict[str, Any]:
    """The other parameters, as a model is made of them."""
    return {
        name: (field.annotation, field) for name, field in paged.model_fields.items() if name not in left_out
    }
