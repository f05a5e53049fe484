"""The tables of counts: how many acts there are of each value and of each pair of values.

`app.store.counts` alone writes them.
"""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.store.declarations import Row


class ActorSetRow(Row):
    """One of the actors that some acts bind together. `id` is a digest of them all."""

    __tablename__ = "actor_set"
    __table_args__ = (Index(None, "actor_id", "id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    actor_id: Mapped[str] = mapped_column(ForeignKey("actor.id"), primary_key=True)


class FacetCountRow(Row):
    """How many acts of a kind are served that have a value in one dimension and a value in another, which
    comes behind it in the alphabet; there is no row where there are none. Who is bound is a set of actors.

    The empty dimension, of which every act has the empty value, comes before all others. Elsewhere the empty
    value is that of acts which have none.
    """

    __tablename__ = "facet_count"
    __table_args__ = (Index("ix_facet_count_other", "other_value", "kind", "other_dimension", "dimension"),)

    kind: Mapped[str] = mapped_column(primary_key=True)
    dimension: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    other_dimension: Mapped[str] = mapped_column(primary_key=True)
    other_value: Mapped[str] = mapped_column(primary_key=True)
    acts: Mapped[int]
