"""A list that is asked for rightly -> the answer of its route, without what FastAPI does around it.

FastAPI finds out anew for each request what forty parameters may be, and solves dependencies that are the
same for everybody: about as long as a page takes. A shortcut stands before the routes and takes only what the
query model of the route lets through. Whatever else is asked passes, and the route says why.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from inspect import iscoroutinefunction, signature
from typing import Any, get_origin

from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from app.api.problems.faults import find_query_model

OF_THE_SERVICE = ("database", "registry")
"""What functions of routes are given of the service's state, by these names."""
GIVEN = {"request", "query", *OF_THE_SERVICE}
ASKED = "communique.asked"
"""In the scope of a request that takes a shortcut: how its answer is made."""


@dataclass(frozen=True, slots=True)
class _Shortcut:
    """The function of a route, the model of its query, and what else it `wants`. `repeated`: the parameters
    that take several values.
    """

    function: Callable[..., Response]
    model: type[BaseModel]
    repeated: frozenset[str]
    wants: Sequence[str]

    def read_query(self, query_string: bytes) -> BaseModel | None:
        """What is asked; None where it is not asked rightly."""
        asked: dict[str, Any] = {}
        for name, value in QueryParams(query_string).multi_items():
            if name in self.repeated:
                asked.setdefault(name, []).append(value)
            elif name in asked:
                return None
            else:
                asked[name] = value
        try:
            return self.model.model_validate(asked)
        except ValidationError:
            return None

    def answer(self, request: Request, query: BaseModel) -> Response:
        """What the function answers."""
        shared = ((name, getattr(request.app.state, name)) for name in OF_THE_SERVICE)
        given = {"request": request, "query": query, **dict(shared)}
        return self.function(**{name: given[name] for name in self.wants})


class Shortcuts(BaseRoute):
    """Those of `routes` that have one address, and functions that want no more than the query, the request
    and what all of the service share.
    """

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self.shortcuts: Mapping[str, _Shortcut] = dict(_find_shortcuts(routes))

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether it is asked for rightly."""
        shortcut = self.shortcuts.get(scope["path"]) if scope.get("method") == "GET" else None
        query = shortcut.read_query(scope["query_string"]) if shortcut else None
        if shortcut is None or query is None:
            return Match.NONE, {}
        return Match.FULL, {ASKED: partial(shortcut.answer, query=query)}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; functions of routes are called in threads, as FastAPI does."""
        response = await run_in_threadpool(scope[ASKED], Request(scope))
        await response(scope, receive, send)


def _find_shortcuts(routes: Sequence[BaseRoute]) -> Iterator[tuple[str, _Shortcut]]:
    for route in routes:
        if not isinstance(route, APIRoute) or route.param_convertors or iscoroutinefunction(route.endpoint):
            continue
        wants, model = list(signature(route.endpoint).parameters), find_query_model(route)
        if model is not None and GIVEN.issuperset(wants):
            lists = (name for name, one in model.model_fields.items() if get_origin(one.annotation) is list)
            yield route.path, _Shortcut(route.endpoint, model, frozenset(lists), wants)
