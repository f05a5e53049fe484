"""A seed -> invented statements of the registry's bodies, skewed as real ones are: a few bodies issue most of
them, the later years more than the earlier, a few themes and words are in most sentences, and most words in
hardly any.

Deterministic: the same seed and number give the same statement in every process.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, product
from typing import TypeVar

from app.model import (
    Act,
    Deadline,
    Firing,
    Header,
    Issuer,
    Party,
    Passage,
    ResolvedAct,
    Span,
    Statement,
    Text,
    ThemeMatch,
    Wording,
)
from app.registry.facts import Meeting, Registry
from app.vocabulary import (
    ActKind,
    ActorKind,
    ActorRole,
    DeadlineKind,
    DeadlineRole,
    Firmness,
    PassageKind,
    Polarity,
    Precision,
    Stage,
)

Thing = TypeVar("Thing")

FEWEST_ACTS, MOST_ACTS = 20, 120
"""Of a statement."""
CALLS_SHARE, NAMED_SHARE, DATED_SHARE, BENEFITS_SHARE = 0.2, 0.25, 0.35, 0.2
"""Of the acts: those that are calls, whose maker is named and not the issuer, that have a deadline, and that
are for the good of somebody named.
"""
FIRST_YEAR, LAST_YEAR = 1995, 2025
STAGES = {Stage.PROMISED: 50, Stage.UNDER_WAY: 20, Stage.REAFFIRMED: 18, Stage.DONE: 12}
FIRMNESS = {Firmness.STRONG: 45, Firmness.MEDIUM: 35, Firmness.WEAK: 20}
POLARITY = {Polarity.POSITIVE: 95, Polarity.NEGATIVE: 5}
KINDS = {DeadlineKind.DATE: 60, DeadlineKind.PERIOD: 20, DeadlineKind.VAGUE: 20}
ROLES = {DeadlineRole.DUE: 75, DeadlineRole.FOLLOW_UP: 15, DeadlineRole.START: 10}
OPENINGS = {Stage.PROMISED: "will", Stage.UNDER_WAY: "are working to", Stage.DONE: "have begun to"}
VERBS = ("strengthen", "expand", "support", "fund", "review", "protect", "share", "train", "build", "monitor")
SYLLABLES = ("ba", "do", "ki", "lu", "me", "no", "ra", "su", "ti", "ve", "wo", "za", "pe", "gi", "ho", "fa")
"""Of invented names; three of them make 4,096."""
NAMES_OF_AN_ACT = 5


def zipf(things: Sequence[Thing]) -> dict[Thing, float]:
    """The n-th with a weight of 1/n."""
    return {thing: 1 / place for place, thing in enumerate(things, start=1)}


def choose(chance: random.Random, weights: dict[Thing, float] | dict[Thing, int]) -> Thing:
    """One of them, as often as it weighs."""
    return chance.choices(tuple(weights), weights=tuple(weights.values()))[0]


@dataclass(frozen=True)
class Invented:
    """A statement, the meeting it came out of, if any, and its acts."""

    number: int
    statement: Statement
    meeting: Meeting | None
    acts: tuple[ResolvedAct, ...]


@dataclass(frozen=True)
class Inventor:
    """Makes statements out of a registry and a seed."""

    registry: Registry
    seed: int

    def invent(self, pledges: int) -> Iterator[Invented]:
        """Statements one after the other, until they hold so many pledges."""
        number = 0
        while pledges > 0:
            writing = _Writing(self, number, most_pledges=pledges)
            yield writing.write()
            pledges -= writing.pledges
            number += 1

    @cached_property
    def forums(self) -> dict[str, float]:
        """Those that speak for themselves, by how much they say."""
        return zipf(tuple(self.registry.forums))

    @cached_property
    def meetings(self) -> dict[str, list[Meeting]]:
        """By forum."""
        found: dict[str, list[Meeting]] = {forum: [] for forum in self.registry.forums}
        for meeting in self.registry.meetings.values():
            found[meeting.forum].append(meeting)
        return found

    @cached_property
    def states(self) -> tuple[tuple[str, ...], tuple[float, ...]]:
        """And how often they are named, summed up."""
        states = [actor.id for actor in self.registry.actors.values() if actor.kind is ActorKind.STATE]
        random.Random(self.seed).shuffle(states)
        return tuple(states), tuple(accumulate(zipf(states).values()))

    @cached_property
    def themes(self) -> tuple[tuple[str, ...], tuple[float, ...]]:
        """Likewise."""
        themes = tuple(self.registry.themes)
        return themes, tuple(accumulate(zipf(themes).values()))

    @cached_property
    def names(self) -> tuple[tuple[str, ...], tuple[float, ...]]:
        """Likewise; words that stand for the many that are in few sentences."""
        names = tuple("".join(syllables) for syllables in product(SYLLABLES, repeat=3))
        return names, tuple(accumulate(zipf(names).values()))


class _Writing:
    """One statement while it is written, sentence by sentence."""

    def __init__(self, inventor: Inventor, number: int, *, most_pledges: int) -> None:
        self._inventor = inventor
        self._registry = inventor.registry
        self._number = number
        self._chance = random.Random(f"{inventor.seed} {number}")
        self._left = most_pledges
        self._content = ""
        self._passages: list[Passage] = []
        self.pledges = 0

    def write(self) -> Invented:
        """The whole of it."""
        chance = self._chance
        forum = choose(chance, self._inventor.forums)
        meetings = self._inventor.meetings[forum]
        meeting = chance.choice(meetings) if meetings and chance.random() < 0.7 else None
        self._adopted = meeting.last_day if meeting else self._invent_day()
        self._issuer = self._registry.forums[forum].actor
        header = Header(
            title=f"Statement {self._number} of the {self._registry.forums[forum].name}",
            issuers=(Issuer(self._registry.actors[self._issuer].name, self._issuer),),
            adopted=self._adopted,
            place=meeting.place if meeting else None,
            number=f"({self._adopted.year}) {self._number}",
            language="en",
        )
        self._add_passage(str(header.title), PassageKind.HEADING)
        acts = []
        for _ in range(chance.randint(FEWEST_ACTS, MOST_ACTS)):
            if self.pledges < self._left:
                acts.append(self._write_act())
        statement = Statement(header, Text(self._content), tuple(self._passages))
        return Invented(self._number, statement, meeting, tuple(acts))

    def _invent_day(self) -> date:
        """The later years are the more frequent."""
        years = range(FIRST_YEAR, LAST_YEAR + 1)
        (year,) = self._chance.choices(years, weights=[1 + place for place, _ in enumerate(years)])
        return date(year, 1, 1) + timedelta(days=self._chance.randrange(365))

    def _add_passage(self, words: str, kind: PassageKind) -> int:
        """Where it begins."""
        self._content += "\n\n" if self._content else ""
        start = len(self._content)
        self._content += words
        number = str(len(self._passages)) if kind is PassageKind.PARAGRAPH else None
        span = Span(start, len(self._content))
        self._passages.append(Passage(len(self._passages), kind, span, number))
        return start

    def _write_act(self) -> ResolvedAct:
        chance = self._chance
        kind = ActKind.CALL if chance.random() < CALLS_SHARE else ActKind.PLEDGE
        self.pledges += kind is ActKind.PLEDGE
        sentence = _Sentence(start=len(self._content) + 2)
        stage = None if kind is ActKind.CALL else choose(chance, STAGES)
        parties = self._write_parties(sentence, kind, stage)
        verb = sentence.add(chance.choice(VERBS))
        begin = sentence.end + 1
        themes = self._write_themes(sentence)
        names, weights = self._inventor.names
        sentence.add(" ".join(chance.choices(names, cum_weights=weights, k=NAMES_OF_AN_ACT)))
        parties += self._write_beneficiary(sentence)
        deadlines = tuple(self._write_deadline(sentence) for _ in range(chance.random() < DATED_SHARE))
        self._add_passage(sentence.words, PassageKind.PARAGRAPH)
        act = Act(
            kind=kind,
            stage=stage,
            firmness=choose(chance, FIRMNESS),
            polarity=choose(chance, POLARITY),
            verb=verb.text,
            object=self._content[begin:],
            span=Span(sentence.start, sentence.end),
            quote=sentence.words,
            passage=len(self._passages) - 1,
            mentions=(),
            deadlines=(),
            quantities=(),
            conditions=(),
            confidence=round(chance.betavariate(8, 2), 4),
            trace=(Firing("invented", verb.span),),
        )
        return ResolvedAct(act, parties, deadlines, themes)

    def _write_parties(self, sentence: "_Sentence", kind: ActKind, stage: Stage | None) -> tuple[Party, ...]:
        role = ActorRole.CALLER if kind is ActKind.CALL else ActorRole.PROMISOR
        is_named = self._chance.random() < NAMED_SHARE
        maker = self._choose_state() if is_named else self._issuer
        words = sentence.add(self._registry.actors[maker].name if is_named else "We")
        parties = (Party(role, words.text, words.span, maker),)
        if stage is not None:
            sentence.add(OPENINGS.get(stage, "reaffirm our decision to"))
            return parties
        sentence.add("call on")
        asked = self._choose_state()
        words = sentence.add(self._registry.actors[asked].name)
        sentence.add("to")
        return (*parties, Party(ActorRole.ADDRESSEE, words.text, words.span, asked))

    def _write_beneficiary(self, sentence: "_Sentence") -> tuple[Party, ...]:
        if self._chance.random() >= BENEFITS_SHARE:
            return ()
        sentence.add("for")
        state = self._choose_state()
        words = sentence.add(self._registry.actors[state].name)
        return (Party(ActorRole.BENEFICIARY, words.text, words.span, state),)

    def _choose_state(self) -> str:
        states, weights = self._inventor.states
        return self._chance.choices(states, cum_weights=weights)[0]

    def _write_themes(self, sentence: "_Sentence") -> tuple[ThemeMatch, ...]:
        """The words of none, one or two."""
        ids, weights = self._inventor.themes
        chosen = self._chance.choices(ids, cum_weights=weights, k=self._chance.choice((0, 1, 1, 1, 2)))
        found = []
        for theme in dict.fromkeys(chosen):
            lexicon = self._registry.themes[theme].lexicon
            found.append(ThemeMatch(theme, (sentence.add(self._chance.choice(lexicon).rstrip("*")),)))
        return tuple(found)

    def _write_deadline(self, sentence: "_Sentence") -> Deadline:
        """Most are near."""
        chance = self._chance
        kind = choose(chance, KINDS)
        latest = self._adopted + timedelta(days=30 + int(chance.expovariate(1 / 1000)))
        is_vague = kind is DeadlineKind.VAGUE
        words = sentence.add("as soon as possible" if is_vague else f"by {latest:%B %Y}")
        return Deadline(
            text=words.text,
            span=words.span,
            role=choose(chance, ROLES),
            kind=kind,
            earliest=None if is_vague else self._adopted,
            latest=None if is_vague else latest,
            precision=Precision.UNKNOWN if is_vague else Precision.MONTH,
            edtf=None if is_vague else f"{self._adopted}/{latest}",
            meeting=None,
            rule="invented",
            confidence=0.9,
        )


class _Sentence:
    """Words added one after the other, whose places in the text are known."""

    def __init__(self, *, start: int) -> None:
        self.start = start
        self.words = ""

    @property
    def end(self) -> int:
        """Where it ends in the text, so far."""
        return self.start + len(self.words)

    def add(self, words: str) -> Wording:
        """Put words behind what is there."""
        self.words += " " if self.words else ""
        start = self.end
        self.words += words
        return Wording(words, Span(start, self.end))
