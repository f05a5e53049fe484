"""A document -> the acts the program finds in it, resolved as the job would; without a database."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.errors import DocumentError, GoldError
from app.evaluation.coding import CodedAct, code_act
from app.evaluation.gold import GoldCase
from app.extraction import extract_acts
from app.model import Act, Document, ResolvedAct, Statement, Text
from app.reading import read_document
from app.registry.facts import Registry
from app.resolution.acts import resolve_acts
from app.resolution.speakers import Speaker, build_speaker


@dataclass(frozen=True, slots=True)
class Extract:
    """What the program makes of one statement; acts in the order of its text."""

    statement: Statement
    speaker: Speaker
    acts: tuple[ResolvedAct, ...]


def extract_document(document: Document, registry: Registry) -> Iterator[Extract]:
    """An extract for each statement of the document. Raises `DocumentError`."""
    for statement in read_document(document, registry):
        speaker = build_speaker(statement.header, registry)
        acts = extract_acts(statement, speaker)
        yield Extract(statement, speaker, resolve_acts(statement, acts, registry))


@dataclass(frozen=True, slots=True)
class Prediction:
    """An act as extraction found it, and as a coder would write it."""

    act: Act
    coded: CodedAct
    themes: frozenset[str] = frozenset()


def predict_acts(case: GoldCase, registry: Registry) -> tuple[Prediction, ...]:
    """The program's acts for a case: those of all its statements, as far as the coders went. Raises
    `GoldError`.
    """
    found: list[Prediction] = []
    for extract in _extract_case(case, registry):
        end = None if case.scope is None else _find_end(case.scope, extract.statement.text)
        within = [act for act in extract.acts if end is None or act.act.span.start < end]
        found += [
            Prediction(
                act.act,
                code_act(act, extract.speaker, act_id=f"{case.stem}-{n:02}"),
                frozenset(match.theme for match in act.themes),
            )
            for n, act in enumerate(within, len(found) + 1)
        ]
        if end is not None:
            return tuple(found)
    if case.scope is not None:
        raise GoldError(
            f"{case.stem}: the words up to which it is coded are not in the statement: {case.scope!r}"
        )
    return tuple(found)


def _extract_case(case: GoldCase, registry: Registry) -> Iterator[Extract]:
    try:
        yield from extract_document(case.document, registry)
    except DocumentError as error:
        raise GoldError(f"{case.document.name}: {error}") from error


def _find_end(words: str, text: Text) -> int | None:
    """Where `words` end in the text, whatever stands between them in space and punctuation."""
    found = re.search(r"\W+".join(map(re.escape, re.findall(r"\w+", words))), text.content)
    return found.end() if found else None
