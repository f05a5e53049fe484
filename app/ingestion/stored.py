"""What the store holds of a document, a statement and its acts, as the values that identity and matching look
at; and the record of which documents have been read.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256

import orjson
from sqlalchemy import ColumnElement, Connection, delete, exists, not_, select, update

from app.errors import UnreadableDocument
from app.ingestion.alignment import Alignment
from app.ingestion.identity import StoredStatement
from app.ingestion.matching import StoredAct
from app.ingestion.reports import make_printable
from app.model import Document, Span, Text
from app.store.dialects import insert_missing
from app.store.tables import ActRow, SourceRow, SourceStatementRow, StatementRow, TextRow
from app.vocabulary import ActKind, Status

NUL_IN_JSON = rb"\u0000"


@dataclass(frozen=True, slots=True)
class Source:
    """A document by its content: `id` is the digest of bytes and overrides, `bytes_digest` of bytes alone."""

    id: str
    bytes_digest: str
    name: str


def identify_source(document: Document) -> Source:
    """The document by its content; raises UnreadableDocument when what is stated about it is no text.

    An override that is not given leaves no trace in the digest, so that the list of overrides can grow.
    """
    given = {name: value for name, value in asdict(document.overrides).items() if value}
    try:
        stated = orjson.dumps(given, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError as error:
        raise UnreadableDocument(f"what is stated about it cannot be stored: {error}") from error
    if NUL_IN_JSON in stated:
        raise UnreadableDocument("what is stated about it cannot be stored: it holds a NUL")
    return Source(
        id=sha256(document.content + b"\0" + stated).hexdigest(),
        bytes_digest=sha256(document.content).hexdigest(),
        name=make_printable(document.name),
    )


# --- reading what is there ----------------------------------------------------------------------------------


def find_maker(connection: Connection, source: Source) -> str | None:
    """The versions, as one digest, that last read this document to its end; None when none did."""
    return connection.scalar(select(SourceRow.made_by).where(SourceRow.id == source.id))


def list_statement_ids(connection: Connection, source: Source) -> list[str]:
    """Ids of the statements found in the document, those not withdrawn."""
    query = (
        select(StatementRow.id)
        .join(SourceStatementRow, SourceStatementRow.statement_id == StatementRow.id)
        .where(SourceStatementRow.source_id == source.id, StatementRow.status == Status.ACTIVE)
    )
    return list(connection.scalars(query.order_by(StatementRow.id)))


def load_statements_of_document(connection: Connection, source: Source) -> list[StoredStatement]:
    """The statements found in the document before.

    A document is known again by its bytes and overrides, under whatever name; and by its bytes and name,
    where the overrides have been corrected.
    """
    is_same_file = (SourceRow.bytes_digest == source.bytes_digest) & (SourceRow.name == source.name)
    found = (
        select(SourceStatementRow.statement_id)
        .join(SourceRow, SourceRow.id == SourceStatementRow.source_id)
        .where((SourceRow.id == source.id) | is_same_file)
    )
    return _load_statements(connection, StatementRow.id.in_(found))


def load_statements_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, StoredStatement]:
    """Those of the ids that are taken."""
    return {stored.id: stored for stored in _load_statements(connection, StatementRow.id.in_(list(ids)))}


def load_acts(connection: Connection, statement_id: str, text: Text) -> list[StoredAct]:
    """Every act the statement ever had, in the order of the text it was found in; `text` is what the
    statement is now.

    Of the texts it had before, only the last is held beside it: acts withdrawn earlier are known by their
    words alone.
    """
    columns = (ActRow.id, ActRow.kind, ActRow.text_id, ActRow.start, ActRow.end, ActRow.quote, ActRow.status)
    query = select(*columns).where(ActRow.statement_id == statement_id).order_by(ActRow.start, ActRow.id)
    alignments = _align_last_text(connection, statement_id, text)

    def find_place(text_id: str, span: Span) -> Span | None:
        if text_id == text.id:
            return span
        return alignments[text_id].find_place(span) if text_id in alignments else None

    return [
        StoredAct(
            id=row.id,
            kind=ActKind(row.kind),
            place=find_place(row.text_id, Span(row.start_offset, row.end_offset)),
            quote=row.quote,
            is_active=row.status == Status.ACTIVE,
        )
        for row in connection.execute(query)
    ]


def _align_last_text(connection: Connection, statement_id: str, text: Text) -> dict[str, Alignment]:
    """The text the statement had until now, by its id, if it was another."""
    query = (
        select(TextRow.id, TextRow.content)
        .join(StatementRow, StatementRow.text_id == TextRow.id)
        .where(StatementRow.id == statement_id, TextRow.id != text.id)
    )
    return {row.id: Alignment(row.content, text.content) for row in connection.execute(query)}


def _load_statements(connection: Connection, condition: ColumnElement[bool]) -> list[StoredStatement]:
    query = (
        select(
            StatementRow.id,
            StatementRow.number,
            StatementRow.text_id,
            StatementRow.source_id,
            SourceRow.bytes_digest,
            TextRow.content,
        )
        .join(TextRow, TextRow.id == StatementRow.text_id)
        .join(SourceRow, SourceRow.id == StatementRow.source_id)
        .where(condition)
        .order_by(StatementRow.id)
    )
    return [StoredStatement(**row._mapping) for row in connection.execute(query)]


# --- remembering what was read ------------------------------------------------------------------------------


def save_source(connection: Connection, source: Source) -> None:
    """Make the document known; it does not count as read before `save_source_as_read`."""
    row = {"id": source.id, "bytes_digest": source.bytes_digest, "name": source.name}
    insert_missing(connection, SourceRow, [row])


def link_statement(connection: Connection, source: Source, statement_id: str) -> None:
    """Say that the statement was found in the document, and that its text is the document's."""
    insert_missing(connection, SourceStatementRow, [{"source_id": source.id, "statement_id": statement_id}])
    is_elsewhere = (StatementRow.id == statement_id) & (StatementRow.source_id != source.id)
    connection.execute(update(StatementRow).where(is_elsewhere).values(source_id=source.id))


def save_source_as_read(
    connection: Connection, source: Source, *, made_by: str, statements: Collection[str]
) -> None:
    """Remember that the document has been read to its end, and that these are its statements."""
    is_lost = SourceStatementRow.statement_id.not_in(statements)
    connection.execute(delete(SourceStatementRow).where(SourceStatementRow.source_id == source.id, is_lost))
    read = {"name": source.name, "made_by": made_by}
    connection.execute(update(SourceRow).where(SourceRow.id == source.id).values(**read))


def forget_older_sources(connection: Connection, source: Source, replaced: Collection[str]) -> None:
    """Forget the documents that this one has replaced, so that they would be read if they came back.

    `replaced`: the sources its statements came from until now. Only those of the same name are older versions
    of it. One of another name is another rendition of the same statement and stays known, or the two would
    take turns for ever.
    """
    is_older = (SourceRow.name == source.name) & SourceRow.id.in_(set(replaced) - {source.id})
    is_used = exists().where(StatementRow.source_id == SourceRow.id)
    connection.execute(delete(SourceRow).where(is_older, not_(is_used)))
