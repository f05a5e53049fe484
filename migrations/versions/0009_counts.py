"""Counts of what is served, by the values of its facets and by pairs of them; they are filled in from the
facets that the feed keeps.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import combinations
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NAME = sa.String().with_variant(postgresql.VARCHAR(collation="C"), "postgresql")
KEY = ("kind", "dimension", "value", "other_dimension", "other_value")
FACETS = sa.text(
    "SELECT change.kind, change.after FROM act JOIN change ON change.seq = act.changed_seq"
    " WHERE act.status = 'active'"
).columns(after=sa.JSON().with_variant(postgresql.JSONB(), "postgresql"))
BATCH = 5000
INSERT_MEMBER = sa.text("INSERT INTO actor_set (id, actor_id) VALUES (:id, :actor_id) ON CONFLICT DO NOTHING")
ADD_COUNT = sa.text(
    "INSERT INTO facet_count (kind, dimension, value, other_dimension, other_value, acts)"
    " VALUES (:kind, :dimension, :value, :other_dimension, :other_value, :acts)"
    " ON CONFLICT (kind, dimension, value, other_dimension, other_value)"
    " DO UPDATE SET acts = facet_count.acts + excluded.acts"
)

Facets = Mapping[str, Any]


def upgrade() -> None:
    op.create_table(
        "actor_set",
        sa.Column("id", NAME, nullable=False),
        sa.Column("actor_id", NAME, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_actor_set_actor_id_actor"),
        sa.PrimaryKeyConstraint("id", "actor_id", name="pk_actor_set"),
    )
    op.create_index("ix_actor_set_actor_id_id", "actor_set", ["actor_id", "id"])
    op.create_table(
        "facet_count",
        *(sa.Column(name, NAME, nullable=False) for name in KEY),
        sa.Column("acts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*KEY, name="pk_facet_count"),
    )
    op.create_index(
        "ix_facet_count_other", "facet_count", ["other_value", "kind", "other_dimension", "dimension"]
    )
    acts = op.get_bind().execute(FACETS, execution_options={"yield_per": BATCH})
    for some in acts.partitions():
        _count(some)


def downgrade() -> None:
    op.drop_table("facet_count")
    op.drop_table("actor_set")


def _count(acts: Iterable[tuple[str, Facets]]) -> None:
    """Add acts, each a kind and its facets, to the counts of pairs of values."""
    counts: Counter[tuple[str, ...]] = Counter()
    members: set[tuple[str, str]] = set()
    for kind, facets in acts:
        bound = _name_set(facets["actors"])
        members |= {(bound, actor) for actor in facets["actors"]}
        for one, other in combinations(sorted(_list_values(facets, bound)), 2):
            if one[0] != other[0]:
                counts[kind, *one, *other] += 1
    if members:
        rows = [{"id": id_, "actor_id": actor} for id_, actor in sorted(members)]
        op.get_bind().execute(INSERT_MEMBER, rows)
    added = [{**dict(zip(KEY, pair, strict=True)), "acts": number} for pair, number in sorted(counts.items())]
    op.get_bind().execute(ADD_COUNT, added)


def _list_values(facets: Facets, bound: str) -> Iterator[tuple[str, str]]:
    """What an act counts as, dimension by dimension; the empty value where it has none."""
    due = [deadline["latest"] for deadline in facets["deadlines"] if deadline["role"] in ("due", "follow_up")]
    yield "", ""
    yield "actor", bound
    yield "forum", facets["forum"] or ""
    yield "stage", facets["stage"] or ""
    yield "firmness", facets["firmness"] or ""
    yield "adopted_year", _read_year(facets["adopted"])
    yield "due_year", _read_year(min(filter(None, due), default=None))
    for dimension, facet in (("theme", "themes"), ("issuer", "issuers")):
        for value in facets[facet] or [""]:
            yield dimension, value


def _read_year(day: str | None) -> str:
    return str(int(day[:4])) if day else ""


def _name_set(actors: list[str]) -> str:
    """The id of a set of actors, which are sorted; empty for that of nobody."""
    return blake2b(" ".join(actors).encode(), digest_size=8).hexdigest() if actors else ""
