"""Hand-coded acts and the statements they were coded from -> the cases to evaluate. Knows no extraction."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from app.errors import GoldError
from app.evaluation.coding import CodedAct
from app.model import Document

ROW = TypeAdapter(CodedAct)


@dataclass(frozen=True, slots=True)
class GoldCase:
    """A statement and the acts coders see in it, in the order of the text.

    `scope`: the words up to which the statement was coded; None when it was coded whole.
    """

    stem: str
    document: Document
    acts: tuple[CodedAct, ...]
    scope: str | None


def load_gold(gold: Path, statements_dir: Path) -> tuple[GoldCase, ...]:
    """A case for each `<stem>.jsonl` in the folder `gold` (or that one file), sorted; raises `GoldError`."""
    files = [gold] if gold.is_file() else sorted(gold.glob("*.jsonl"))
    if not files:
        raise GoldError(f"{gold}: no coded acts here (a file <stem>.jsonl for each statement)")
    return tuple(_load_case(path, statements_dir) for path in files)


def _load_case(path: Path, statements_dir: Path) -> GoldCase:
    statement = _find_statement(path.stem, statements_dir)
    scope = path.with_suffix(".scope.txt")
    return GoldCase(
        stem=path.stem,
        document=Document(name=str(statement), content=statement.read_bytes()),
        acts=tuple(_load_acts(path)),
        scope=scope.read_text(encoding="utf-8", errors="replace").strip() if scope.exists() else None,
    )


def _find_statement(stem: str, statements_dir: Path) -> Path:
    """The statement of that stem, whatever its suffix; plain text first where it stands in several forms."""
    forms = sorted(statements_dir.glob(f"{stem}.*"), key=lambda path: (path.suffix != ".txt", path.name))
    if not forms:
        raise GoldError(f"{statements_dir}: no statement {stem}.*")
    return forms[0]


def _load_acts(path: Path) -> Iterator[CodedAct]:
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if line.strip():
            yield _parse_row(line, where=f"{path}, line {number}")


def _parse_row(line: bytes, *, where: str) -> CodedAct:
    try:
        return ROW.validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise GoldError(f"{where}: {field or 'row'}: {first['msg']}") from error
