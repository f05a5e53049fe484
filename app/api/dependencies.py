"""What a route is given besides its parameters: the database and the registry of the running service, and the
state of the data.
"""

from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from app.registry.facts import Registry
from app.store.data_state import DataState, StateReader
from app.store.database import Database


async def get_database(request: Request) -> Database:
    """The database the service was started with."""
    database: Database = request.app.state.database
    return database


async def get_registry(request: Request) -> Registry:
    """The facts the service was started with."""
    registry: Registry = request.app.state.registry
    return registry


async def get_data_state(request: Request) -> DataState:
    """As it was read when the request came. Raises DatabaseUnavailable."""
    reader: StateReader = request.app.state.state_reader
    return request.scope["state"].get("data_state") or await reader.read()


async def get_exports_folder(request: Request) -> Path:
    """Where exports lie."""
    folder: Path = request.app.state.settings.exports_dir
    return folder


ExportsFolder = Annotated[Path, Depends(get_exports_folder)]
CurrentState = Annotated[DataState, Depends(get_data_state)]
Store = Annotated[Database, Depends(get_database)]
Facts = Annotated[Registry, Depends(get_registry)]
