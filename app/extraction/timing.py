"""Attaches deadline expressions to acts: those in an act's own words, in the lead-in above it, and before the
first verb of its series.

The grammar of expressions is `app.resolution.expressions`; here it is only decided which act an expression
belongs to. What opens the first clause ("By 2030, we will X and Y", "immediately stop X and withdraw Y")
governs the conjuncts after it too (coding manual, settled case 12).
"""

from dataclasses import dataclass

from app.extraction.findings import Finding, Licence
from app.extraction.leadins import LONGEST_BORROWED
from app.extraction.segments import Segment
from app.model import DeadlineMention, Span
from app.resolution.expressions import find_expressions

LONGEST_LEAD_IN = 250
"""Code points of a sentence that leads in as a whole."""


@dataclass
class Clock:
    """The expressions of one segment, handed to its acts in the order of the text."""

    content: str
    segment: Segment
    _licence: Licence | None = None
    _end: int = 0
    _opening: tuple[DeadlineMention, ...] = ()

    def find_deadlines(self, finding: Finding, span: Span) -> tuple[DeadlineMention, ...]:
        """The expressions that govern the act at `span`, those of the lead-in first."""
        verb = finding.content.text
        own = find_expressions(self.content, span, verb=verb)
        if finding.licence is not self._licence:
            self._licence = finding.licence
            verb_start = self.segment.locate(finding.content.idx)
            self._opening = tuple(m for m in own if verb_start is not None and m.span.end <= verb_start)
            shared: tuple[DeadlineMention, ...] = ()
        else:
            shared = (*self._opening, *self._before(span, verb))
        self._end = span.end
        return (*self._borrowed(verb), *shared, *own)

    def _before(self, span: Span, verb: str) -> tuple[DeadlineMention, ...]:
        """What is set off between the act before and a later verb ("and, by 2031, build two ships")."""
        between = Span(self._end, max(self._end, span.start))
        is_set_off = "," in between.quote(self.content) and len(between) <= LONGEST_LEAD_IN
        return find_expressions(self.content, between, verb=verb) if is_set_off else ()

    def _borrowed(self, verb: str) -> tuple[DeadlineMention, ...]:
        """Those of the lead-in."""
        span = governing_words(self.segment)
        return find_expressions(self.content, span, verb=verb) if span is not None else ()


def governing_words(segment: Segment) -> Span | None:
    """What is said above a segment that holds for it too: the whole sentence of its lead-in; where it is
    long, the borrowed words or its end.
    """
    lead = segment.lead
    if lead is None or lead.span == segment.span:
        return None  # an imperative has nothing above it
    if len(lead.span) <= LONGEST_LEAD_IN:
        return lead.span
    return lead.words or Span(max(lead.span.start, lead.span.end - LONGEST_BORROWED), lead.span.end)
