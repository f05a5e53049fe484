"""The acts that a search finds, the best first: one page, without a cursor.

Ranked are the newest finds, so that the answer does not take longer the commoner a word is. How common it
is, the newest acts of the kind tell: where every word has to stand, all finds have it, and cannot tell
"the" from "climate".
"""

from collections.abc import Sequence

from pydantic import MISSING
from sqlalchemy import Connection, select

from app.api.acts.found import list_page_conditions
from app.api.acts.orders import ORDERS
from app.api.acts.schemas import ActListQuery, ActSort
from app.api.paging import Count, Page, count_rows
from app.api.search.queries import search_of
from app.api.selects import AnyRow, Condition
from app.errors import InvalidCursor, InvalidParameter
from app.search.ranking import score_texts
from app.store.feed import read_head
from app.store.search_tables import ActWordsRow
from app.store.tables import ActRow
from app.vocabulary import ActKind, ActStatus

MOST_CANDIDATES = 1000
"""How many finds are ranked, and how many acts tell how common a word is."""
FEW_TO_RANK = 20_000
"""Where all are counted, too: up to so many finds SQLite begins with them. With more it walks the list, and
meets a thousand of them about as soon among a million acts; a page it meets sooner
(`app.store.search_dialects.FEW`).
"""
WORDS = select(ActWordsRow.words).where(ActWordsRow.act_id == ActRow.id).scalar_subquery()
NEWEST = select(ActRow.id, ActRow.adopted_order, WORDS.label("words")).order_by(
    *(term.ordering() for term in ORDERS[ActSort.NEWEST])
)


def fetch_best(connection: Connection, kind: ActKind, query: ActListQuery) -> Page:
    """The page of the best among the newest finds. Equals come by date, the newest first, then by id. Raises
    InvalidParameter without a search, and InvalidCursor.
    """
    search = search_of(query)
    if search is None:
        raise InvalidParameter("`relevance` ranks what `q` finds, and `q` is missing.", parameter="sort")
    if query.cursor is not MISSING:
        raise InvalidCursor("`relevance` gives one page, the best; no cursor leads on from it.")
    wanted = list_page_conditions(connection, kind, query, most=MOST_CANDIDATES + 1, few=FEW_TO_RANK)
    found = _fetch_newest(connection, wanted, most=MOST_CANDIDATES + 1)
    candidates = found[:MOST_CANDIDATES]
    served = [ActRow.kind == kind, ActRow.status == ActStatus.ACTIVE]
    among = _fetch_newest(connection, served, most=MOST_CANDIDATES)
    scores = score_texts(search, [row.words for row in candidates], among=[row.words for row in among])
    ranked = sorted(zip(scores, candidates, strict=True), key=_order)[: query.limit]
    return Page(
        [row for _, row in ranked],
        query.limit,
        next_cursor=None,
        as_of_seq=read_head(connection).seq,
        count=count_rows(connection, select(ActRow.id).where(*wanted))
        if query.count is Count.EXACT
        else None,
        is_approximate=len(found) > len(candidates),
    )


def _fetch_newest(connection: Connection, wanted: Sequence[Condition], *, most: int) -> Sequence[AnyRow]:
    return connection.execute(NEWEST.where(*wanted).limit(most)).all()


def _order(ranked: tuple[float, AnyRow]) -> tuple[float, int, str]:
    score, row = ranked
    return -score, -row.adopted_order.toordinal(), row.id
