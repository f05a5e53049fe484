"""Probes over HTTP, for whoever keeps the service running."""

from fastapi import APIRouter, Response

from app.api.answers import NO_STORE, answer
from app.api.dependencies import Store
from app.store.schema import check_schema

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
async def show_health() -> Response:
    """The process lives."""
    return answer({"status": "ok"}, headers=NO_STORE)


@router.get("/readyz")
def show_readiness(database: Store) -> Response:
    """The database answers and has this version's schema; a 503 says what is missing."""
    check_schema(database)
    return answer({"status": "ready"}, headers=NO_STORE)
