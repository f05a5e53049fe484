"""The filters of pledges, calls and deadlines: a typed query, and the conditions it stands for.

The values of one parameter are alternatives, and every parameter has to hold. Ids that do not exist match
nothing. All that is asked of a deadline is asked of one and the same deadline.
"""

from collections.abc import Sequence

from pydantic import MISSING
from sqlalchemy import exists, select

from app.api.acts.due import due_conditions
from app.api.acts.schemas import ActorMode, ActQuery
from app.api.selects import Condition, among, issued_by
from app.store.orders import NO_DATE_FIRST
from app.store.tables import (
    ActActorRow,
    ActBindingRow,
    ActRow,
    ActThemeRow,
    DeadlineRow,
    StatementRow,
)
from app.vocabulary import ActorRole, ActStatus


def act_conditions(query: ActQuery) -> list[Condition]:
    """What `query` asks of an act and of its statement, on `ActRow`; withdrawn acts are in no list."""
    return [
        ActRow.status == ActStatus.ACTIVE,
        *_statement_conditions(query),
        *_actor_conditions(query),
        *_wording_conditions(query),
    ]


def deadline_conditions(query: ActQuery) -> list[Condition]:
    """What `query` asks of a deadline, on `DeadlineRow`; empty when it asks nothing."""
    conditions = [
        *among(DeadlineRow.role, query.deadline_role),
        *among(DeadlineRow.kind, query.deadline_kind),
        *among(DeadlineRow.meeting_id, query.meeting),
    ]
    return conditions + due_conditions(query)


def with_deadline(query: ActQuery) -> list[Condition]:
    """What `query` asks of a deadline, as a condition on the act that has it."""
    conditions = deadline_conditions(query)
    return [ActRow.id.in_(select(DeadlineRow.act_id).where(*conditions))] if conditions else []


def has_deadline(is_wanted: bool | MISSING) -> list[Condition]:
    """A deadline of any kind, or none, as asked."""
    if is_wanted is MISSING:
        return []
    has = exists().where(DeadlineRow.act_id == ActRow.id)
    return [has if is_wanted else ~has]


def _statement_conditions(query: ActQuery) -> list[Condition]:
    conditions = [
        *among(ActRow.statement_id, query.statement),
        *issued_by(ActRow.statement_id, query.issuer),
    ]
    if query.forum:
        held = select(StatementRow.id).where(StatementRow.forum_id.in_(query.forum))
        conditions.append(ActRow.statement_id.in_(held))
    if query.adopted_after is not MISSING:
        conditions.append(ActRow.adopted_order >= query.adopted_after)
    if query.adopted_before is not MISSING:
        conditions.append(ActRow.adopted_order <= query.adopted_before)
    if query.adopted_after is not MISSING or query.adopted_before is not MISSING:
        conditions.append(ActRow.adopted_order != NO_DATE_FIRST)
    return conditions


def _actor_conditions(query: ActQuery) -> list[Condition]:
    conditions: list[Condition] = []
    if query.actor:
        bound = select(ActBindingRow.act_id).where(ActBindingRow.actor_id.in_(query.actor))
        if query.actor_mode is ActorMode.DIRECT:
            bound = bound.where(ActBindingRow.is_direct)
        conditions.append(ActRow.id.in_(bound))
    return conditions + named_as(ActorRole.BENEFICIARY, query.beneficiary)


def named_as(role: ActorRole, actors: Sequence[str]) -> list[Condition]:
    """One of `actors` is named in that role, when any are asked for."""
    if not actors:
        return []
    named = select(ActActorRow.act_id).where(ActActorRow.role == role, ActActorRow.actor_id.in_(actors))
    return [ActRow.id.in_(named)]


def _wording_conditions(query: ActQuery) -> list[Condition]:
    conditions = [*among(ActRow.firmness, query.firmness), *among(ActRow.polarity, query.polarity)]
    if query.theme:
        about = select(ActThemeRow.act_id).where(ActThemeRow.theme_id.in_(query.theme))
        conditions.append(ActRow.id.in_(about))
    if query.min_confidence is not MISSING:
        conditions.append(ActRow.confidence >= query.min_confidence)
    return conditions
