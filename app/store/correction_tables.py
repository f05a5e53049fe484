"""The tables of what people said of acts, a layer of its own over what extraction found.

An act that decisions stand on is served as `app.ingestion.corrections` makes it out of the two.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app import vocabulary
from app.store.columns import Json
from app.store.declarations import Row, one_of


class CorrectionRow(Row):
    """What a person decided on an act; `number` counts the act's. It stands until `ended_by`, a later
    decision, takes it back, and is never deleted.

    `fields`: what they are to say, by public name, as the person gave it. `against`: what extraction said
    then.
    """

    __tablename__ = "correction"
    __table_args__ = (one_of("decision", vocabulary.Decision), Index(None, "act_id", "number", unique=True))

    id: Mapped[str] = mapped_column(primary_key=True)
    act_id: Mapped[str] = mapped_column(ForeignKey("act.id"))
    number: Mapped[int]
    decision: Mapped[str]
    fields: Mapped[dict[str, Any]] = mapped_column(Json)
    against: Mapped[dict[str, Any]] = mapped_column(Json)
    reason: Mapped[str] = mapped_column(Text)
    author: Mapped[str]
    at: Mapped[datetime]
    run_id: Mapped[str] = mapped_column(ForeignKey("run.id"), index=True)
    ended_by: Mapped[str | None] = mapped_column(ForeignKey("correction.id"), index=True)


class ExtractedActRow(Row):
    """What extraction last found of an act that decisions stand on. `record`: its values and parts;
    `is_found`: whether it is still found.
    """

    __tablename__ = "extracted_act"

    act_id: Mapped[str] = mapped_column(ForeignKey("act.id"), primary_key=True)
    is_found: Mapped[bool]
    record: Mapped[dict[str, Any]] = mapped_column(Json)
