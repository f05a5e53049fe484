"""What belongs to acts and statements, for a whole page at once: ids -> dictionaries by id, one SQL statement
a kind.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from app.api.selects import AnyRow, AnySelect, Json, by_owner, meeting_columns, read_meeting, read_wordings
from app.store.tables import (
    ActActorRow,
    ActorRow,
    ActThemeRow,
    DeadlineRow,
    MeetingRow,
    StatementIssuerRow,
    ThemeRow,
)

ByOwner = dict[str, list[Json]]


def list_issuers(connection: Connection, statements: Iterable[str]) -> ByOwner:
    """`IssuerOut` by statement, in the document's order."""
    wanted = (
        select(
            StatementIssuerRow.statement_id.label("owner"),
            StatementIssuerRow.actor_id.label("id"),
            func.coalesce(ActorRow.name, StatementIssuerRow.name).label("name"),
        )
        .outerjoin(ActorRow, ActorRow.id == StatementIssuerRow.actor_id)
        .where(StatementIssuerRow.statement_id.in_(set(statements)))
        .order_by(StatementIssuerRow.ordinal)
    )
    return by_owner(connection, wanted, lambda row: {"id": row.id, "name": row.name})


def list_parties(connection: Connection, acts: Iterable[str]) -> ByOwner:
    """`PartyOut` by act, in the order of the text."""
    wanted = (
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
        .where(ActActorRow.act_id.in_(acts))
        .order_by(ActActorRow.ordinal)
    )
    return by_owner(connection, wanted, _read_party)


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


def list_themes(connection: Connection, acts: Iterable[str]) -> ByOwner:
    """`ThemeRefOut` by act, by id."""
    wanted = (
        select(ActThemeRow.act_id.label("owner"), ThemeRow.id, ThemeRow.label)
        .join(ThemeRow, ThemeRow.id == ActThemeRow.theme_id)
        .where(ActThemeRow.act_id.in_(acts))
        .order_by(ThemeRow.id)
    )
    return by_owner(connection, wanted, lambda row: {"id": row.id, "label": row.label})


def list_theme_words(connection: Connection, act: str) -> list[Json]:
    """`ThemeMatchOut` of one act: its themes with the words that say so."""
    wanted = (
        select(ThemeRow.id, ThemeRow.label, ActThemeRow.words)
        .join(ActThemeRow, ActThemeRow.theme_id == ThemeRow.id)
        .where(ActThemeRow.act_id == act)
        .order_by(ThemeRow.id)
    )
    return [
        {"id": row.id, "label": row.label, "words": read_wordings(row.words)}
        for row in connection.execute(wanted)
    ]


def list_deadlines(connection: Connection, acts: Iterable[str]) -> ByOwner:
    """`DeadlineOut` by act, in the order of the text."""
    wanted = select_deadlines().where(DeadlineRow.act_id.in_(acts)).order_by(DeadlineRow.ordinal)
    return by_owner(connection, wanted, read_deadline)


def select_deadlines() -> AnySelect:
    """Deadlines with their meetings; `owner` is the act."""
    return select(
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
        DeadlineRow.rule,
        DeadlineRow.confidence,
        DeadlineRow.alternatives,
        *meeting_columns(),
    ).outerjoin(MeetingRow, MeetingRow.id == DeadlineRow.meeting_id)


def read_deadline(row: AnyRow) -> Json:
    """`DeadlineOut` from a row of `select_deadlines`."""
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
        "rule": row.rule,
        "confidence": row.confidence,
        "alternatives": [_read_alternative(alternative) for alternative in row.alternatives],
    }


def _read_alternative(alternative: Json) -> Json:
    return {name: alternative[name] for name in ("earliest", "latest", "meeting", "reason")}
