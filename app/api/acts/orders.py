"""The orders that lists of acts are walked in. Each ends in the unique id, and has an index that serves it
(`app.store.orders`).
"""

from collections.abc import Mapping

from app.api.acts.schemas import ActSort
from app.api.paging import Term
from app.store.tables import ActRow

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
