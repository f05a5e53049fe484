"""A statement's header -> its speaker: who "we" are, whom they bind on the day, and which phrases mean them.
Reads no text.

Whether a word that could also mean outsiders ("Parties", "Member States", "members", "governments") means the
issuers is decided so: the issuers' own `self_names` in the registry say yes; a name that their family
(parent, sister organs, offices) has for somebody else says no; what is left needs "the", "our" or a number
that fits ("the leaders", "our governments", "both sides").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.model import Header, Span
from app.registry.facts import Actor, Registry
from app.registry.folding import Token, find_tokens
from app.resolution.coordination import split_coordination
from app.resolution.names import (
    SESSION,
    index_names,
    is_plural,
    noun_of,
    noun_of_tokens,
    resolve_name,
    strip_person,
    trim,
)
from app.resolution.nouns import (
    CONTESTED_NOUNS,
    COUNTED_NOUNS,
    DETERMINERS,
    MEMBER_NOUNS,
    NUMERALS,
    OWN_NOUNS,
    PARTICIPANT_NOUNS,
    SELF_WORDS,
    TITLES,
    fold_noun,
)
from app.vocabulary import ActorKind

GENERAL = re.compile(
    r"(?:(?P<quantifier>all|both|each|either)\s+(?:of\s+)?)?(?:(?P<article>the|our|these)\s+)?"
    rf"(?:(?P<count>{'|'.join(NUMERALS)}|\d+)\s+)?(?P<noun>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.GROUP})
LONGEST_BODY = 6
"""Words of a body and a noun beside it."""
HEADS = frozenset({"president", "prime minister"})
"""Who, several of them, can only be those who lead the members."""


def build_speaker(header: Header, registry: Registry) -> "Speaker":
    """The speaker of a statement with this header; unknown issuers leave pronouns and general words."""
    on = header.adopted
    issuers = tuple(dict.fromkeys(issuer.actor for issuer in header.issuers if issuer.actor))
    members = {m for issuer in issuers for m in list_bound_members(issuer, registry, on=on)}
    groups = list_groups(issuers, registry, on=on)
    unknown = frozenset(_bare(issuer.name) for issuer in header.issuers if not issuer.actor)
    title = fold_noun(token.folded for token in find_tokens(header.title or ""))
    return Speaker(issuers, tuple(sorted(members)), groups, unknown, on, registry, title)


def list_bound_members(actor: str, registry: Registry, *, on: date | None) -> tuple[str, ...]:
    """Ids of those an actor binds when it speaks: its members on that day, or those it speaks for.

    Nobody when the day is not known: membership without a day would be a guess.
    """
    if on is None:
        return ()
    if members := registry.list_members(actor, on=on):
        return members
    known = registry.actors[actor]
    return (
        list_bound_members(known.parent, registry, on=on) if known.parent and known.speaks_for_members else ()
    )


def list_groups(issuers: tuple[str, ...], registry: Registry, *, on: date | None) -> tuple[str, ...]:
    """Ids of the groups that several issuers are together on that day, sorted.

    One they do not name, whose members they exactly are (Australia, India, Japan and the USA are the Quad),
    or one they name beside its members, all or some of them.
    """
    if on is None or len(issuers) < 2:
        return ()
    every = {*issuers}
    groups = every | {membership.group for membership in registry.memberships if membership.actor in every}
    members = {group: {*registry.list_members(group, on=on)} for group in groups}
    return tuple(
        sorted(g for g in groups if members[g] == every or (g in every and every <= {g, *members[g]}))
    )


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who "we" are. What it says of a phrase is remembered: a phrase is asked about as a whole and as a part,
    and a text says it again.

    `issuers`: ids in the header's order. `members`: ids of those bound through them on the day, sorted.
    `groups`: ids of the groups that several issuers are together, sorted. `unknown`: folded names of issuers
    that the registry does not know. `on`: the day. `title`: the statement's, in folded words.
    """

    issuers: tuple[str, ...]
    members: tuple[str, ...]
    groups: tuple[str, ...]
    unknown: frozenset[str]
    on: date | None
    registry: Registry = field(repr=False, compare=False)
    title: str = ""
    _named: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _issuer_phrases: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    def is_issuer_phrase(self, phrase: str) -> bool:
        """Whether the whole phrase means all issuers: "we", "Allies", "both sides", "members of the CRI".
        Remembered.
        """
        if phrase not in self._issuer_phrases:
            self._issuer_phrases[phrase] = self._means_issuers(phrase)
        return self._issuer_phrases[phrase]

    def _means_issuers(self, phrase: str) -> bool:
        words = [token.folded for token in find_tokens(phrase)]
        if not words:
            return False
        is_own_word = words[-1] in SELF_WORDS and {*words[:-1]} <= DETERMINERS and not _names_america(phrase)
        if words[0] in ("we", "i") or is_own_word:
            return True
        if self._is_unknown_issuer(phrase):
            return True
        if not self._is_count_right(phrase):
            return False
        if named := self.list_named(phrase):
            return any(body in named for body in self._list_bodies())
        return self._is_participants(phrase) or self._is_roll_call(phrase) or self._is_in_title(phrase)

    def _is_in_title(self, phrase: str) -> bool:
        """Whether the phrase means the ministers that the title says have met: "the Ministers", "Foreign
        Ministers" of a "Foreign Ministers' Meeting".
        """
        return phrase.lower().endswith("ministers") and f" {noun_of(phrase)} " in f" {self.title} "

    def _is_unknown_issuer(self, phrase: str) -> bool:
        """Whether the phrase is the name of an issuer that the registry does not know, or the noun it is
        called by ("the Group", of the Contact Group; "the Council", of the Council of Ports), or its members.
        """
        bare = _bare(phrase)
        return bare in self.unknown or any(
            (bare in OWN_NOUNS and name.endswith(f" {bare}")) or name.startswith(f"{bare} of ")
            for name in self.unknown
        )

    def _is_count_right(self, phrase: str) -> bool:
        """Whether a number in the phrase ("both", "the four") is that of the issuers, or of the members; a
        phrase without one, or a number that cannot be checked, is right.
        """
        general = GENERAL.fullmatch(phrase.strip())
        count = count_of(general) if general else None
        is_known = len(self.issuers) > 1 or self.members
        return not (count and is_known) or count in (len(self.issuers), len(self.members))

    def counts_each(self, phrase: str) -> bool:
        """Whether the phrase says as many as there are issuers, or members ("the two navies")."""
        general = read_general(phrase)
        return general is not None and general.count is not None and self._is_count_right(phrase)

    def _list_bodies(self) -> tuple[str, ...]:
        """Who is all issuers at once: the only issuer, or the groups they are."""
        return self.issuers if len(self.issuers) == 1 else self.groups

    def find_own(self, phrase: str) -> tuple[str, ...]:
        """The bodies that the issuers' family calls so: "our Finance Ministers", "the secretariat".

        Candidates, sorted: usually one; several where the family, or two issuers, have several of that name.
        """
        tokens = trim(list(find_tokens(phrase)))
        return self._find_called(tokens) or self._find_beside(tokens)

    def _find_called(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Whom the family calls by exactly these words, but for a state among them."""
        for words in (tokens, index_names(self.registry).skip_state(tokens)):
            if found := {actor for issuer in self.issuers for actor in self._find_in_family(issuer, words)}:
                return tuple(sorted(found))
        return ()

    def _find_beside(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Whom a noun makes of a body that the family calls by one: "the President of the Council", "the
        Forum Secretariat", but not "community leaders".
        """
        for body, noun in split_off_body(tokens):
            called = self._find_called(body)
            if len(called) == 1 and (found := index_names(self.registry).read_noun(called[0], noun)):
                return tuple(sorted({*found}))
        return ()

    def _find_in_family(self, issuer: str, tokens: Sequence[Token]) -> list[str]:
        """Whom the noun means: the issuer, its organs and offices, else its parent and theirs, and so on.

        "Organizations" are not the Organization.
        """
        noun, is_several = noun_of_tokens(tokens), bool(tokens) and is_plural(tokens)
        member: Actor | None = self.registry.actors[issuer]
        while member:
            called = (name for name in member.self_names if name.endswith("s") or not is_several)
            if noun in map(noun_of, called):
                return [member.id]
            if organs := index_names(self.registry).find_own(member.id, noun):
                return organs
            member = self.registry.actors[member.parent] if member.parent else None
        return []

    def list_named(self, phrase: str) -> tuple[str, ...]:
        """Candidates for a phrase, in the issuers' own words before the world's. Remembered."""
        if phrase not in self._named:
            words = SESSION.sub("", phrase)
            self._named[phrase] = self.find_own(words) or resolve_name(words, self.registry).candidates
        return self._named[phrase]

    def _call(self, candidates: tuple[str, ...], roll: set[str]) -> set[str]:
        """Those of the roll that one name calls: an actor on it, or a group of which all members are."""
        if direct := roll & {*candidates}:
            return direct
        on = self.on
        groups = [{*self.registry.list_members(actor, on=on)} for actor in candidates] if on else []
        return next((members for members in groups if members and members <= roll), set())

    def _is_participants(self, phrase: str) -> bool:
        """Whether the phrase is a general one for those who adopted the statement ("the leaders of both
        countries").
        """
        general = read_general(phrase)
        if general is None:
            return False
        noun = noun_of(general.noun)
        left, of, right = general.noun.rpartition(" of ")
        if of and noun not in PARTICIPANT_NOUNS and noun_of(left) in PARTICIPANT_NOUNS:
            return self._is_participants(right)
        if noun in OWN_NOUNS:
            return general.article == "our"
        is_participant = noun in PARTICIPANT_NOUNS or noun.endswith(" minister")
        return is_participant and self._may_mean(general, noun)

    def _may_mean(self, general: "General", noun: str) -> bool:
        """Whether number and noun fit the issuers: one body is neither "both sides" nor, unless it says
        "our", "the parties".
        """
        bodies = (self.registry.actors[body] for body in self._list_bodies() if body in self.issuers)
        is_one_body = any(body.kind in BODIES for body in bodies)
        if general.count:
            return not is_one_body or bool(self.members)
        if noun in COUNTED_NOUNS:
            return False
        if noun in HEADS and general.noun.endswith("s"):
            return general.article != "our"
        if noun.endswith(("minister", "president")):
            return not is_one_body and general.article != "our"
        is_contested = general.article != "our" and noun in CONTESTED_NOUNS
        return not (is_contested and (is_one_body or self._is_one_organ()))

    def _is_one_organ(self) -> bool:
        """Whether an assembly or a council speaks, known or unknown: "the parties" are others."""
        kinds = [self.registry.actors[issuer].kind for issuer in self.issuers]
        return kinds == [ActorKind.ORGAN] or (not kinds and len(self.unknown) == 1)

    def _is_roll_call(self, phrase: str) -> bool:
        """Whether the phrase names all issuers, or all members, one by one, or as persons by title and name
        or by title alone ("the President and the Taoiseach").
        """
        parts = [
            part.quote(phrase) for part in split_coordination(phrase, Span(0, len(phrase)), self.registry)
        ]
        if len(parts) < 2:
            return False
        named = [self.list_named(part) for part in parts]
        for roll in ({*self.issuers}, {*self.members}):
            called = [self._call(candidates, roll) for candidates in named]
            if all(called) and set().union(*called) == roll:
                return True
        if all(self.is_issuer_phrase(part) for part in parts):
            return True
        is_all = len(parts) in (len(self.issuers), len(self.members))
        is_titles = all(noun_of(part) in TITLES or self.is_issuer_phrase(part) for part in parts)
        return is_all and (is_titles or are_persons(parts))


def _bare(phrase: str) -> str:
    """The folded noun of a phrase, without the words for those who make it up ("members of")."""
    noun = noun_of(phrase)
    left, of, right = noun.partition(" of ")
    return right if of and left in MEMBER_NOUNS | PARTICIPANT_NOUNS else noun


def split_off_body(tokens: Sequence[Token]) -> Iterator[tuple[Sequence[Token], Sequence[Token]]]:
    """Every way to read a few words as a body with its capital and a noun: the noun before "of", or after the
    body and with a capital too.
    """
    if not 1 < len(tokens) <= LONGEST_BODY:
        return
    for position in range(1, len(tokens)):
        before, at, after = tokens[:position], tokens[position], tokens[position + 1 :]
        if at.folded == "of" and after and after[0].written[0].isupper():
            yield after, before
        elif before[0].written[0].isupper() and at.written[0].isupper():
            yield before, tokens[position:]


@dataclass(frozen=True, slots=True)
class General:
    """A phrase with a general noun, taken apart. `count` is None where the phrase does not say how many."""

    article: str | None
    count: int | None
    noun: str


def read_general(phrase: str) -> General | None:
    """The phrase taken apart; None unless something in it points at somebody known ("the", "our", "both",
    "all three").
    """
    read = GENERAL.fullmatch(phrase.strip())
    if read is None:
        return None
    quantifier, article = (part.casefold() if part else None for part in read.group("quantifier", "article"))
    is_pointed = article or quantifier in ("both", "each", "either") or (quantifier and read["count"])
    return General(article, count_of(read), read["noun"]) if is_pointed else None


def count_of(read: re.Match[str]) -> int | None:
    """How many a phrase that `GENERAL` read says there are; None when it does not say."""
    number = (read["count"] or "").casefold()
    if number.isdigit():
        return int(number)
    is_two = (read["quantifier"] or "").casefold() in ("both", "either")
    return NUMERALS.get(number, 2 if is_two else None)


def _names_america(phrase: str) -> bool:
    """`US`, `the U.S.`: no pronoun."""
    return phrase.endswith(("US", "U.S."))


def are_persons(parts: list[str]) -> bool:
    """Whether the parts are persons' names, the first with its title: "Prime Ministers Smith and Jones"."""
    names = [list(find_tokens(part)) for part in parts]
    is_titled = len(strip_person(names[0])) < len(names[0])
    return is_titled and all(token.written[0].isupper() for name in names for token in name)
