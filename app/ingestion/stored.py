"""What the store already holds of a document, a statement and its acts, as the values that identity and
matching look at; and which documents need no reading.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, delete, exists, not_, select, update

from app.ingestion.identity import StoredStatement
from app.ingestion.matching import StoredAct
from app.model import Document, Span
from app.store.dialects import upsert
from app.store.tables import ActRow, SourceRow, StatementRow, TextRow
from app.vocabulary import ActKind, ActStatus


@dataclass(frozen=True, slots=True)
class Source:
    """A document by its content: `digest` is of bytes and overrides, `bytes_digest` of the bytes alone."""

    name: str
    digest: str
    bytes_digest: str


def identify_source(document: Document) -> Source:
    """The document by its content. An override that is not given leaves no trace in the digest."""
    given = {name: value for name, value in asdict(document.overrides).items() if value}
    stated = orjson.dumps(given, option=orjson.OPT_SORT_KEYS)
    return Source(
        name=document.name,
        digest=sha256(document.content + b"\0" + stated).hexdigest(),
        bytes_digest=sha256(document.content).hexdigest(),
    )


def find_maker(connection: Connection, source: Source) -> str | None:
    """The versions, as one digest, that last read this document to its end; None when none did."""
    return connection.scalar(select(SourceRow.made_by).where(SourceRow.digest == source.digest))


def list_statement_ids(connection: Connection, source: Source) -> list[str]:
    """Ids of the statements whose text is this document's."""
    is_its = (StatementRow.source_digest == source.digest) & (StatementRow.status == ActStatus.ACTIVE)
    return list(connection.scalars(select(StatementRow.id).where(is_its).order_by(StatementRow.id)))


def load_statements_of_bytes(connection: Connection, source: Source) -> list[StoredStatement]:
    """The statements whose text was read from the same bytes, whatever was stated from outside."""
    digests = select(SourceRow.digest).where(SourceRow.bytes_digest == source.bytes_digest)
    return _load_statements(connection, StatementRow.source_digest.in_(digests))


def load_statements_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, StoredStatement]:
    """Those of the ids that are taken."""
    return {stored.id: stored for stored in _load_statements(connection, StatementRow.id.in_(list(ids)))}


def load_acts(connection: Connection, statement_id: str) -> list[StoredAct]:
    """Every act the statement ever had, in the order of the text."""
    columns = (ActRow.id, ActRow.kind, ActRow.text_id, ActRow.start, ActRow.end, ActRow.quote, ActRow.status)
    query = select(*columns).where(ActRow.statement_id == statement_id).order_by(ActRow.start, ActRow.id)
    return [
        StoredAct(
            id=row.id,
            kind=ActKind(row.kind),
            text_id=row.text_id,
            span=Span(row.start_offset, row.end_offset),
            quote=row.quote,
            is_active=row.status == ActStatus.ACTIVE,
        )
        for row in connection.execute(query)
    ]


def save_source(connection: Connection, source: Source, *, made_by: str, replaced: Collection[str]) -> None:
    """Remember that the document has been read to its end.

    `replaced` are the sources its statements came from until now. One of the same name is an older version
    of this document, and is forgotten with its last statement, so that it would be read if it came back. One
    of another name is another rendition, and stays known, so that the two do not take turns for ever.
    """
    row = {"digest": source.digest, "bytes_digest": source.bytes_digest, "name": source.name}
    upsert(connection, SourceRow, [{**row, "made_by": made_by}])
    is_used = exists().where(StatementRow.source_digest == SourceRow.digest)
    is_older = (SourceRow.name == source.name) & SourceRow.digest.in_(set(replaced) - {source.digest})
    connection.execute(delete(SourceRow).where(is_older, not_(is_used)))


def link_statement(connection: Connection, statement_id: str, source: Source) -> None:
    """Say where a statement's text was last read from; a statement that says so already is not touched."""
    is_elsewhere = (StatementRow.id == statement_id) & (StatementRow.source_digest != source.digest)
    connection.execute(update(StatementRow).where(is_elsewhere).values(source_digest=source.digest))


def _load_statements(connection: Connection, condition: ColumnElement[bool]) -> list[StoredStatement]:
    columns: tuple[Any, ...] = (
        StatementRow.id,
        StatementRow.number,
        StatementRow.text_id,
        StatementRow.source_digest,
        TextRow.content,
    )
    query = select(*columns).join(TextRow, TextRow.id == StatementRow.text_id)
    rows = connection.execute(query.where(condition).order_by(StatementRow.id))
    return [StoredStatement(**row._mapping) for row in rows]
