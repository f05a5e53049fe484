"""Words that name somebody in an act -> parties: the issuers, an actor, several, or the words alone.

A joint phrase becomes one party for each part ("all states, including China": the words "all states", and
China); one in which nobody is known stays whole. Knows no act.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.model import Header, Mention, Party, Span
from app.registry.facts import Registry
from app.registry.folding import find_tokens, fold
from app.resolution.abbreviations import find_abbreviations, find_bare_nouns, find_short_names
from app.resolution.antecedents import find_antecedent
from app.resolution.coordination import split_coordination
from app.resolution.names import index_names, noun_of, resolve_name
from app.resolution.nouns import MEMBER_NOUNS
from app.resolution.persons import find_persons, list_person_names
from app.resolution.speakers import Speaker

ARTICLE = re.compile(r"^(?:the|our)\s+", re.IGNORECASE)
APART = re.compile(r"(?:the|all|other|these|those|our)\s", re.IGNORECASE)
"""How those open who stand beside others, and share no noun with them."""
OCCASION = re.compile(r",?\s+at\s+(?:its|their)\s.*", re.DOTALL)
"""What tells when, not who: "the Conference of the Parties at its tenth session"."""
PARTIES = re.compile(r"(?:the\s+|all\s+)*(?:(?:states|contracting)\s+)?part(?:y|ies)", re.IGNORECASE)
TREATY = re.compile(r"\s+to\s+the(?:\s+(?:(?:of|on|for|the|and)\s+){0,2}[A-Z][\w-]*){1,12}")
"""What parties are parties to, where the words that name them end before it."""
PRONOUN = re.compile(r"it$|its\s+", re.IGNORECASE)
SEVERAL = re.compile(r",(?! Jr\b)|\band\b")


def build_cast(content: str, header: Header, speaker: Speaker) -> "Cast":
    """The cast of a text with this header, with what it defines."""
    registry = speaker.registry
    abbreviations = {
        short: read_abbreviation(short, long, speaker) for short, long in find_abbreviations(content).items()
    }
    short_names: dict[str, tuple[str, ...]] = {}
    for short, long in find_short_names(content):
        if candidates := read_end(long, registry, holding=short):
            short_names.setdefault(short, candidates)
    bare = {noun: resolve_name(full, registry).candidates for noun, full in find_bare_nouns(content).items()}
    bare = {noun: named for noun, named in bare.items() if named and not speaker.list_named(f"the {noun}")}
    return Cast(
        content=content,
        issuers=tuple(dict.fromkeys(issuer.actor for issuer in header.issuers)),
        speaker=speaker,
        defined={**bare, **short_names, **abbreviations},
        bodies=tuple(sorted({actor for candidates in short_names.values() for actor in candidates})),
        persons=find_persons(content, registry),
    )


def read_abbreviation(short: str, long: str, speaker: Speaker) -> tuple[str, ...]:
    """Candidates: whom its words name, else those of the abbreviation itself with these words in a name."""
    registry = speaker.registry
    if defined := speaker.list_named(long):
        return defined
    named = resolve_name(short, registry).candidates
    return tuple(
        id for id in named if any(fold(long) in fold(name.text) for name in registry.actors[id].names)
    )


def read_end(words: str, registry: Registry, *, holding: str) -> tuple[str, ...]:
    """Candidates for the longest name that the words end with; nobody when it does not hold `holding`."""
    parts = words.split(" ")
    for start in range(len(parts)):
        end = " ".join(parts[start:])
        if candidates := resolve_name(end, registry).candidates:
            return candidates if f" {fold(holding)} " in f" {fold(end)} " else ()
    return ()


@dataclass(frozen=True, slots=True)
class Cast:
    """Who can appear in the acts of one text.

    `issuers`: as in the header, None for one that the registry does not know. `defined`: candidates for each
    abbreviation or short name that the text defines, as it writes it. `bodies`: ids of those with a short
    name. `persons`: the states of the persons that the text names with title and state.
    """

    content: str
    issuers: tuple[str | None, ...]
    speaker: Speaker
    defined: dict[str, tuple[str, ...]]
    bodies: tuple[str, ...]
    persons: dict[str, frozenset[str]]

    def list_all_parties(self, mentions: Iterable[Mention]) -> tuple[Party, ...]:
        """The parties of all mentions of an act, each once."""
        return tuple(dict.fromkeys(party for mention in mentions for party in self.list_parties(mention)))

    def list_parties(self, mention: Mention) -> tuple[Party, ...]:
        """The parties that a mention names, in the order of the text, each actor once; never none."""
        if mention.is_issuer:
            found = self._list_issuers(mention, mention.span)
        elif mention.span is None:
            return self._list_placeless(mention)
        else:
            phrase = self._read_on(mention.span)
            found = self._find(mention, mention.span, phrase) or self._find_in_parts(mention, mention.span)
        first: dict[str | Span | None, Party] = {}
        for party in found or [Party(mention.role, mention.text, mention.span, None)]:
            first.setdefault(party.actor or party.span, party)
        return tuple(first.values())

    def _read_on(self, span: Span) -> str:
        """The name whose beginning the words are: "the Parties", before "to the Paris Agreement"; else ""."""
        text = span.quote(self.content)
        treaty = TREATY.match(self.content, span.end) if PARTIES.fullmatch(text) else None
        whole = text + treaty.group() if treaty else ""
        return whole if resolve_name(whole, self.speaker.registry).candidates else ""

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
        if followed := self._read_pronoun(phrase or text, span.start):
            return self._list_candidates(mention, span, followed)
        if self.speaker.is_issuer_phrase(phrase or text):
            return self._list_issuers(mention, span)
        return self._list_candidates(mention, span, self._read(phrase or text))

    def _list_candidates(self, mention: Mention, span: Span, candidates: tuple[str, ...]) -> list[Party]:
        text = span.quote(self.content)
        if len(candidates) > 1:
            return [Party(mention.role, text, span, None, candidates)]
        return [Party(mention.role, text, span, actor) for actor in candidates]

    def _read(self, phrase: str) -> tuple[str, ...]:
        """Candidates: whom the text itself, else the speaker's family, else the world calls so."""
        bare = ARTICLE.sub("", phrase)
        if bare in self.defined:
            return self.defined[bare]
        return self.speaker.list_named(phrase) or self._read_organ(phrase) or self._read_person(phrase)

    def _read_person(self, phrase: str) -> tuple[str, ...]:
        """Candidates for one person with a title: the state that the text gives for those of that name."""
        names = () if SEVERAL.search(phrase) else list_person_names(list(find_tokens(phrase)))
        states = [self.persons[name] for name in names if name in self.persons]
        return tuple(sorted(frozenset.intersection(*states))) if states else ()

    def _read_pronoun(self, phrase: str, at: int) -> tuple[str, ...]:
        """Candidates for "it", and for "its Secretariat" or "its members", at this offset of the text."""
        pronoun = PRONOUN.match(phrase)
        actor = find_antecedent(self.content, at, self.speaker.registry) if pronoun else None
        if pronoun is None or actor is None or actor in self.issuers:
            return ()
        noun = noun_of(phrase[pronoun.end() :])
        if not noun or noun in MEMBER_NOUNS:
            return (actor,)
        return tuple(index_names(self.speaker.registry).find_own(actor, noun))

    def _read_organ(self, phrase: str) -> tuple[str, ...]:
        """Candidates for an organ of a body that has a short name: "the Board", "the Board of the Fund"."""
        noun, _, owner = phrase.partition(" of ")
        bodies = self.defined.get(ARTICLE.sub("", owner), ()) if owner else self.bodies
        index = index_names(self.speaker.registry)
        return tuple(sorted({organ for body in bodies for organ in index.find_own(body, noun_of(noun))}))

    def _find_in_parts(self, mention: Mention, span: Span) -> list[Party]:
        """The parties of a joint phrase, part by part, where at least one part is known."""
        parts = split_coordination(self.content, span, self.speaker.registry)
        found = [self._find_part(mention, parts, index) for index in range(len(parts))]
        if not any(found) and not all(APART.match(part.quote(self.content)) for part in parts):
            return []
        unknown = ([Party(mention.role, part.quote(self.content), part, None)] for part in parts)
        return [party for known, words in zip(found, unknown, strict=True) for party in known or words]

    def _find_part(self, mention: Mention, parts: Sequence[Span], index: int) -> list[Party]:
        """A part alone, or with a noun it shares: "leaders of" or "Presidents" of the first, "authorities" of
        the last.
        """
        words = [OCCASION.sub("", part.quote(self.content)) for part in parts]
        head, of, _ = words[0].partition(" of ")
        if of and index and (found := self._find(mention, parts[index], f"{head}{of}{words[index]}")):
            return found
        noun = words[-1].rpartition(" ")[2]
        titled = (
            words[0].rpartition(" ")[0] if index and list_person_names(list(find_tokens(words[0]))) else ""
        )
        return (
            self._find(mention, parts[index], words[index])
            or (self._find(mention, parts[index], f"{titled} {words[index]}") if titled else [])
            or (self._find(mention, parts[index], f"{words[index]} {noun}") if index < len(parts) - 1 else [])
        )
