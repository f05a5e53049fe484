"""The results of a page -> what they refer to, from the store: a fixed number of SQL statements."""

from collections.abc import Callable, Iterable, Sequence

import orjson
from sqlalchemy import Connection

from app.api.actors.queries import find_actors
from app.api.acts.facts import PARTY_FIELDS
from app.api.acts.schemas import Include
from app.api.meetings.queries import find_meetings
from app.api.selects import Json
from app.api.statements.queries import find_statements

Find = Callable[[Connection, Sequence[str]], list[Json]]


def find_included(
    connection: Connection, include: Sequence[Include], results: Sequence[Json | str]
) -> Json | None:
    """`IncludedOut` of acts, each with at least a part of what `ActOut` has, or the JSON of that; None when
    nothing is asked for.
    """
    if not include:
        return None
    acts = [orjson.loads(result) if isinstance(result, str) else result for result in results]
    wanted: dict[Include, tuple[str, Find, Iterable[str | None]]] = {
        Include.STATEMENT: ("statements", find_statements, _list_statements(acts)),
        Include.ACTORS: ("actors", find_actors, _list_actors(acts)),
        Include.MEETINGS: ("meetings", find_meetings, _list_meetings(acts)),
    }
    return {
        member: _sorted(find(connection, sorted({id_ for id_ in ids if id_}))) if part in include else None
        for part, (member, find, ids) in wanted.items()
    }


def _list_statements(acts: Iterable[Json]) -> Iterable[str]:
    return (act["statement"]["id"] for act in acts)


def _list_actors(acts: Iterable[Json]) -> Iterable[str | None]:
    for act in acts:
        yield from (issuer["id"] for issuer in act["statement"]["issuers"])
        yield from (party["id"] for role in PARTY_FIELDS for party in act.get(role, ()))


def _list_meetings(acts: Iterable[Json]) -> Iterable[str | None]:
    meetings = (deadline["meeting"] for act in acts for deadline in act["deadlines"])
    return (meeting["id"] for meeting in meetings if meeting)


def _sorted(found: Iterable[Json]) -> list[Json]:
    return sorted(found, key=lambda one: str(one["id"]))
