"""The golden table `deadlines.yaml`: what is found in sentences of our own, and what is not."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.model import Deadline, Span
from app.registry import load_registry
from app.resolution.deadlines import resolve_deadlines
from app.resolution.expressions import find_expressions
from app.resolution.occasion import Occasion

GROUPS = yaml.load(Path(__file__).with_name("deadlines.yaml").read_bytes(), Loader=yaml.CSafeLoader)


@dataclass(frozen=True)
class Row:
    sentence: str
    occasion: Occasion
    expected: dict[str, Any]

    def __str__(self) -> str:
        return self.sentence


def list_rows(key: str) -> list[Row]:
    rows = []
    for group in GROUPS:
        occasion = Occasion(group["said"], tuple(group["issuers"]))
        for entry in group.get(key, ()):
            expected = entry if isinstance(entry, dict) else {"text": entry}
            rows.append(Row(expected["text"], occasion, expected))
    return rows


def find_deadlines(sentence: str, occasion: Occasion, verb: str) -> tuple[Deadline, ...]:
    found = find_expressions(sentence, Span(0, len(sentence)), verb)
    return resolve_deadlines(found, occasion, load_registry(), context=sentence)


@pytest.mark.parametrize("row", list_rows("expected"), ids=str)
def test_finds_and_resolves(row: Row) -> None:
    start, end = row.sentence.index("["), row.sentence.index("]") - 1
    sentence = row.sentence.replace("[", "").replace("]", "")
    found = find_deadlines(sentence, row.occasion, row.expected.get("verb", ""))
    deadline = next(deadline for deadline in found if deadline.span == Span(start, end))
    assert {
        "role": str(deadline.role),
        "kind": str(deadline.kind),
        "earliest": deadline.earliest,
        "latest": deadline.latest,
        "precision": str(deadline.precision),
        "edtf": deadline.edtf,
        "meeting": deadline.meeting,
        "rule": deadline.rule,
    } == {
        "role": row.expected["role"],
        "kind": row.expected["kind"],
        "earliest": row.expected.get("earliest"),
        "latest": row.expected.get("latest"),
        "precision": row.expected.get("precision", "unknown"),
        "edtf": row.expected.get("edtf"),
        "meeting": row.expected.get("meeting"),
        "rule": row.expected["rule"],
    }


@pytest.mark.parametrize("row", list_rows("nothing"), ids=str)
def test_finds_nothing(row: Row) -> None:
    assert find_deadlines(row.sentence, row.occasion, "") == ()


def test_the_table_is_large_enough_to_hold_the_grammar() -> None:
    assert len(list_rows("expected")) >= 300
    assert len(list_rows("nothing")) >= 100


def test_a_meeting_of_the_table_is_one_of_the_registry() -> None:
    meetings = {row.expected["meeting"] for row in list_rows("expected") if "meeting" in row.expected}
    assert meetings <= load_registry().meetings.keys()


def test_days_of_the_table_are_days() -> None:
    days = [
        row.expected[key]
        for row in list_rows("expected")
        for key in ("earliest", "latest")
        if key in row.expected
    ]
    assert all(type(day) is date for day in days)
