"""Actors and memberships over HTTP."""

from datetime import date
from typing import Annotated

from fastapi import Path, Query, Request, Response
from pydantic import MISSING

from app.api.actors import queries
from app.api.actors.columns import ACTOR_COLUMNS, MEMBERSHIP_COLUMNS
from app.api.actors.entries import describe
from app.api.actors.schemas import ActorOut, ActorPageOut, ActorQuery, MembershipPageOut, MembersQuery
from app.api.answers import answer, answer_page
from app.api.dependencies import Facts, Store
from app.api.formats.routes import add_formats
from app.api.formats.walking import Reader
from app.api.paging import NoQuery, PageQuery
from app.api.problems.responses import GONE, LIST, NOT_FOUND
from app.api.resources import make_router
from app.api.selects import today
from app.api.types import Id
from app.errors import InvalidParameter

router = make_router("actors", tag="actors")
ActorId = Annotated[Id, Path(description="The actor's id.", examples=["nato"])]


@router.get(
    "",
    summary="List actors",
    response_model=ActorPageOut,
    response_description="A page.",
    responses=LIST,
)
def list_actors(
    request: Request, query: Annotated[ActorQuery, Query()], database: Store, registry: Facts
) -> Response:
    """States, organisations, groups, organs and offices, by id. `member_of` expands groups as of a day."""
    as_of = _day_of(query)
    with database.reading() as connection:
        page, actors = queries.list_actors(connection, query, registry, as_of=as_of)
    return answer_page(request, page, actors, as_of=as_of if query.member_of else None)


@router.get(
    "/{actor_id}",
    summary="Get an actor",
    response_model=ActorOut,
    response_description="The actor.",
    responses={**NOT_FOUND, **GONE},
)
def get_actor(actor_id: ActorId, _: Annotated[NoQuery, Query()], database: Store) -> Response:
    """One actor with its names and identifiers."""
    with database.reading() as connection:
        return answer(queries.get_actor(connection, actor_id))


@router.get(
    "/{actor_id}/members",
    summary="List a group's members",
    response_model=MembershipPageOut,
    response_description="A page.",
    responses={**LIST, **NOT_FOUND, **GONE},
)
def list_actor_members(
    request: Request, actor_id: ActorId, query: Annotated[MembersQuery, Query()], database: Store
) -> Response:
    """Who belonged to the group on a day, by id. `page.as_of` says which day it was."""
    as_of = _day_of(query)
    with database.reading() as connection:
        page, members = queries.list_members(connection, actor_id, query, as_of=as_of)
    return answer_page(request, page, members, as_of=as_of)


@router.get(
    "/{actor_id}/memberships",
    summary="List an actor's memberships",
    response_model=MembershipPageOut,
    response_description="A page.",
    responses={**LIST, **NOT_FOUND, **GONE},
)
def list_actor_memberships(
    request: Request, actor_id: ActorId, query: Annotated[PageQuery, Query()], database: Store
) -> Response:
    """The groups the actor belongs or belonged to, by id, each with its days."""
    with database.reading() as connection:
        page, memberships = queries.list_memberships(connection, actor_id, query)
    return answer_page(request, page, memberships)


async def reading_actors(registry: Facts) -> Reader:
    """What reads actors by the registry's names."""
    return lambda connection, query: queries.list_actors(connection, query, registry, as_of=_day_of(query))


async def reading_members(actor_id: ActorId) -> Reader:
    """What reads the members of the group in the path."""
    return lambda connection, query: queries.list_members(connection, actor_id, query, as_of=_day_of(query))


async def reading_memberships(actor_id: ActorId) -> Reader:
    """What reads the memberships of the actor in the path."""
    return lambda connection, query: queries.list_memberships(connection, actor_id, query)


def _day_of(query: ActorQuery | MembersQuery) -> date:
    """The day of the membership that is asked for. Raises InvalidParameter for one that nothing asks for."""
    if query.as_of is MISSING:
        return today()
    if isinstance(query, ActorQuery) and not query.member_of:
        raise InvalidParameter("`as_of` is the day of `member_of`, which is missing.", parameter="as_of")
    return query.as_of


add_formats(router, "", columns=ACTOR_COLUMNS, reader=reading_actors, describe=describe)
add_formats(router, "/{actor_id}/members", columns=MEMBERSHIP_COLUMNS, reader=reading_members)
add_formats(router, "/{actor_id}/memberships", columns=MEMBERSHIP_COLUMNS, reader=reading_memberships)
