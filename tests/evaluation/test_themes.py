"""Labelled themes against those the program gives."""

import json
from pathlib import Path

import pytest

from app.errors import GoldError
from app.evaluation.rows import load_rows
from app.evaluation.scores import Detection
from app.evaluation.themes import LABEL, Part, measure_themes
from app.model import Span
from app.registry import load_registry
from app.resolution.themes import find_themes

CORPUS = Path(__file__).parents[1] / "corpus"
LABELS = CORPUS / "themes.jsonl"


def a_file_of_labels(folder: Path, *rows: str) -> Path:
    path = folder / "themes.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_themes_are_counted_one_by_one_over_the_acts_that_were_found(tmp_path: Path) -> None:
    path = a_file_of_labels(
        tmp_path,
        '{"id": "a-01", "part": "held_out", "themes": ["health", "trade"]}',
        '{"id": "a-02", "part": "held_out", "themes": []}',
        '{"id": "a-03", "part": "held_out", "themes": ["energy"]}',
    )
    found = {"a-01": frozenset({"health"}), "a-02": frozenset({"trade"})}
    tuning, held_out = measure_themes(path, found, load_registry())
    assert (tuning.part, tuning.acts) == (Part.TUNING, 0)
    assert (held_out.acts, held_out.not_found) == (2, 1)
    assert held_out.themes == Detection(gold=2, predicted=2, matched=1)


def test_a_theme_that_does_not_exist_is_named(tmp_path: Path) -> None:
    path = a_file_of_labels(tmp_path, '{"id": "a-01", "part": "tuning", "themes": ["alchemy"]}')
    with pytest.raises(GoldError, match="alchemy"):
        measure_themes(path, {}, load_registry())


def test_a_hundred_coded_acts_are_labelled_half_to_tune_by() -> None:
    labels = list(load_rows(LABELS, LABEL))
    assert len({label.id for label in labels}) == 100
    assert sum(label.part is Part.TUNING for label in labels) == 50


def test_themes_of_labelled_sentences_are_found_as_well_as_published() -> None:
    registry, counts = load_registry(), Detection()
    for line in (CORPUS / "theme_sentences.jsonl").read_text(encoding="utf-8").splitlines():
        sentence = json.loads(line)
        matches = find_themes(sentence["text"], Span(0, len(sentence["text"])), registry)
        found, labelled = {match.theme for match in matches}, {*sentence["themes"]}
        counts += Detection(len(labelled), len(found), len(labelled & found))
    assert counts.gold == 70
    assert (counts.f1 or 0) >= 0.9
