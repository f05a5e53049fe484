"""The orders that lists of acts are walked in. Each ends in the unique id, and has an index that serves it
(`app.store.orders`).
"""

from collections.abc import Mapping, Sequence

from app.api.acts.schemas import ActSort
from app.api.paging import Along, Listing, Term, select_keys
from app.api.selects import Condition
from app.store.tables import ActJsonRow, ActRow
from app.vocabulary import ActKind

ID = Term("id", ActRow.id)
ORDER_OF_THE_TEXT = (Term("statement_id", ActRow.statement_id), Term("start_offset", ActRow.start), ID)

ORDERS: Mapping[ActSort, tuple[Term, ...]] = {
    ActSort.NEWEST: (
        Term("adopted_order", ActRow.adopted_order, is_descending=True),
        *ORDER_OF_THE_TEXT,
    ),
    ActSort.OLDEST: (Term("adopted_order", ActRow.adopted_order), *ORDER_OF_THE_TEXT),
    ActSort.DUE: (Term("due_order", ActRow.due_order), ID),
    ActSort.UPDATED: (Term("updated_at", ActRow.updated_at, is_descending=True), ID),
    ActSort.CONFIDENCE: (Term("confidence", ActRow.confidence, is_descending=True), ID),
}


JSON = Along((ActJsonRow.body.expression,), (ActJsonRow.act_id,))
FOUND = Along(
    (ActJsonRow.body.expression, ActRow.quote.expression, ActRow.start.label("start")),
    (ActJsonRow.act_id, ActRow.id),
)
"""With what tells where a search meets an act."""


def list_in_order(
    kind: ActKind, order: tuple[Term, ...], wanted: Sequence[Condition], along: Along = JSON
) -> Listing:
    """The acts of a kind that `wanted` describes."""
    return Listing(kind, select_keys(order).where(*wanted), order, along=along)
