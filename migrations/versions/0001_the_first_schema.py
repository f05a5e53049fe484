"""The first schema: the registry's projection, runs, statements and their texts, acts and their parts."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NAME = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
DIGEST = sa.String(64)

# fmt: off
TABLES = (
    "actor", "actor_name", "actor_identifier", "membership",
    "forum", "meeting", "meeting_name", "theme", "registry_state",
    "run", "source",
    "text", "statement", "statement_issuer", "passage", "source_statement", "run_document",
    "act", "act_actor", "act_binding", "act_theme", "deadline",
)
# fmt: on


def upgrade() -> None:
    """From an empty database."""
    create_actors()
    create_meetings_and_themes()
    create_runs()
    create_statements()
    create_parts_of_statements()
    create_acts()
    create_parts_of_acts()
    create_deadlines()


def downgrade() -> None:
    """To an empty database."""
    for table in reversed(TABLES):
        op.drop_table(table)


def required(kind: sa.types.TypeEngine[Any], *names: str) -> list[sa.Column[Any]]:
    """Columns that always hold a value."""
    return [sa.Column(name, kind, nullable=False) for name in names]


def optional(kind: sa.types.TypeEngine[Any], *names: str) -> list[sa.Column[Any]]:
    """Columns that may be NULL: not known."""
    return [sa.Column(name, kind, nullable=True) for name in names]


def points_to(table: str, column: str, target: str, *, cascade: bool = False) -> sa.ForeignKeyConstraint:
    """A foreign key named by the convention; `cascade`: the row goes with the one it points to."""
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=name, ondelete="CASCADE" if cascade else None
    )


def one_of(table: str, column: str, *values: str) -> sa.CheckConstraint:
    """A closed list."""
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def a_span(table: str) -> sa.CheckConstraint:
    """Offsets that are a non-empty stretch of text."""
    return sa.CheckConstraint(
        "0 <= start_offset AND start_offset < end_offset", name=op.f(f"ck_{table}_span")
    )


def create_actors() -> None:
    """Actors, their names and identifiers, and who belonged to whom."""
    op.create_table(
        "actor",
        *required(NAME, "id", "kind", "name"),
        *optional(NAME, "official_name", "parent_id"),
        *required(sa.Boolean(), "speaks_for_members"),
        *required(NAME, "source"),
        one_of("actor", "kind", "state", "organisation", "group", "organ", "office"),
        points_to("actor", "parent_id", "actor"),
        sa.PrimaryKeyConstraint("id", name="pk_actor"),
    )
    op.create_index("ix_actor_name", "actor", ["name"])
    op.create_index("ix_actor_parent_id", "actor", ["parent_id"])
    op.create_table(
        "actor_name",
        *required(NAME, "actor_id", "name"),
        *required(sa.Boolean(), "is_ambiguous"),
        points_to("actor_name", "actor_id", "actor", cascade=True),
        sa.PrimaryKeyConstraint("actor_id", "name", name="pk_actor_name"),
    )
    op.create_table(
        "actor_identifier",
        *required(NAME, "actor_id", "scheme", "value"),
        points_to("actor_identifier", "actor_id", "actor", cascade=True),
        sa.PrimaryKeyConstraint("actor_id", "scheme", "value", name="pk_actor_identifier"),
    )
    op.create_table(
        "membership",
        *required(NAME, "id", "actor_id", "group_id"),
        *optional(sa.Date(), "start_date", "end_date"),
        *required(NAME, "source"),
        *required(sa.Boolean(), "is_verified"),
        *optional(NAME, "note"),
        points_to("membership", "actor_id", "actor", cascade=True),
        points_to("membership", "group_id", "actor", cascade=True),
        sa.PrimaryKeyConstraint("id", name="pk_membership"),
    )
    op.create_index("ix_membership_actor_id", "membership", ["actor_id"])
    op.create_index("ix_membership_group_id_actor_id", "membership", ["group_id", "actor_id"])


def create_meetings_and_themes() -> None:
    """Forums, their meetings, themes, and the digest of the registry they are projected from."""
    op.create_table(
        "forum",
        *required(NAME, "id", "actor_id", "name", "source"),
        points_to("forum", "actor_id", "actor"),
        sa.PrimaryKeyConstraint("id", name="pk_forum"),
    )
    op.create_index("ix_forum_actor_id", "forum", ["actor_id"])
    op.create_table(
        "meeting",
        *required(NAME, "id", "forum_id", "name"),
        *optional(sa.Integer(), "number"),
        *optional(NAME, "place", "country"),
        *required(sa.Date(), "first_day", "last_day"),
        *required(sa.Boolean(), "is_verified"),
        *required(NAME, "source"),
        points_to("meeting", "forum_id", "forum"),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
    )
    op.create_index("ix_meeting_newest_first", "meeting", [sa.text("first_day DESC"), "id"])
    op.create_index("ix_meeting_forum_id", "meeting", ["forum_id"])
    op.create_table(
        "meeting_name",
        *required(NAME, "meeting_id", "name"),
        points_to("meeting_name", "meeting_id", "meeting", cascade=True),
        sa.PrimaryKeyConstraint("meeting_id", "name", name="pk_meeting_name"),
    )
    op.create_table(
        "theme",
        *required(NAME, "id", "label"),
        *required(sa.Text(), "scope"),
        *required(JSON, "cap", "sdgs"),
        sa.PrimaryKeyConstraint("id", name="pk_theme"),
    )
    op.create_table(
        "registry_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        *required(NAME, "digest"),
        sa.PrimaryKeyConstraint("id", name="pk_registry_state"),
    )


def create_runs() -> None:
    """Runs of the job, and the documents they read."""
    op.create_table(
        "run",
        *required(NAME, "id", "state"),
        *required(INSTANT, "started_at"),
        *optional(INSTANT, "finished_at"),
        *required(JSON, "versions", "tally"),
        one_of("run", "state", "running", "finished", "interrupted"),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )
    op.create_index("ix_run_newest_first", "run", [sa.text("started_at DESC"), "id"])
    op.create_table(
        "source",
        *required(DIGEST, "id", "bytes_digest"),
        *required(NAME, "name"),
        *optional(DIGEST, "made_by"),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
    )
    op.create_index("ix_source_bytes_digest", "source", ["bytes_digest"])


def create_statements() -> None:
    """Texts and the statements they belong to."""
    op.create_table(
        "text",
        *required(DIGEST, "id"),
        *required(sa.Text(), "content"),
        *required(sa.Integer(), "length"),
        *required(JSON, "cuts"),
        *required(NAME, "reader_version"),
        sa.PrimaryKeyConstraint("id", name="pk_text"),
    )
    op.create_table(
        "statement",
        *required(NAME, "id"),
        *optional(NAME, "title"),
        *optional(sa.Date(), "adopted_date"),
        *required(sa.Date(), "adopted_order"),
        *optional(NAME, "place", "number", "url", "language", "forum_id", "meeting_id"),
        *required(DIGEST, "text_id"),
        *required(JSON, "doubts"),
        *required(DIGEST, "source_id", "content_digest"),
        *required(NAME, "status", "run_id"),
        *required(sa.Integer(), "version"),
        *required(INSTANT, "created_at", "updated_at"),
        one_of("statement", "status", "active", "withdrawn"),
        points_to("statement", "forum_id", "forum"),
        points_to("statement", "meeting_id", "meeting"),
        points_to("statement", "run_id", "run"),
        points_to("statement", "source_id", "source"),
        points_to("statement", "text_id", "text"),
        sa.PrimaryKeyConstraint("id", name="pk_statement"),
    )
    op.create_index("ix_statement_newest_first", "statement", [sa.text("adopted_order DESC"), "id"])
    op.create_index("ix_statement_forum_id", "statement", ["forum_id"])
    op.create_index("ix_statement_meeting_id", "statement", ["meeting_id"])
    op.create_index("ix_statement_run_id", "statement", ["run_id"])
    op.create_index("ix_statement_source_id", "statement", ["source_id"])
    op.create_index("ix_statement_text_id", "statement", ["text_id"])


def create_parts_of_statements() -> None:
    """Who issued a statement, what it is made of, where it was found, and what runs did with it."""
    op.create_table(
        "statement_issuer",
        *required(NAME, "statement_id"),
        *required(sa.Integer(), "ordinal"),
        *optional(NAME, "actor_id"),
        *required(NAME, "name"),
        points_to("statement_issuer", "actor_id", "actor"),
        points_to("statement_issuer", "statement_id", "statement", cascade=True),
        sa.PrimaryKeyConstraint("statement_id", "ordinal", name="pk_statement_issuer"),
    )
    op.create_index(
        "ix_statement_issuer_actor_id_statement_id", "statement_issuer", ["actor_id", "statement_id"]
    )
    op.create_table(
        "passage",
        *required(NAME, "statement_id"),
        *required(sa.Integer(), "ordinal"),
        *required(NAME, "kind"),
        *optional(NAME, "number"),
        *required(sa.Integer(), "level", "start_offset", "end_offset"),
        *required(sa.Boolean(), "is_truncated"),
        one_of("passage", "kind", "heading", "paragraph", "list_item", "footnote"),
        a_span("passage"),
        points_to("passage", "statement_id", "statement", cascade=True),
        sa.PrimaryKeyConstraint("statement_id", "ordinal", name="pk_passage"),
    )
    op.create_table(
        "source_statement",
        *required(DIGEST, "source_id"),
        *required(NAME, "statement_id"),
        points_to("source_statement", "source_id", "source", cascade=True),
        points_to("source_statement", "statement_id", "statement", cascade=True),
        sa.PrimaryKeyConstraint("source_id", "statement_id", name="pk_source_statement"),
    )
    op.create_index("ix_source_statement_statement_id", "source_statement", ["statement_id"])
    op.create_table(
        "run_document",
        *required(NAME, "run_id"),
        *required(sa.Integer(), "ordinal"),
        *required(NAME, "name", "outcome"),
        *optional(NAME, "statement_id"),
        *optional(sa.Text(), "message"),
        one_of("run_document", "outcome", "inserted", "updated", "unchanged", "failed"),
        points_to("run_document", "run_id", "run", cascade=True),
        points_to("run_document", "statement_id", "statement"),
        sa.PrimaryKeyConstraint("run_id", "ordinal", name="pk_run_document"),
    )
    op.create_index("ix_run_document_statement_id", "run_document", ["statement_id"])


def create_acts() -> None:
    """Pledges and calls."""
    op.create_table(
        "act",
        *required(NAME, "id", "statement_id"),
        *required(DIGEST, "text_id"),
        *required(sa.Integer(), "passage"),
        *required(NAME, "kind"),
        *optional(NAME, "stage"),
        *required(NAME, "firmness", "polarity", "verb"),
        *required(sa.Text(), "object"),
        *required(sa.Integer(), "start_offset", "end_offset"),
        *required(sa.Text(), "quote"),
        *required(JSON, "scope", "quantities", "conditions", "trace"),
        *required(sa.Double(), "confidence"),
        *required(sa.Date(), "adopted_order"),
        *required(NAME, "status"),
        *required(DIGEST, "content_digest"),
        *required(NAME, "run_id"),
        *required(sa.Integer(), "version"),
        *required(INSTANT, "created_at", "updated_at"),
        one_of("act", "stage", "promised", "under_way", "done", "reaffirmed"),
        sa.CheckConstraint("(kind = 'call') = (stage IS NULL)", name=op.f("ck_act_pledge_has_stage")),
        one_of("act", "firmness", "strong", "medium", "weak"),
        one_of("act", "kind", "pledge", "call"),
        one_of("act", "polarity", "positive", "negative"),
        one_of("act", "status", "active", "withdrawn"),
        a_span("act"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_act_confidence")),
        points_to("act", "run_id", "run"),
        points_to("act", "statement_id", "statement"),
        points_to("act", "text_id", "text"),
        sa.PrimaryKeyConstraint("id", name="pk_act"),
    )
    op.create_index(
        "ix_act_newest_first",
        "act",
        ["kind", sa.text("adopted_order DESC"), "statement_id", "start_offset", "id"],
    )
    op.create_index("ix_act_run_id", "act", ["run_id"])
    op.create_index("ix_act_statement_id_start_offset", "act", ["statement_id", "start_offset"])
    op.create_index("ix_act_text_id", "act", ["text_id"])


def create_parts_of_acts() -> None:
    """Who takes part in an act, whom it binds, and what it is about."""
    op.create_table(
        "act_actor",
        *required(NAME, "act_id"),
        *required(sa.Integer(), "ordinal"),
        *required(NAME, "role"),
        *optional(NAME, "actor_id"),
        *required(NAME, "name"),
        *optional(sa.Integer(), "start_offset", "end_offset"),
        *required(JSON, "candidates"),
        one_of("act_actor", "role", "promisor", "caller", "addressee", "beneficiary"),
        a_span("act_actor"),
        points_to("act_actor", "act_id", "act", cascade=True),
        points_to("act_actor", "actor_id", "actor"),
        sa.PrimaryKeyConstraint("act_id", "ordinal", name="pk_act_actor"),
    )
    op.create_index("ix_act_actor_actor_id_role_act_id", "act_actor", ["actor_id", "role", "act_id"])
    op.create_table(
        "act_binding",
        *required(NAME, "actor_id", "act_id"),
        *required(sa.Boolean(), "is_direct"),
        points_to("act_binding", "act_id", "act", cascade=True),
        points_to("act_binding", "actor_id", "actor"),
        sa.PrimaryKeyConstraint("actor_id", "act_id", name="pk_act_binding"),
    )
    op.create_index("ix_act_binding_act_id", "act_binding", ["act_id"])
    op.create_table(
        "act_theme",
        *required(NAME, "act_id", "theme_id"),
        *required(JSON, "words"),
        points_to("act_theme", "act_id", "act", cascade=True),
        points_to("act_theme", "theme_id", "theme"),
        sa.PrimaryKeyConstraint("act_id", "theme_id", name="pk_act_theme"),
    )
    op.create_index("ix_act_theme_theme_id_act_id", "act_theme", ["theme_id", "act_id"])


def create_deadlines() -> None:
    """When acts are due."""
    op.create_table(
        "deadline",
        *required(NAME, "id", "act_id"),
        *required(sa.Integer(), "ordinal"),
        *required(sa.Text(), "text"),
        *required(sa.Integer(), "start_offset", "end_offset"),
        *required(NAME, "role", "kind"),
        *optional(sa.Date(), "earliest", "latest"),
        *required(sa.Date(), "latest_order"),
        *optional(NAME, "edtf"),
        *required(NAME, "precision"),
        *optional(NAME, "meeting_id"),
        *required(NAME, "rule"),
        *required(sa.Double(), "confidence"),
        *required(JSON, "alternatives"),
        one_of("deadline", "kind", "date", "period", "meeting", "recurring", "vague"),
        one_of(
            "deadline",
            "precision",
            "day",
            "month",
            "quarter",
            "season",
            "half_year",
            "year",
            "decade",
            "range",
            "unknown",
        ),
        one_of("deadline", "role", "due", "follow_up", "start"),
        a_span("deadline"),
        sa.CheckConstraint("earliest <= latest", name=op.f("ck_deadline_interval")),
        points_to("deadline", "act_id", "act", cascade=True),
        points_to("deadline", "meeting_id", "meeting"),
        sa.PrimaryKeyConstraint("id", name="pk_deadline"),
    )
    op.create_index("ix_deadline_act_id", "deadline", ["act_id"])
    op.create_index("ix_deadline_latest_order_id", "deadline", ["latest_order", "id"])
    op.create_index("ix_deadline_meeting_id", "deadline", ["meeting_id"])
