"""The newest acts of one actor, read from where they are kept in that order: each look at an act, or at its
deadlines, is at one that the index has not ruled out.
"""

from pydantic import MISSING
from sqlalchemy import exists

from app.api.acts.filters import act_conditions, deadline_conditions
from app.api.acts.orders import list_in_order
from app.api.acts.schemas import ActListQuery, ActorMode, ActSort
from app.api.paging import Listing, Term
from app.api.selects import Condition
from app.store.tables import ActBindingRow, ActRow, DeadlineRow
from app.vocabulary import ActKind

NEWEST = (
    Term("adopted_order", ActBindingRow.adopted_order, is_descending=True),
    Term("statement_id", ActBindingRow.statement_id),
    Term("start_offset", ActBindingRow.start),
    Term("id", ActBindingRow.act_id),
)
"""The order of `ActSort.NEWEST`, in other columns."""


def asks_for_one_actor(query: ActListQuery) -> bool:
    """Whether there is a stretch of the index to read from, and nothing better to begin with."""
    has_better = bool(getattr(query, "id", [])) or query.q is not MISSING
    return len(query.actor) == 1 and query.sort is ActSort.NEWEST and not has_better


def list_bound(kind: ActKind, query: ActListQuery) -> Listing:
    """The acts of a kind that match a query which asks for one actor."""
    return list_in_order(kind, NEWEST, _conditions(kind, query))


def _conditions(kind: ActKind, query: ActListQuery) -> list[Condition]:
    """The first ones are told by the index."""
    conditions: list[Condition] = [
        ActRow.id == ActBindingRow.act_id,
        ActBindingRow.actor_id == query.actor[0],
        ActBindingRow.act_kind == kind,
    ]
    if query.actor_mode is ActorMode.DIRECT:
        conditions.append(ActBindingRow.is_direct.is_(True))
    if stages := getattr(query, "stage", []):
        conditions.append(ActBindingRow.act_stage.in_(stages))
    if query.due_before is not MISSING:
        conditions.append(ActBindingRow.due_from <= query.due_before)
    conditions += act_conditions(query.model_copy(update={"actor": []}))
    if of_deadline := deadline_conditions(query):
        conditions.append(exists().where(DeadlineRow.act_id == ActRow.id, *of_deadline))
    return conditions
