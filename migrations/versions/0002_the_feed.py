"""The feed of changes: its tables, a number on every served object, and the guard that lets no change go
untold.

What stands in the database when it comes here is told once, as created.
"""

from secrets import token_hex
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.guards import UNTOLD, create_guard, create_part_guards, drop_guards, is_sqlite

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NAME = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
JSON_OR_NULL = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
SEQ = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)

SERVED = ("actor", "meeting", "statement", "act")
"""In the order they are told in: what is pointed at comes first."""
PARTS = {
    "actor": ("actor_name", "actor_identifier", "membership"),
    "meeting": ("meeting_name",),
    "statement": ("statement_issuer", "passage"),
    "act": ("act_actor", "act_binding", "act_theme", "deadline"),
}


def upgrade() -> None:
    create_feed()
    for table in ("actor", "meeting"):
        add_books(table)
    for table in SERVED:
        add_number(table)
    tell_what_stands()
    for table in SERVED:
        bind_number(table)
        create_guards(table)


def downgrade() -> None:
    """Actors and meetings that were withdrawn are withdrawn no longer: there was no way to say so."""
    for table in SERVED:
        for guarded in (table, *PARTS[table]):
            drop_guards(guarded)
        op.drop_index(f"ix_{table}_changed_seq", table)
        drop_column(table, "changed_seq", constraint=f"fk_{table}_changed_seq_change")
    for table in ("actor", "meeting"):
        op.drop_index(f"ix_{table}_run_id", table)
        drop_column(table, "run_id", constraint=f"fk_{table}_run_id_run")
        drop_column(table, "status", constraint=f"ck_{table}_status")
        for column in ("content_digest", "version", "created_at", "updated_at"):
            drop_column(table, column)
    op.drop_table("change")
    op.drop_table("feed_head")


# --- tables and columns -------------------------------------------------------------------------------------


def create_feed() -> None:
    op.create_table(
        "feed_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", SEQ, nullable=False),
        sa.Column("oldest_seq", SEQ, nullable=False),
        sa.Column("epoch", NAME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feed_head"),
    )
    op.create_table(
        "change",
        sa.Column("seq", SEQ, autoincrement=False, nullable=False),
        *(sa.Column(name, NAME, nullable=False) for name in ("type", "cause", "kind", "object_id")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_fields", JSON, nullable=False),
        sa.Column("was", JSON, nullable=False),
        sa.Column("before", JSON_OR_NULL),
        sa.Column("after", JSON_OR_NULL),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("run_id", NAME, nullable=False),
        sa.CheckConstraint("type IN ('created', 'updated', 'withdrawn')", name="type"),
        sa.CheckConstraint(
            "cause IN ('ingest', 'reextraction', 'correction', 'registry_update')", name="cause"
        ),
        sa.CheckConstraint("kind IN ('pledge', 'call', 'statement', 'actor', 'meeting')", name="kind"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_change_run_id_run"),
        sa.PrimaryKeyConstraint("seq", name="pk_change"),
        sa.UniqueConstraint("object_id", "kind", "version", name="uq_change_object_id_kind_version"),
    )
    op.create_index("ix_change_run_id", "change", ["run_id"])
    op.execute(
        sa.text("INSERT INTO feed_head (id, seq, oldest_seq, epoch) VALUES (1, 0, 1, :epoch)").bindparams(
            epoch=token_hex(4)
        )
    )


def add_books(table: str) -> None:
    """What statements and acts had from the beginning. Rows of the registry are as old as the last run."""
    add_column(table, "status", "VARCHAR", "'active'", check="status IN ('active', 'withdrawn')")
    add_column(table, "content_digest", "VARCHAR(64)", "''")
    add_column(table, "run_id", "VARCHAR", "''", refers_to="run (id)")
    add_column(table, "version", "INTEGER", "1")
    for column in ("created_at", "updated_at"):
        add_column(table, column, "TIMESTAMP", "'1970-01-01 00:00:00+00:00'")
    last = "(SELECT {} FROM run ORDER BY started_at DESC LIMIT 1)"
    op.execute(
        f"UPDATE {table} SET run_id = {last.format('id')}, created_at = {last.format('started_at')},"  # noqa: S608
        f" updated_at = {last.format('started_at')}"
    )
    op.create_index(f"ix_{table}_run_id", table, ["run_id"])
    if not is_sqlite():
        op.create_foreign_key(f"fk_{table}_run_id_run", table, "run", ["run_id"], ["id"])
        for column in ("status", "content_digest", "run_id", "version", "created_at", "updated_at"):
            op.alter_column(table, column, server_default=None)


def add_number(table: str) -> None:
    add_column(
        table,
        "changed_seq",
        "BIGINT",
        str(UNTOLD),
        refers_to="change (seq) DEFERRABLE INITIALLY DEFERRED",
    )
    op.create_index(f"ix_{table}_changed_seq", table, ["changed_seq"])


def bind_number(table: str) -> None:
    """On SQLite the column came with its foreign key; PostgreSQL would have looked at the rows too early."""
    if not is_sqlite():
        name = f"fk_{table}_changed_seq_change"
        op.create_foreign_key(
            name, table, "change", ["changed_seq"], ["seq"], deferrable=True, initially="DEFERRED"
        )


def add_column(
    table: str,
    column: str,
    kind: str,
    default: str,
    *,
    check: str | None = None,
    refers_to: str | None = None,
) -> None:
    """SQLite takes foreign keys and checks with the column only, PostgreSQL collations and time zones."""
    if is_sqlite():
        kind = {"BIGINT": "INTEGER", "TIMESTAMP": "DATETIME"}.get(kind, kind)
    else:
        kind = {"VARCHAR": 'VARCHAR COLLATE "C"', "TIMESTAMP": "TIMESTAMP WITH TIME ZONE"}.get(kind, kind)
    words = [f"ALTER TABLE {table} ADD COLUMN {column} {kind} DEFAULT {default} NOT NULL"]
    if check:
        words.append(f"CONSTRAINT ck_{table}_{column} CHECK ({check})")
    if refers_to and is_sqlite():
        words.append(f"CONSTRAINT fk_{table}_{column}_{refers_to.split()[0]} REFERENCES {refers_to}")
    op.execute(" ".join(words))


def drop_column(table: str, column: str, *, constraint: str | None = None) -> None:
    """SQLite drops the column's own constraints with it."""
    if constraint and not is_sqlite():
        op.drop_constraint(constraint, table)
    op.drop_column(table, column)


# --- what stands is told ------------------------------------------------------------------------------------


def tell_what_stands() -> None:
    """One change a row, oldest version first served as it is; what is withdrawn is told as withdrawn."""
    connection = op.get_bind()
    seq = 0
    for table in SERVED:
        served = sa.table(
            table,
            *(sa.column(name) for name in ("id", "version", "status", "run_id", "kind", "changed_seq")),
            sa.column("updated_at", INSTANT),
        )
        kind = served.c.kind if table == "act" else sa.literal(table).label("kind")
        columns = (served.c.id, served.c.version, served.c.status, served.c.run_id, served.c.updated_at, kind)
        facets = load_facets(connection) if table == "act" else {}
        rows = connection.execute(sa.select(*columns).order_by(served.c.updated_at, served.c.id)).all()
        changes = [
            build_change(row, number, facets.get(row.id)) for number, row in enumerate(rows, start=seq + 1)
        ]
        seq += len(changes)
        if changes:
            connection.execute(sa.insert(CHANGE), changes)
        number = sa.select(CHANGE.c.seq).where(CHANGE.c.object_id == served.c.id, CHANGE.c.kind == kind)
        connection.execute(sa.update(served).values(changed_seq=number.scalar_subquery()))
    connection.execute(sa.text("UPDATE feed_head SET seq = :seq"), {"seq": seq})


CHANGE = sa.table(
    "change",
    *(sa.column(name) for name in ("seq", "type", "cause", "kind", "object_id", "version", "run_id")),
    sa.column("changed_fields", JSON),
    sa.column("was", JSON),
    sa.column("before", JSON_OR_NULL),
    sa.column("after", JSON_OR_NULL),
    sa.column("at", INSTANT),
)


def build_change(row: Any, seq: int, facets: dict[str, Any] | None) -> dict[str, Any]:
    is_active = row.status == "active"
    return {
        "seq": seq,
        "type": "created" if is_active else "withdrawn",
        "cause": "registry_update" if row.kind in ("actor", "meeting") else "ingest",
        "kind": row.kind,
        "object_id": row.id,
        "version": row.version,
        "changed_fields": [],
        "was": {},
        "before": None if is_active else facets,
        "after": facets if is_active else None,
        "at": row.updated_at,
        "run_id": row.run_id,
    }


def load_facets(connection: sa.Connection) -> dict[str, dict[str, Any]]:
    """What every act is filtered by, in the shape of `app.store.facets` at this revision."""
    issuers = collect(connection, "SELECT statement_id, actor_id FROM statement_issuer")
    bound = collect(connection, "SELECT act_id, actor_id FROM act_binding")
    direct = collect(connection, "SELECT act_id, actor_id FROM act_binding WHERE is_direct")
    beneficiaries = collect(connection, "SELECT act_id, actor_id FROM act_actor WHERE role = 'beneficiary'")
    addressees = collect(connection, "SELECT act_id, actor_id FROM act_actor WHERE role = 'addressee'")
    themes = collect(connection, "SELECT act_id, theme_id FROM act_theme")
    deadlines = collect_deadlines(connection)
    acts = connection.execute(
        sa.text(
            "SELECT act.id, act.statement_id, statement.forum_id, statement.adopted_date, act.stage,"
            " act.firmness, act.polarity, act.confidence"
            " FROM act JOIN statement ON statement.id = act.statement_id"
        )
    )
    return {
        act.id: {
            "statement": act.statement_id,
            "issuers": issuers.get(act.statement_id, []),
            "forum": act.forum_id,
            "adopted": write_day(act.adopted_date),
            "actors": bound.get(act.id, []),
            "direct_actors": direct.get(act.id, []),
            "beneficiaries": beneficiaries.get(act.id, []),
            "addressees": addressees.get(act.id, []),
            "themes": themes.get(act.id, []),
            "stage": act.stage,
            "firmness": act.firmness,
            "polarity": act.polarity,
            "confidence": act.confidence,
            "deadlines": deadlines.get(act.id, []),
        }
        for act in acts
    }


def collect(connection: sa.Connection, query: str) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for owner, value in connection.execute(sa.text(query)):
        if value is not None:
            found.setdefault(owner, set()).add(value)
    return {owner: sorted(values) for owner, values in found.items()}


def collect_deadlines(connection: sa.Connection) -> dict[str, list[dict[str, str | None]]]:
    found: dict[str, list[dict[str, str | None]]] = {}
    query = "SELECT act_id, role, kind, earliest, latest, meeting_id FROM deadline"
    for row in connection.execute(sa.text(query)):
        found.setdefault(row.act_id, []).append(
            {
                "role": row.role,
                "kind": row.kind,
                "earliest": write_day(row.earliest),
                "latest": write_day(row.latest),
                "meeting": row.meeting_id,
            }
        )
    for deadlines in found.values():
        deadlines.sort(key=lambda deadline: [value or "" for value in deadline.values()])
    return found


def write_day(day: Any) -> str | None:
    return None if day is None else str(day)


# --- the guard ----------------------------------------------------------------------------------------------


def create_guards(table: str) -> None:
    """Of a served table: a row is written only while its number is that of no change, and takes only the
    number of a change of its own. Of its parts: they are written only while their owner is.
    """
    books = " AND NEW.source_id = OLD.source_id" if table == "statement" else ""
    told = f"OLD.changed_seq <> {UNTOLD} AND NEW.changed_seq <> {UNTOLD}{books}"
    foreign = (
        f"NEW.changed_seq <> {UNTOLD} AND NOT EXISTS (SELECT 1 FROM change WHERE seq = NEW.changed_seq"  # noqa: S608
        " AND object_id = NEW.id AND version = NEW.version)"
    )
    create_guard(table, "update", f"({told}) OR ({foreign})")
    create_guard(table, "insert", foreign)
    create_guard(table, "delete", "OLD.id IS NOT NULL")
    for part in PARTS[table]:
        create_part_guards(part, owner=table)
