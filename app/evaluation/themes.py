"""Acts whose themes a coder labelled, and the themes the program gives them -> how well they agree."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import TypeAdapter

from app.errors import GoldError
from app.evaluation.rows import load_rows
from app.evaluation.scores import Detection
from app.registry.facts import Registry


class Part(StrEnum):
    """What a label is for: setting the lexicon by, or testing it."""

    TUNING = "tuning"
    HELD_OUT = "held_out"


@dataclass(frozen=True, slots=True)
class ThemeLabel:
    """The themes a coder gives the act of that id; none when it is about none of the vocabulary."""

    id: str
    part: Part
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemeResult:
    """What came of one part: themes counted one by one over the acts that were found."""

    part: Part
    acts: int
    not_found: int
    themes: Detection


LABEL = TypeAdapter(ThemeLabel)


def measure_themes(path: Path, found: Mapping[str, Set[str]], registry: Registry) -> tuple[ThemeResult, ...]:
    """A result a part. `found`: the themes of each coded act the program found, by the coded act's id.

    Raises `GoldError` when a label names a theme the registry does not have.
    """
    labels = tuple(load_rows(path, LABEL))
    if unknown := sorted({theme for label in labels for theme in label.themes} - registry.themes.keys()):
        raise GoldError(f"{path}: no such theme: {', '.join(unknown)}")
    return tuple(_measure(part, labels, found) for part in Part)


def _measure(part: Part, labels: tuple[ThemeLabel, ...], found: Mapping[str, Set[str]]) -> ThemeResult:
    chosen = [label for label in labels if label.part is part]
    judged = [(frozenset(label.themes), found[label.id]) for label in chosen if label.id in found]
    counts = (Detection(len(gold), len(given), len(gold & given)) for gold, given in judged)
    return ThemeResult(part, len(judged), len(chosen) - len(judged), sum(counts, Detection()))
