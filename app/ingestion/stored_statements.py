"""A statement in the store -> the statement as it was read, and the document it was read from."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from app.errors import NotFound
from app.ingestion.stored import Source
from app.model import Cut, Doubt, Header, Issuer, Passage, Span, Statement, Text
from app.registry.facts import Registry
from app.store.objects import Record, Values
from app.store.stored import load_records
from app.store.tables import PassageRow, SourceRow, StatementIssuerRow, StatementRow, TextRow
from app.vocabulary import PassageKind, Status


def list_served_ids(connection: Connection, ids: Iterable[str] = ()) -> list[str]:
    """Ids of the statements that are served, all or those named, sorted. Raises NotFound for a name that none
    of them has.
    """
    query = select(StatementRow.id).where(StatementRow.status == Status.ACTIVE).order_by(StatementRow.id)
    served = list(connection.scalars(query))
    named = set(ids)
    if unknown := named.difference(served):
        raise NotFound(f"no statement that is served has the id {', '.join(sorted(unknown))}")
    return [id_ for id_ in served if id_ in named] if named else served


def load_statement(connection: Connection, statement_id: str, registry: Registry) -> tuple[Statement, Source]:
    """The statement, and the document its text came from."""
    (stored,) = load_records(connection, StatementRow, [statement_id])
    text = select(TextRow.content, TextRow.cuts).where(TextRow.id == stored.values["text_id"])
    content, cuts = connection.execute(text).one()
    statement = Statement(
        header=read_header(stored, registry),
        text=Text(content, tuple(Cut(**cut) for cut in cuts)),
        passages=tuple(map(_read_passage, stored.parts[PassageRow])),
        doubts=tuple(Doubt(**doubt) for doubt in stored.values["doubts"]),
    )
    source = (
        select(SourceRow.id, SourceRow.bytes_digest, SourceRow.name)
        .join(StatementRow, StatementRow.source_id == SourceRow.id)
        .where(StatementRow.id == statement_id)
    )
    return statement, Source(*connection.execute(source).one())


def read_header(statement: Record, registry: Registry) -> Header:
    """The header facts; an issuer that has left the registry is a name only."""
    values = statement.values
    return Header(
        title=values["title"],
        issuers=tuple(_read_issuers(statement.parts[StatementIssuerRow], registry)),
        adopted=values["adopted_date"],
        place=values["place"],
        number=values["number"],
        url=values["url"],
        language=values["language"],
    )


def _read_issuers(rows: Iterable[Values], registry: Registry) -> Iterator[Issuer]:
    for row in rows:
        yield Issuer(row["name"], row["actor_id"] if row["actor_id"] in registry.actors else None)


def _read_passage(row: Values) -> Passage:
    return Passage(
        ordinal=row["ordinal"],
        kind=PassageKind(row["kind"]),
        span=Span(row["start_offset"], row["end_offset"]),
        number=row["number"],
        level=row["level"],
        is_truncated=row["is_truncated"],
    )
