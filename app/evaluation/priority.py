"""Commitments that others singled out of statements -> which of them extraction finds.

The rows are quotations without what stands around them: they tell recall only. `density.py` tells the rest.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from app.errors import GoldError
from app.evaluation.rows import load_rows
from app.evaluation.scores import Accuracy
from app.extraction import extract_each
from app.model import Header, Issuer, Passage, Span, Statement, Text
from app.registry.facts import Meeting, Registry
from app.resolution.names import resolve_name
from app.resolution.speakers import build_speaker
from app.vocabulary import PassageKind

LEAD_IN = re.compile(r"\W*\[(?P<lead>[^\[\]]+)\](?P<rest>.*)", re.DOTALL)
"""Words in brackets before a commitment govern it: "[We will:] train nurses"."""
ELLIPSIS = re.compile(r"\s*(?:…|\.(?: ?\.){2,})\s*")
MARKS = re.compile(r"[\[\]]|^[\s\"“”]+|[\s\"“”]+$")
"""What stands in a quotation and not in the statement: brackets of the editor, quotation marks around it."""


@dataclass(frozen=True, slots=True)
class PriorityItem:
    """A commitment as others quote it. `body` names who made it, or several for those it may be ("G7/G8");
    `summit` holds the place where it is known.
    """

    id: str
    body: str
    summit: str
    year: int
    text: str


@dataclass(frozen=True)
class PriorityResult:
    """Which commitments were found, in the order of the file."""

    found: tuple[PriorityItem, ...]
    missed: tuple[PriorityItem, ...]

    @property
    def bodies(self) -> dict[str, Accuracy]:
        """How many were found of each body's, by name."""
        bodies = sorted({item.body for item in (*self.found, *self.missed)})
        return {body: self._count(body) for body in bodies}

    @property
    def pooled(self) -> Accuracy:
        """How many were found of all."""
        return Accuracy(len(self.found), len(self.found) + len(self.missed))

    def _count(self, body: str) -> Accuracy:
        found = sum(item.body == body for item in self.found)
        return Accuracy(found, found + sum(item.body == body for item in self.missed))


def measure_recall(path: Path, registry: Registry) -> PriorityResult:
    """How many commitments of the file are found: an act overlaps their words. Raises `GoldError`."""
    items = tuple(load_rows(path, TypeAdapter(PriorityItem)))
    if not items:
        raise GoldError(f"{path}: no commitments here")
    quoted = [quote_item(item, registry) for item in items]
    spoken = [(quote.statement, build_speaker(quote.statement.header, registry)) for quote in quoted]
    hits = [
        any(act.span.end > quote.start for act in acts)
        for quote, acts in zip(quoted, extract_each(spoken), strict=True)
    ]
    return PriorityResult(
        found=tuple(item for item, is_found in zip(items, hits, strict=True) if is_found),
        missed=tuple(item for item, is_found in zip(items, hits, strict=True) if not is_found),
    )


# --- a commitment as a statement of its own ---


@dataclass(frozen=True, slots=True)
class Quotation:
    """A statement of nothing but one commitment, whose words begin at `start`, after its lead-in."""

    statement: Statement
    start: int


def quote_item(item: PriorityItem, registry: Registry) -> Quotation:
    """The item as its body said it: lead-in and commitment, apart where words are left out."""
    led = LEAD_IN.fullmatch(item.text)
    lead, words = (led["lead"], led["rest"]) if led else ("", item.text)
    lead = MARKS.sub("", ELLIPSIS.sub(" ", lead)).strip()
    pieces = [piece for part in ELLIPSIS.split(words) if (piece := MARKS.sub("", part))]
    if not pieces:
        raise GoldError(f"{item.id}: a commitment without words")
    if lead.endswith(":"):
        blocks = [(lead, PassageKind.PARAGRAPH), *((piece, PassageKind.LIST_ITEM) for piece in pieces)]
    else:
        first = f"{lead} {pieces[0]}".strip()
        blocks = [(block, PassageKind.PARAGRAPH) for block in (first, *pieces[1:])]
    passages = tuple(_lay_out(blocks))
    content = "\n\n".join(block for block, _ in blocks)
    return Quotation(Statement(_head(item, registry), Text(content), passages), start=len(lead))


def _lay_out(blocks: Sequence[tuple[str, PassageKind]]) -> Iterator[Passage]:
    start = 0
    for ordinal, (words, kind) in enumerate(blocks):
        span = Span(start, start + len(words))
        yield Passage(ordinal, kind, span, level=int(kind is PassageKind.LIST_ITEM))
        start = span.end + len("\n\n")


def _head(item: PriorityItem, registry: Registry) -> Header:
    """Who said it when: the body's meeting of that year and place; else the first body named, in mid-year,
    when most of these summits are held.
    """
    bodies = [actor for name in item.body.split("/") if (actor := resolve_name(name, registry).actor)]
    if not bodies:
        raise GoldError(f"{item.id}: the registry knows no body {item.body!r}")
    meeting = next((m for m in registry.meetings.values() if _is_held(m, item, bodies, registry)), None)
    issuer = registry.forums[meeting.forum].actor if meeting else bodies[0]
    return Header(
        issuers=(Issuer(name=registry.actors[issuer].name, actor=issuer),),
        adopted=meeting.last_day if meeting else date(item.year, 7, 1),
        place=meeting.place if meeting else None,
    )


def _is_held(meeting: Meeting, item: PriorityItem, bodies: Sequence[str], registry: Registry) -> bool:
    place = item.summit.removesuffix(str(item.year)).strip()
    is_there = place in (item.body, meeting.place)
    is_theirs = registry.forums[meeting.forum].actor in bodies
    return is_theirs and meeting.first_day.year == item.year and is_there
