"""Documents -> their acts on standard output, doubts and failures on standard error. No database."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

import structlog
import typer

from app.cli.configuration import log_to_standard_error, read_settings
from app.cli.explaining import explain_act
from app.cli.options import ActFormat
from app.errors import CommuniqueError
from app.evaluation import Extract, extract_document
from app.evaluation.coding import CodedAct, code_act
from app.ingestion.reports import make_printable
from app.model import Document, Overrides, ResolvedAct
from app.registry import load_registry
from app.sources.folder import DocumentFailure, list_documents

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """An extract, and its acts as coders write them, in the same order."""

    extract: Extract
    coded: tuple[CodedAct, ...]

    def list_rows(self, *, explain: bool) -> Iterator[dict[str, Any]]:
        """An act as JSON values: the coders' fields, where it stands, and what made it."""
        for coded, resolved in zip(self.coded, self.extract.acts, strict=True):
            act = resolved.act
            row = asdict(coded) | {
                "start": act.span.start,
                "end": act.span.end,
                "confidence": act.confidence,
                "rules": list(dict.fromkeys(firing.rule for firing in act.trace)),
            }
            yield row | {"trace": list(self.trace(resolved))} if explain else row

    def trace(self, resolved: ResolvedAct) -> Iterator[dict[str, str | None]]:
        """Which rule fired on which words, of the text or supplied, in order of application."""
        content = self.extract.statement.text.content
        for firing in resolved.act.trace:
            yield {
                "rule": firing.rule,
                "words": firing.span.quote(content) if firing.span else None,
                "supplied": firing.supplied or None,
            }


def print_acts(path: str, overrides: Overrides, *, format: ActFormat, explain: bool) -> int:
    """The exit code: 1 when no document could be read."""
    log_to_standard_error()
    found = list(_extract_all(path, overrides))
    rows = [row for one in found for row in one.list_rows(explain=explain)]
    match format:
        case ActFormat.JSONL:
            for row in rows:
                typer.echo(json.dumps(row, ensure_ascii=False, default=str))
        case ActFormat.JSON:
            typer.echo(json.dumps(rows, ensure_ascii=False, default=str, indent=2))
        case ActFormat.TEXT:
            for one in found:
                typer.echo("\n".join(_describe(one, explain=explain)) + "\n")
    return 0 if found else 1


def _extract_all(path: str, overrides: Overrides) -> Iterator[Found]:
    """Every statement that could be read; what could not is said on standard error, and what nobody foresaw
    is logged whole.
    """
    registry = load_registry()
    for document in list_documents([path], overrides, read_settings().max_document_bytes):
        if isinstance(document, DocumentFailure):
            _warn(document.name, document.message)
            continue
        numbers = count(1)
        try:
            for extract in extract_document(document, registry):
                _warn_of_doubts(document, extract)
                yield Found(extract, tuple(_code(extract, Path(document.name).stem, numbers)))
        except CommuniqueError as error:
            _warn(document.name, str(error))
        except Exception as error:
            log.error("extraction-failed", document=make_printable(document.name), exc_info=error)
            _warn(document.name, f"{type(error).__name__}: {error}")


def _code(extract: Extract, stem: str, numbers: Iterator[int]) -> Iterator[CodedAct]:
    for act in extract.acts:
        yield code_act(act, extract.speaker, act_id=f"{stem}-{next(numbers):02}")


def _warn_of_doubts(document: Document, extract: Extract) -> None:
    for doubt in extract.statement.doubts:
        _warn(document.name, f"{doubt.code}: {doubt.message}")


def _warn(name: str, message: str) -> None:
    typer.echo(make_printable(f"{name}: {message}"), err=True)


def _describe(found: Found, *, explain: bool) -> Iterator[str]:
    """Lines for people: the statement's facts, then its acts."""
    header = found.extract.statement.header
    facts = (*(issuer.name for issuer in header.issuers), header.place, header.adopted, header.number)
    yield header.title or "(no title)"
    yield ", ".join(str(fact) for fact in facts if fact is not None)
    for coded, resolved in zip(found.coded, found.extract.acts, strict=True):
        yield from _describe_act(coded, resolved)
        if explain:
            yield from explain_act(resolved, found.extract.statement.text.content)


def _describe_act(coded: CodedAct, resolved: ResolvedAct) -> Iterator[str]:
    act = resolved.act
    traits = (act.kind, act.stage, act.firmness, act.polarity, f"confidence {act.confidence:.2f}")
    whom = f" -> {', '.join(coded.addressees)}" if coded.addressees else ""
    yield ""
    yield f"  {coded.id}  {', '.join(trait for trait in traits if trait)}"
    yield f"  {coded.text}"
    yield f"    who   {', '.join(coded.actors)}{whom}"
    for deadline in coded.deadlines:
        interval = f"{deadline.earliest or '..'}/{deadline.latest or '..'}"
        meeting = f" ({deadline.meeting})" if deadline.meeting else ""
        yield f"    when  {deadline.role}, {interval}{meeting}: {deadline.text}"
