"""Answers as bytes made once: dictionaries to JSON, and the envelope every list comes in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

import orjson
from fastapi import Request, Response
from orjson import Fragment
from pydantic import Field

from app.api.links import page_url
from app.api.paging import Page
from app.api.schemas import Out
from app.api.types import Day, Int32, Int64

JSON = "application/json"
NO_STORE = {"Cache-Control": "no-store"}
FOR_EVER = "public, max-age=31536000, immutable"
Result = TypeVar("Result")


class PageInfoOut(Out):
    """Where a page stands in its list."""

    limit: Int32
    "How many results a page holds at most."
    next_cursor: str | None
    "Pass it as `cursor` for the next page; null on the last one."
    has_more: bool
    "Whether another page follows."
    count: Int64 | None
    "How many results the whole list has; null when not asked for."
    approximate: bool | None
    """Whether there are more matches than the newest thousand, which are ranked; null in every order but
    `relevance`.
    """
    as_of: Day | None
    "The day the answer holds for; null when it does not depend on a day."
    as_of_seq: Int64 | None
    "The newest change that the answer reflects; null where it does not depend on the feed."


class LinksOut(Out):
    """Addresses of this page and the next."""

    self: Annotated[str, Field(examples=["http://127.0.0.1:8000/v1/pledges?actor=est"])]
    "This page."
    next: str | None
    "The next page; null on the last one."


class EnvelopeOut(Out, Generic[Result], use_attribute_docstrings=False):
    """What every page of a list has, whatever may come along with it.

    Its members are described by annotations: in search of docstrings pydantic would look through the whole
    stack for each `PageOut[...]`, a tenth of a second a time.
    """

    results: Annotated[list[Result], Field(description="The results, in the list's order.")]
    facets: Annotated[Any, Field(description="Counts under the current filters; each list says by what.")]
    included: Annotated[Any, Field(description="What comes along; each list says what that is.")]
    page: PageInfoOut
    links: LinksOut


class PageOut(EnvelopeOut[Result], Generic[Result]):
    """One page of a list."""

    facets: Annotated[dict[str, Any] | None, Field(description="Null: these results are not counted.")]
    included: Annotated[
        dict[str, Any] | None, Field(description="Null: nothing comes along with these results.")
    ]


@dataclass(frozen=True, slots=True)
class Beside:
    """What comes beside the results of a page, where that was asked."""

    facets: Mapping[str, Any] | None = None
    included: Mapping[str, Any] | None = None


def answer(content: Mapping[str, Any] | Fragment, *, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON object; a fragment is one that was written before."""
    return Response(write_json(content), media_type=JSON, headers=dict(headers or {}))


def write_json(content: Mapping[str, Any] | Fragment) -> bytes:
    """Days are written YYYY-MM-DD, instants in UTC with a Z."""
    return orjson.dumps(content, option=orjson.OPT_UTC_Z)


def answer_page(
    request: Request,
    page: Page,
    results: Iterable[Mapping[str, Any] | Fragment],
    *,
    as_of: date | None = None,
    beside: Beside = Beside(),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """One page of a list in its envelope, the next page's address in a `Link` header too."""
    following = _next_url(request, page)
    envelope = {
        "results": list(results),
        "facets": beside.facets,
        "included": beside.included,
        "page": {
            "limit": page.limit,
            "next_cursor": page.next_cursor,
            "has_more": page.next_cursor is not None,
            "count": page.count,
            "approximate": page.is_approximate,
            "as_of": as_of,
            "as_of_seq": page.as_of_seq,
        },
        "links": {"self": page_url(request, cursor=request.query_params.get("cursor")), "next": following},
    }
    return answer(envelope, headers={**(headers or {}), **_link_header(following)})


def link_next(request: Request, page: Page) -> dict[str, str]:
    """The header that leads to the next page; none on the last."""
    return _link_header(_next_url(request, page))


def _link_header(following: str | None) -> dict[str, str]:
    return {"Link": f'<{following}>; rel="next"'} if following else {}


def _next_url(request: Request, page: Page) -> str | None:
    return page_url(request, cursor=page.next_cursor) if page.next_cursor else None
