"""Words that name somebody in an act -> parties: the issuers, an actor, several, or the words alone.

A joint phrase becomes one party for each part ("all states, including China": the words "all states", and
China); one in which nobody is known stays whole. Knows no act.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.model import Mention, Party, Span
from app.registry.folding import fold
from app.resolution.coordination import split_coordination
from app.resolution.names import resolve_name
from app.resolution.speakers import Speaker

OCCASION = re.compile(r",?\s+at\s+(?:its|their)\s.*", re.DOTALL)
"""What tells when, not who: "the Conference of the Parties at its tenth session"."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who can appear in the acts of one text.

    `issuers`: as in the header, None for one that the registry does not know. `abbreviations`: those that the
    text defines, folded, with their words.
    """

    content: str
    issuers: tuple[str | None, ...]
    speaker: Speaker
    abbreviations: dict[str, str]

    def list_parties(self, mention: Mention) -> tuple[Party, ...]:
        """The parties that a mention names, in the order of the text, each actor once; never none."""
        if mention.is_issuer:
            found = self._list_issuers(mention, mention.span)
        elif mention.span is None:
            return self._list_placeless(mention)
        else:
            found = self._find(mention, mention.span) or self._find_in_parts(mention, mention.span)
        first: dict[str | Span | None, Party] = {}
        for party in found or [Party(mention.role, mention.text, mention.span, None)]:
            first.setdefault(party.actor or party.span, party)
        return tuple(first.values())

    def _list_placeless(self, mention: Mention) -> tuple[Party, ...]:
        """The parties of words that do not stand in the text as they are: read alone, without spans."""
        alone = replace(self, content=mention.text)
        placed = replace(mention, span=Span(0, len(mention.text)))
        return tuple(replace(party, span=None) for party in alone.list_parties(placed))

    def _list_issuers(self, mention: Mention, span: Span | None) -> list[Party]:
        text = span.quote(self.content) if span else mention.text
        return [Party(mention.role, text, span, issuer) for issuer in self.issuers or (None,)]

    def _find(self, mention: Mention, span: Span, phrase: str = "") -> list[Party]:
        """The parties that the words at `span` name as a whole; `phrase`: how they are to be read."""
        text = span.quote(self.content)
        if self.speaker.is_issuer_phrase(phrase or text):
            return self._list_issuers(mention, span)
        candidates = self._read(phrase or text)
        if len(candidates) > 1:
            return [Party(mention.role, text, span, None, candidates)]
        return [Party(mention.role, text, span, actor) for actor in candidates]

    def _read(self, phrase: str) -> tuple[str, ...]:
        """Candidates: whom the text itself, else the speaker's family, else the world calls so."""
        named = self.speaker.find_own(phrase) or resolve_name(phrase, self.speaker.registry).candidates
        long = self.abbreviations.get(fold(phrase))
        return self._read_defined(long, named) if long else named

    def _read_defined(self, long: str, named: tuple[str, ...]) -> tuple[str, ...]:
        """Candidates for what the text defines: for its words, else those of `named` with these words."""
        if defined := self.speaker.find_own(long) or resolve_name(long, self.speaker.registry).candidates:
            return defined
        actors = self.speaker.registry.actors
        return tuple(id for id in named if any(fold(long) in fold(name.text) for name in actors[id].names))

    def _find_in_parts(self, mention: Mention, span: Span) -> list[Party]:
        """The parties of a joint phrase, part by part, where at least one part is known."""
        parts = split_coordination(self.content, span, self.speaker.registry)
        found = [self._find_part(mention, parts, index) for index in range(len(parts))]
        if not any(found):
            return []
        unknown = ([Party(mention.role, part.quote(self.content), part, None)] for part in parts)
        return [party for known, words in zip(found, unknown, strict=True) for party in known or words]

    def _find_part(self, mention: Mention, parts: Sequence[Span], index: int) -> list[Party]:
        """A part alone, or with a noun it shares: "leaders of" of the first, "authorities" of the last."""
        words = [OCCASION.sub("", part.quote(self.content)) for part in parts]
        head, of, _ = words[0].partition(" of ")
        if of and index and (found := self._find(mention, parts[index], f"{head}{of}{words[index]}")):
            return found
        noun = words[-1].rpartition(" ")[2]
        return self._find(mention, parts[index], words[index]) or (
            self._find(mention, parts[index], f"{words[index]} {noun}") if index < len(parts) - 1 else []
        )
