"""Who speaks in a statement, by its words -> issuers, by the registry. A name the registry does not know
stays an issuer without actor.

A statement that names a group and lists who takes part is issued by the group first, then by those who take
part.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from app.model import Issuer
from app.reading.header.speaking import SpeakerPhrase, find_speaker_phrases
from app.reading.header.surroundings import Surroundings
from app.registry.facts import Registry
from app.resolution.names import NameFound, find_names, index_names, noun_of, resolve_name
from app.vocabulary import ActorKind

_GROUPS = (ActorKind.GROUP, ActorKind.ORGANISATION)
_BODIES = (*_GROUPS, ActorKind.ORGAN)
# What a title says after such a word is what the statement is about, unless that is the meeting of those who
# speak, or the word belongs to an office ("Minister for Trade").
_TITLE_TOPIC = re.compile(
    r"\s(?:on(?!\sbehalf\b)(?!\sthe\s(?:\w+\s){0,3}(?:meeting|session|summit|round|visit|outcomes?|results)\b)|"
    r"(?<!minister\s)(?<!ministers\s)(?<!secretary\s)(?<!secretaries\s)(?<!responsible\s)(?<!council\s)for|"
    r"regarding|concerning|about|against|to\s(?:the|support)|with\sregard|"
    r"(?:following|after)(?!\s(?:the\s|their\s|a\s)?(?:\w+\s){0,2}(?:meeting|talks|summit|visit)\sbetween\b)|"
    r"of\s(?:support|solidarity|condolence)|in\s(?:support|response|view))\s",
    re.I,
)
# A name after such words is not who speaks, even among the words that say who does.
_ASIDE = re.compile(
    r"\b(?:(?:neighbou?r\w*(?:\s\w+)?|friends|supporters)\sof|on|against|regarding|concerning|towards?|about|to|at|"
    r"in|for|near|over)\s(?:the\s)?$",
    re.I,
)
_JOINING = re.compile(
    r"\b(?:(?:agreed\sto|have|has)\sjoin(?:ed)?|endorsed?|signed|adhered?\sto)\s(?:this|the|our)\s(?:\w+\s){0,2}"
    r"(?:declaration|statement|communiqu[eé]|pledge|charter|initiative|call)\b",
    re.I,
)
_WITH = re.compile(r"\bjoint\b.*\bwith\b", re.I)
_BYLINE = re.compile(r"\b(?:by|between)\s", re.I)
_AUTHOR_LINE = re.compile(r"(?:.{0,40}\d{4},?\s(?:[|–—-]\s)?)?by:?\s(?P<who>(?:the\s)?(?-i:[A-Z]).*)$", re.I)
"""A line that says who speaks, alone or behind a date: "3 May 2031 By the Ministry of Ports of Norway"."""
_PORTFOLIO = re.compile(
    r"(?:the\s)?(?:agriculture|climate|defen[cs]e|development|econom(?:y|ic)|education|energy|environment|finance|"
    r"foreign|health|interior|justice|labou?r|trade|transport)(?:\saffairs)?",
    re.I,
)
_CONVENED = re.compile(r"\bsummary\b.*\bconvened\sby\s(?:the\s)?(.+?)(?=\s(?:on|in|at)\s|,|$)", re.I)
"""Who gives a summary of what was convened."""
_ROLL = re.compile(r"\(([^()]+)\)\s*$")
_PEOPLES = re.compile(r"\W*(?P<who>[A-Z]\w+(?:\s[A-Z]\w+)?(?:\s?[-–—/]\s?[A-Z]\w+(?:\s[A-Z]\w+)?)+)\b")
"""Names or adjectives joined by dashes: "Kenyan-Ghanaian Joint Statement"."""
_MEETING_OF = re.compile(
    r"(?:the\s)?(?:[\w()-]+\s){0,4}(?:session|meeting|summit)\sof\s(?:the\s)?(?=(?-i:[A-Z]))", re.I
)
_OF_IT = re.compile(r"(?:\(|\bof\s(?:the\s)?)$")
_ADJUNCT = re.compile(r"(?:After|As|At|During|Earlier|For|In|Last|Nearly|On|Over|Since|Today|With)\b[^,]*,")
"""What stands before a subject, and is no name."""
_FEWEST_PARTICIPANTS = 4
_CONNECTORS = re.compile(r"(?:[\s,;&/–—-]|\band\b|\b[Tt]he\b|\bas\swell\sas\b|\([^)]*\))*")
_CHUNKS = re.compile(r",\s*(?:and\s)?|\sand\s|\s?[–—]\s?")
_PROPER_NAME = re.compile(r"[A-Z]\w+(?:\s(?:of\s)?[A-Z]\w+){0,4}$")
_OFFICE = re.compile(
    r"\b(?:presidents?|prime|ministers?|chancellors?|king|queen|emir|sultan|his|her|mr|ms|mrs|dr|secretar\w+|"
    r"heads?|states?|leaders?|governments?|members?|representatives?|parties|delegations?|have|has)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?:^|(?<=[.!?]\s))(?=[A-Z])")
_PERFORMED = re.compile(
    r"(?:will|intend|plan|commit|recogni[sz]e|reaffirm|reiterate|agree|pledge|decide|support|look\sforward|"
    r"welcome|affirm|underline|underscore|stress|emphasi[sz]e|share)d?\b"
    r"|(?:are|have)\s(?:\w+ly\s)?(?:\w+ing|\w+ed)\b"
)
_LONGEST_SUBJECT = 300
_FAMILY_CHARACTERS = 40_000
_LONGEST_NAME = 160


def find_issuers(around: Surroundings, title: str | None, registry: Registry) -> tuple[Issuer, ...]:
    """The issuers in order; empty when nobody is found to speak."""
    reader = _Reader(registry, around)
    phrases = tuple(find_speaker_phrases(around.opening, around.body))
    spoken = reader.read_first(phrases)
    heads = reader.cut_topic(title or "")
    titled, row = reader.read(heads), reader.read_row(heads)
    signed = reader.read_signed(heads)
    if signed and _list_actors(signed).isdisjoint(_list_actors(spoken)):
        spoken = reader.read_first([phrase for phrase in phrases if not phrase.is_told]) or signed
    if not spoken:
        spoken = (
            titled
            or reader.read_roll(title or "")
            or reader.read_pair(title or "")
            or reader.read_byline(heads)
            or reader.read_convener(title or "")
            or reader.read_author()
            or reader.read_letterhead()
            or reader.read_performers()
            or reader.read_unknown(phrases)
        )
    for side_by_side in (row, reader.read_peoples(title or "")):
        if _list_actors(spoken) < _list_actors(side_by_side):
            spoken = (
                side_by_side  # "Japan-ASEAN Statement", whose first sentence has one of them for its subject
            )
    if len(spoken) == 1 and reader.is_state(spoken[0]):
        joint = reader.read_performers() or reader.read_joined(title or "")
        if _list_actors(spoken) < _list_actors(joint):
            spoken = joint  # "Joint Statement with the President of Chile", which says what both will do
    if spoken and all(reader.is_state(issuer) for issuer in spoken):
        spoken = (*(issuer for issuer in titled if reader.is_group_of(issuer, spoken)), *spoken)
    return _without_twins((*spoken, *reader.read_participants()))


class _Reader:
    """Reads names in the words of one statement."""

    def __init__(self, registry: Registry, around: Surroundings) -> None:
        self._registry = registry
        self._around = around

    def read_first(self, phrases: Sequence[SpeakerPhrase]) -> tuple[Issuer, ...]:
        """Whom the first phrase names that names anybody: its subject and the other side, else the body whose
        meeting it was.
        """
        for phrase in phrases:
            if whole := self._read_whole(phrase.text):
                return (whole, *self.read(phrase.other_side))
            if named := self.read(phrase.text):
                return (*self._with_unknown(phrase.text, named), *self.read(phrase.other_side))
            if met := [issuer for issuer in self.read(phrase.occasion) if self._kind(issuer) in _BODIES]:
                return tuple(met[:1])
        return ()

    def _read_whole(self, words: str) -> Issuer | None:
        """The one body that all the words name, or whose meeting they name."""
        met = _MEETING_OF.match(words)
        for name in dict.fromkeys((words, words[met.end() :] if met else words)):
            if actor := resolve_name(name, self._registry).actor or self._find_organ(name):
                return Issuer(name, actor)
        return None

    def _find_organ(self, words: str) -> str | None:
        """The organ that a body named in the statement calls so: "the Committee of Ministers"."""
        index, noun = index_names(self._registry), noun_of(words)
        bodies = self._families if index.is_own(noun) else ()
        organs = {organ for body in bodies for organ in index.find_own(body, noun)}
        return organs.pop() if len(organs) == 1 else None

    def cut_topic(self, title: str) -> str:
        """A title without what the statement is about; "the Committee for Ports" is a name."""
        names = [found.span for found in find_names(title, self._registry)]
        topics = (topic.start() for topic in _TITLE_TOPIC.finditer(f"{title} "))
        ends = (start for start in topics if not any(span.start < start < span.end for span in names))
        return title[: next(ends, len(title))]

    def read(self, words: str) -> tuple[Issuer, ...]:
        """Every name in `words`, in order; a name that stays ambiguous has no actor."""
        issuers: list[Issuer] = []
        for found in find_names(words, self._registry):
            before, actor = words[: found.span.start], self._choose(found.candidates)
            is_twin = issuers and _OF_IT.search(before) and self._is_part_of(issuers[-1], actor)
            if not (_ASIDE.search(before) or is_twin):
                issuers.append(Issuer(found.text, actor))
        return tuple(issuers)

    def _is_part_of(self, issuer: Issuer, body: str | None) -> bool:
        """Whether the issuer is an organ of that body: "the Council (CC) of the Community (ABC)" is one."""
        return bool(issuer.actor and body) and self._registry.actors[issuer.actor or ""].parent == body

    def read_row(self, words: str) -> tuple[Issuer, ...]:
        """The longest row of names with nothing but "and" between them."""
        row = _find_longest_enumeration(words, find_names(words, self._registry))
        return tuple(Issuer(found.text, self._choose(found.candidates)) for found in row)

    def read_signed(self, words: str) -> tuple[Issuer, ...]:
        """The states that a title says it is by: whom the first sentence tells of does not overrule them."""
        by = _BYLINE.search(words)
        named = self.read(words[by.end() :]) if by else ()
        return named if all(map(self.is_state, named)) else ()

    def read_roll(self, title: str) -> tuple[Issuer, ...]:
        """The names that a title closes with in a parenthesis ("on Clean Ports (Norway, Chile and Peru)")."""
        roll = _ROLL.search(title)
        names = find_names(roll[1], self._registry) if roll else ()
        is_roll = roll is not None and len(names) > 1 and _is_enumeration(roll[1], names)
        return tuple(Issuer(found.text, self._choose(found.candidates)) for found in names) if is_roll else ()

    def read_pair(self, title: str) -> tuple[Issuer, ...]:
        """Two states or more that the title names side by side ("on Ports between Norway and Chile"), where
        the first sentence names persons.
        """
        row = self.read_row(title)
        return row if len(row) > 1 and all(map(self.is_state, row)) else ()

    def read_peoples(self, title: str) -> tuple[Issuer, ...]:
        """The states whose adjectives a title joins by dashes, each with the words behind it left out."""
        joined = _PEOPLES.match(title)
        parts = re.split(r"\s?[-–—/]\s?", joined["who"]) if joined else []
        states = [self._find_people(part) for part in parts]
        return tuple(state for state in states if state) if all(states) else ()

    def _find_people(self, words: str) -> Issuer | None:
        """The state that the words name, or whose adjective they are or begin with."""
        for name in dict.fromkeys((words, words.partition(" ")[0])):
            actor = resolve_name(f"{name} government", self._registry).actor
            if actor and self._registry.actors[actor].kind is ActorKind.STATE:
                return Issuer(name, actor)
        return None

    def read_byline(self, words: str) -> tuple[Issuer, ...]:
        """The organ or office that a title says it is by: "Statement by the Secretary-General"."""
        by = _BYLINE.search(words)
        named = self._read_whole(words[by.end() :].strip()) if by else None
        return (named,) if named else ()

    def read_convener(self, title: str) -> tuple[Issuer, ...]:
        """Whom the title of a summary says to have convened what is summed up."""
        convened = _CONVENED.search(title)
        named = self._read_whole(convened[1]) if convened else None
        return (named,) if named else ()

    def read_author(self) -> tuple[Issuer, ...]:
        """Whom a line in front says it is by."""
        authors = (_AUTHOR_LINE.match(block.text) for block in self._around.lines)
        named = (self.read(author["who"]) for author in authors if author)
        return next(filter(None, named), ())

    def read_letterhead(self) -> tuple[Issuer, ...]:
        """A line that is nothing but the name of an organisation or one of its bodies."""
        for block in self._around.lines:
            actor = resolve_name(block.text, self._registry).actor
            if actor and self._registry.actors[actor].kind is not ActorKind.STATE:
                return (Issuer(block.text, actor),)
        return ()

    def read_performers(self) -> tuple[Issuer, ...]:
        """The first sentence whose subject is two names or more and nothing else: "A, B and C reaffirm"."""
        for block in self._around.content:
            for start in (match.start() for match in _SENTENCE.finditer(block.text)):
                verb = _PERFORMED.search(block.text, start, start + _LONGEST_SUBJECT)
                names = find_names(block.text[start : verb.start()], self._registry) if verb else ()
                if verb and len(names) > 1 and _is_enumeration(block.text[start : verb.start()], names):
                    return tuple(Issuer(found.text, self._choose(found.candidates)) for found in names)
        return ()

    def read_joined(self, title: str) -> tuple[Issuer, ...]:
        """The states that the first paragraph names side by side, in a statement "with" one of them."""
        row = self.read_row(self._around.body[0].text) if _WITH.search(title) and self._around.body else ()
        return row if all(map(self.is_state, row)) else ()

    def read_participants(self) -> tuple[Issuer, ...]:
        """Those who "have joined this declaration", listed in one of the first paragraphs."""
        for block in self._around.body:
            joining = _JOINING.search(block.text)
            names = find_names(block.text, self._registry) if joining else ()
            listed = _find_longest_enumeration(block.text, names)
            if joining and len(listed) >= _FEWEST_PARTICIPANTS:
                subject = [found for found in names if found.span.end <= joining.start()]
                return tuple(
                    Issuer(found.text, self._choose(found.candidates))
                    for found in dict.fromkeys((*subject, *listed))
                )
        return ()

    def read_unknown(self, phrases: Sequence[SpeakerPhrase]) -> tuple[Issuer, ...]:
        """A speaker with a name of its own that the registry does not have."""
        said = (phrase.text for phrase in phrases if not _ADJUNCT.match(phrase.text))
        named = (words for words in said if re.search(r"(?<=.)\b[A-Z]", words))
        return tuple(Issuer(words, None) for words in named if len(words) <= _LONGEST_NAME)[:1]

    def is_state(self, issuer: Issuer) -> bool:
        """Whether the issuer is known to be a state."""
        return self._kind(issuer) is ActorKind.STATE

    def is_group_of(self, issuer: Issuer, states: Iterable[Issuer]) -> bool:
        """Whether the issuer is a group that one of the states belonged to, on any day, or whose members are
        not known.
        """
        members = {row.actor for row in self._registry.memberships if row.group == issuer.actor}
        is_shared = not members or not members.isdisjoint(state.actor for state in states)
        return self._kind(issuer) in _GROUPS and is_shared

    def _kind(self, issuer: Issuer) -> ActorKind | None:
        return self._registry.actors[issuer.actor].kind if issuer.actor else None

    def _with_unknown(self, words: str, known: tuple[Issuer, ...]) -> tuple[Issuer, ...]:
        """The issuers of an enumeration of names, in order, with those that the registry does not have."""
        chunks = [chunk.strip().removeprefix("the ") for chunk in _CHUNKS.split(words)]
        if {issuer.name for issuer in known}.isdisjoint(chunks):
            return known
        named = {part for issuer in known for part in _CHUNKS.split(issuer.name)}
        names = (chunk for chunk in chunks if _PROPER_NAME.match(chunk) and not self._is_office(chunk))
        unknown = [
            Issuer(name, None) for name in names if name not in named and not find_names(name, self._registry)
        ]
        if not unknown:
            return known
        return tuple(sorted((*known, *unknown), key=lambda issuer: words.find(issuer.name)))

    @staticmethod
    def _is_office(words: str) -> bool:
        return bool(_OFFICE.search(words) or _PORTFOLIO.fullmatch(words))

    def _choose(self, candidates: Sequence[str]) -> str | None:
        """The one candidate, or the one whose parent body or a sister body the statement names."""
        if len(candidates) == 1:
            return candidates[0]
        parents = {candidate: self._registry.actors[candidate].parent for candidate in candidates}
        supported = [
            candidate for candidate, parent in parents.items() if parent and parent in self._families
        ]
        return supported[0] if len(supported) == 1 else None

    @cached_property
    def _families(self) -> frozenset[str]:
        """The bodies named without ambiguity in the statement, and those they belong to."""
        content = " ".join(block.text for block in (*self._around.front, *self._around.content))
        bodies: set[str] = set()
        for found in find_names(content[:_FAMILY_CHARACTERS], self._registry):
            body = found.candidates[0] if len(found.candidates) == 1 else None
            while body and body not in bodies:
                bodies.add(body)
                body = self._registry.actors[body].parent
        return frozenset(bodies)


def _is_enumeration(words: str, names: Sequence[NameFound]) -> bool:
    """Whether `words` are the names and what joins them."""
    edges = [0, *(edge for found in names for edge in (found.span.start, found.span.end)), len(words)]
    return all(_CONNECTORS.fullmatch(words[a:b]) for a, b in zip(edges[::2], edges[1::2], strict=True))


def _find_longest_enumeration(text: str, names: Sequence[NameFound]) -> list[NameFound]:
    runs: list[list[NameFound]] = [[]]
    for found in names:
        if runs[-1] and not _CONNECTORS.fullmatch(text[runs[-1][-1].span.end : found.span.start]):
            runs.append([])
        runs[-1].append(found)
    return max(runs, key=len)


def _list_actors(issuers: Iterable[Issuer]) -> set[str]:
    return {issuer.actor for issuer in issuers if issuer.actor}


def _without_twins(issuers: Iterable[Issuer]) -> tuple[Issuer, ...]:
    """The issuers, each actor once, under the name it has first."""
    seen: dict[str, Issuer] = {}
    for issuer in issuers:
        seen.setdefault(issuer.actor or issuer.name, issuer)
    return tuple(seen.values())
