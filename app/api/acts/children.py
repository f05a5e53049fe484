"""What belongs to acts and statements, for a whole page at once: ids -> dictionaries by id, one SQL statement
a kind.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from app.api.selects import OWNERS, AnyRow, Json, by_owner, meeting_columns, read_meeting, read_wordings
from app.store.tables import (
    ActActorRow,
    ActorRow,
    ActThemeRow,
    DeadlineRow,
    MeetingRow,
    StatementIssuerRow,
    ThemeRow,
)
from app.vocabulary import ActorRole

ByOwner = dict[str, list[Json]]

ISSUERS = (
    select(
        StatementIssuerRow.statement_id.label("owner"),
        StatementIssuerRow.actor_id.label("id"),
        func.coalesce(ActorRow.name, StatementIssuerRow.name).label("name"),
    )
    .outerjoin(ActorRow, ActorRow.id == StatementIssuerRow.actor_id)
    .where(StatementIssuerRow.statement_id.in_(OWNERS))
    .order_by(StatementIssuerRow.ordinal)
)
PARTIES = (
    select(
        ActActorRow.act_id.label("owner"),
        ActActorRow.actor_id.label("id"),
        ActorRow.name.label("display_name"),
        ActActorRow.name.label("text"),
        ActActorRow.role,
        ActActorRow.start.label("start"),
        ActActorRow.end.label("end"),
        ActActorRow.candidates,
    )
    .outerjoin(ActorRow, ActorRow.id == ActActorRow.actor_id)
    .where(ActActorRow.act_id.in_(OWNERS))
    .order_by(ActActorRow.ordinal)
)
THEMES = (
    select(ActThemeRow.act_id.label("owner"), ThemeRow.id, ThemeRow.label, ActThemeRow.words)
    .join(ThemeRow, ThemeRow.id == ActThemeRow.theme_id)
    .where(ActThemeRow.act_id.in_(OWNERS))
    .order_by(ThemeRow.id)
)
DEADLINES_WITH_MEETINGS = select(
    DeadlineRow.act_id.label("owner"),
    DeadlineRow.id,
    DeadlineRow.text,
    DeadlineRow.start.label("start"),
    DeadlineRow.end.label("end"),
    DeadlineRow.role,
    DeadlineRow.kind,
    DeadlineRow.earliest,
    DeadlineRow.latest,
    DeadlineRow.latest_order,
    DeadlineRow.edtf,
    DeadlineRow.precision,
    DeadlineRow.awaited_meeting,
    DeadlineRow.rule,
    DeadlineRow.confidence,
    DeadlineRow.alternatives,
    *meeting_columns(),
).outerjoin(MeetingRow, MeetingRow.id == DeadlineRow.meeting_id)
DEADLINES = DEADLINES_WITH_MEETINGS.where(DeadlineRow.act_id.in_(OWNERS)).order_by(DeadlineRow.ordinal)


def list_issuers(connection: Connection, statements: Iterable[str]) -> ByOwner:
    """`IssuerOut` by statement, in the document's order."""
    return by_owner(connection, ISSUERS, statements, lambda row: {"id": row.id, "name": row.name})


def list_parties(connection: Connection, acts: Iterable[str]) -> ByOwner:
    """`PartyOut` by act, in the order of the text."""
    return by_owner(connection, PARTIES, acts, _read_party)


def list_themes(connection: Connection, acts: Iterable[str]) -> ByOwner:
    """`ThemeRefOut` by act, by id."""
    return by_owner(connection, THEMES, acts, lambda row: {"id": row.id, "label": row.label})


def list_theme_words(connection: Connection, acts: Iterable[str]) -> ByOwner:
    """`ThemeMatchOut` by act: its themes with the words that say so."""
    return by_owner(connection, THEMES, acts, _read_theme_words)


def list_deadlines(connection: Connection, acts: Iterable[str]) -> ByOwner:
    """`DeadlineOut` by act, in the order of the text."""
    return by_owner(connection, DEADLINES, acts, read_deadline)


def in_role(parties: Iterable[Json], role: ActorRole) -> list[Json]:
    """Those of the parties that have this role."""
    return [party for party in parties if party["role"] == role]


def read_statement_ref(row: AnyRow, issuers: ByOwner) -> Json:
    """`StatementRefOut` from a row that a statement is joined to."""
    return {
        "id": row.statement_id,
        "title": row.title,
        "adopted_date": row.adopted_date,
        "issuers": issuers[row.statement_id],
    }


def _read_party(row: AnyRow) -> Json:
    text = row.text or None
    return {
        "id": row.id,
        "name": row.display_name or text,
        "role": row.role,
        "text": text,
        "start": row.start,
        "end": row.end,
        "candidates": row.candidates,
    }


def _read_theme_words(row: AnyRow) -> Json:
    return {"id": row.id, "label": row.label, "words": read_wordings(row.words)}


def read_deadline(row: AnyRow) -> Json:
    """`DeadlineOut` from a row of `DEADLINES_WITH_MEETINGS`."""
    return {
        "id": row.id,
        "text": row.text,
        "start": row.start,
        "end": row.end,
        "role": row.role,
        "kind": row.kind,
        "earliest": row.earliest,
        "latest": row.latest,
        "edtf": row.edtf,
        "precision": row.precision,
        "meeting": read_meeting(row),
        "awaited_meeting": row.awaited_meeting,
        "rule": row.rule,
        "confidence": row.confidence,
        "alternatives": [read_alternative(alternative) for alternative in row.alternatives],
    }


def read_alternative(alternative: Json) -> Json:
    """`AlternativeOut` from a column of JSON, whose members PostgreSQL does not keep in order."""
    return {name: alternative[name] for name in ("earliest", "latest", "meeting", "reason")}
