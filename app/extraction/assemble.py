"""Findings of a segment -> acts: exact spans in the statement's text, no duplicates, who is named, and the
trace of rules.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from app.extraction.complements import addressee_of, directed_action, is_cue
from app.extraction.conditions import find_closing_condition, find_conditions, find_scope
from app.extraction.confidence import COORDINATION, SUBJECT, rate
from app.extraction.edges import conjuncts_of
from app.extraction.findings import Finding
from app.extraction.grammar import auxiliaries_of, is_verb, object_of
from app.extraction.leadins import ends_in_verb, is_open
from app.extraction.lexicon import load_lexicon
from app.extraction.mentions import find_mentions
from app.extraction.parse import pos_of
from app.extraction.quantities import find_quantities
from app.extraction.segments import Segment
from app.extraction.spans import breaks_off, last_word
from app.extraction.timing import Clock, governing_words
from app.extraction.tree import Doc, Token
from app.model import Act, Firing, Span, Wording
from app.vocabulary import ActKind, Polarity, Stage

_OPEN_PREFIX = re.compile(r"\b(?:to|for|on|towards?|continue)\s*$", re.I)
_BLANK = "_SP"  # the tag of white space
_LONGEST_CLOSING = 4  # tokens: "which ensures that:"
_BEFORE_WORDS = " ,;:–—-\n"
_AFTER_WORDS = " ,;:.–—\n"


@dataclass(frozen=True)
class Assembly:
    """Where acts are put together: the statement's text, the segment and its parse."""

    content: str
    segment: Segment
    doc: Doc

    def assemble(self, findings: list[Finding]) -> list[Act]:
        """The acts of the segment, in the order of the text; of two findings of the same words the first."""
        acts: dict[Span, Act] = {}
        series: list[Span] = []
        clock = Clock(self.content, self.segment)
        for finding in findings:
            span = self._span_of(finding, findings)
            if span is None or span in acts:
                continue
            acts[span] = self._act(finding, span, clock)
            goes_on = finding.is_continuation or not finding.clause.has_own_subject
            series = [*series, span] if goes_on else [span]
            closing = find_closing_condition(self.content, acts[span])
            if closing is not None:
                for earlier in series[:-1]:
                    acts[earlier] = replace(acts[earlier], conditions=(*acts[earlier].conditions, closing))
        return [acts[span] for span in sorted(acts)]

    def _span_of(self, finding: Finding, others: list[Finding]) -> Span | None:
        """Where the finding's words stand; None for a lead-in that is no act, and for words outside the
        segment.
        """
        prefix = self.segment.prefix
        is_completed = _OPEN_PREFIX.search(prefix) is not None or ends_in_verb(prefix)
        led = [word for word in self.doc if word.idx < len(prefix)]
        is_said = not prefix.endswith(" to ") and _thing_done(finding, led) is not None  # "submit views on:"
        is_led = self.segment.lead is not None and finding.content in led
        if is_led and (is_said or not is_completed):
            return None  # the lead-in is an act of its own; this item completes nothing of it
        last = _without_blanks(last_word(finding, others))
        if self._is_bare_chapeau(finding, last):
            return None
        start = self.segment.locate(max(finding.first.idx, len(prefix)))
        if finding.first.idx < max(len(prefix), 1) and self.segment.opening is not None:
            is_there = self.segment.words is not None and finding.first.i > 0
            start = self.segment.locate(finding.first.idx) if is_there else self.segment.opening
        end = self.segment.locate(last.idx + len(last) - 1)
        return _trim(self.content, start, end + 1) if start is not None and end is not None else None

    def _is_bare_chapeau(self, finding: Finding, last: Token) -> bool:
        """Whether the finding, of which `last` is the last word, says nothing yet, and a colon ends it."""
        if not self.doc.text(last.i, -1).rstrip().endswith((":", ":-", "—", "–")):
            return False
        whole = self.doc.text(min(finding.first.i, finding.content.i), -1).rstrip()
        is_broken_off = (
            (is_open(whole) and not _ends_in_relative(self.doc, finding))
            or whole.rstrip(" :-").endswith("as follows")
            or last is finding.content
            or _asks_for_items(finding)
        )
        is_before_cue = any(map(breaks_off, self.doc[last.i + 1 :]))  # "are doing X and commit to:"
        return is_broken_off and not is_before_cue and _thing_done(finding, list(self.doc)) is None

    def _act(self, finding: Finding, span: Span, clock: Clock) -> Act:
        licence, trace = finding.licence, tuple(self._trace(finding))
        return Act(
            kind=licence.kind,
            stage=_stage_of(finding),
            firmness=finding.firmness,
            polarity=Polarity.NEGATIVE if finding.is_negative else Polarity.POSITIVE,
            verb=_verb_words(finding.content),
            object=self._object_words(finding, span),
            span=span,
            quote=span.quote(self.content),
            passage=self.segment.passage,
            mentions=tuple(find_mentions(self.content, self.segment, finding)),
            deadlines=clock.find_deadlines(finding, span),
            quantities=tuple(figure for figure in self._figures if span.contains(figure.span)),
            conditions=(*self._conditions_above, *find_conditions(self.content, span)),
            scope=find_scope(self.content, span),
            confidence=rate(trace),
            trace=trace,
        )

    @cached_property
    def _figures(self) -> tuple[Wording, ...]:
        return tuple(find_quantities(self.segment, self.doc))

    @cached_property
    def _conditions_above(self) -> tuple[Wording, ...]:
        above = governing_words(self.segment)
        return find_conditions(self.content, above) if above is not None else ()

    def _object_words(self, finding: Finding, span: Span) -> str:
        verb = finding.content
        particle = _particle_of(verb)
        last = particle if particle is not None and particle.i == verb.i + 1 else verb
        after = self.segment.locate(last.idx + len(last))
        return self.content[after : span.end].strip() if after is not None and after < span.end else ""

    def _trace(self, finding: Finding) -> Iterator[Firing]:
        """Every rule that had a say, in order of application."""
        licence, overlay = finding.licence, finding.clause.overlay
        yield from self._supplied()
        if overlay is not None and overlay.rule != licence.rule:
            yield self._firing(overlay.rule, overlay.matrix)
        predicate = (word for word in licence.cue.rights if word.dep_ == "acomp")
        yield self._firing(licence.rule, *auxiliaries_of(licence.cue), licence.cue, *predicate)
        for rule, token in finding.trail:
            yield self._firing(rule, token)
        if finding.is_continuation:
            yield self._firing(COORDINATION, finding.content)

    def _supplied(self) -> Iterator[Firing]:
        """What the segment's words were read with: a lead-in, or a subject where they have none."""
        lead, words = self.segment.lead, self.segment.prefix.strip()
        if lead is not None:
            yield Firing(lead.rule, lead.span, words)
        elif words and self.segment.words is None:
            yield Firing(SUBJECT, supplied=words)

    def _firing(self, rule: str, *words: Token) -> Firing:
        """On which of the words of the text, from the first to the last, and on which supplied ones."""
        supplied = [word for word in words if word.idx < len(self.segment.prefix)]
        shown = words[len(supplied) :] or words
        start = self.segment.locate(shown[0].idx)
        last = self.segment.locate(shown[-1].idx + len(shown[-1]) - 1)
        span = Span(start, last + 1) if start is not None and last is not None and start <= last else None
        return Firing(rule, span, " ".join(word.text for word in supplied))


def _without_blanks(last: Token) -> Token:
    """The word before what was blanked ("and (ii)")."""
    while last.tag_ == _BLANK and last.i > 0:
        last = last.nbor(-1)
    return last


def _asks_for_items(finding: Finding) -> bool:
    """`Urges Member States, in line with their laws:`, `agreed to recommend to Members:`: what is asked
    stands in the items.
    """
    content, lexicon = finding.content, load_lexicon()
    if finding.licence.is_nominal:
        return lexicon.has("directive", finding.licence.cue)
    return (
        lexicon.has("directive", content) and directed_action(content, addressee_of(content)).content is None
    )


def _ends_in_relative(doc: Doc, finding: Finding) -> bool:
    """`Requests the secretariat to draft rules, which ensure that:`: the items are not what is asked."""
    closing = doc[max(finding.content.i + 1, len(doc) - _LONGEST_CLOSING) :]
    return any(word.dep_ == "relcl" and (is_verb(word) or word.tag_ == "MD") for word in closing)


def _thing_done(finding: Finding, words: list[Token]) -> Token | None:
    """`an agenda` of "We have agreed an agenda to:", `views` of "Invites Parties to submit by May views on:":
    what is said and done in the words of a chapeau. `We call on all states to:` and `We commit ourselves to:`
    say nothing yet (settled case 6).
    """
    content, licence = finding.content, finding.licence
    if licence.is_nominal or (content is licence.cue and is_cue(content) and licence.stage is not Stage.DONE):
        return None
    things = (object_of(verb) for verb in (content, *conjuncts_of(content)))
    found = (thing for thing in (*things, _noun_at_end(words)) if thing is not None and content.i < thing.i)
    thing = next(found, None)
    if thing is None or load_lexicon().has("regard_noun", thing):
        return None
    return thing if thing in words and pos_of(thing) in ("NOUN", "PROPN", "NUM") else None


def _noun_at_end(words: list[Token]) -> Token | None:
    """What the last preposition of a chapeau hangs on, though the parser took it for a part of a date ("to
    submit by 1 May views on:").
    """
    last = next((word for word in reversed(words) if not word.is_punct), None)
    return last.head if last is not None and last.dep_ == "prep" and last.head.tag_ == "NNS" else None


def _stage_of(finding: Finding) -> Stage | None:
    overlay = finding.clause.overlay
    if overlay is not None and overlay.stage is not None and finding.licence.kind is ActKind.PLEDGE:
        return overlay.stage
    return finding.licence.stage


def _verb_words(verb: Token) -> str:
    particle = _particle_of(verb)
    return f"{verb.text} {particle.text}" if particle is not None else verb.text


def _particle_of(verb: Token) -> Token | None:
    """`up` of "step up aid" and of "step it up"."""
    return next((c for c in verb.rights if c.dep_ == "prt" and c.i - verb.i <= 2), None)


def _trim(content: str, start: int, end: int) -> Span | None:
    while start < end and content[start] in _BEFORE_WORDS:
        start += 1
    while end > start and content[end - 1] in _AFTER_WORDS:
        end -= 1
    return Span(start, end) if end > start else None
