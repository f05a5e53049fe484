"""A statement that lists what several states or bodies contribute ("Norway will fund", "Chile commits to")
-> who they are: what each of them says there is its own pledge, whoever put the list together.
"""

import re
from collections.abc import Iterator
from itertools import islice

from app.extraction.labels import find_heading_label, find_label
from app.extraction.sentences import split_sentences
from app.extraction.titles import read_titles
from app.model import Span, Statement
from app.registry.facts import Registry
from app.resolution.coordination import split_coordination
from app.resolution.names import resolve_name
from app.vocabulary import PassageKind

_LISTING = re.compile(
    r"\b(?:commitments?|pledges?|deliverables|contributions?|announcements?|undertakings?|fact\s?sheet)\b",
    re.I,
)
_OPENING = re.compile(
    r"""\W* (?: [^.:\n]{3,160}:\s+ )?
        (?: (?:[Ii]n|[Bb]y|[Oo]n|[Aa]s|[Tt]hrough|[Ww]ith|[Uu]nder)\b [^,.:;]{2,80} ,\s+ )?
        (?P<names> (?:[Tt]he\s)? [A-Z][^.:;]{1,120}? ) \s (?:(?:also|further|[a-z]+ly)\s)*
        (?: (?P<undertakes> will|shall|commits?|pledges?|undertakes?|announces?|intends?|aims?|plans? )
          | (?P<told> committed|pledged|announced|seeks?|confirmed )
          | is|are|has|have|continues?|expects?|reaffirms?|remains?|[a-z]{3,}ed ) \s""",
    re.X,
)
_FEWEST_UNDERTAKINGS = 3
_FIRST_WORDS = 1_500
"""Code points of the text in which a list says that it is one of commitments."""


def find_contributors(statement: Statement, registry: Registry) -> frozenset[str]:
    """Ids of those whose contributions the statement lists; nobody where it is no such list.

    A list says what it is in its title or first paragraphs, and several of its passages open with somebody
    who undertakes something. News that tells of others' pledges does not go through them one by one. Where
    the title says so, it may be told of them ("Chile committed to"), and where several headings name those
    who act in it, most may tell what has been done.
    """
    content = statement.text.content
    title = statement.header.title or ""
    if not _LISTING.search(f"{title} {content[:_FIRST_WORDS]}"):
        return frozenset()
    openings = [
        (actor, how)
        for names, how in _read_passages(statement)
        for part in split_coordination(names, Span(0, len(names)), registry)
        if (actor := resolve_name(part.quote(names), registry).actor)
    ]
    speaking = frozenset(actor for actor, _ in openings)
    is_so_titled = _LISTING.search(title) is not None
    undertakings = sum(how == "undertakes" or (how == "told" and is_so_titled) for _, how in openings)
    if undertakings < _FEWEST_UNDERTAKINGS and undertakings and is_so_titled:
        headings = (passage for passage in statement.passages if passage.kind is PassageKind.HEADING)
        headed = {resolve_name(heading.span.quote(content), registry).actor for heading in headings}
        undertakings += len(speaking & headed)
    return speaking if undertakings >= _FEWEST_UNDERTAKINGS else frozenset()


def _read_passages(statement: Statement) -> Iterator[tuple[str, str | None]]:
    """Who speaks in each passage, or is the heading of items, and how: `undertakes`, or `told`."""
    content = statement.text.content
    passages = read_titles(content, statement.passages)
    for number, passage in enumerate(passages, start=1):
        if passage.kind in (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM):
            yield from _read_openings(content, passage.span)
        elif label := find_heading_label(content, passage, islice(passages, number, None)):
            yield label.prefix.strip(), "undertakes"


def _read_openings(content: str, span: Span) -> Iterator[tuple[str, str | None]]:
    """Who labels the passage ("Finland: Will provide"), or is the subject of each sentence, and how."""
    if (label := find_label(content, span)) is not None:
        yield label.prefix.strip(), "undertakes"
        return
    for sentence in split_sentences(content, span):
        if opening := _OPENING.match(content, sentence.start, sentence.end):
            yield opening["names"], opening.lastgroup if opening.lastgroup != "names" else None
