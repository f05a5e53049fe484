"""Documents -> their acts on standard output, doubts and failures on standard error. No database."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import Any

import typer

from app.cli.configuration import read_settings
from app.cli.options import ActFormat
from app.errors import DocumentError
from app.evaluation import extract_document
from app.evaluation.coding import CodedAct, code_act
from app.model import Document, Header, Overrides, ResolvedAct, Statement
from app.registry import load_registry
from app.sources.folder import DocumentFailure, list_documents

Found = tuple[Statement, Sequence[tuple[CodedAct, ResolvedAct]]]
"""A statement and its acts, as coders write them and as we keep them."""


def print_acts(path: str, overrides: Overrides, *, format: ActFormat, explain: bool) -> int:
    """The exit code: 1 when no document could be read."""
    found = list(_extract_all(path, overrides))
    if format is ActFormat.TEXT:
        for statement, acts in found:
            typer.echo("\n".join(_describe_statement(statement, acts, explain=explain)) + "\n")
    else:
        rows = [_build_row(*act, statement, explain=explain) for statement, acts in found for act in acts]
        typer.echo(_render(rows, format), nl=False)
    return 0 if found else 1


def _extract_all(path: str, overrides: Overrides) -> Iterator[Found]:
    registry = load_registry()
    for document in list_documents([path], overrides, read_settings().max_document_bytes):
        if isinstance(document, DocumentFailure):
            _warn(document.name, document.message)
            continue
        try:
            numbers = count(1)
            for statement, acts in extract_document(document, registry):
                _warn_of_doubts(document, statement)
                yield statement, _code(acts, statement.header, _name_ids(document, numbers))
        except DocumentError as error:
            _warn(document.name, str(error))


def _name_ids(document: Document, numbers: Iterable[int]) -> Iterator[str]:
    stem = Path(document.name).stem
    return (f"{stem}-{number:02}" for number in numbers)


def _code(
    acts: Iterable[ResolvedAct], header: Header, ids: Iterator[str]
) -> list[tuple[CodedAct, ResolvedAct]]:
    return [(code_act(act, header, act_id=next(ids)), act) for act in acts]


def _warn(name: str, message: str) -> None:
    typer.echo(f"{name}: {message}", err=True)


def _warn_of_doubts(document: Document, statement: Statement) -> None:
    for doubt in statement.doubts:
        _warn(document.name, f"{doubt.code}: {doubt.message}")


# --- JSON ---


def _build_row(
    coded: CodedAct, resolved: ResolvedAct, statement: Statement, *, explain: bool
) -> dict[str, Any]:
    act = resolved.act
    row = asdict(coded) | {
        "start": act.span.start,
        "end": act.span.end,
        "stage": act.stage,
        "confidence": act.confidence,
        "rules": list(dict.fromkeys(firing.rule for firing in act.trace)),
    }
    return row | {"trace": _trace(resolved, statement)} if explain else row


def _trace(resolved: ResolvedAct, statement: Statement) -> list[dict[str, str | None]]:
    """Which rule fired on which words, in order of application."""
    return [
        {
            "rule": firing.rule,
            "words": None if firing.span is None else firing.span.quote(statement.text.content),
        }
        for firing in resolved.act.trace
    ]


def _render(rows: Sequence[dict[str, Any]], format: ActFormat) -> str:
    if format is ActFormat.JSON:
        return json.dumps(rows, indent=2, ensure_ascii=False, default=str) + "\n"
    return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)


# --- text ---


def _describe_statement(
    statement: Statement, acts: Iterable[tuple[CodedAct, ResolvedAct]], *, explain: bool
) -> Iterator[str]:
    header = statement.header
    facts = (*(issuer.name for issuer in header.issuers), header.place, header.adopted, header.number)
    yield header.title or "(no title)"
    yield ", ".join(str(fact) for fact in facts if fact is not None)
    for coded, resolved in acts:
        yield from _describe_act(coded, resolved)
        if explain:
            yield from (
                f"    {row['rule']:32} {row['words'] or ''}".rstrip() for row in _trace(resolved, statement)
            )


def _describe_act(coded: CodedAct, resolved: ResolvedAct) -> Iterator[str]:
    act = resolved.act
    traits = (act.kind, act.stage, act.firmness, act.polarity, f"confidence {act.confidence:.2f}")
    yield ""
    yield f"  {coded.id}  {', '.join(trait for trait in traits if trait)}"
    yield f"  {coded.text}"
    whom = f" -> {', '.join(coded.addressees)}" if coded.addressees else ""
    yield f"    who   {', '.join(coded.actors)}{whom}"
    for deadline in coded.deadlines:
        interval = f"{deadline.earliest or '..'}/{deadline.latest or '..'}"
        meeting = f" ({deadline.meeting})" if deadline.meeting else ""
        yield f"    when  {deadline.role}, {interval}{meeting}: {deadline.text}"
