"""Stored statements and acts -> the same as the registry of now resolves them: the meeting a statement came
out of, the days and meetings of its deadlines, whom its acts name, and whom they bind.

Works on the words that are stored: reads no document and extracts nothing. Acts that stand in an earlier text
of their statement keep whom they name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from app.ingestion.bindings import find_bound_actors
from app.ingestion.layering import settle
from app.ingestion.named import list_mentions
from app.ingestion.rows import list_bindings, list_deadlines, list_parties, read_parties
from app.ingestion.stored_corrections import load_decided, save_extracted
from app.ingestion.stored_statements import read_header
from app.model import DeadlineMention, Header, Party, Span
from app.registry.facts import Registry
from app.resolution.deadlines import resolve_deadlines
from app.resolution.meetings import find_meeting_of_statement
from app.resolution.occasion import occasion_of
from app.resolution.parties import Cast, build_cast
from app.resolution.speakers import build_speaker
from app.store.feed import Telling
from app.store.objects import Record, Values
from app.store.records import save_records
from app.store.stored import load_records
from app.store.tables import (
    ActActorRow,
    ActBindingRow,
    ActRow,
    DeadlineRow,
    StatementIssuerRow,
    StatementRow,
    TextRow,
)
from app.vocabulary import DeadlineKind, DeadlineRole, Status


def resolve_stored(writing: Telling, registry: Registry) -> int:
    """Resolve everything active anew, and write what differs: the number of acts that do.

    The registry's tables say already what `registry` says. All of it is the caller's one transaction.
    """
    is_active = StatementRow.status == Status.ACTIVE
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
    scene = _open_scene(connection, statement, header, registry)

    def resolve(act: Record) -> Record:
        return replace(scene.resolve(act), statement=statement)

    is_its_own = ActRow.statement_id == statement_id
    decided = load_decided(connection, select(ActRow.id).where(is_its_own))
    active = connection.scalars(select(ActRow.id).where(is_its_own, ActRow.status == Status.ACTIVE)).all()
    free = load_records(connection, ActRow, [id_ for id_ in active if id_ not in decided])
    beneath = {id_: replace(known, extracted=resolve(known.extracted)) for id_, known in decided.items()}
    layered = settle(connection, beneath, statement=statement, registry=registry)
    save_extracted(connection, layered.decided)
    return len(save_records(writing, ActRow, [*map(resolve, free), *layered.records]).updated)


def _with_meeting(statement: Record, header: Header, registry: Registry) -> Record:
    meeting = find_meeting_of_statement(header, registry)
    known = {"forum_id": meeting.forum if meeting else None, "meeting_id": meeting.id if meeting else None}
    return replace(statement, values=statement.values | known)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the acts of one statement are resolved against. `issuers`: its actors, as they are stored."""

    header: Header
    issuers: tuple[str | None, ...]
    text_id: str
    cast: Cast

    def resolve(self, act: Record) -> Record:
        """The act, resolved anew."""
        registry = self.cast.speaker.registry
        is_here = act.values["text_id"] == self.text_id
        mentions = map(_read_mention, act.parts[DeadlineRow])
        content = self.cast.content if is_here else ""
        deadlines = resolve_deadlines(mentions, occasion_of(self.header), registry, context=content)
        parties: Sequence[Party] = read_parties(act.parts[ActActorRow])
        if is_here:
            parties = self.cast.list_all_parties(list_mentions(parties, self.cast, issuers=self.issuers))
        bindings = find_bound_actors(parties, on=self.header.adopted, registry=registry)
        anew = {
            ActActorRow: list_parties(parties, act.id),
            DeadlineRow: list_deadlines(deadlines, act.id),
            ActBindingRow: list_bindings(bindings, act.id),
        }
        return replace(act, parts={**act.parts, **anew})


def _open_scene(connection: Connection, statement: Record, header: Header, registry: Registry) -> _Scene:
    text_id = statement.values["text_id"]
    content = connection.scalar(select(TextRow.content).where(TextRow.id == text_id)) or ""
    issuers = tuple(row["actor_id"] for row in statement.parts[StatementIssuerRow])
    return _Scene(header, issuers, text_id, build_cast(content, header, build_speaker(header, registry)))


def _read_mention(row: Values) -> DeadlineMention:
    return DeadlineMention(
        text=row["text"],
        span=Span(row["start_offset"], row["end_offset"]),
        role=DeadlineRole(row["role"]),
        kind=DeadlineKind(row["kind"]),
        rule=row["rule"],
    )
