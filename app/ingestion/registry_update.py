"""Stored statements and acts -> the same as the registry of now resolves them: the meeting a statement came
out of, the days and meetings of its deadlines, and whom its acts bind.

Works on the words that are stored: reads no document and extracts nothing. What hangs on finding names in a
text (who is meant by them) stays as it is until the document is read again.
"""

from dataclasses import replace

from sqlalchemy import select

from app.ingestion.bindings import find_bound_actors
from app.ingestion.layering import settle
from app.ingestion.rows import list_bindings, list_deadlines, read_parties
from app.ingestion.stored_corrections import load_decided, save_extracted
from app.ingestion.stored_statements import read_header
from app.model import DeadlineMention, Header, Span
from app.registry.facts import Registry
from app.resolution.deadlines import resolve_deadlines
from app.resolution.meetings import find_meeting_of_statement
from app.resolution.occasion import occasion_of
from app.store.feed import Telling
from app.store.objects import Record, Values
from app.store.records import save_records
from app.store.stored import load_records
from app.store.tables import (
    ActActorRow,
    ActBindingRow,
    ActRow,
    DeadlineRow,
    StatementRow,
    TextRow,
)
from app.vocabulary import ActStatus, DeadlineKind, DeadlineRole


def resolve_stored(writing: Telling, registry: Registry) -> int:
    """Resolve everything active anew, and write what differs: the number of acts that do.

    The registry's tables say already what `registry` says. All of it is the caller's one transaction.
    """
    is_active = StatementRow.status == ActStatus.ACTIVE
    statements = writing.connection.scalars(
        select(StatementRow.id).where(is_active).order_by(StatementRow.id)
    ).all()
    return sum(_resolve_statement(writing, statement, registry) for statement in statements)


def _resolve_statement(writing: Telling, statement_id: str, registry: Registry) -> int:
    """Resolve one statement with its acts anew, beneath what people decided on them: the number of acts
    written.
    """
    connection = writing.connection
    (stored,) = load_records(connection, StatementRow, [statement_id])
    header = read_header(stored, registry)
    statement = _with_meeting(stored, header, registry)
    save_records(writing, StatementRow, [statement])
    text_id = statement.values["text_id"]
    content = connection.scalar(select(TextRow.content).where(TextRow.id == text_id)) or ""

    def resolve(act: Record) -> Record:
        context = content if act.values["text_id"] == text_id else ""
        return replace(_resolve_act(act, header, registry, content=context), statement=statement)

    is_its_own = ActRow.statement_id == statement_id
    decided = load_decided(connection, select(ActRow.id).where(is_its_own))
    active = connection.scalars(select(ActRow.id).where(is_its_own, ActRow.status == ActStatus.ACTIVE)).all()
    free = load_records(connection, ActRow, [id_ for id_ in active if id_ not in decided])
    beneath = {id_: replace(known, extracted=resolve(known.extracted)) for id_, known in decided.items()}
    layered = settle(connection, beneath, statement=statement, registry=registry)
    save_extracted(connection, layered.decided)
    return len(save_records(writing, ActRow, [*map(resolve, free), *layered.records]).updated)


def _with_meeting(statement: Record, header: Header, registry: Registry) -> Record:
    meeting = find_meeting_of_statement(header, registry)
    known = {"forum_id": meeting.forum if meeting else None, "meeting_id": meeting.id if meeting else None}
    return replace(statement, values=statement.values | known)


def _resolve_act(act: Record, header: Header, registry: Registry, *, content: str) -> Record:
    mentions = map(_read_mention, act.parts[DeadlineRow])
    deadlines = resolve_deadlines(mentions, occasion_of(header), registry, context=content)
    parties = read_parties(act.parts[ActActorRow])
    bindings = find_bound_actors(parties, on=header.adopted, registry=registry)
    anew = {
        DeadlineRow: list_deadlines(deadlines, act.id),
        ActBindingRow: list_bindings(bindings, act.id),
    }
    return replace(act, parts={**act.parts, **anew})


def _read_mention(row: Values) -> DeadlineMention:
    return DeadlineMention(
        text=row["text"],
        span=Span(row["start_offset"], row["end_offset"]),
        role=DeadlineRole(row["role"]),
        kind=DeadlineKind(row["kind"]),
        rule=row["rule"],
    )
