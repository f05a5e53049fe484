"""What belongs to acts and statements, each kind as one column of JSON for a select of them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, String, func, literal_column, select

from app.store.json_rows import json_object, json_object_or_null, json_rows
from app.store.tables import (
    ActActorRow,
    ActorRow,
    ActRow,
    ActThemeRow,
    DeadlineRow,
    MeetingRow,
    StatementIssuerRow,
    StatementRow,
    ThemeRow,
)
from app.vocabulary import ActorRole

NOTHING = literal_column("''", String)
"""What is kept where no words are meant."""
MEETING = json_object_or_null(
    MeetingRow.id,
    id=MeetingRow.id,
    name=MeetingRow.name,
    place=MeetingRow.place,
    first_day=MeetingRow.first_day,
    last_day=MeetingRow.last_day,
)
"""`MeetingRefOut` where a meeting was joined; null where there is none."""

ISSUERS = json_rows(
    select(
        StatementIssuerRow.actor_id.label("id"),
        func.coalesce(ActorRow.name, StatementIssuerRow.name).label("name"),
    )
    .outerjoin(ActorRow, ActorRow.id == StatementIssuerRow.actor_id)
    .where(StatementIssuerRow.statement_id == StatementRow.id)
    .order_by(StatementIssuerRow.ordinal)
    .correlate(StatementRow)
)
"""`IssuerOut` of a statement, in the document's order."""
STATEMENT_REF = json_object(
    id=StatementRow.id, title=StatementRow.title, adopted_date=StatementRow.adopted_date, issuers=ISSUERS
)
"""`StatementRefOut`."""
ACT_HEAD: Mapping[str, Any] = {
    "id": ActRow.id,
    "statement": STATEMENT_REF,
    "stage": ActRow.stage,
    "firmness": ActRow.firmness,
    "polarity": ActRow.polarity,
    "quote": ActRow.quote,
}
"""What an act begins with, wherever it is shown."""
PARTIES_OF_ACT = (
    select(
        ActActorRow.actor_id.label("id"),
        func.coalesce(ActorRow.name, func.nullif(ActActorRow.name, NOTHING)).label("name"),
        ActActorRow.role,
        func.nullif(ActActorRow.name, NOTHING).label("text"),
        ActActorRow.start.label("start"),
        ActActorRow.end.label("end"),
        ActActorRow.candidates,
    )
    .outerjoin(ActorRow, ActorRow.id == ActActorRow.actor_id)
    .where(ActActorRow.act_id == ActRow.id)
    .order_by(ActActorRow.ordinal)
    .correlate(ActRow)
)
PARTIES = json_rows(PARTIES_OF_ACT)
"""`PartyOut` of an act, whatever their roles, in the order of the text."""
THEMES_OF_ACT = (
    select(ThemeRow.id, ThemeRow.label)
    .join(ActThemeRow, ActThemeRow.theme_id == ThemeRow.id)
    .where(ActThemeRow.act_id == ActRow.id)
    .order_by(ActThemeRow.theme_id)
    .correlate(ActRow)
)
THEMES = json_rows(THEMES_OF_ACT)
"""`ThemeRefOut` of an act, by id."""
THEMES_WITH_WORDS = json_rows(THEMES_OF_ACT.add_columns(ActThemeRow.words))
"""`ThemeMatchOut` of an act: its themes with the words that say so."""
DEADLINE_COLUMNS = (
    DeadlineRow.id,
    DeadlineRow.text,
    DeadlineRow.start.label("start"),
    DeadlineRow.end.label("end"),
    DeadlineRow.role,
    DeadlineRow.kind,
    DeadlineRow.earliest,
    DeadlineRow.latest,
    DeadlineRow.edtf,
    DeadlineRow.precision,
    MEETING.label("meeting"),
    DeadlineRow.awaited_meeting,
    DeadlineRow.rule,
    DeadlineRow.confidence,
    DeadlineRow.alternatives,
)
"""`DeadlineOut`, of a select that joins deadlines and their meetings."""
DEADLINES = json_rows(
    select(*DEADLINE_COLUMNS)
    .outerjoin(MeetingRow, MeetingRow.id == DeadlineRow.meeting_id)
    .where(DeadlineRow.act_id == ActRow.id)
    .order_by(DeadlineRow.ordinal)
    .correlate(ActRow)
)
"""`DeadlineOut` of an act, in the order of the text."""


def parties_in(role: ActorRole) -> ColumnElement[Any]:
    """`PartyOut` of an act in a role, in the order of the text."""
    return json_rows(PARTIES_OF_ACT.where(ActActorRow.role == role))
