"""Words about a meeting -> what they say of it: its names, its series, its number, its place, its time, and
whether the speakers hold it.

Reads the registry's names and the words; decides nothing. Which meeting fits is `meetings.py`'s matter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter

from app.registry.facts import Forum, Meeting, NameUse, Registry
from app.registry.folding import Token, find_tokens
from app.resolution.days import period_of
from app.resolution.meeting_phrases import MONTH, TIMES
from app.resolution.numerals import ORDINAL, number_named
from app.resolution.occasion import Occasion
from app.resolution.patterns import load_lists, open_window
from app.resolution.periods import Period
from app.resolution.phrases import PhraseIndex
from app.resolution.times import read_time
from app.vocabulary import ActorKind

SESSION = re.compile(
    rf"\b(?:(?P<other>{ORDINAL}) and )?(?P<nth>{ORDINAL}) (?:[\w'-]+ ){{0,4}}"
    r"(?:session|summit|meeting|conference|ministerial|assembly)s?\b"
)
NUMBERED = re.compile(
    rf"\b(?:{'|'.join(load_lists('meetings')['numbered']).lower()})[ -]?(?P<number>\d{{1,3}})(?:[.-]\d)?\b"
)
OWN = re.compile(r"\b(?:our|we|its|their|they)\b")
NEXT = re.compile(r"\b(?:next|upcoming|forthcoming|coming|following)\b")
RESUMED = re.compile(r"\bresumed\b")
WORD_START = re.compile(r"(?<![\w-])\w")
REMEMBERED = 16
"""Occasions, each of which is asked about once for every deadline of a statement."""


@dataclass(frozen=True)
class Clues:
    """What words say of a meeting. `named`: meetings by a name of theirs; `forums`: series by name; `own`:
    series of the speakers; `levels`: those of `own` that the words single out ("Summit", "Foreign
    Ministers"); `places`: meetings held where the words say; `numbers`: of the session, or of those named
    together ("the 40th and 41st Summits"); `is_resumed`: it is the one under way, which goes on later.
    """

    named: frozenset[str]
    forums: frozenset[str]
    own: frozenset[str]
    levels: frozenset[str]
    places: frozenset[str]
    numbers: frozenset[int]
    period: Period | None
    is_next: bool
    is_own: bool
    is_resumed: bool

    @property
    def is_sought(self) -> bool:
        """Whether the words mean a meeting of the speakers without naming its series."""
        return bool(self.numbers) or (self.is_own and (self.is_next or self.period is not None))


@dataclass
class MeetingIndex:
    """The registry's names of meetings, series and places, each pointing at ids, and the ids of the meetings
    `held` in each series.
    """

    meetings: PhraseIndex[str] = field(default_factory=PhraseIndex)
    forums: PhraseIndex[str] = field(default_factory=PhraseIndex)
    levels: PhraseIndex[str] = field(default_factory=PhraseIndex)
    places: PhraseIndex[str] = field(default_factory=PhraseIndex)
    held: dict[str, list[str]] = field(default_factory=dict)


@lru_cache(maxsize=4)
def index_meetings(registry: Registry) -> MeetingIndex:
    """The index of a registry, built once."""
    index = MeetingIndex()
    for forum in registry.forums.values():
        index.held[forum.id] = []
        for name in forum.names:
            if not name.is_ambiguous:
                index.forums.add(name.text, forum.id)
        for phrase in list_levels(forum, registry):
            index.levels.add(phrase, forum.id)
    for meeting in registry.meetings.values():
        index.held[meeting.forum].append(meeting.id)
        for name in meeting.names:
            index.meetings.add(name.text, meeting.id)
        for phrase in _list_places(meeting, registry):
            index.places.add(phrase, meeting.id)
    return index


def list_levels(forum: Forum, registry: Registry) -> tuple[str, ...]:
    """What the series, or those who meet in it, are called by the body itself: "Summit", "Foreign Ministers".

    A series without such a name is not one that "our next meeting" means: an extraordinary summit, a meeting
    with others.
    """
    actor = registry.actors[forum.actor]
    offices = actor.self_names if actor.kind is ActorKind.OFFICE else ()
    return (*(name.text for name in forum.names if name.is_ambiguous), *offices)


def _list_places(meeting: Meeting, registry: Registry) -> Iterator[str]:
    """The place, each part of a double one, and the country by all its names."""
    if meeting.place:
        yield from dict.fromkeys([meeting.place, *re.split(r" ?[/,] ?", meeting.place)])
    if meeting.country:
        names = registry.actors[meeting.country].names
        yield from (name.text for name in names if name.use is NameUse.NAME)


def find_clues(text: str, occasion: Occasion, registry: Registry, *, context: str = "") -> Clues:
    """What `text` says; `context` are the words before it in its sentence, for "its" and "they"."""
    index = index_meetings(registry)
    tokens = list(_tokens(text))
    folded = open_window(text).folded
    own = frozenset(forum.id for forum in list_own_forums(occasion, registry))
    forums = find_longest(index.forums, tokens)
    levels = find_longest(index.levels, tokens)
    is_anybodys = NUMBERED.search(folded) or (len(levels) == 1 and _is_only_name(index.levels, tokens))
    if not (levels & own) and is_anybodys:
        forums |= levels  # "COP15", "the Annual Meetings"; "Summit" names a series only to those who hold it
    if not forums and not levels & own:
        kin = frozenset(forum.id for forum in list_kin_forums(occasion, registry))
        forums, levels = _find_last(index, list(_tokens(context)), own, kin)
    return Clues(
        named=find_longest(index.meetings, tokens),
        forums=forums,
        own=own,
        levels=levels & own,
        places=find_longest(index.places, _strip_names(index, tokens)),
        numbers=find_numbers(folded),
        period=_find_period(folded, occasion),
        is_next=bool(NEXT.search(folded)),
        is_own=bool(OWN.search(folded)),
        is_resumed=bool(RESUMED.search(folded)),
    )


@lru_cache(maxsize=REMEMBERED)
def list_own_forums(occasion: Occasion, registry: Registry) -> tuple[Forum, ...]:
    """The series that the speakers, or an organ or office of theirs, hold."""
    return tuple(
        forum
        for forum in registry.forums.values()
        if forum.actor in occasion.issuers or registry.actors[forum.actor].parent in occasion.issuers
    )


@lru_cache(maxsize=REMEMBERED)
def list_kin_forums(occasion: Occasion, registry: Registry) -> tuple[Forum, ...]:
    """The series of the bodies that the speakers belong to, and of the organs of those."""
    above = {ancestor for issuer in occasion.issuers for ancestor in _list_ancestors(issuer, registry)}
    return tuple(
        forum
        for forum in registry.forums.values()
        if forum.actor in above or registry.actors[forum.actor].parent in above
    )


def _list_ancestors(actor: str, registry: Registry) -> Iterator[str]:
    """The bodies above an actor, the nearest first; none above one that the registry does not know."""
    known = registry.actors.get(actor)
    while known and known.parent:
        yield known.parent
        known = registry.actors.get(known.parent)


def find_longest(index: PhraseIndex[str], tokens: Sequence[Token]) -> frozenset[str]:
    """The ids of the longest name among the tokens, the first of equals; empty when there is none."""
    best: tuple[int, frozenset[str]] = (0, frozenset())
    for start in range(len(tokens)):
        best = max(best, _longest_at(index, tokens, start), key=itemgetter(0))
    return best[1]


def _find_last(
    index: MeetingIndex, tokens: Sequence[Token], own: frozenset[str], kin: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """The series, or the level of the speakers' own ones, that the tokens name last; no name inside another
    one. A level of their `kin` names its series where it is written as a name: "the Summit".
    """
    forums = levels = frozenset[str]()
    start = 0
    while start < len(tokens):
        length, named = _longest_at(index.forums, tokens, start)
        level_length, level = _longest_at(index.levels, tokens, start)
        if level & own and level_length > length:
            forums, levels, length = frozenset(), level & own, level_length
        elif named:
            forums, levels = named, frozenset()
        elif level & kin and tokens[start].written[0].isupper():
            forums, levels, length = level & kin, frozenset(), level_length
        start += max(length, 1)
    return forums, levels


def _is_only_name(index: PhraseIndex[str], tokens: Sequence[Token]) -> bool:
    """Whether one name takes all the words with capitals, months aside."""
    capitals = [
        at
        for at, token in enumerate(tokens)
        if token.written[0].isupper() and not re.match(MONTH, token.written)
    ]
    return bool(capitals) and _longest_at(index, tokens, capitals[0])[0] == len(capitals) > 1


def _strip_names(index: MeetingIndex, tokens: Sequence[Token]) -> list[Token]:
    """The tokens outside the names of series: in that of the Parties to the Paris Agreement nobody is in
    Paris.
    """
    left: list[Token] = []
    start = 0
    while start < len(tokens):
        lengths = (_longest_at(names, tokens, start)[0] for names in (index.forums, index.levels))
        length = max(lengths)
        left += tokens[start : start + (length == 0)]
        start += max(length, 1)
    return left


def _longest_at(index: PhraseIndex[str], tokens: Sequence[Token], start: int) -> tuple[int, frozenset[str]]:
    """How many tokens the longest name at `start` has, and its ids; 0 where there is none."""
    if not index.has_beginning(tokens[start].folded):
        return 0, frozenset()
    found = list(index.find_at(tokens, start))
    length = max((end - start for end, _ in found), default=0)
    return length, frozenset(value for end, value in found if end - start == length)


def _tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, less the words that stand before a name without being part of it."""
    return (token for token in find_tokens(text) if token.folded not in {"its", "our", "their"})


def find_numbers(folded: str) -> frozenset[int]:
    """The session's number, or both: "its twenty-ninth session", "COP29", "the 40th and 41st Summits"."""
    if session := SESSION.search(folded):
        return frozenset(number_named(nth) for nth in session.group("other", "nth") if nth)
    numbered = NUMBERED.search(folded)
    return frozenset({int(numbered["number"])}) if numbered else frozenset()


def _find_period(folded: str, occasion: Occasion) -> Period | None:
    """The first time among the words, as days."""
    for start in WORD_START.finditer(folded):
        time = read_time(folded, start.start(), TIMES)
        if time:
            return period_of(time, occasion.on)
    return None
