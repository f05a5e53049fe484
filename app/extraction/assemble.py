"""Findings of a segment -> acts: exact spans in the statement's text, no duplicates, who is named, and the
trace of rules.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from app.extraction.conditions import find_conditions, find_scope
from app.extraction.findings import Finding
from app.extraction.leadins import is_open
from app.extraction.quantities import find_quantities
from app.extraction.segments import Segment
from app.extraction.spans import last_word
from app.extraction.subjects import phrase_of
from app.extraction.timing import Clock
from app.model import Act, Firing, Mention, Span
from app.resolution.speakers import Speaker
from app.vocabulary import ActKind, ActorRole, Polarity

_OPEN_PREFIX = re.compile(r"\b(?:to|for|on|towards?)\s*$", re.I)


def assemble_acts(
    content: str, segment: Segment, doc: Doc, findings: list[Finding], speaker: Speaker
) -> Iterator[Act]:
    """The acts of one segment, in the order of the text."""
    taken: set[Span] = set()
    clock = Clock(content, segment)
    for finding in findings:
        span = _span_of(content, segment, finding, findings)
        if span is None or span in taken:
            continue
        taken.add(span)
        yield _act(content, segment, finding, span, speaker, clock)


def _span_of(content: str, segment: Segment, finding: Finding, others: list[Finding]) -> Span | None:
    if finding.content.idx < len(segment.prefix) and not _OPEN_PREFIX.search(segment.prefix):
        return None  # the lead-in is an act of its own; this item completes nothing of it
    last = last_word(finding, others)
    rest = finding.content.doc.text[last.idx :]
    if rest.rstrip().endswith((":", "—", "–")) and is_open(rest):
        return None  # a bare chapeau
    first = finding.first
    start = max(first.idx, len(segment.prefix))
    end = last.idx + len(last)
    if end <= start:
        return None
    located_start, located_end = segment.locate(start), segment.locate(end - 1)
    if located_start is None or located_end is None:
        return None
    return _trim(content, located_start, located_end + 1)


def _trim(content: str, start: int, end: int) -> Span | None:
    while start < end and content[start] in " ,;:–—-\n":
        start += 1
    while end > start and content[end - 1] in " ,;:.–—\n":
        end -= 1
    return Span(start, end) if end > start else None


def _act(content: str, segment: Segment, finding: Finding, span: Span, speaker: Speaker, clock: Clock) -> Act:
    licence = finding.licence
    overlay = finding.clause.overlay
    stage = licence.stage
    if overlay is not None and overlay.stage is not None and licence.kind is ActKind.PLEDGE:
        stage = overlay.stage
    return Act(
        kind=licence.kind,
        stage=stage,
        firmness=finding.firmness,
        polarity=Polarity.NEGATIVE if finding.is_negative else Polarity.POSITIVE,
        verb=_verb_words(finding.content),
        object=_object_words(content, segment, finding, span),
        span=span,
        quote=span.quote(content),
        passage=segment.passage,
        mentions=tuple(_mentions(segment, finding, speaker)),
        deadlines=clock.find_deadlines(finding, span),
        quantities=find_quantities(segment, finding.content.doc, span),
        conditions=find_conditions(content, span),
        scope=find_scope(content, span),
        confidence=licence.weight,
        trace=tuple(_trace(segment, finding)),
    )


def _verb_words(verb: Token) -> str:
    particle = next((c for c in verb.rights if c.dep_ == "prt" and c.i - verb.i <= 2), None)
    return f"{verb.text} {particle.text}" if particle is not None else verb.text


def _object_words(content: str, segment: Segment, finding: Finding, span: Span) -> str:
    after = segment.locate(finding.content.idx + len(finding.content))
    return content[after : span.end].strip() if after is not None and after < span.end else ""


def _mentions(segment: Segment, finding: Finding, speaker: Speaker) -> Iterator[Mention]:
    licence = finding.licence
    if licence.kind is ActKind.CALL:
        caller = finding.clause.subject if licence.addressee is not finding.clause.subject else None
        yield _mention(segment, caller, ActorRole.CALLER, speaker)
        if licence.addressee is not None:
            yield _mention(segment, licence.addressee, ActorRole.ADDRESSEE, speaker)
        return
    actor = licence.actor if licence.actor is not None else finding.clause.subject
    yield _mention(segment, actor, ActorRole.PROMISOR, speaker)


def _mention(segment: Segment, noun: Token | None, role: ActorRole, speaker: Speaker) -> Mention:
    """The words for an actor; nobody named, or a thing as subject of a passive, means the issuers by
    inference.
    """
    if noun is None:
        return Mention(role=role, text="", span=None, is_issuer=True)
    phrase = phrase_of(noun)
    start = segment.locate(noun.left_edge.idx)
    is_issuer = speaker.is_issuer_phrase(phrase) and role is not ActorRole.ADDRESSEE
    if start is None or segment.locate(noun.left_edge.idx + len(phrase) - 1) is None:
        return Mention(role=role, text="" if is_issuer else phrase, span=None, is_issuer=is_issuer)
    return Mention(role=role, text=phrase, span=Span(start, start + len(phrase)), is_issuer=is_issuer)


def _trace(segment: Segment, finding: Finding) -> Iterator[Firing]:
    if segment.lead is not None:
        yield Firing("leadin", segment.lead.span)
    overlay = finding.clause.overlay
    if overlay is not None:
        yield Firing(overlay.rule, _token_span(segment, overlay.matrix))
    yield Firing(finding.licence.rule, _token_span(segment, finding.licence.cue))
    for rule, token in finding.trail:
        yield Firing(rule, _token_span(segment, token))
    if finding.is_continuation:
        yield Firing("coordination", _token_span(segment, finding.content))


def _token_span(segment: Segment, token: Token) -> Span | None:
    start, last = segment.locate(token.idx), segment.locate(token.idx + len(token) - 1)
    return Span(start, last + 1) if start is not None and last is not None and last >= start else None
