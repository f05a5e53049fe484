import json
from dataclasses import asdict
from pathlib import Path

import pytest

from app.errors import GoldError
from app.evaluation.gold import load_gold
from app.vocabulary import Stage
from tests.evaluation.rows import a_row


@pytest.fixture
def gold_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "harbour.jsonl").write_text(json.dumps(asdict(a_row())) + "\n\n")
    return folder


@pytest.fixture
def statements_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "statements"
    folder.mkdir()
    (folder / "harbour.txt").write_text("We will fund the harbour.")
    (folder / "harbour.pdf").write_bytes(b"%PDF-1.7")
    return folder


def test_a_case_is_a_statement_with_its_rows(gold_dir: Path, statements_dir: Path) -> None:
    (case,) = load_gold(gold_dir, statements_dir)
    assert case.stem == "harbour"
    assert case.acts == (a_row(),)
    assert case.document.content == b"We will fund the harbour."
    assert case.scope is None


def test_a_row_ends_where_its_line_ends_whatever_its_words_hold(gold_dir: Path, statements_dir: Path) -> None:
    row = a_row(text="We will\u2028fund the harbour")
    (gold_dir / "harbour.jsonl").write_text(json.dumps(asdict(row), ensure_ascii=False))
    assert load_gold(gold_dir, statements_dir)[0].acts == (row,)


def test_one_file_is_enough(gold_dir: Path, statements_dir: Path) -> None:
    (gold_dir / "other.jsonl").write_text("")
    assert [case.stem for case in load_gold(gold_dir / "harbour.jsonl", statements_dir)] == ["harbour"]


def test_a_scope_in_another_encoding_is_read_as_far_as_it_goes(gold_dir: Path, statements_dir: Path) -> None:
    (gold_dir / "harbour.scope.txt").write_bytes(b"fund the \xe9glise\n")
    (case,) = load_gold(gold_dir, statements_dir)
    assert case.scope == "fund the \ufffdglise"


def test_a_scope_stands_beside_the_rows(gold_dir: Path, statements_dir: Path) -> None:
    (gold_dir / "harbour.scope.txt").write_text("fund the harbour\n")
    assert load_gold(gold_dir, statements_dir)[0].scope == "fund the harbour"


def test_a_folder_without_rows_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no coded acts here"):
        load_gold(tmp_path, tmp_path)


def test_rows_without_a_statement_are_an_error(gold_dir: Path, tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"no statement harbour\.\*"):
        load_gold(gold_dir, tmp_path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": ', "line 2: row: Invalid JSON"),
        ('{"id": "caf\udce9"}', "line 2: row: Invalid JSON"),
        (json.dumps({**asdict(a_row()), "firmness": "iron"}), "line 2: firmness: Input should be 'strong'"),
    ],
)
def test_a_malformed_row_is_named(gold_dir: Path, statements_dir: Path, line: str, message: str) -> None:
    path = gold_dir / "harbour.jsonl"
    path.write_text(json.dumps(asdict(a_row())) + "\n" + line, errors="surrogateescape")
    with pytest.raises(GoldError, match=f"harbour.jsonl, {message}"):
        load_gold(gold_dir, statements_dir)


def test_labels_tell_the_stage_of_an_act_and_leave_others_as_they_are(
    gold_dir: Path, statements_dir: Path, tmp_path: Path
) -> None:
    stages = tmp_path / "stages.jsonl"
    stages.write_text('{"id": "harbour-01", "stage": "done"}\n{"id": "road-01", "stage": "under_way"}')
    assert [act.stage for act in load_gold(gold_dir, statements_dir, stages)[0].acts] == [Stage.DONE]
    assert [act.stage for act in load_gold(gold_dir, statements_dir)[0].acts] == [None]
