"""Passages one after the other -> the lead-in that governs each of them, as long as it governs anything."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.extraction.chapeaux import find_lead_in, names_speakers
from app.extraction.labels import find_heading_label
from app.extraction.leadins import (
    CONTENT_OPENING,
    LeadIn,
    imperative_lead_in,
    is_open,
    leads_in_means,
    opens_with_infinitive,
    silent_lead_in,
)
from app.extraction.openings import (
    first_word,
    opens_as_imperative,
    opens_finite,
    opens_with_base,
    starts_with_verb,
)
from app.extraction.sentences import split_sentences
from app.model import Passage, Span
from app.vocabulary import PassageKind


@dataclass
class Governors:
    """The lead-ins that govern what follows, outermost first, each with the depth of the passage that made
    it.

    List items are governed by lead-ins of a lesser depth. A chapeau before numbered paragraphs ("we
    therefore:") has depth -1: it governs them as long as they open with a verb. A heading ends nothing: "We
    hereby commit to:" may govern several sections.
    """

    content: str
    _leads: list[tuple[int, LeadIn]] = field(default_factory=list)
    _are_tasks: bool = False
    """Whether the items of this list tell what is to be done, with nothing that leads them in."""

    def find_governing(self, passage: Passage) -> LeadIn | None:
        """The lead-in of a passage; those that govern nothing any more are forgotten."""
        if passage.kind is not PassageKind.HEADING:
            is_free = passage.kind is not PassageKind.LIST_ITEM and not self._is_fragment(passage)
            depth = _depth(passage)
            self._leads = [] if is_free else [(level, lead) for level, lead in self._leads if level < depth]
        lead = self._leads[-1][1] if self._leads else None
        is_bare = lead is None or (lead.is_silent and not lead.is_possible)
        return self._find_task(passage) or lead if is_bare else lead

    def _find_task(self, passage: Passage) -> LeadIn | None:
        """What an item lacks that opens with a base verb ("Partner with schools"), among items that tell what
        is to be done ("Expand the scheme").
        """
        quote = passage.span.quote(self.content)
        is_item = passage.kind is PassageKind.LIST_ITEM
        if is_item and self._are_tasks and opens_with_base(quote):
            return imperative_lead_in(passage.span)
        self._are_tasks = is_item and (self._are_tasks or opens_as_imperative(quote))
        return None

    def open(self, passage: Passage, following: Passage | None, *, outer: LeadIn | None) -> None:
        """Take note of a passage that leads in the one after it."""
        if following is None or passage.is_truncated:
            return
        last = split_sentences(self.content, passage.span)[-1]
        quote = last.quote(self.content).rstrip().removesuffix("-")
        names_examples = quote.endswith(":") and leads_in_means(quote)
        if following.kind is PassageKind.LIST_ITEM and _depth(following) > _depth(passage):
            depth = _depth(passage)
        elif following.kind is PassageKind.LIST_ITEM and (names_examples or self._breaks_off(last)):
            depth = _depth(passage) - 1
        elif self._leads_in(last, following):
            depth = -1
        else:
            return
        is_bare = outer is None or outer.is_silent
        lead = find_lead_in(self.content, last, outer=None if is_bare else outer)
        if lead is None and outer is not None and outer.is_possible:
            lead = outer
        is_field = lead is not None and lead.is_label and self._tells_what_to_do(following)
        if (lead is None and (names_examples or (is_bare and quote.endswith(":")))) or is_field:
            lead = silent_lead_in(self.content, last)
        if lead is not None:
            self._leads.append((depth, lead))

    def _tells_what_to_do(self, passage: Passage) -> bool:
        """`Launch a fund for chips`: under "Semiconductors:", which names nobody who would."""
        return opens_with_base(passage.span.quote(self.content))

    def name(self, heading: Passage, following: Iterable[Passage]) -> None:
        """Take note of a heading whose name the items after it lack."""
        self._leads = [(level, lead) for level, lead in self._leads if not lead.is_label]
        label = find_heading_label(self.content, heading, following)
        if label is not None:
            self._leads.append((-1, label))

    def _leads_in(self, sentence: Span, following: Passage) -> bool:
        """`We will:` before a paragraph without a subject, `We agree:` before one that opens with `to`."""
        if self._breaks_off(sentence):
            return self._is_fragment(following)
        is_gerund = first_word(following.span.quote(self.content)).endswith("ing")
        is_paragraph = following.kind is PassageKind.PARAGRAPH
        goes_on = self._goes_on(following) or (is_paragraph and is_gerund)
        return sentence.quote(self.content).endswith(":") and goes_on

    def _is_fragment(self, passage: Passage) -> bool:
        quote = passage.span.quote(self.content)
        lacks_subject = starts_with_verb(quote) or opens_finite(quote) or self._goes_on(passage)
        return passage.kind is PassageKind.PARAGRAPH and lacks_subject

    def _goes_on(self, passage: Passage) -> bool:
        """`To end overfishing`, `That all ports be opened`, in a paragraph of its own."""
        quote = passage.span.quote(self.content)
        goes_on = opens_with_infinitive(quote) or CONTENT_OPENING.match(quote) is not None
        return passage.kind is PassageKind.PARAGRAPH and goes_on

    def _breaks_off(self, sentence: Span) -> bool:
        quote = sentence.quote(self.content).rstrip().removesuffix("-")
        return names_speakers(quote) or (quote.endswith((":", "—", "–")) and is_open(quote))


def _depth(passage: Passage) -> int:
    return passage.level if passage.kind is PassageKind.LIST_ITEM else 0
