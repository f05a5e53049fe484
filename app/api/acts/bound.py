"""The newest acts of one actor, read from where they are kept in that order. The index tells most of what is
asked; only where more is asked acts, or their deadlines, are looked at, and only those it has not ruled out.
"""

from dataclasses import dataclass
from datetime import date

from pydantic import MISSING
from sqlalchemy import ColumnElement, Date, func, select, type_coerce
from sqlalchemy.orm import aliased

from app.api.acts.schemas import ActListQuery, ActorMode, ActSort, DueMatch
from app.api.acts.ways import WALK, Way
from app.api.paging import BESIDE_THE_LIST, Listing, Term, select_keys
from app.api.selects import Condition
from app.store.orders import NO_DATE_LAST
from app.store.tables import ActBindingRow, ActJsonRow, ActRow
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


def tells_all(query: ActListQuery) -> bool:
    """Whether nothing but the index need be looked at."""
    return query.model_fields_set - BESIDE_THE_LIST <= TOLD and query.due_match is DueMatch.POSSIBLE


@dataclass(frozen=True, slots=True)
class ListBound:
    """Lists the acts of a kind for a query that asks for one actor. `way`: how to go about what the index
    does not tell; None looks it up act by act.
    """

    way: Way | None = None

    def __call__(self, kind: ActKind, query: ActListQuery) -> Listing:
        """The list."""
        bound = select_keys(NEWEST).add_columns(ActJsonRow.body).where(*_told(kind, query))
        if not tells_all(query):
            others = query.model_copy(update={"actor": []})
            looked_up = (self.way or WALK).list_conditions(kind, others)
            bound = bound.where(ActRow.id == ActBindingRow.act_id, *looked_up)
        return Listing(kind, bound, NEWEST)


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
        conditions.append(ActBindingRow.adopted_order <= _find_last_adopted(query.due_before))
    return conditions


def _find_last_adopted(day: date) -> ColumnElement[date]:
    """No act that is due by the day was adopted later than this."""
    early = aliased(ActBindingRow)
    is_early = early.due_from < early.adopted_order
    last = select(func.max(early.adopted_order)).where(is_early, early.adopted_order > day)
    return func.coalesce(last.scalar_subquery(), type_coerce(day, Date))
