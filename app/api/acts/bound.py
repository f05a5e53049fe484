"""The newest acts of one actor, read from where they are kept in that order. The index tells most of what is
asked; only where more is asked acts, or their deadlines, are looked at, and only those it has not ruled out.
"""

from pydantic import MISSING
from sqlalchemy import exists

from app.api.acts.filters import act_conditions, deadline_conditions
from app.api.acts.schemas import ActListQuery, ActorMode, ActSort, DueMatch
from app.api.paging import BESIDE_THE_LIST, Listing, Term, select_keys
from app.api.selects import Condition
from app.store.orders import NO_DATE_LAST
from app.store.tables import ActBindingRow, ActJsonRow, ActRow, DeadlineRow
from app.vocabulary import ActKind

NEWEST = (
    Term("adopted_order", ActBindingRow.adopted_order, is_descending=True),
    Term("statement_id", ActBindingRow.statement_id),
    Term("start_offset", ActBindingRow.start),
    Term("id", ActBindingRow.act_id),
)
"""The order of `ActSort.NEWEST`, in other columns."""
TOLD = {"actor", "actor_mode", "stage", "due_before", "due_match", "sort"}
"""What can be asked that the index tells, for the rest is looked up."""


def asks_for_one_actor(query: ActListQuery) -> bool:
    """Whether there is a stretch of the index to read from, and nothing better to begin with."""
    has_better = bool(getattr(query, "id", [])) or query.q is not MISSING
    return len(query.actor) == 1 and query.sort is ActSort.NEWEST and not has_better


def list_bound(kind: ActKind, query: ActListQuery) -> Listing:
    """The acts of a kind that match a query which asks for one actor."""
    bound = select_keys(NEWEST).add_columns(ActJsonRow.body)
    return Listing(kind, bound.where(*_told(kind, query), *_looked_up(query)), NEWEST)


def _told(kind: ActKind, query: ActListQuery) -> list[Condition]:
    """What the index tells, and that the act is served."""
    conditions: list[Condition] = [
        ActBindingRow.actor_id == query.actor[0],
        ActBindingRow.act_kind == kind,
        ActJsonRow.act_id == ActBindingRow.act_id,
    ]
    if query.actor_mode is ActorMode.DIRECT:
        conditions.append(ActBindingRow.is_direct.is_(True))
    if stages := getattr(query, "stage", []):
        conditions.append(ActBindingRow.act_stage.in_(stages))
    if query.due_before is not MISSING:
        conditions.append(ActBindingRow.due_from <= query.due_before)
        conditions.append(ActBindingRow.due_from != NO_DATE_LAST)
    return conditions


def _looked_up(query: ActListQuery) -> list[Condition]:
    """What is asked of the act and of its deadlines, where the index does not tell all of it."""
    asked = query.model_fields_set - BESIDE_THE_LIST
    if asked <= TOLD and query.due_match is DueMatch.POSSIBLE:
        return []
    conditions = [ActRow.id == ActBindingRow.act_id, *act_conditions(query.model_copy(update={"actor": []}))]
    if of_deadline := deadline_conditions(query):
        conditions.append(exists().where(DeadlineRow.act_id == ActRow.id, *of_deadline))
    return conditions
