"""Hand-coded acts and the statements they were coded from -> the cases to evaluate. Knows no extraction."""

from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter

from app.errors import GoldError
from app.evaluation.coding import CodedAct
from app.evaluation.rows import load_rows
from app.model import Document
from app.vocabulary import Stage


@dataclass(frozen=True, slots=True)
class GoldCase:
    """A statement and the acts coders see in it, in the order of the text.

    `scope`: the words up to which the statement was coded; None when it was coded whole.
    """

    stem: str
    document: Document
    acts: tuple[CodedAct, ...]
    scope: str | None


@dataclass(frozen=True, slots=True)
class StageLabel:
    """How far the act of that id has come: what the kind `measure` leaves open."""

    id: str
    stage: Stage


ROW = TypeAdapter(CodedAct)
LABEL = TypeAdapter(StageLabel)


def load_gold(gold: Path, statements_dir: Path, stages: Path | None = None) -> tuple[GoldCase, ...]:
    """A case for each `<stem>.jsonl` in the folder `gold` (or that one file), sorted; raises `GoldError`.

    `stages`: a file of labels for some of the acts; those of other acts are passed over.
    """
    files = [gold] if gold.is_file() else sorted(gold.glob("*.jsonl"))
    if not files:
        raise GoldError(f"{gold}: no coded acts here (a file <stem>.jsonl for each statement)")
    labels = {label.id: label.stage for label in load_rows(stages, LABEL)} if stages else {}
    return tuple(_load_case(path, statements_dir, labels) for path in files)


def _load_case(path: Path, statements_dir: Path, labels: dict[str, Stage]) -> GoldCase:
    statement = _find_statement(path.stem, statements_dir)
    scope = path.with_suffix(".scope.txt")
    return GoldCase(
        stem=path.stem,
        document=Document(name=str(statement), content=statement.read_bytes()),
        acts=tuple(replace(act, stage=labels.get(act.id, act.stage)) for act in load_rows(path, ROW)),
        scope=scope.read_text(encoding="utf-8", errors="replace").strip() if scope.exists() else None,
    )


def _find_statement(stem: str, statements_dir: Path) -> Path:
    """The statement of that stem, whatever its suffix; plain text first where it stands in several forms."""
    forms = sorted(statements_dir.glob(f"{stem}.*"), key=lambda path: (path.suffix != ".txt", path.name))
    if not forms:
        raise GoldError(f"{statements_dir}: no statement {stem}.*")
    return forms[0]
