"""The acts that a search finds, the best first: one page, without a cursor.

Ranked are the newest finds, so that the answer does not take longer the commoner a word is. How common it
is, the newest acts of the kind tell: where every word has to stand, all finds have it, and cannot tell
"the" from "climate".
"""

from dataclasses import replace

from pydantic import MISSING
from sqlalchemy import Connection, select

from app.api.acts.listings import find_listing
from app.api.acts.schemas import ActListQuery, ActSort
from app.api.paging import Count, Page, count_rows, fetch_first
from app.api.search.queries import search_of
from app.api.selects import AnyRow
from app.errors import InvalidCursor, InvalidParameter
from app.search.ranking import score_texts
from app.store.feed import read_head
from app.store.search_dialects import list_newest_words
from app.store.search_tables import ActWordsRow
from app.store.tables import ActRow
from app.vocabulary import ActKind

MOST_CANDIDATES = 1000
"""How many finds are ranked, and how many acts tell how common a word is."""
WORDS = (
    select(ActWordsRow.words)
    .where(ActWordsRow.act_id == ActRow.id)
    .correlate(ActRow)
    .scalar_subquery()
    .label("words")
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
    newest, values = find_listing(connection, kind, query.model_copy(update={"sort": ActSort.NEWEST}))
    words = ActWordsRow.words if newest.walk else WORDS  # which a walk meets anyway
    with_words = replace(newest, select=newest.select.add_columns(words), along=None)
    found = fetch_first(connection, with_words, values, most=MOST_CANDIDATES + 1)
    candidates = found[:MOST_CANDIDATES]
    among = list_newest_words(connection, kind, most=MOST_CANDIDATES)
    scores = score_texts(search, [row.words for row in candidates], among=among)
    ranked = sorted(zip(scores, candidates, strict=True), key=_order)[: query.limit]
    return Page(
        [row for _, row in ranked],
        query.limit,
        next_cursor=None,
        as_of_seq=read_head(connection).seq,
        count=count_rows(connection, newest.select, values) if query.count is Count.EXACT else None,
        is_approximate=len(found) > len(candidates),
    )


def _order(ranked: tuple[float, AnyRow]) -> tuple[float, int, str]:
    score, row = ranked
    return -score, -row.adopted_order.toordinal(), row.id
