"""Rows of the coding manual for tests: an act with a field or two of its own."""

from datetime import date
from typing import Any

from app.evaluation.coding import CodedAct, CodedDeadline, CodedKind
from app.vocabulary import DeadlineKind, DeadlineRole, Firmness, Polarity


def a_row(text: str = "We will fund the harbour", **changes: Any) -> CodedAct:
    fields: dict[str, Any] = {
        "id": "harbour-01",
        "kind": CodedKind.PLEDGE,
        "polarity": Polarity.POSITIVE,
        "firmness": Firmness.STRONG,
        "actor_text": "we",
        "actors": ("issuer",),
        "addressees": (),
        "deadlines": (),
        "quantities": (),
        "conditions": (),
        "doubt": None,
        "text": text,
        "verb": "fund",
    }
    return CodedAct(**{**fields, **changes})


def a_coded_deadline(
    text: str = "by 2030",
    *,
    earliest: date | None = None,
    latest: date | None = None,
    meeting: str | None = None,
) -> CodedDeadline:
    return CodedDeadline(
        text=text,
        role=DeadlineRole.DUE,
        kind=DeadlineKind.MEETING if meeting else DeadlineKind.DATE,
        earliest=earliest,
        latest=latest,
        meeting=meeting,
    )
