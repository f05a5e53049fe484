"""What the service is measured beside: the list of pledges as tutorials teach to write it, with FastAPI, the
ORM and a pydantic model a row, on the same database; and an application that returns bytes it was given.

Started by `benchmarks.serve` with uvicorn, as the service is.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import or_, select
from sqlalchemy.ext.automap import automap_base, generate_relationship
from sqlalchemy.orm import Session, interfaces, selectinload
from starlette.types import Receive, Scope, Send

from app.store.database import Database
from app.store.tables import METADATA
from app.vocabulary import DUE_ROLES, ActKind, Status

DATABASE_VARIABLE, BODIES_VARIABLE = "BENCHMARK_DATABASE", "BENCHMARK_BODIES"

# --- bytes --------------------------------------------------------------------------------------------------


class GivenBytes:
    """`/NAME` answers the file of that name in the folder that the environment names."""

    def __init__(self) -> None:
        self._bodies: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return
        body = self._bodies.get(scope["path"]) or self._load(scope["path"])
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _load(self, path: str) -> bytes:
        body = (Path(os.environ[BODIES_VARIABLE]) / path[1:]).read_bytes()
        self._bodies[path] = body
        return body


given_bytes = GivenBytes()

# --- as tutorials teach it ----------------------------------------------------------------------------------


def relate(base: Any, direction: Any, *names: Any, **options: Any) -> Any:
    """Automap's way, but for relations of many to many, whose names would be taken."""
    is_needed = direction is not interfaces.MANYTOMANY
    return generate_relationship(base, direction, *names, **options) if is_needed else None


Base = automap_base(metadata=METADATA)
Base.prepare(generate_relationship=relate)
Act, Binding, Deadline = Base.classes.act, Base.classes.act_binding, Base.classes.deadline
Statement, Issuer, Party, Theme = (
    Base.classes[name] for name in ("statement", "statement_issuer", "act_actor", "act_theme")
)
LOADED = (
    selectinload(Act.statement)
    .selectinload(Statement.statement_issuer_collection)
    .selectinload(Issuer.actor),
    selectinload(Act.act_actor_collection).selectinload(Party.actor),
    selectinload(Act.act_theme_collection).selectinload(Theme.theme),
    selectinload(Act.deadline_collection).selectinload(Deadline.meeting),
)


class Shape(BaseModel):
    """Read from an object of the ORM."""

    model_config = ConfigDict(from_attributes=True)


class NamedShape(Shape):
    """An actor or a meeting."""

    id: str
    name: str


class ThemeShape(Shape):
    """A theme."""

    id: str
    label: str


class IssuerShape(Shape):
    """Who issued a statement."""

    name: str
    actor: NamedShape | None


class StatementShape(Shape):
    """The statement."""

    id: str
    title: str | None
    adopted_date: date | None
    issuers: Annotated[list[IssuerShape], Field(validation_alias="statement_issuer_collection")]


class PartyShape(Shape):
    """Who is named."""

    role: str
    name: str
    start_offset: int | None
    end_offset: int | None
    candidates: list[str]
    actor: NamedShape | None


class ActThemeShape(Shape):
    """What it is about."""

    theme: ThemeShape


class DeadlineShape(Shape):
    """When it is due."""

    id: str
    text: str
    start_offset: int
    end_offset: int
    role: str
    kind: str
    earliest: date | None
    latest: date | None
    edtf: str | None
    precision: str
    meeting: NamedShape | None
    rule: str
    confidence: float
    alternatives: list[dict[str, Any]]


class PledgeShape(Shape):
    """A pledge with all that belongs to it."""

    id: str
    statement: StatementShape
    stage: str
    firmness: str
    polarity: str
    quote: str
    text_id: str
    start_offset: int
    end_offset: int
    passage: int
    verb: str
    object: str
    parties: Annotated[list[PartyShape], Field(validation_alias="act_actor_collection")]
    scope: list[dict[str, Any]]
    themes: Annotated[list[ActThemeShape], Field(validation_alias="act_theme_collection")]
    deadlines: Annotated[list[DeadlineShape], Field(validation_alias="deadline_collection")]
    quantities: list[dict[str, Any]]
    conditions: list[dict[str, Any]]
    confidence: float
    run_id: str
    version: int
    changed_seq: int


tutorial = FastAPI()


def get_session() -> Iterator[Session]:
    """A session for a request."""
    if not hasattr(tutorial.state, "database"):
        tutorial.state.database = Database(os.environ[DATABASE_VARIABLE])
    with Session(tutorial.state.database.engine) as session:
        yield session


@tutorial.get("/pledges", response_model=list[PledgeShape], response_model_by_alias=False)
def list_pledges(
    actor: str, stage: str, due_before: date, session: Annotated[Session, Depends(get_session)]
) -> Any:
    """The newest fifty that bind an actor, have come so far, and may be due by a day."""
    is_due = Deadline.role.in_(DUE_ROLES) & or_(Deadline.earliest <= due_before, Deadline.earliest.is_(None))
    is_dated = or_(Deadline.earliest.is_not(None), Deadline.latest.is_not(None))
    query = (
        select(Act)
        .where(Act.kind == ActKind.PLEDGE, Act.status == Status.ACTIVE, Act.stage == stage)
        .where(Act.act_binding_collection.any(Binding.actor_id == actor))
        .where(Act.deadline_collection.any(is_due & is_dated))
        .order_by(Act.adopted_order.desc(), Act.statement_id, Act.start_offset, Act.id)
        .options(*LOADED)
        .limit(50)
    )
    return session.scalars(query).all()
