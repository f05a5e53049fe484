"""Everything of full text that differs between SQLite and PostgreSQL: what a search is in each one's query
language, and where a query has to begin.

SQLite has an FTS5 table beside each table of words, kept by triggers; PostgreSQL a GIN index on them. Both
part `words` at its spaces and change nothing, so that both find the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    TableClause,
    and_,
    bindparam,
    cast,
    column,
    func,
    not_,
    or_,
    select,
    table,
    text,
    true,
    tuple_,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from app.search.grammar import Search, Term
from app.store.dialects import is_sqlite
from app.store.search_tables import ActWordsRow, PassageWordsRow, WordsType
from app.store.tables import ActRow, PassageRow
from app.vocabulary import ActKind, Status

A_DAY = 1 << 24
"""So many numbers are kept for the words of the acts of one kind and day."""
FEW = 1000
"""Up to so many finds SQLite begins with them and sorts. With more it walks the list in its order and looks
each row up, which meets a page of them soon enough; both take some milliseconds here among 100,000 acts.
"""
OWNERS: dict[WordsType, tuple[tuple[Any, Any], ...]] = {
    ActWordsRow: ((ActWordsRow.act_id, ActRow.id),),
    PassageWordsRow: (
        (PassageWordsRow.statement_id, PassageRow.statement_id),
        (PassageWordsRow.ordinal, PassageRow.ordinal),
    ),
}
"""How words point at what they are the words of."""
FTS: Mapping[WordsType, TableClause] = {
    words: table(f"{words.__tablename__}_fts", column("rowid", Integer), column("words")) for words in OWNERS
}
"""SQLite's tables of full text."""
NUMBER = FTS[ActWordsRow].c.rowid
"""Of the words of an act in SQLite: the newer the day, the less; of acts of a day it tells nothing."""
SOUGHT = bindparam("sought", type_=String)
PLAN_ANEW = text("SET LOCAL plan_cache_mode = force_custom_plan")
"""For this transaction: after some searches PostgreSQL would keep one plan for all, whatever is sought, which
takes half a second among 100,000 acts where each one's own takes some milliseconds.
"""


@dataclass(frozen=True, slots=True)
class Finds:
    """What a search finds: a condition on the rows whose words are searched.

    `are_few`: the query has to begin with them, and nothing else in it may offer SQLite an index to begin
    with, because it knows no better than to take that.
    """

    condition: ColumnElement[bool]
    are_few: bool = False


def find(connection: Connection, words: WordsType, search: Search, *, few: int = FEW) -> Finds:
    """What is found in `words`, as a condition on `ActRow` or `PassageRow`."""
    if not search.alternatives and not search.excluded:
        return Finds(true())
    if is_sqlite(connection):
        return _find_in_sqlite(connection, words, search, few=few)
    connection.execute(PLAN_ANEW)
    return Finds(_is_owner_of(words, select(*_pointers(words)).where(_match_postgresql(words, search))))


def gives_newest_first(connection: Connection, search: Search) -> bool:
    """Whether the index can be walked in the order of `NUMBER`. PostgreSQL's knows none, and where words do
    not stand no index says.
    """
    return is_sqlite(connection) and bool(search.alternatives)


def walk_newest(kind: ActKind) -> ColumnElement[bool]:
    """Ties acts of a kind to what is found (`name_search`), so that a query can walk it in the order of
    `NUMBER`.
    """
    first, last = _list_numbers(kind, date.max, date.min)
    return and_(
        _matches(ActWordsRow, SOUGHT),
        NUMBER.between(first, last),
        ActWordsRow.number == NUMBER,
        ActRow.id == ActWordsRow.act_id,
    )


def name_search(search: Search) -> Mapping[str, str]:
    """The value that `walk_newest` leaves open."""
    return {SOUGHT.key: _write_fts_search(search)}


def begin_day(kind: ActKind, day: date) -> int:
    """The least `NUMBER` of acts of a kind and day."""
    return _list_numbers(kind, day, day)[0]


def list_newest_words(connection: Connection, kind: ActKind, *, most: int) -> Sequence[str]:
    """The words of the newest acts of a kind; of the last day that comes in, which ones is the database's."""
    if is_sqlite(connection):
        first, last = _list_numbers(kind, date.max, date.min)
        newest = select(ActWordsRow.words).where(ActWordsRow.number.between(first, last))
        newest = newest.order_by(ActWordsRow.number)
    else:
        words = select(ActWordsRow.words).where(ActWordsRow.act_id == ActRow.id).scalar_subquery()
        newest = select(words).where(ActRow.kind == kind, ActRow.status == Status.ACTIVE)
        newest = newest.order_by(ActRow.adopted_order.desc(), ActRow.statement_id, ActRow.start, ActRow.id)
    return connection.scalars(newest.limit(most)).all()


def number_words(
    connection: Connection, kind: ActKind, day: date, rows: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The words of acts with the next of their day's numbers, where SQLite's index gives finds by number."""
    if not is_sqlite(connection):
        return [dict(row) for row in rows]
    first, last = _list_numbers(kind, day, day)
    of_day = select(func.max(ActWordsRow.number)).where(ActWordsRow.number.between(first, last))
    taken = connection.scalar(of_day)
    start = first if taken is None else taken + 1
    return [{**row, "number": number} for number, row in enumerate(rows, start=start)]


def _list_numbers(kind: ActKind, newest: date, oldest: date) -> tuple[int, int]:
    """The first and the last of the numbers of a kind of acts and some days: the newer the day, the less."""
    days = (date.max - date.min).days + 1
    newest_of_kind = date.max.toordinal() + list(ActKind).index(kind) * days
    return (
        (newest_of_kind - newest.toordinal()) * A_DAY,
        (newest_of_kind - oldest.toordinal() + 1) * A_DAY - 1,
    )


def find_in_statement(connection: Connection, statement_id: str, search: Search) -> ColumnElement[bool]:
    """What is found among the passages of one statement, as a condition on `PassageRow`. SQLite is told
    between which numbers their words lie, so that it looks through no others.
    """
    if not is_sqlite(connection) or search == Search((), ()):
        return find(connection, PassageWordsRow, search).condition
    of_statement = PassageWordsRow.statement_id == statement_id
    least, most = (
        select(bound(PassageWordsRow.number)).where(of_statement).scalar_subquery()
        for bound in (func.min, func.max)
    )
    return _is_found_in_sqlite(PassageWordsRow, search, column("rowid").between(least, most))


def is_modelled(name: str | None, kind: str) -> bool:
    """Whether a table or an index of the database is one of the models' and not a means of search, which
    SQLite has as tables (`act_words_fts_data`) and PostgreSQL as indexes over an expression.
    """
    means = {"table": "_words_fts", "index": "_words_words"}
    return kind not in means or means[kind] not in (name or "")


def _pointers(words: WordsType) -> list[Any]:
    return [pointer for pointer, _ in OWNERS[words]]


def _is_owner_of(words: WordsType, found: Select[Any]) -> ColumnElement[bool]:
    keys = [key for _, key in OWNERS[words]]
    return (keys[0] if len(keys) == 1 else tuple_(*keys)).in_(found)


# --- SQLite -------------------------------------------------------------------------------------------------


def _find_in_sqlite(connection: Connection, words: WordsType, search: Search, *, few: int) -> Finds:
    if not search.alternatives:
        return Finds(_is_found_in_sqlite(words, search))
    found = _select_numbers(words, _write_fts_search(search))
    count = connection.scalar(select(func.count()).select_from(found.limit(few + 1).subquery()))
    if count is not None and count > few:
        return Finds(_is_found_in_sqlite(words, search))
    return Finds(_is_owner_of(words, select(*_pointers(words)).where(words.number.in_(found))), are_few=True)


def _is_found_in_sqlite(
    words: WordsType, search: Search, *bounds: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Whether the row at hand is found, by the number of its words; what is found lies within the bounds."""
    if search.alternatives:
        return _number(words).in_(_select_numbers(words, _write_fts_search(search)).where(*bounds))
    excluded = _select_numbers(words, _write_fts(search.excluded, " OR "))
    return _number(words).not_in(excluded.where(*bounds))


def _select_numbers(words: WordsType, query: str) -> Select[Any]:
    return select(FTS[words].c.rowid).where(_matches(words, query))


def _matches(words: WordsType, query: str | BindParameter[str]) -> ColumnElement[bool]:
    return FTS[words].c.words.op("MATCH", is_comparison=True)(query)


def _number(words: WordsType) -> ColumnElement[int]:
    """The number of the words of the row at hand."""
    is_its_own = and_(*(pointer == key for pointer, key in OWNERS[words]))
    return select(words.number).where(is_its_own).scalar_subquery()


def _write_fts_search(search: Search) -> str:
    """In FTS5's language. Words hold letters and digits only: nothing in them has to be escaped."""
    sought = " OR ".join(f"({_write_fts(terms, ' AND ')})" for terms in search.alternatives)
    return f"({sought}) NOT ({_write_fts(search.excluded, ' OR ')})" if search.excluded else sought


def _write_fts(terms: Iterable[Term], operator: str) -> str:
    return operator.join(f'"{term.as_text}"{" *" if term.is_prefix else ""}' for term in terms)


# --- PostgreSQL ---------------------------------------------------------------------------------------------


def _match_postgresql(words: WordsType, search: Search) -> ColumnElement[bool]:
    sought = or_(*(_match_all(words, terms) for terms in search.alternatives), *_everything(search))
    return and_(sought, *(not_(_match_all(words, [term])) for term in search.excluded))


def _everything(search: Search) -> list[ColumnElement[bool]]:
    return [] if search.alternatives else [true()]


def _match_all(words: WordsType, terms: Iterable[Term]) -> ColumnElement[bool]:
    """The index knows the words, not their order: a phrase is looked for where all of its words are."""
    terms = list(terms)
    vector = func.array_to_tsvector(func.string_to_array(words.words, " "))
    query = " & ".join(lexeme for term in terms for lexeme in _write_lexemes(term))
    phrases = [_holds_phrase(words, term) for term in terms if len(term.words) > 1]
    return and_(vector.op("@@", is_comparison=True)(cast(query, TSQUERY)), *phrases)


def _write_lexemes(term: Term) -> list[str]:
    *whole, last = (f"'{word}'" for word in term.words)
    return [*whole, f"{last}:*" if term.is_prefix else last]


def _holds_phrase(words: WordsType, term: Term) -> ColumnElement[bool]:
    phrase = f" {term.as_text}" if term.is_prefix else f" {term.as_text} "
    return func.strpos(func.concat(" ", words.words, " "), phrase) > 0
