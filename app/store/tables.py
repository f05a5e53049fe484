"""The whole schema on one page: statements and their texts, acts and what belongs to them, the registry's
projection, runs.

Rows are written by `app.ingestion` alone (one transaction a statement) and read by `app.api` through Core
selects; there are no relations to load by accident. Closed lists are text with a check constraint, so that a
list can grow by a migration without a type change. The registry tables are the projection of
`app/registry/*.yaml`, synced at the start of a run.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB, VARCHAR
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.store.columns import UtcDateTime
from app.vocabulary import (
    ActKind,
    ActorKind,
    ActorRole,
    ActStatus,
    DeadlineKind,
    DeadlineRole,
    Firmness,
    Outcome,
    PassageKind,
    Polarity,
    Precision,
    RunState,
    Stage,
)

NO_DATE_FIRST = date(1, 1, 1)
"""Stands for an unknown adoption date in an order, so that keyset paging meets no NULL."""
NO_DATE_LAST = date(9999, 12, 31)
"""Stands for an unknown deadline in an order."""

Json = JSON().with_variant(JSONB(), "postgresql")
Name = String().with_variant(VARCHAR(collation="C"), "postgresql")
"""Ids and names sort by code point, as SQLite does, so that both databases answer in the same order."""


class Row(DeclarativeBase):
    """Base of every table; constraint names follow one convention on both databases."""

    type_annotation_map: ClassVar = {str: Name}
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """A closed list as a check constraint named after its column."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def is_span() -> CheckConstraint:
    """Offsets are a non-empty stretch of the text, or NULL where nothing in the text says it."""
    return CheckConstraint("0 <= start_offset AND start_offset < end_offset", name="span")


# --- the registry's projection ------------------------------------------------------------------------------


class ActorRow(Row):
    """A state, organisation, group, organ or office."""

    __tablename__ = "actor"
    __table_args__ = (one_of("kind", ActorKind),)

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(index=True)
    official_name: Mapped[str | None]
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("actor.id"), index=True)
    speaks_for_members: Mapped[bool]
    source: Mapped[str]


class ActorNameRow(Row):
    """A way statements name an actor."""

    __tablename__ = "actor_name"

    actor_id: Mapped[str] = mapped_column(ForeignKey("actor.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    is_ambiguous: Mapped[bool]


class ActorIdentifierRow(Row):
    """An actor's identifier in somebody else's scheme."""

    __tablename__ = "actor_identifier"

    actor_id: Mapped[str] = mapped_column(ForeignKey("actor.id", ondelete="CASCADE"), primary_key=True)
    scheme: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)


class MembershipRow(Row):
    """An actor belonged to a group from `start_date` (included) to `end_date` (excluded); NULL is open."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("actor_id", "group_id", "start_date"),
        Index(None, "group_id", "start_date"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    actor_id: Mapped[str] = mapped_column(ForeignKey("actor.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[str] = mapped_column(ForeignKey("actor.id", ondelete="CASCADE"))
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


class MeetingRow(Row):
    """One session of a forum."""

    __tablename__ = "meeting"
    __table_args__ = (Index(None, "first_day", "id"),)

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

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
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
    __table_args__ = (one_of("state", RunState), Index(None, "started_at", "id"))

    id: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    versions: Mapped[dict[str, str]] = mapped_column(Json)
    tally: Mapped[dict[str, int]] = mapped_column(Json)


class RunDocumentRow(Row):
    """What a run did with one document: a row for each statement in it, or one if it failed."""

    __tablename__ = "run_document"
    __table_args__ = (one_of("outcome", Outcome),)

    run_id: Mapped[str] = mapped_column(ForeignKey("run.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    outcome: Mapped[str]
    statement_id: Mapped[str | None] = mapped_column(ForeignKey("statement.id"), index=True)
    message: Mapped[str | None] = mapped_column(Text)


class SourceRow(Row):
    """A document whose statements are all stored: the bytes, the header facts stated from outside, and what
    read them last.

    `digest` is of bytes and overrides together, `bytes_digest` of the bytes alone. `made_by` is the digest of
    the versions (code, rules, model, registry): a document with the same digest and the same `made_by` would
    be read the same, so it is not.
    """

    __tablename__ = "source"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    bytes_digest: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str]
    made_by: Mapped[str] = mapped_column(String(64))


# --- statements ---------------------------------------------------------------------------------------------


class TextRow(Row):
    """The clean text of a statement, immutable, addressed by its SHA-256."""

    __tablename__ = "text"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    length: Mapped[int]
    cuts: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    reader_version: Mapped[str]


class StatementRow(Row):
    """One published communiqué, declaration or decision. `source_digest` names the source its text was last
    read from.
    """

    __tablename__ = "statement"
    __table_args__ = (one_of("status", ActStatus), Index(None, "adopted_order", "id"))

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
    source_digest: Mapped[str] = mapped_column(String(64), index=True)
    content_digest: Mapped[str] = mapped_column(String(64))
    status: Mapped[str]
    run_id: Mapped[str] = mapped_column(ForeignKey("run.id"), index=True)
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class StatementIssuerRow(Row):
    """Who issued a statement; joint statements have several. `actor_id` is NULL when the registry does not
    know the name.
    """

    __tablename__ = "statement_issuer"
    __table_args__ = (Index(None, "actor_id", "statement_id"),)

    statement_id: Mapped[str] = mapped_column(
        ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[str | None] = mapped_column(ForeignKey("actor.id"))
    name: Mapped[str]


class PassageRow(Row):
    """A paragraph, heading, list item or footnote of a statement's text."""

    __tablename__ = "passage"
    __table_args__ = (one_of("kind", PassageKind), is_span())

    statement_id: Mapped[str] = mapped_column(
        ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    number: Mapped[str | None]
    level: Mapped[int]
    start: Mapped[int] = mapped_column("start_offset")
    end: Mapped[int] = mapped_column("end_offset")
    is_truncated: Mapped[bool]


# --- acts: pledges and calls --------------------------------------------------------------------------------


class ActRow(Row):
    """A pledge or a call. `adopted_order` repeats the statement's, so that a list needs no join for its
    order.

    `text_id` is the text that `start` and `end` count in: for a withdrawn act not always the one its
    statement has now.
    """

    __tablename__ = "act"
    __table_args__ = (
        one_of("kind", ActKind),
        one_of("stage", Stage),
        CheckConstraint(f"(kind = '{ActKind.CALL}') = (stage IS NULL)", name="pledge_has_stage"),
        one_of("firmness", Firmness),
        one_of("polarity", Polarity),
        one_of("status", ActStatus),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
        is_span(),
        Index(None, "kind", "adopted_order", "statement_id", "start_offset", "id"),
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
    status: Mapped[str]
    content_digest: Mapped[str] = mapped_column(String(64))
    run_id: Mapped[str] = mapped_column(ForeignKey("run.id"), index=True)
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ActActorRow(Row):
    """An actor's part in an act, as the words name it. `actor_id` is NULL when the registry knows nobody, or
    several, of that name.
    """

    __tablename__ = "act_actor"
    __table_args__ = (one_of("role", ActorRole), is_span(), Index(None, "actor_id", "role", "act_id"))

    act_id: Mapped[str] = mapped_column(ForeignKey("act.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]
    actor_id: Mapped[str | None] = mapped_column(ForeignKey("actor.id"))
    name: Mapped[str]
    start: Mapped[int | None] = mapped_column("start_offset")
    end: Mapped[int | None] = mapped_column("end_offset")
    candidates: Mapped[list[str]] = mapped_column(Json)


class ActBindingRow(Row):
    """Every actor an act binds, or that makes it (for a call): named, or through a group it belonged to on
    the statement's date.
    """

    __tablename__ = "act_binding"

    actor_id: Mapped[str] = mapped_column(ForeignKey("actor.id"), primary_key=True)
    act_id: Mapped[str] = mapped_column(
        ForeignKey("act.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    is_direct: Mapped[bool]


class DeadlineRow(Row):
    """When, or at which meeting, a pledge is due, followed up or starts. Days are both included."""

    __tablename__ = "deadline"
    __table_args__ = (
        one_of("role", DeadlineRole),
        one_of("kind", DeadlineKind),
        one_of("precision", Precision),
        is_span(),
        CheckConstraint("earliest <= latest", name="interval"),
        Index(None, "latest_order", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    act_id: Mapped[str] = mapped_column(ForeignKey("act.id", ondelete="CASCADE"), index=True)
    ordinal: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    start: Mapped[int] = mapped_column("start_offset")
    end: Mapped[int] = mapped_column("end_offset")
    role: Mapped[str]
    kind: Mapped[str]
    earliest: Mapped[date | None]
    latest: Mapped[date | None]
    latest_order: Mapped[date]
    edtf: Mapped[str | None]
    precision: Mapped[str]
    meeting_id: Mapped[str | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    rule: Mapped[str]
    confidence: Mapped[float]
    alternatives: Mapped[list[dict[str, Any]]] = mapped_column(Json)


class ActThemeRow(Row):
    """A theme an act is about, and the words that say so."""

    __tablename__ = "act_theme"
    __table_args__ = (Index(None, "theme_id", "act_id"),)

    act_id: Mapped[str] = mapped_column(ForeignKey("act.id", ondelete="CASCADE"), primary_key=True)
    theme_id: Mapped[str] = mapped_column(ForeignKey("theme.id"), primary_key=True)
    words: Mapped[list[dict[str, Any]]] = mapped_column(Json)
