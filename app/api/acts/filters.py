"""The filters of pledges, calls and deadlines, each said once for the database and for the feed's facets.

The values of one parameter are alternatives, and every parameter has to hold. Ids that do not exist match
nothing. All that is asked of a deadline is asked of one and the same deadline.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, exists, select

from app.api.acts.due import DUE_AFTER, DUE_BEFORE, timeliness_conditions
from app.api.acts.filter_kinds import (
    Filter,
    Find,
    any_of,
    at_least,
    is_found,
    list_asked,
    none_of,
    one_of,
    write_day,
)
from app.api.acts.schemas import ActFilters, ActListFilters, ActorMode, TimelyQuery
from app.api.search.queries import find_matching
from app.api.selects import AnySelect, Condition, Json
from app.store.columns import without_index
from app.store.orders import NO_DATE_FIRST
from app.store.search_tables import ActWordsRow
from app.store.tables import (
    ActActorRow,
    ActBindingRow,
    ActRow,
    ActThemeRow,
    DeadlineRow,
    StatementIssuerRow,
    StatementRow,
)
from app.vocabulary import ActKind, ActorRole, Status

Matcher = Callable[[str | None], bool]


def _find_bound(actors: Any, query: ActFilters) -> AnySelect:
    bound = select(ActBindingRow.act_id).where(ActBindingRow.actor_id.in_(actors))
    return bound.where(ActBindingRow.is_direct) if query.actor_mode is ActorMode.DIRECT else bound


def _find_named(role: ActorRole) -> Find:
    return lambda actors, _: select(ActActorRow.act_id).where(
        ActActorRow.role == role, ActActorRow.actor_id.in_(actors)
    )


def _find_about(themes: Any, _: ActFilters) -> AnySelect:
    return select(ActThemeRow.act_id).where(ActThemeRow.theme_id.in_(themes))


def _find_issued(actors: Any, _: ActFilters) -> AnySelect:
    return select(StatementIssuerRow.statement_id).where(StatementIssuerRow.actor_id.in_(actors))


def _read_bound(facets: Json, query: ActFilters) -> list[str]:
    bound: list[str] = facets["direct_actors" if query.actor_mode is ActorMode.DIRECT else "actors"]
    return bound


def _find_of_forum(forums: Any, _: ActFilters) -> AnySelect:
    return select(StatementRow.id).where(StatementRow.forum_id.in_(forums))


STATEMENT = replace(
    one_of(ActRow.statement_id, "statement"),
    finds=lambda _, statements, __: select(ActRow.id).where(ActRow.statement_id.in_(statements)),
    checks=lambda statements, _: without_index(ActRow.statement_id).in_(statements),
)
ISSUER = any_of(ActRow.statement_id, _find_issued, lambda facets, _: facets["issuers"])
FORUM = any_of(ActRow.statement_id, _find_of_forum, lambda facets, _: [facets["forum"]])
ADOPTED_AFTER = Filter(
    lambda day, _: and_(ActRow.adopted_order >= day, ActRow.adopted_order != NO_DATE_FIRST),
    lambda day, _, facets: facets["adopted"] is not None and facets["adopted"] >= write_day(day),
)
ADOPTED_BEFORE = Filter(
    lambda day, _: and_(ActRow.adopted_order <= day, ActRow.adopted_order != NO_DATE_FIRST),
    lambda day, _, facets: facets["adopted"] is not None and facets["adopted"] <= write_day(day),
)
ACTOR = any_of(ActRow.id, _find_bound, _read_bound)
BENEFICIARY = any_of(ActRow.id, _find_named(ActorRole.BENEFICIARY), lambda facets, _: facets["beneficiaries"])
ADDRESSEE = any_of(ActRow.id, _find_named(ActorRole.ADDRESSEE), lambda facets, _: facets["addressees"])
THEME = any_of(ActRow.id, _find_about, lambda facets, _: facets["themes"])
STAGE = one_of(ActRow.stage, "stage")
FIRMNESS = one_of(ActRow.firmness, "firmness")
POLARITY = one_of(ActRow.polarity, "polarity")
MIN_CONFIDENCE = at_least(ActRow.confidence, lambda least, _, facets: facets["confidence"] >= least)
_ANY_DEADLINE = exists().where(DeadlineRow.act_id == ActRow.id)
HAS_DEADLINE = Filter(
    lambda wanted, _: _ANY_DEADLINE if wanted else ~_ANY_DEADLINE,
    lambda wanted, _, facets: bool(facets["deadlines"]) == wanted,
)

FILTERS: Mapping[str, Filter] = {
    "statement": STATEMENT,
    "issuer": ISSUER,
    "issuer_not": none_of(ISSUER),
    "forum": FORUM,
    "adopted_after": ADOPTED_AFTER,
    "adopted_before": ADOPTED_BEFORE,
    "actor": ACTOR,
    "actor_not": none_of(ACTOR),
    "beneficiary": BENEFICIARY,
    "addressee": ADDRESSEE,
    "theme": THEME,
    "theme_not": none_of(THEME),
    "stage": STAGE,
    "stage_not": none_of(STAGE),
    "firmness": FIRMNESS,
    "firmness_not": none_of(FIRMNESS),
    "polarity": POLARITY,
    "min_confidence": MIN_CONFIDENCE,
    "has_deadline": HAS_DEADLINE,
}
"""What is asked of an act and of its statement, wherever it is listed."""
ID: Mapping[str, Filter] = {
    "id": replace(
        one_of(ActRow.id, "id"), finds=lambda _, ids, __: select(ActRow.id).where(ActRow.id.in_(ids))
    )
}
"""In what is about acts themselves."""
UPDATED: Mapping[str, Filter] = {"updated_after": at_least(ActRow.updated_at, lambda *_: True)}
"""Wherever acts are listed, but not in the feed, all of which is about what changed."""
DEADLINE_FILTERS: Mapping[str, Filter] = {
    "deadline_role": one_of(DeadlineRow.role, "role"),
    "deadline_kind": one_of(DeadlineRow.kind, "kind"),
    "meeting": one_of(DeadlineRow.meeting_id, "meeting"),
    "due_after": DUE_AFTER,
    "due_before": DUE_BEFORE,
}
"""What is asked of one deadline of the act; `timeliness` is too, but no facet tells what day it is."""
OF_DEADLINES = {*DEADLINE_FILTERS, "timeliness", "as_of"}


DEADLINE = "deadline"
"""Names all that is asked of one deadline, as if that were one parameter."""
Ask = Callable[[str, Filter, Any], Condition]
"""A filter by its name, with its value, in the words in which a database is to be asked."""


def deadline_conditions(query: TimelyQuery) -> list[Condition]:
    """What `query` asks of a deadline, on `DeadlineRow`; empty when it asks nothing."""
    asked = list_asked(DEADLINE_FILTERS, query)
    return [*(wanted.asks(value, query) for _, wanted, value in asked), *timeliness_conditions(query)]


def list_conditions(connection: Connection, kind: ActKind, query: TimelyQuery) -> list[Condition]:
    """All that `query` asks of the acts of a list, which are of one kind, on `ActRow`. Where few are found,
    SQLite begins with them.
    """
    finds = find_matching(connection, ActWordsRow, query)
    is_of_kind = (without_index(ActRow.kind) if finds.are_few else ActRow.kind) == kind
    return [is_of_kind, finds.condition, *filter_conditions(query)]


def filter_conditions(query: TimelyQuery, ask: Ask | None = None) -> list[Condition]:
    """The same, but for the kind and what is searched, and none withdrawn; `ask` chooses the words."""
    return [
        ActRow.status == Status.ACTIVE,
        *(
            ask(name, wanted, value) if ask else wanted.asks(value, query)
            for name, wanted, value in list_wanted(query)
        ),
    ]


def list_wanted(query: TimelyQuery) -> Iterator[tuple[str, Filter, Any]]:
    """All filters that a query for acts makes use of, by name, each with its value."""
    own = ID if _is_of_acts_alone(query) else {}
    yield from list_asked({**FILTERS, **UPDATED, **own}, query)
    if of_deadline := deadline_conditions(query):
        due = select(DeadlineRow.act_id).where(*of_deadline)
        yield DEADLINE, _of_deadline(due), of_deadline


def _is_of_acts_alone(query: object) -> bool:
    """Whether an id is an act's: in the timeline it is a deadline's."""
    return isinstance(query, ActListFilters)


def _of_deadline(due: AnySelect) -> Filter:
    return Filter(
        lambda *_: ActRow.id.in_(due),
        lambda *_: True,
        finds=lambda *_: due,
        checks=lambda *_: is_found(ActRow.id, due),
    )


def make_matcher(query: ActFilters, read: Callable[[str], Json]) -> Matcher:
    """Tells of an act, by its facets as JSON, with its `id` among them, whether `query` asks for it; None are
    those of one that is not served. `read` reads the JSON, where the words in it leave that open.
    """
    of_act = list(list_asked({**FILTERS, **ID}, query))
    of_deadline = list(list_asked(DEADLINE_FILTERS, query))
    named = [[f'"{one}"' for one in value] for _, wanted, value in (*of_act, *of_deadline) if wanted.is_named]

    def hold(facets: Json) -> bool:
        return all(wanted.holds(value, query, facets) for _, wanted, value in of_act) and (
            not of_deadline
            or any(
                all(wanted.holds(value, query, deadline) for _, wanted, value in of_deadline)
                for deadline in facets["deadlines"]
            )
        )

    def matches(facets: str | None) -> bool:
        return facets is not None and _names_one_of_each(facets, named) and hold(read(facets))

    return matches


def _names_one_of_each(facets: str, named: Sequence[Sequence[str]]) -> bool:
    """Whether at least one word of each list stands in the JSON. The feed asks this of every change for every
    client, and `all` over `any` would take three times as long.
    """
    for words in named:
        for word in words:
            if word in facets:
                break
        else:  # none of them does
            return False
    return True
