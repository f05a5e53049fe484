"""The deadlines of the hand-coded acts beside the project: detected, and their intervals right, within each
act's own words.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.model import Deadline, Span
from app.registry import load_registry
from app.resolution.deadlines import resolve_deadlines
from app.resolution.expressions import find_expressions
from app.resolution.occasion import Occasion

OCCASIONS = {
    "au-us-2022-washington-food": Occasion(date(2022, 12, 15), ("au", "usa")),
    "c5plus1-2023-new-york": Occasion(date(2023, 9, 21), ("c5plus1",)),
    "cri-2022-washington": Occasion(date(2022, 11, 1), ("counter-ransomware-initiative",)),
    "g7-2022-brussels-24mar": Occasion(date(2022, 3, 24), ("g7",)),
    "gcc-us-2022-jeddah": Occasion(date(2022, 7, 16), ("gcc", "usa")),
    "nato-2022-brussels": Occasion(date(2022, 3, 24), ("nato",)),
    "north-america-2023-mexico-city": Occasion(date(2023, 1, 10), ("north-american-leaders",)),
    "quad-2021-washington": Occasion(date(2021, 9, 24), ("quad",)),
    "quad-2022-tokyo": Occasion(date(2022, 5, 24), ("quad",)),
    "summit-of-americas-2022-los-angeles": Occasion(date(2022, 6, 10), ("summit-of-the-americas",)),
    "unfccc-2016-marrakech-cma1": Occasion(date(2016, 11, 18), ("unfccc-cma",)),
    "unfccc-2023-dubai-1cp28": Occasion(date(2023, 12, 6), ("unfccc-cop",)),
    "unga-2018-new-york-73-3": Occasion(date(2018, 10, 10), ("un-ga",)),
}


@dataclass(frozen=True)
class Coded:
    """An act as coded by hand, and the deadlines found in its words."""

    act: dict[str, Any]
    found: tuple[Deadline, ...]

    @property
    def coded(self) -> list[dict[str, Any]]:
        """The coded deadlines that stand in the act's own words; a coder may also give it one of a
        neighbour's.
        """
        return [deadline for deadline in self.act["deadlines"] if deadline["text"] in self.act["text"]]

    def has_right_interval(self) -> bool:
        """Whether one of the coded intervals is among those found."""
        coded = {(d["earliest"], d["latest"]) for d in self.coded if d["earliest"] or d["latest"]}
        return bool(coded & {(iso(d.earliest), iso(d.latest)) for d in self.found})


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.fixture(scope="module")
def coded(shared: Path) -> list[Coded]:
    files = sorted((shared / "gold").glob("*/*.jsonl"))
    return [act for file in files if file.stem in OCCASIONS for act in read_acts(file)]


def read_acts(file: Path) -> Iterator[Coded]:
    """The acts of one file; the context of each is its own words, then those of all."""
    acts = [json.loads(line) for line in file.read_text().splitlines()]
    occasion, registry = OCCASIONS[file.stem], load_registry()
    for act in acts:
        text = act["text"]
        context = " ".join([text, *(other["text"] for other in acts)])
        mentions = find_expressions(text, Span(0, len(text)), act["verb"])
        yield Coded(act, resolve_deadlines(mentions, occasion, registry, context=context))


def test_detection_within_coded_acts(coded: list[Coded]) -> None:
    hits = sum(1 for act in coded if act.coded and act.found)
    false = [act.act["id"] for act in coded if act.found and not act.coded]
    missed = [act.act["id"] for act in coded if act.coded and not act.found]
    precision, recall = hits / (hits + len(false)), hits / (hits + len(missed))
    assert precision >= 0.9, false
    assert recall >= 0.9, missed


def test_intervals_of_dated_deadlines(coded: list[Coded]) -> None:
    dated = [act for act in coded if act.found and any(d["earliest"] or d["latest"] for d in act.coded)]
    wrong = [act.act["id"] for act in dated if not act.has_right_interval()]
    assert len(dated) >= 30
    assert len(wrong) <= 0.1 * len(dated), wrong


def test_roles_and_kinds_of_deadlines_found_word_for_word(coded: list[Coded]) -> None:
    pairs = [
        (found, given)
        for act in coded
        for given in act.coded
        for found in act.found
        if found.text == given["text"]
    ]
    roles = sum(found.role == given["role"] for found, given in pairs)
    kinds = sum(found.kind == given["kind"] for found, given in pairs)
    assert len(pairs) >= 60
    assert min(roles, kinds) >= 0.9 * len(pairs)
