"""The service, put together: `create_app` is where a reader of the API starts, `app.api.v1` is where the
resources are.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.routing import BaseRoute
from starlette.types import Receive, Scope, Send

from app.api.changes.sharing import SharedPages
from app.api.changes.waiting import Waiters
from app.api.documents.routes import docs_assets
from app.api.documents.routes import router as documents
from app.api.etags import ConditionalGet
from app.api.formats.negotiation import ContentNegotiation, find_offers
from app.api.formats.walking import Streams
from app.api.lookups import Lookups
from app.api.middleware import (
    CompressedTags,
    Compression,
    HeadAsGet,
    Preflight,
    RequestLog,
)
from app.api.probes.routes import router as probes
from app.api.problems.handlers import HANDLERS
from app.api.problems.routes import router as problems
from app.api.response_cache import ResponseCache
from app.api.v1 import ROUTES as V1_ROUTES
from app.registry import load_registry
from app.resolution.meetings import prepare_meetings
from app.settings import MEBIBYTE, Settings
from app.store.asides import RowFinder
from app.store.data_state import open_state_reader
from app.store.database import Database
from app.store.schema import check_schema


class Service(FastAPI):
    """The application behind its memory of answers: what is answered from there, FastAPI never sees."""

    def __init__(self, settings: Settings, **options: Any) -> None:
        super().__init__(title="Communiqué", **options)
        self.state.settings = settings
        self._front = ResponseCache(super().__call__, self.state, max_bytes=settings.cache_mib * MEBIBYTE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the service's start and end."""
        await self._front(scope, receive, send)


ROUTES: Sequence[BaseRoute] = (
    *V1_ROUTES,
    *documents.routes,
    *problems.routes,
    *probes.routes,
    docs_assets(),
)
"""What the service answers, one after the other: FastAPI would match routers within routers twice."""


def create_app(settings: Settings) -> Service:
    """The service over the database that `settings` name; it starts only on this version's schema."""
    app = Service(
        settings,
        routes=list(ROUTES),
        lifespan=_open_database,
        exception_handlers=HANDLERS,
        redirect_slashes=False,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # or each request asks who listens
    )
    app.add_middleware(Lookups)
    app.add_middleware(ConditionalGet)
    app.add_middleware(ContentNegotiation, offers=find_offers(app.routes))
    app.add_middleware(Compression)
    app.add_middleware(CompressedTags)
    app.add_middleware(HeadAsGet)
    app.add_middleware(Preflight)
    app.add_middleware(RequestLog)
    return app


@asynccontextmanager
async def _open_database(app: FastAPI) -> AsyncIterator[None]:
    """From the service's start to its end. Raises SchemaOutdated, DatabaseUnavailable and RegistryError."""
    with Database(app.state.settings.database_url) as database:
        check_schema(database)
        app.state.database = database
        app.state.streams = Streams()
        app.state.state_reader = state_reader = open_state_reader(database)
        app.state.row_finder = row_finder = RowFinder(database)
        app.state.shared_pages = pages = SharedPages(database)
        app.state.waiters = waiters = Waiters(database, state_reader, pages)
        app.state.registry = load_registry()
        prepare_meetings(app.state.registry)
        yield
        await waiters.close()
        await state_reader.close()
        await row_finder.close()
