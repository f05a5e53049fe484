"""A phrase -> who it is to the issuers, by the registry and the names the text itself gives; no pronoun, no
grammar.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property

from app.extraction.family import Family
from app.model import Span
from app.registry.folding import find_tokens
from app.resolution.coordination import split_coordination
from app.resolution.names import resolve_name, strip_person
from app.resolution.speakers import Speaker


class SubjectKind(Enum):
    """What a subject is to the issuers."""

    ISSUER = auto()
    BOUND = auto()
    """An organ, office or joint body of the issuers."""
    MEMBER = auto()
    """One or some of the issuers, or of their members, by name."""
    INSTRUMENT = auto()
    """A partnership, programme or effort of the issuers: it can be said to do things, not to owe them."""
    COMMITMENT = auto()
    """A commitment of the issuers ("our resolve")."""
    OUTSIDER = auto()
    THING = auto()
    NOBODY = auto()


BINDING = frozenset({SubjectKind.ISSUER, SubjectKind.BOUND, SubjectKind.MEMBER})
"""Subjects that can be bound by what the statement says of them."""


@dataclass
class Standings:
    """What those whom a statement names are to its issuers. A phrase is looked up once."""

    speaker: Speaker
    contributors: frozenset[str] = frozenset()
    """Ids of those whose own commitments the statement lists, issuers or not."""
    bare_nouns: Mapping[str, str] = field(default_factory=dict)
    """The full names of the bodies it calls by their noun alone ("the Commission")."""
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    """What the text says that its abbreviations stand for."""
    _known: dict[str, SubjectKind | None] = field(default_factory=dict, repr=False)

    @cached_property
    def family(self) -> Family:
        """The issuers, what they are organs of, and the organs of all these."""
        return Family(self.speaker)

    @cached_property
    def lists_others(self) -> bool:
        """Whether it lists the commitments of others than the issuers and their members."""
        return not self.contributors <= {*self.speaker.issuers, *self.speaker.members}

    def find(self, phrase: str) -> SubjectKind | None:
        """What somebody named is to the issuers; None when the registry knows nobody of that name."""
        if phrase not in self._known:
            self._known[phrase] = self._find(phrase)
        return self._known[phrase]

    def _find(self, phrase: str) -> SubjectKind | None:
        speaker, family = self.speaker, self.family
        if speaker.is_issuer_phrase(phrase):
            return SubjectKind.ISSUER
        if own := speaker.find_own(phrase):
            if {*own} & {*speaker.issuers}:
                return SubjectKind.ISSUER
            return SubjectKind.MEMBER if {*own} & family.bodies else SubjectKind.BOUND
        named = self._list_parts(phrase)
        full = self.bare_nouns.get(phrase.removeprefix("the ").removeprefix("The "))
        if full is not None and not any(named):
            named = self._list_parts(full)
        if not any(named):
            return None
        if not all(named):  # "Norway and other friends of the islands", "President Roe and Allies"
            is_led = bool(named[0]) or self._is_titled(self._split(phrase)[0])
            are_known = all(self._are_inside(names) for names in named if names)
            return SubjectKind.MEMBER if is_led and are_known else None
        if all(family.has_one_of(names) for names in named):
            return SubjectKind.BOUND
        is_own = bool(family.bodies & {*named[0]}) or family.has_one_of(named[0])
        is_first_ours = is_own or self._are_inside(named[0]) or family.serves(named[0], speaker.members)
        return SubjectKind.MEMBER if is_first_ours else SubjectKind.OUTSIDER  # "the Allies and Chile"

    def _are_inside(self, names: tuple[str, ...]) -> bool:
        """Whether one that a name can mean is an issuer, a member or a contributor, or serves the last."""
        inside = {*self.speaker.members, *self.speaker.issuers, *self.contributors}
        return not inside.isdisjoint(names) or self.family.serves(names, self.contributors)

    def _split(self, phrase: str) -> list[str]:
        parts = split_coordination(phrase, Span(0, len(phrase)), self.speaker.registry)
        return [part.quote(phrase) for part in parts]

    def _list_parts(self, phrase: str) -> list[tuple[str, ...]]:
        """Candidates for each of those whom a phrase coordinates, by its own words."""
        return [self.speaker.list_named(part) for part in self._split(phrase)]

    def is_peer(self, phrase: str) -> bool:
        """Whether the phrase names bodies of the issuers' family that are no organs of theirs."""
        named = self._list_parts(phrase)
        return bool(named) and all(names and not any(map(self.family.is_organ, names)) for names in named)

    def is_person(self, phrase: str) -> bool:
        """`President Doe`, `Minister Doe and President Roe`, in a statement of states or a list of what they
        contribute: of those who speak, by title and name.
        """
        is_of_states = self.family.is_of_states(all) or bool(self.contributors)
        return is_of_states and all(map(self._is_titled, self._split(phrase)))

    def _is_titled(self, phrase: str) -> bool:
        tokens = list(find_tokens(phrase))
        is_person = len(strip_person(tokens)) < len(tokens)
        return is_person and not resolve_name(phrase, self.speaker.registry).candidates

    def speaks_for_members(self, phrase: str) -> bool:
        """Whether it is an organ in which all members sit ("the Authority" of Heads of State)."""
        actors = self.speaker.registry.actors
        return any(actors[organ].speaks_for_members for organ in self.speaker.find_own(phrase))
