"""A document -> what is found in it: its statements, each with its acts; a statement that was read before ->
the same with its acts. Knows no database and no run, so that any process can do it; what goes wrong comes out
as a value.
"""

from dataclasses import dataclass
from traceback import format_exc

from app.errors import CommuniqueError
from app.model import Document, ResolvedAct, Statement
from app.reading import read_document
from app.registry.facts import Registry
from app.resolution.acts import resolve_acts
from app.resolution.speakers import build_speaker


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something could not be analysed. `traceback` is empty where the reason is one we foresaw."""

    message: str
    traceback: str = ""


@dataclass(frozen=True, slots=True)
class AnalysedStatement:
    """A statement, and its acts or why they could not be told."""

    statement: Statement
    acts: tuple[ResolvedAct, ...] | Failure


Analysis = tuple[AnalysedStatement, ...] | Failure
Subject = Document | Statement
"""What can be analysed: a document, or a statement that was read from one before."""


def analyse(subject: Subject, registry: Registry) -> Analysis:
    """The statements of a document, or the one statement, with their acts."""
    if isinstance(subject, Document):
        return analyse_document(subject, registry)
    return (AnalysedStatement(subject, _find_acts(subject, registry)),)


def analyse_document(document: Document, registry: Registry) -> Analysis:
    """The statements of a document with their acts: read, extract, resolve."""
    try:
        statements = read_document(document, registry)
    except Exception as error:
        return tell_failure(error)
    return tuple(AnalysedStatement(statement, _find_acts(statement, registry)) for statement in statements)


def tell_failure(error: Exception) -> Failure:
    """What went wrong, as a value."""
    if isinstance(error, CommuniqueError):
        return Failure(str(error))
    return Failure(f"{type(error).__name__}: {error}", format_exc())


def _find_acts(statement: Statement, registry: Registry) -> tuple[ResolvedAct, ...] | Failure:
    from app.extraction import extract_acts  # noqa: PLC0415 - loads the parser, which an idle run does without

    try:
        acts = extract_acts(statement, build_speaker(statement.header, registry))
        return resolve_acts(statement, acts, registry)
    except Exception as error:
        return tell_failure(error)
