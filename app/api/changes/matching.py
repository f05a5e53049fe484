"""The filters of pledges, on the facets that the feed keeps: the twin of `app.api.acts.filters`, which says
the same to the database.

Pure. The tests hold the two together, filter by filter.
"""

from collections.abc import Sequence
from datetime import date

from pydantic import MISSING

from app.api.acts.schemas import ActorMode, DueMatch
from app.api.pledges.schemas import PledgeFilters
from app.api.selects import Json
from app.vocabulary import DUE_ROLES

FIRST_DAY, LAST_DAY = date.min.isoformat(), date.max.isoformat()


def is_filtered(query: PledgeFilters) -> bool:
    """Whether anything is asked of pledges, so that nothing else can match."""
    return not query.model_fields_set.isdisjoint(PledgeFilters.model_fields)


def matches(query: PledgeFilters, pledge_id: str, facets: Json | None) -> bool:
    """Whether a pledge with these facets is in the list that `query` asks for; None: it is not served."""
    return facets is not None and all(
        (
            not query.id or pledge_id in query.id,
            _matches_statement(query, facets),
            _matches_actors(query, facets),
            _matches_wording(query, facets),
            _matches_deadlines(query, facets["deadlines"]),
        )
    )


def _matches_statement(query: PledgeFilters, facets: Json) -> bool:
    adopted = facets["adopted"]
    return (
        _has(query.statement, [facets["statement"]])
        and _has(query.issuer, facets["issuers"])
        and _has(query.forum, [facets["forum"]])
        and (query.adopted_after is MISSING or (adopted or "") >= _write(query.adopted_after))
        and (query.adopted_before is MISSING or "" < (adopted or "") <= _write(query.adopted_before))
    )


def _matches_actors(query: PledgeFilters, facets: Json) -> bool:
    is_direct = query.actor_mode is ActorMode.DIRECT
    return _has(query.actor, facets["direct_actors" if is_direct else "actors"]) and _has(
        query.beneficiary, facets["beneficiaries"]
    )


def _matches_wording(query: PledgeFilters, facets: Json) -> bool:
    return (
        _has(query.theme, facets["themes"])
        and _has(query.stage, [facets["stage"]])
        and _has(query.firmness, [facets["firmness"]])
        and _has(query.polarity, [facets["polarity"]])
        and (query.min_confidence is MISSING or facets["confidence"] >= query.min_confidence)
    )


def _matches_deadlines(query: PledgeFilters, deadlines: Sequence[Json]) -> bool:
    """All that is asked of a deadline is asked of one and the same."""
    if query.has_deadline is not MISSING and query.has_deadline != bool(deadlines):
        return False
    asked = (query.deadline_role, query.deadline_kind, query.meeting)
    is_day_asked = query.due_after is not MISSING or query.due_before is not MISSING
    if not any(asked) and not is_day_asked:
        return True
    return any(
        _has(query.deadline_role, [deadline["role"]])
        and _has(query.deadline_kind, [deadline["kind"]])
        and _has(query.meeting, [deadline["meeting"]])
        and (not is_day_asked or _is_due(query, deadline))
        for deadline in deadlines
    )


def _is_due(query: PledgeFilters, deadline: Json) -> bool:
    """An open end reaches as far as it can: it overlaps whatever lies that way, and is certain of nothing."""
    earliest, latest = deadline["earliest"], deadline["latest"]
    if deadline["role"] not in DUE_ROLES or not (earliest or latest):
        return False
    begins, ends = earliest or FIRST_DAY, latest or LAST_DAY
    to_be_after, to_be_before = (begins, ends) if query.due_match is DueMatch.CERTAIN else (ends, begins)
    return (query.due_after is MISSING or to_be_after >= _write(query.due_after)) and (
        query.due_before is MISSING or to_be_before <= _write(query.due_before)
    )


def _has(asked: Sequence[str], held: Sequence[str | None]) -> bool:
    """One of those asked for, when any are."""
    return not asked or any(value in asked for value in held)


def _write(day: date) -> str:
    """As facets have it; such days sort by themselves."""
    return day.isoformat()
