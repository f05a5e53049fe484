"""The whole schema on one page: statements and their texts, acts and what belongs to them, the registry's
projection, runs. The tables of the feed, of full text, of counts, of corrections and of what replaced what
are on pages of their own.

Rows are written by `app.ingestion` alone (one transaction a statement) and read by `app.api` through Core
selects; there are no relations to load by accident. Closed lists are text with a check constraint, so that a
list can grow by a migration without a type change. The registry tables are the projection of
`app/registry/*.yaml`, synced at the start of a run.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app import vocabulary
from app.store import correction_tables, count_tables, feed_tables, search_tables
from app.store.columns import Json
from app.store.declarations import RepeatsAct, Row, Versioned, is_span, one_of, part_of
from app.store.orders import (
    days_of_deadlines,
    due_before_adopted,
    newest_of_an_actor,
    orders_of_acts,
    orders_of_statements,
)

# --- the registry's projection ------------------------------------------------------------------------------


class ActorRow(Versioned, Row):
    """A state, organisation, group, organ or office."""

    __tablename__ = "actor"
    __table_args__ = (
        one_of("kind", vocabulary.ActorKind),
        one_of("status", vocabulary.Status),
        Index(None, "name", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    official_name: Mapped[str | None]
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("actor.id"), index=True)
    speaks_for_members: Mapped[bool]
    source: Mapped[str]


class ActorNameRow(Row):
    """A way statements name an actor."""

    __tablename__ = "actor_name"

    actor_id: Mapped[str] = mapped_column(part_of("actor"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    is_ambiguous: Mapped[bool]


class ActorIdentifierRow(Row):
    """An actor's identifier in somebody else's scheme."""

    __tablename__ = "actor_identifier"

    actor_id: Mapped[str] = mapped_column(part_of("actor"), primary_key=True)
    scheme: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)


class MembershipRow(Row):
    """An actor belonged to a group from `start_date` (included) to `end_date` (excluded); NULL is open."""

    __tablename__ = "membership"
    __table_args__ = (Index(None, "group_id", "actor_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    actor_id: Mapped[str] = mapped_column(part_of("actor"), index=True)
    group_id: Mapped[str] = mapped_column(part_of("actor"))
    start_date: Mapped[date | None]
    end_date: Mapped[date | None]
    source: Mapped[str]
    is_verified: Mapped[bool]
    note: Mapped[str | None]


class ForumRow(Row):
    """A series of meetings."""

    __tablename__ = "forum"

    id: Mapped[str] = mapped_column(primary_key=True)
    actor_id: Mapped[str] = mapped_column(ForeignKey("actor.id"), index=True)
    name: Mapped[str]
    source: Mapped[str]


class MeetingRow(Versioned, Row):
    """One session of a forum."""

    __tablename__ = "meeting"
    __table_args__ = (
        one_of("status", vocabulary.Status),
        Index("ix_meeting_newest_first", text("first_day DESC"), "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    forum_id: Mapped[str] = mapped_column(ForeignKey("forum.id"), index=True)
    name: Mapped[str]
    number: Mapped[int | None]
    place: Mapped[str | None]
    country: Mapped[str | None]
    first_day: Mapped[date]
    last_day: Mapped[date]
    is_verified: Mapped[bool]
    source: Mapped[str]


class MeetingNameRow(Row):
    """A way statements name a meeting."""

    __tablename__ = "meeting_name"

    meeting_id: Mapped[str] = mapped_column(part_of("meeting"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)


class ThemeRow(Row):
    """An entry of the controlled vocabulary of topics."""

    __tablename__ = "theme"

    id: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str]
    scope: Mapped[str] = mapped_column(Text)
    cap: Mapped[list[int]] = mapped_column(Json)
    sdgs: Mapped[list[int]] = mapped_column(Json)


class RegistryStateRow(Row):
    """One row: the digest of the registry files the projection was made from."""

    __tablename__ = "registry_state"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str]


# --- runs ---------------------------------------------------------------------------------------------------


class RunRow(Row):
    """One execution of the ingestion job, with its tally and the versions that made it."""

    __tablename__ = "run"
    __table_args__ = (
        one_of("state", vocabulary.RunState),
        Index("ix_run_newest_first", text("started_at DESC"), "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    versions: Mapped[dict[str, str]] = mapped_column(Json)
    tally: Mapped[dict[str, int]] = mapped_column(Json)


class RunDocumentRow(Row):
    """What a run did with one document: a row for each statement in it, or one if it failed."""

    __tablename__ = "run_document"
    __table_args__ = (one_of("outcome", vocabulary.Outcome),)

    run_id: Mapped[str] = mapped_column(part_of("run"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    outcome: Mapped[str]
    statement_id: Mapped[str | None] = mapped_column(ForeignKey("statement.id"), index=True)
    message: Mapped[str | None] = mapped_column(Text)


# --- statements ---------------------------------------------------------------------------------------------


class TextRow(Row):
    """The clean text of a statement, immutable, addressed by its SHA-256."""

    __tablename__ = "text"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    length: Mapped[int]
    cuts: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    reader_version: Mapped[str]


class StatementRow(Versioned, Row):
    """One published communiqué, declaration or decision. `source_id`: where its text was last read from."""

    __tablename__ = "statement"
    __table_args__ = (one_of("status", vocabulary.Status), *orders_of_statements())

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str | None]
    adopted_date: Mapped[date | None]
    adopted_order: Mapped[date]
    place: Mapped[str | None]
    number: Mapped[str | None]
    url: Mapped[str | None]
    language: Mapped[str | None]
    forum_id: Mapped[str | None] = mapped_column(ForeignKey("forum.id"), index=True)
    meeting_id: Mapped[str | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    text_id: Mapped[str] = mapped_column(ForeignKey("text.id"), index=True)
    doubts: Mapped[list[dict[str, str]]] = mapped_column(Json)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), index=True)


class SourceRow(Row):
    """A document that statements were read from: `id` is the digest of its bytes and of the header facts
    stated from outside, `bytes_digest` of the bytes alone.

    `made_by`: digest of the versions that last read it to its end; NULL while none has.
    """

    __tablename__ = "source"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    bytes_digest: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str]
    made_by: Mapped[str | None] = mapped_column(String(64))


class SourceStatementRow(Row):
    """A statement found in a source. A statement may have several: its page, its PDF, an earlier version."""

    __tablename__ = "source_statement"

    source_id: Mapped[str] = mapped_column(part_of("source"), primary_key=True)
    statement_id: Mapped[str] = mapped_column(part_of("statement"), primary_key=True, index=True)


class StatementIssuerRow(Row):
    """Who issued a statement; joint statements have several. `actor_id` is NULL when the registry does not
    know the name.
    """

    __tablename__ = "statement_issuer"
    __table_args__ = (Index(None, "actor_id", "statement_id"),)

    statement_id: Mapped[str] = mapped_column(part_of("statement"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[str | None] = mapped_column(ForeignKey("actor.id"))
    name: Mapped[str]


class PassageRow(Row):
    """A paragraph, heading, list item or footnote of a statement's text."""

    __tablename__ = "passage"
    __table_args__ = (one_of("kind", vocabulary.PassageKind), is_span())

    statement_id: Mapped[str] = mapped_column(part_of("statement"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    number: Mapped[str | None]
    level: Mapped[int]
    start: Mapped[int] = mapped_column("start_offset")
    end: Mapped[int] = mapped_column("end_offset")
    is_truncated: Mapped[bool]


# --- acts: pledges and calls --------------------------------------------------------------------------------


class ActRow(Versioned, Row):
    """A pledge or a call. `adopted_order` repeats the statement's and `due_order` the deadlines', so that a
    list needs no join for its order.

    `text_id` is the text that `start` and `end` count in: for a withdrawn act not always the one its
    statement has now.
    """

    __tablename__ = "act"
    __table_args__ = (
        one_of("kind", vocabulary.ActKind),
        one_of("stage", vocabulary.Stage),
        CheckConstraint(f"(kind = '{vocabulary.ActKind.CALL}') = (stage IS NULL)", name="pledge_has_stage"),
        one_of("firmness", vocabulary.Firmness),
        one_of("polarity", vocabulary.Polarity),
        one_of("status", vocabulary.Status),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
        is_span(),
        *orders_of_acts(),
        Index(None, "statement_id", "start_offset"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    statement_id: Mapped[str] = mapped_column(ForeignKey("statement.id"))
    text_id: Mapped[str] = mapped_column(ForeignKey("text.id"), index=True)
    passage: Mapped[int]
    kind: Mapped[str]
    stage: Mapped[str | None]
    firmness: Mapped[str]
    polarity: Mapped[str]
    verb: Mapped[str]
    object: Mapped[str] = mapped_column(Text)
    start: Mapped[int] = mapped_column("start_offset")
    end: Mapped[int] = mapped_column("end_offset")
    quote: Mapped[str] = mapped_column(Text)
    scope: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    quantities: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    conditions: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    trace: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    confidence: Mapped[float]
    adopted_order: Mapped[date]
    due_order: Mapped[date]


class ActActorRow(Row):
    """An actor's part in an act, as the words name it. `actor_id` is NULL when the registry knows nobody, or
    several, of that name.
    """

    __tablename__ = "act_actor"
    __table_args__ = (
        one_of("role", vocabulary.ActorRole),
        is_span(),
        Index(None, "actor_id", "role", "act_id"),
    )

    act_id: Mapped[str] = mapped_column(part_of("act"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]
    actor_id: Mapped[str | None] = mapped_column(ForeignKey("actor.id"))
    name: Mapped[str]
    start: Mapped[int | None] = mapped_column("start_offset")
    end: Mapped[int | None] = mapped_column("end_offset")
    candidates: Mapped[list[str]] = mapped_column(Json)


class ActBindingRow(RepeatsAct, Row):
    """Every actor an act binds, or that makes it (for a call): named, or through a group it belonged to on
    the statement's date.
    """

    __tablename__ = "act_binding"
    __table_args__ = (newest_of_an_actor(), due_before_adopted())

    actor_id: Mapped[str] = mapped_column(ForeignKey("actor.id"), primary_key=True)
    act_id: Mapped[str] = mapped_column(part_of("act"), primary_key=True, index=True)
    is_direct: Mapped[bool]


class DeadlineRow(Row):
    """When, or at which meeting, an act is due, followed up or starts. Days are both included. `act_kind`
    repeats the act's, so that the timeline of pledges is one stretch of an index.
    """

    __tablename__ = "deadline"
    __table_args__ = (
        one_of("role", vocabulary.DeadlineRole),
        one_of("kind", vocabulary.DeadlineKind),
        one_of("precision", vocabulary.Precision),
        is_span(),
        CheckConstraint("earliest <= latest", name="interval"),
        Index("ix_deadline_nearest_first", "act_kind", "latest_order", "id"),
        days_of_deadlines(),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    act_id: Mapped[str] = mapped_column(part_of("act"))
    ordinal: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    start: Mapped[int] = mapped_column("start_offset")
    end: Mapped[int] = mapped_column("end_offset")
    role: Mapped[str]
    kind: Mapped[str]
    earliest: Mapped[date | None]
    latest: Mapped[date | None]
    latest_order: Mapped[date]
    act_kind: Mapped[str]
    edtf: Mapped[str | None]
    precision: Mapped[str]
    meeting_id: Mapped[str | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    awaited_meeting: Mapped[str | None] = mapped_column(Text)
    rule: Mapped[str]
    confidence: Mapped[float]
    alternatives: Mapped[list[dict[str, Any]]] = mapped_column(Json)


class ActThemeRow(Row):
    """A theme an act is about, and the words that say so."""

    __tablename__ = "act_theme"
    __table_args__ = (Index(None, "theme_id", "act_id"),)

    act_id: Mapped[str] = mapped_column(part_of("act"), primary_key=True)
    theme_id: Mapped[str] = mapped_column(ForeignKey("theme.id"), primary_key=True)
    words: Mapped[list[dict[str, Any]]] = mapped_column(Json)


class ActJsonRow(Row):
    """`PledgeOut` or `CallOut` of an act that is served, as it is where nothing is searched."""

    __tablename__ = "act_json"

    act_id: Mapped[str] = mapped_column(part_of("act"), primary_key=True)
    body: Mapped[str] = mapped_column(Text)


OTHER_PAGES = (correction_tables, count_tables, feed_tables, search_tables)
"""The pages of the other tables."""
METADATA = Row.metadata
"""Every table."""
