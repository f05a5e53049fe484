"""Words -> actors: what a phrase names, and where a text names somebody. A shared name stays open.

A name stands alone ("Ukraine"), or in the plural of a people ("Ukrainians"), or with a noun that leaves it
the same actor ("Ukrainian authorities", "NATO Allies", "the Government of Ukraine"), or with one that makes
it an organ or office of that actor ("the G7 Presidency"). "Countries bordering Ukraine" names nobody. Knows
the registry, not who is speaking: "our Foreign Ministers" is `speakers.py`'s matter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.model import Span
from app.registry.facts import NameUse, Registry
from app.registry.folding import Token, find_tokens
from app.resolution.nouns import (
    DETERMINERS,
    MEMBER_NOUNS,
    NUMERALS,
    PRONOUNS,
    SEATED_NOUNS,
    STAFF,
    TITLES,
    fold_noun,
    is_government,
)
from app.resolution.numerals import ORDINAL
from app.resolution.phrases import PhraseIndex
from app.vocabulary import ActorKind

SESSION = re.compile(rf"\b(?:the\s+)?{ORDINAL}\s+session\s+of\s+(?=the\b)", re.IGNORECASE)
"""In what an organ is called for one session: "the President of the eightieth session of the Assembly"."""
_SHORT_WORD = r"[^\W\d_][\w+/.\-]{1,15}"
TRAILING_SHORT_NAME = re.compile(
    r"\s*\(\s*(?:(?:hereinafter|hereafter|collectively),? )?(?:the )?[“\"']?"
    rf"{_SHORT_WORD}(?: {_SHORT_WORD}){{0,2}}[”\"']?\s*\)\s*$"
)
"""What a name is called from there on: "(the United States)", "(EU)"."""
LONGEST_PHRASE = 40
"""Words of a name with its noun; whatever is longer is a list, and its parts are read."""
CROWN_GOVERNMENTS = ("her majesty government", "his majesty government")
PEOPLE_ENDINGS = ("ch", "ish", "ese", "iss")
"""Of adjectives that stand for a people without a plural: "the French", "the Irish", "the Swiss"."""
REMEMBERED = 4096
"""Phrases, as far as one phrase of many words is read in parts."""
SHORTEST_TITLE_CASE_ACRONYM = 4
"""Letters an acronym needs to be taken for itself in title case: "Nato" and "Unicef", not "Who" or "Us"."""


@dataclass(frozen=True, slots=True)
class NameResolution:
    """Whom a phrase names: nobody, one actor, or several candidates, sorted."""

    candidates: tuple[str, ...]

    @property
    def actor(self) -> str | None:
        """The one actor; None when there is none, or more than one."""
        return self.candidates[0] if len(self.candidates) == 1 else None


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name in a text, and whom it may name, sorted; one candidate is a resolved name."""

    span: Span
    text: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of one actor, or a decoy (`actor` None); `written` are its words with their capitals."""

    actor: str | None
    use: NameUse
    written: tuple[str, ...]

    def fits(self, tokens: Sequence[Token]) -> bool:
        """Whether their capitals allow the name: "Turkey" and "TURKEY", not "turkey"; "WHO", not "who"."""
        return all(allows_case(name, token.written) for name, token in zip(self.written, tokens, strict=True))


def allows_case(name: str, written: str) -> bool:
    """Whether a word of a name may be written so: an acronym in capitals, a capitalised word with its own."""
    if name.islower() or not name[0].isalpha():
        return True
    if name.isupper() and len(name) > 1:
        is_title_case = len(name) >= SHORTEST_TITLE_CASE_ACRONYM and written == name.capitalize()
        return is_title_case or written.isupper()
    return written[0].isupper()


def resolve_name(phrase: str, registry: Registry) -> NameResolution:
    """Whom the whole phrase names; words that only hold a name somewhere name nobody.

    Capitals help but are not needed ("the united states"), except where the name is a pronoun without them
    ("us").
    """
    index = index_names(registry)
    phrase = SESSION.sub("", phrase)
    for text in dict.fromkeys((phrase, TRAILING_SHORT_NAME.sub("", phrase))):
        if candidates := index.read_phrase(list(find_tokens(text))):
            return NameResolution(candidates)
    return NameResolution(())


def find_names(content: str, registry: Registry, span: Span | None = None) -> tuple[NameFound, ...]:
    """The names in `content`, or in one stretch of it, in order; the longest wins, and names never overlap.

    An adjective counts with its noun ("Belarusian authorities"); a capital city is a place here.
    """
    index = index_names(registry)
    tokens = list(find_tokens(content, *((span.start, span.end) if span else ())))
    return tuple(index.find_names(content, tokens))


@lru_cache(maxsize=4)
def index_names(registry: Registry) -> "NameIndex":
    """The index of a registry's names, built once."""
    return NameIndex(registry)


class NameIndex:
    """Every name of a registry, and what each body calls its organs and offices."""

    def __init__(self, registry: Registry) -> None:
        self._actors = registry.actors
        self._aliases: PhraseIndex[Alias] = PhraseIndex()
        self._own: dict[str, dict[str, list[str]]] = {}
        self._read_once = lru_cache(maxsize=REMEMBERED)(self._read_phrase)
        for actor in registry.actors.values():
            for name in actor.names:
                self._add(actor.id, name.text, name.use)
            for noun in actor.self_names if actor.parent else ():
                self._own.setdefault(actor.parent or "", {}).setdefault(noun_of(noun), []).append(actor.id)
        for decoy in registry.decoys:
            self._add(None, decoy, NameUse.NAME)

    def _add(self, actor: str | None, phrase: str, use: NameUse) -> None:
        self._aliases.add(phrase, Alias(actor, use, tuple(token.written for token in find_tokens(phrase))))

    def find_own(self, parent: str, noun: str) -> list[str]:
        """The organs and offices that statements of `parent` call by this noun, as `noun_of` folds it."""
        return self._own.get(parent, {}).get(noun, [])

    def is_own(self, noun: str) -> bool:
        """Whether any body calls an organ or office by this noun."""
        return any(noun in organs for organs in self._own.values())

    def read_phrase(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Candidates for a whole phrase: read as a name, as a name and a noun, then without determiners.

        What was read of it is remembered: each "of" is tried, so the same words come up again and again.
        """
        return self._read_once(tuple(tokens))

    def _read_phrase(self, tokens: tuple[Token, ...]) -> tuple[str, ...]:
        if not tokens or self._is_decoy(tokens):
            return ()
        found = self._read_name(tokens) or self._read_people(tokens) or self._read_with_noun(tokens)
        trimmed = trim(tokens)
        return found or (self.read_phrase(trimmed) if len(trimmed) < len(tokens) else ())

    def _is_decoy(self, tokens: Sequence[Token]) -> bool:
        return any(alias.actor is None for alias in self._aliases.list_whole(tokens))

    def _read_name(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        aliases = [a for a in self._aliases.list_whole(tokens) if a.use is not NameUse.ADJECTIVE]
        fitting = [a for a in aliases if a.fits(tokens)]
        if not fitting and len(tokens) == 1 and tokens[0].written in PRONOUNS:
            return ()
        return list_actors(fitting or aliases)

    def _read_people(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """The state of a people: "Ukrainians", "the South Koreans", and as it is called by its adjective "the
        Dutch".
        """
        *rest, last = tokens
        if not (last.written[0].isupper() and last.folded.endswith(("s", *PEOPLE_ENDINGS))):
            return ()
        one = [*rest, last]
        if not last.folded.endswith(PEOPLE_ENDINGS):
            one[-1] = last._replace(folded=last.folded[:-1], written=last.written[:-1])
        aliases = [a for a in self._aliases.list_whole(one) if a.use is NameUse.ADJECTIVE and a.fits(one)]
        states = (id for id in list_actors(aliases) if self._actors[id].kind is ActorKind.STATE)
        return tuple(states)

    def _read_with_noun(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        if len(tokens) > LONGEST_PHRASE:
            return ()
        for owners, noun in self._split_off_noun(tokens):
            read = {actor for owner in owners for actor in self.read_noun(owner, noun)}
            if read:
                return tuple(sorted(read))
        return ()

    def _split_off_noun(self, tokens: Sequence[Token]) -> Iterator[tuple[tuple[str, ...], Sequence[Token]]]:
        """Every way to read a name before a noun, the longest first, or a noun, "of" and a name; a crown's
        government is "in" its country.
        """
        ends: dict[int, list[Alias]] = {}
        for end, alias in self._aliases.find_at(tokens, 0):
            is_seat = alias.use is NameUse.SEAT and noun_of_tokens(tokens[end:]) not in SEATED_NOUNS
            if end < len(tokens) and not is_seat and alias.fits(tokens[:end]):
                ends.setdefault(end, []).append(alias)
        for end in sorted(ends, reverse=True):
            yield list_actors(ends[end]), tokens[end:]
        for position, token in enumerate(tokens[1:-1], start=1):
            noun, owner = tokens[:position], tokens[position + 1 :]
            is_of_crown = token.folded == "in" and noun_of_tokens(noun) in CROWN_GOVERNMENTS
            if token.folded == "of" or is_of_crown:
                yield self.read_phrase(owner) or self._read_before_person(owner, noun), noun

    def _read_before_person(self, tokens: Sequence[Token], title: Sequence[Token]) -> tuple[str, ...]:
        """Candidates for a name between a title and its bearer: "Kenya", in "President of Kenya Jane Doe"."""
        if noun_of_tokens(trim(title)) not in TITLES:
            return ()
        ends = (end for end in range(len(tokens) - 1, 0, -1) if may_be_person(tokens[end:]))
        return next(filter(None, (self._read_name(trim(tokens[:end])) for end in ends)), ())

    def read_noun(self, owner: str, tokens: Sequence[Token]) -> list[str]:
        """Whom a noun makes of the actor beside it: the actor itself, an organ or office of it, or nobody."""
        actor = self._actors[owner]
        noun = noun_of_tokens(strip_person(trim(tokens)))
        own = self.find_own(owner, noun)
        if actor.kind is ActorKind.STATE:
            return own or ([owner] if is_government(noun) else self._read_office(tokens))
        is_member = noun in MEMBER_NOUNS or noun in map(noun_of, actor.self_names)
        acts_for_members = actor.kind is ActorKind.GROUP and is_government(noun) and is_plural(tokens)
        return own or ([owner] if is_member or acts_for_members else [])

    def _read_office(self, tokens: Sequence[Token]) -> list[str]:
        """The office that a state is said to hold: "G7 Presidency", after "Japan's"."""
        return [actor for actor in self.read_phrase(tokens) if self._actors[actor].kind is ActorKind.OFFICE]

    def skip_state(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """The tokens without a state's name that comes first or second: "incoming Presidency", of "incoming
        Japanese Presidency".
        """
        for start in range(min(2, len(tokens))):
            for end, alias in self._aliases.find_at(tokens, start):
                is_state = alias.actor and self._actors[alias.actor].kind is ActorKind.STATE
                if is_state and end < len(tokens) and alias.fits(tokens[start:end]):
                    return [*tokens[:start], *tokens[end:]]
        return tokens

    def find_names(self, content: str, tokens: Sequence[Token]) -> Iterator[NameFound]:
        """As the function of this name, on tokens of `content`."""
        position = 0
        while position < len(tokens):
            end, candidates = self._find_longest(tokens, position)
            if candidates:
                span = Span(tokens[position].start, tokens[end - 1].end)
                yield NameFound(span, span.quote(content), candidates)
            position = end

    def _find_longest(self, tokens: Sequence[Token], start: int) -> tuple[int, tuple[str, ...]]:
        """The index after the longest name at `start`, and its actors; none for a decoy or other words."""
        longest = start + 1
        found: list[Alias] = []
        for end, alias in self._aliases.find_at(tokens, start):
            if alias.use is NameUse.SEAT or not alias.fits(tokens[start:end]):
                continue
            if end > longest:
                longest, found = end, []
            found.append(alias)
        if any(alias.actor is None for alias in found):
            return longest, ()
        if names := [alias for alias in found if alias.use is NameUse.NAME]:
            return longest, list_actors(names)
        noun_end = find_government(tokens, longest) if found else longest
        return noun_end, list_actors(found) if noun_end > longest else ()


def list_actors(aliases: Sequence[Alias]) -> tuple[str, ...]:
    """The actors of some names, each once, sorted; nobody when a decoy is among them."""
    actors = {alias.actor for alias in aliases}
    return () if None in actors else tuple(sorted(actor for actor in actors if actor))


def trim(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens without determiners and numerals before them ("all 30", "each of the"), or outer marks."""
    first, last = 0, len(tokens)
    while first < last and is_determiner(tokens[first]):
        first += 1
    while last > first and not tokens[last - 1].written[0].isalnum():
        last -= 1
    return tokens[first:last]


def is_determiner(token: Token) -> bool:
    """Whether the token only counts or points, or is a mark."""
    return token.folded in DETERMINERS or token.folded in NUMERALS or not token.written[0].isalpha()


@lru_cache(maxsize=10_000)
def noun_of(phrase: str) -> str:
    """A noun phrase as it is compared: folded, without determiners, in the singular."""
    return noun_of_tokens(trim(list(find_tokens(phrase))))


def noun_of_tokens(tokens: Sequence[Token]) -> str:
    """As `noun_of`, of tokens that are trimmed already."""
    return fold_noun(token.folded for token in tokens)


def is_plural(tokens: Sequence[Token]) -> bool:
    """Whether the last word is in the plural, as far as an "s" tells."""
    return tokens[-1].folded.endswith("s")


def strip_person(tokens: Sequence[Token]) -> Sequence[Token]:
    """A title without the person's name after it ("President Jane Doe"); other tokens as they are."""
    for end in range(len(tokens) - 1, 0, -1):
        if may_be_person(tokens[end:]) and noun_of_tokens(tokens[:end]) in TITLES:
            return tokens[:end]
    return tokens


def may_be_person(tokens: Sequence[Token]) -> bool:
    """Whether every word has a capital, as in a person's name ("Jane R. Doe, Jr."), and none is a post."""
    return all(
        (token.written[0].isupper() or token.written in ".,") and token.folded not in STAFF
        for token in tokens
    )


def find_government(tokens: Sequence[Token], start: int) -> int:
    """The index after the longest noun of government that begins at `start`; `start` when none does."""
    for end in range(min(start + 5, len(tokens)), start, -1):
        if is_government(noun_of_tokens(tokens[start:end])):
            return end
    return start
