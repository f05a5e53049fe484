"""What is written of acts and statements -> their words, in the same transaction (`app.store.records`).

What is served has its words in the tables of full text, and what is withdrawn has none.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, delete, insert, select

from app.search.words import index_words
from app.store.feed import ServedType
from app.store.objects import Record, Values
from app.store.search_dialects import number_words
from app.store.search_tables import ActWordsRow, PassageWordsRow
from app.store.tables import ActRow, PassageRow, StatementRow, TextRow
from app.vocabulary import ActKind


def update_index(
    connection: Connection, row_type: ServedType, written: Sequence[Record], *, withdrawn: Collection[str]
) -> None:
    """Index what was written, and take out what was withdrawn. Actors and meetings have no words."""
    stale = [*withdrawn, *(record.id for record in written)]
    if stale and row_type is ActRow:
        connection.execute(delete(ActWordsRow).where(ActWordsRow.act_id.in_(stale)))
        _insert_words(connection, ActWordsRow, _list_acts(connection, written))
    if stale and row_type is StatementRow:
        connection.execute(delete(PassageWordsRow).where(PassageWordsRow.statement_id.in_(stale)))
        contents = _load_contents(connection, written)
        _insert_words(connection, PassageWordsRow, _list_passages(written, contents))


def _insert_words(
    connection: Connection, words: type[ActWordsRow] | type[PassageWordsRow], rows: Iterable[Values]
) -> None:
    if found := list(rows):
        connection.execute(insert(words), found)


def _list_acts(connection: Connection, acts: Iterable[Record]) -> Iterable[Values]:
    by_day: dict[tuple[ActKind, date], list[Values]] = defaultdict(list)
    for act in acts:
        row = {"act_id": act.id, "words": index_words(act.values["quote"])}
        by_day[ActKind(act.values["kind"]), act.values["adopted_order"]].append(row)
    for (kind, day), rows in by_day.items():
        yield from number_words(connection, kind, day, rows)


def _list_passages(statements: Iterable[Record], contents: Mapping[str, str]) -> Iterable[Values]:
    for statement in statements:
        content = contents[statement.values["text_id"]]
        for passage in statement.parts.get(PassageRow, ()):
            words = index_words(content[passage["start_offset"] : passage["end_offset"]])
            yield {"statement_id": statement.id, "ordinal": passage["ordinal"], "words": words}


def _load_contents(connection: Connection, statements: Iterable[Record]) -> Mapping[str, str]:
    """The texts of the statements, by id."""
    ids = {statement.values["text_id"] for statement in statements}
    return dict(connection.execute(select(TextRow.id, TextRow.content).where(TextRow.id.in_(ids))).all())
