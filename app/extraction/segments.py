"""Passages -> segments: one sentence or list item each, completed by the words of its lead-in so that it
parses as a whole clause.

"We will: (a) expand the fund; (b) train staff" becomes "We will expand the fund" and "We will train staff";
only the item's own words can be part of an act. "Requests the secretariat to report" gets the subject it
lacks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from app.extraction.asides import find_joint_subject, find_parted
from app.extraction.chapeaux import find_lead_in
from app.extraction.governed import find_governed
from app.extraction.governors import Governors
from app.extraction.inline import blank_marks, find_inline_items, find_members
from app.extraction.labels import find_item_topic_end, find_label, find_topic_end
from app.extraction.leadins import (
    TO_OPENING,
    LeadIn,
    compose_prefix,
    find_imperative,
    imperative_lead_in,
    leads_in_means,
    silent_lead_in,
)
from app.extraction.openings import (
    OPENING_ADJUNCT,
    find_distant_verb,
    find_late_verb,
    find_speech_after_adjunct,
    find_verb_after_adjunct,
    goes_on_as_imperative,
    lower_capitals,
    opens_as_imperative,
    opens_with_base,
    opens_with_third_person,
    supply_subject,
)
from app.extraction.performances import find_misread_verb, find_performances
from app.extraction.sentences import part_long_sentence, split_sentences
from app.extraction.series import find_series, is_finite_series, is_series
from app.extraction.titles import is_run_in_heading, read_titles
from app.model import Passage, Span, Statement
from app.vocabulary import PassageKind

_SEAM = re.compile(r";\s+(?:and\s+)?")
_BEFORE_VERB = (" will ", " shall ", " to ", " must ", " should ")
_ONLY_NUMBER = re.compile(r"^[\W\d]*$")


@dataclass(frozen=True, slots=True)
class Segment:
    """What is parsed as one sentence: `prefix` (words supplied, or borrowed from the lead-in) and the words
    at `span`.

    `lead` is where the borrowed words stand, None when the sentence stands alone. Offsets of the parse below
    `len(prefix)` lie in the prefix.
    """

    passage: int
    span: Span
    prefix: str = ""
    lead: LeadIn | None = None
    words: Span | None = None
    """Where the prefix stands in the text, when it was left in front of words that were left out."""
    opening: int | None = None
    """Where the sentence opens when the words before `span` were left out of the parse: a long apposition of
    the issuers, an adjunct. They belong to its first act.
    """

    def text(self, content: str) -> str:
        """What the parser reads."""
        body = blank_marks(lower_capitals(self.span.quote(content)))
        if self.prefix and len(body) > 1 and body[0].isupper() and not body[1].isupper():
            body = body[0].lower() + body[1:]
        return self.prefix + body

    def locate(self, offset: int) -> int | None:
        """The offset in the statement's text for one in the parse; None for words that were supplied."""
        if offset >= len(self.prefix):
            return self.span.start + offset - len(self.prefix)
        words = self.words if self.lead is None else self.lead.words
        return words.start + offset if words is not None and offset < len(words) else None


def segment_statement(statement: Statement) -> tuple[Segment, ...]:
    """Everything worth parsing, in the order of the text. Headings, footnotes and truncated beginnings hold
    no act.
    """
    return tuple(_iterate(statement))


def _iterate(statement: Statement) -> Iterator[Segment]:
    content = statement.text.content
    governors = Governors(content)
    passages = read_titles(content, statement.passages)
    for number, passage in enumerate(passages, start=1):
        lead = governors.find_governing(passage)
        if passage.kind is PassageKind.HEADING:
            governors.name(passage, islice(passages, number, None))
        if passage.kind in (PassageKind.HEADING, PassageKind.FOOTNOTE):
            continue
        for segment in _passage_segments(content, passage, lead):
            yield from _part_long(content, segment)
        led = next((p for p in passages[number:] if p.kind is not PassageKind.HEADING), None)
        governors.open(passage, led, outer=lead)


def _part_long(content: str, segment: Segment) -> Iterator[Segment]:
    """The segment, in parts where it is longer than a sentence can be; what leads in the first, leads in no
    other.
    """
    first, *others = part_long_sentence(content, segment.span)
    yield replace(segment, span=first)
    for part in others:
        yield _segment(content, part, segment.passage, None)


def _passage_segments(content: str, passage: Passage, lead: LeadIn | None) -> Iterator[Segment]:
    label = find_label(content, passage.span)
    topic_end = find_topic_end(content, passage.span)
    if topic_end is None and lead is not None and not lead.is_label:
        topic_end = find_item_topic_end(content, passage.span)
    start = passage.span.start if topic_end is None else topic_end
    if label is not None:
        start = label.span.end + len(": ")
    sentences = split_sentences(content, Span(start, passage.span.end))
    is_told_to = False
    for number, sentence in enumerate(sentences):
        if _ONLY_NUMBER.match(sentence.quote(content)) or (number == 0 and passage.is_truncated):
            continue
        is_named = number == 0 and len(sentences) > 1 and (label or lead) is None
        if is_named and is_run_in_heading(sentence.quote(content)):
            continue
        governs_it = number == 0 or _names(lead)
        governing = label or (lead if governs_it else None)
        quote = sentence.quote(content)
        if is_told_to and governing is None and goes_on_as_imperative(quote):
            governing = imperative_lead_in(sentence)
        is_told_to = _tells_what_to_do(quote, governing)
        yield from _sentence_segments(content, sentence, passage.ordinal, governing)


def _tells_what_to_do(sentence: str, lead: LeadIn | None) -> bool:
    """Whether a sentence opens with a base verb that is undertaken, so that the next one may, too."""
    if lead is None:
        return opens_as_imperative(sentence)
    return lead.prefix in ("We will ", "We intend to ") and opens_with_base(sentence)


def _names(lead: LeadIn | None) -> bool:
    """Whether the lead-in is a name, under which every sentence stands; another governs one sentence."""
    return lead is not None and lead.is_label


def _sentence_segments(content: str, sentence: Span, passage: int, lead: LeadIn | None) -> Iterator[Segment]:
    """A sentence as it is, or its chapeau and its inline items "(a) ...; (b) ..." one by one."""
    inline = find_inline_items(content, sentence)
    if inline is None:
        yield from _series_segments(content, sentence, passage, lead)
        return
    chapeau, items = inline
    yield _segment(content, chapeau, passage, lead)
    names_means = leads_in_means(chapeau.quote(content).rstrip(" :"))
    inline_lead = (
        silent_lead_in(content, chapeau) if names_means else find_lead_in(content, chapeau, outer=lead)
    )
    for item in items:
        yield _segment(content, item, passage, inline_lead)


def _series_segments(content: str, sentence: Span, passage: int, lead: LeadIn | None) -> Iterator[Segment]:
    """A sentence as it is, or the members of a series parted by semicolons one by one."""
    quote = sentence.quote(content)
    if lead is not None and not lead.is_label and compose_prefix(lead, quote) is None:
        lead = None  # an item that is a clause of its own
    label = lead if _names(lead) else None
    series = find_series(content, sentence, label) if lead is None or supply_subject(quote) else None
    if (
        series is None
        and lead is not None
        and (is_series(quote) or (lead.is_label and is_finite_series(quote)))
    ):
        series = Span(sentence.start, content.index("; ", sentence.start)), lead
    if series is None and lead is None and is_series(quote):
        series = _list_tasks(content, sentence)
    if series is None:
        for part in _list_operatives(content, sentence):
            yield from _performed_segments(content, part, passage, lead)
        return
    first, governing = series
    yield _segment(content, first, passage, lead)
    for member in find_members(content, Span(first.end + len("; "), sentence.end)):
        yield _segment(content, member, passage, governing)


def _list_tasks(content: str, sentence: Span) -> tuple[Span, LeadIn] | None:
    """The first of several things to be done, and what they all lack ("Train nurses; open clinics")."""
    first = Span(sentence.start, content.index("; ", sentence.start))
    imperative = find_imperative(content, first)
    return (first, imperative) if imperative is not None else None


def _list_operatives(content: str, sentence: Span) -> Iterator[Span]:
    """A sentence as it is, or its operative paragraphs ("Decides to X; Also requests Y; Invites Z to V")."""
    start = sentence.start
    if opens_with_third_person(sentence.quote(content)):
        for seam in _SEAM.finditer(content, sentence.start, sentence.end):
            if seam.start() > start and opens_with_third_person(content[seam.end() : sentence.end]):
                yield Span(start, seam.start())
                start = seam.end()
    yield Span(start, sentence.end)


def _performed_segments(content: str, sentence: Span, passage: int, lead: LeadIn | None) -> Iterator[Segment]:
    """A sentence as it is, or what it says and decides one by one, each with the subject before it."""
    subject, later = find_performances(lower_capitals(sentence.quote(content))) if lead is None else ("", [])
    ends = [*(sentence.start + performance.start for performance in later), sentence.end]
    yield from _governed_segments(content, _segment(content, Span(sentence.start, ends[0]), passage, lead))
    for performance, end in zip(later, ends[1:], strict=True):
        start, verb = sentence.start + performance.start, sentence.start + performance.verb
        performed = Segment(
            passage=passage,
            span=Span(verb, end),
            prefix=f"{subject} ",
            opening=start if verb > start else None,
        )
        yield from _governed_segments(content, performed)


def _governed_segments(content: str, segment: Segment) -> Iterator[Segment]:
    """The segment as it is, or one by one what its verb governs ("decides that A shall, that B shall"); what
    a lead-in governs is parted where that stands itself.
    """
    cue, starts = find_governed(segment.text(content))
    offset = segment.span.start - len(segment.prefix)
    ends = [*(offset + start for start in starts if start > len(segment.prefix)), segment.span.end]
    yield replace(segment, span=Span(segment.span.start, ends[0]))
    for start, end in pairwise(ends):
        yield Segment(passage=segment.passage, span=Span(start, end), prefix=cue)


def _segment(content: str, span: Span, passage: int, lead: LeadIn | None) -> Segment:
    body = span.quote(content)
    if (late := find_late_verb(body)) is not None:
        told = _segment(content, Span(span.start + late, span.end), passage, lead)
        return replace(told, opening=span.start, prefix=told.prefix or "We will ")
    if lead is not None:
        prefix = compose_prefix(lead, body)
        if prefix is not None:
            opening = (OPENING_ADJUNCT if lead.is_label else TO_OPENING).match(body)
            late = find_verb_after_adjunct(body) if prefix.endswith(_BEFORE_VERB) else None
            if late is not None:
                own = Span(span.start + late, span.end)
                return Segment(passage=passage, span=own, prefix=prefix, lead=lead, opening=span.start)
            own = Span(span.start + opening.end(), span.end) if opening is not None else span
            start = span.start if opening is not None and lead.is_label else None
            return Segment(passage=passage, span=own, prefix=prefix, lead=lead, opening=start)
    if subject := supply_subject(body):
        return _supplied(content, span, passage, subject)
    if (said := _find_said(body)) is not None:
        prefix, start = said
        return Segment(passage, Span(span.start + start, span.end), prefix=prefix, opening=span.start)
    if (parted := find_parted(body)) is not None:
        words, own = Span(span.start, span.start + parted[0]), Span(span.start + parted[1], span.end)
        prefix = f"{words.quote(content)} "
        return Segment(passage=passage, span=own, prefix=prefix, words=words, opening=span.start)
    if (joint := find_joint_subject(body)) is not None:
        return Segment(passage, Span(span.start + joint, span.end), opening=span.start)
    imperative = find_imperative(content, span)
    return Segment(
        passage=passage, span=span, prefix=imperative.prefix if imperative else "", lead=imperative
    )


def _find_said(sentence: str) -> tuple[str, int] | None:
    """What to put before the words by which the issuers speak or act, and where these stand, when what stands
    before them is left out of the parse.
    """
    if (speech := find_speech_after_adjunct(sentence)) is not None:
        return "It ", speech
    if (misread := find_misread_verb(sentence)) is not None:
        subject, verb = misread
        return f"{subject}also ", verb
    if (verb_of_ours := find_distant_verb(sentence)) is not None:
        return "We ", verb_of_ours
    joint = find_joint_subject(sentence)
    return ("", joint) if joint is not None else None


def _supplied(content: str, span: Span, passage: int, subject: str) -> Segment:
    """A sentence with the subject it lacks; what stands between a modal in it and the verb is left out."""
    body = span.quote(content)
    if (parted := find_parted(body)) is None:
        return Segment(passage=passage, span=span, prefix=subject)
    words = body[: parted[0]]
    prefix = f"{subject}{words[0].lower()}{words[1:]} "
    return Segment(passage, Span(span.start + parted[1], span.end), prefix=prefix, opening=span.start)
