"""A query with `q` -> what it finds in the store, and where a result matches."""

from pydantic import MISSING
from sqlalchemy import Connection, true

from app.api.paging import QueryModel
from app.api.selects import Json
from app.model import Span
from app.search.grammar import Search, read_search
from app.search.snippets import cut_snippet
from app.store.search_dialects import Finds, find
from app.store.search_tables import WordsType


def search_of(query: QueryModel) -> Search | None:
    """What is sought; None where the query has no `q`."""
    q = getattr(query, "q", MISSING)
    return None if q is MISSING else read_search(q)


def find_matching(connection: Connection, words: WordsType, query: QueryModel) -> Finds:
    """What `query` finds in `words`; everything without a `q`."""
    search = search_of(query)
    return Finds(true()) if search is None else find(connection, words, search)


def cut_match(content: str, search: Search | None, *, start: int) -> Json | None:
    """`MatchOut` of a part of a statement's text, which begins there at `start`; None without a search."""
    if search is None:
        return None
    snippet = cut_snippet(content, search)

    def read(span: Span) -> Json:
        return {
            "text": content[span.start : span.end],
            "start": start + span.start,
            "end": start + span.end,
        }

    return {**read(snippet.span), "highlights": [read(span) for span in snippet.highlights]}
