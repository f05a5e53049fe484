"""Words about a meeting, and who said them when -> the meetings of the registry they may mean, each with the
reason.

Ambiguous stays ambiguous: a meeting is resolved only when nothing else fits as well.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from app.model import Header
from app.registry.facts import Forum, Meeting, Registry
from app.registry.folding import find_tokens
from app.resolution.edtf import edtf
from app.resolution.meeting_clues import (
    REMEMBERED,
    Clues,
    find_clues,
    find_longest,
    find_numbers,
    index_meetings,
    list_levels,
    list_own_forums,
)
from app.resolution.occasion import Occasion
from app.resolution.patterns import open_window
from app.resolution.periods import Period, months_of
from app.vocabulary import Precision

CERTAIN = 5
"""Points a candidate needs to be taken for what is meant; the mere place of somebody else's meeting has
fewer.
"""
PAST = -10
"""Points of a meeting that was over on the day: it is shown, and never taken."""
HORIZON_DAYS = 550
"""How far ahead a meeting is sought that the words neither name, number nor date, nor place in a series, but
for the next one of a series, where its number follows that of the last.
"""
MOVED_DAYS = 400
"""How far a session known by its number may have been moved from the time the words give."""
SLACK_DAYS = 2
"""How many days before or after a meeting its statement may be dated."""
DOCUMENT_SYMBOL = re.compile(r"\S+/\S*\d\S*")
"""In a title it cites another document: "referred to in decision 2/CMA.4" names no meeting."""
SESSION_IN_NUMBER = re.compile(r"/[A-Z]+\.(\d+)$")
"""The session in the number of a decision: 28 in 1/CP.28."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A meeting that may be meant: its points, and why, in words.

    `is_level`: the words say who meets ("Foreign Ministers"); `is_there`: they name the place; `is_known`: it
    is the speakers' own, or the words name it or its series.
    """

    meeting: Meeting
    points: int
    reason: str
    is_level: bool = False
    is_there: bool = False
    is_known: bool = True

    @property
    def is_likely(self) -> bool:
        """Whether it would be taken for what is meant, were there no better one."""
        return self.points >= CERTAIN


@dataclass(frozen=True, slots=True)
class MeetingResolution:
    """What the words may mean, the likeliest first.

    `numbers`: of the sessions the words number. `awaited`: the meeting of one series that the words mean and
    the registry does not know, in words: "next NATO Summit after 2022-03-24". `period`: the days that the
    words give themselves ("the 2031 Harbour Summit"). `expected`: the months of a session not known whose
    number tells its year. `is_open`: the words tell a series and nothing else, so that a meeting to come may
    be meant, though the registry knows past ones only.
    """

    candidates: tuple[Candidate, ...]
    numbers: frozenset[int] = frozenset()
    awaited: str | None = None
    period: Period | None = None
    expected: Period | None = None
    is_open: bool = False

    @property
    def meeting(self) -> Meeting | None:
        """The one meeting meant; None when nothing fits well enough, several fit equally, or several are
        meant.
        """
        return self.meetings[0] if len(self.meetings) == 1 else None

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """Those meant: one, or as many of a series as the words number together ("the 40th and 41st
        Summits").
        """
        meant = tuple(candidate.meeting for candidate in self.leading)
        if len(self.numbers) < 2:
            return meant if len(meant) == 1 else ()
        is_series = len({meeting.forum for meeting in meant}) == 1 and len(meant) == len(self.numbers)
        return meant if is_series else ()

    @property
    def leading(self) -> tuple[Candidate, ...]:
        """The candidates that fit best, if they fit well enough."""
        best = max((candidate.points for candidate in self.candidates), default=0)
        return tuple(c for c in self.candidates if c.is_likely and c.points == best)

    @property
    def is_over(self) -> bool:
        """Whether the words fit meetings of the past only."""
        is_past = bool(self.candidates) and all(candidate.points < 0 for candidate in self.candidates)
        return is_past and not self.is_open


def resolve_meeting(
    text: str, occasion: Occasion, registry: Registry, *, context: str = ""
) -> MeetingResolution:
    """The meetings that words like "Madrid", "our next Summit", "COP27" or "when they meet in April" may
    mean.

    The speakers' own series come first, then the next meeting after the day. `context` are the words before
    `text` in its sentence: they tell whose "its tenth session" is and who "they" are.
    """
    clues = find_clues(text, occasion, registry, context=context)
    fitting = (meeting for meeting in _list_named(clues, registry) if _fits(meeting, clues, occasion.on))
    judged = (_judge(meeting, clues, occasion.on, registry) for meeting in fitting)
    candidates = [candidate for candidate in judged if candidate]
    if len(clues.numbers) < 2 and not clues.is_resumed:
        candidates = _reward_next(candidates, occasion, registry)
    ranked = sorted(candidates, key=lambda c: (-c.points, c.meeting.first_day, c.meeting.id))
    is_known = any(candidate.is_likely for candidate in ranked)
    series = None if is_known else _find_awaited(clues, occasion.on, registry)
    awaited = _describe_awaited(series, clues, occasion.on) if series else None
    expected = _expect(series, clues.numbers) if series else None
    is_open = bool(series) and not (clues.named or clues.numbers or clues.places or clues.period)
    return MeetingResolution(tuple(ranked), clues.numbers, awaited, clues.period, expected, is_open=is_open)


def prepare_meetings(registry: Registry) -> None:
    """Index the names and compile the patterns now, by a question whose answer nobody awaits: the first one
    that is asked need not wait for it.
    """
    resolve_meeting("our next meeting", Occasion(on=None), registry)


def _find_awaited(clues: Clues, said: date | None, registry: Registry) -> Forum | None:
    """The series of a meeting that is not known; None when the words do not tell one, or what they mean was
    over by then.
    """
    held = {forum for forum in clues.own if list_levels(registry.forums[forum], registry)}
    series = clues.forums or clues.levels or (held if clues.is_own or clues.numbers else frozenset())
    if len(series) != 1 or (clues.period and said and clues.period.last < said):
        return None
    return registry.forums[next(iter(series))]


def _expect(series: Forum, numbers: frozenset[int]) -> Period | None:
    """The months in which the sessions of these numbers are held, where the series is a yearly one."""
    if not (series.rhythm and numbers):
        return None
    years = max(numbers) - min(numbers)
    return months_of(
        series.rhythm.year_zero + min(numbers),
        series.rhythm.first_month,
        series.rhythm.months + 12 * years,
        Precision.MONTH,
    )


def _describe_awaited(series: Forum, clues: Clues, said: date | None) -> str:
    """A meeting that is not known, by its series and what else the words say."""
    name = series.name
    if clues.numbers:
        return f"{name}, number {' and '.join(str(number) for number in sorted(clues.numbers))}"
    if clues.period:
        return f"{name} in {edtf(clues.period.first, clues.period.last, clues.period.precision)}"
    return f"next {name} after {said}" if said else f"next {name}"


def find_meeting_of_statement(header: Header, registry: Registry) -> Meeting | None:
    """The meeting a statement came out of: its issuers hold it, and day, place, number and title agree.

    None when there is none, or when several may have issued it.
    """
    issuers = tuple(issuer.actor for issuer in header.issuers if issuer.actor)
    held = _list_held(Occasion(header.adopted, issuers, header.place), registry)
    if session := SESSION_IN_NUMBER.search(header.number or ""):
        held = tuple(meeting for meeting in held if meeting.number == int(session[1])) or held
    title = DOCUMENT_SYMBOL.sub("", header.title or "")
    index, tokens = index_meetings(registry), list(find_tokens(title))
    named = find_longest(index.meetings, tokens)
    series = find_longest(index.forums, tokens) | find_longest(index.levels, tokens)
    of_series = [meeting for meeting in held if meeting.forum in series]
    numbers = find_numbers(open_window(title).folded)
    numbered = [meeting for meeting in of_series or held if meeting.number in numbers]
    for fitting in ([meeting for meeting in held if meeting.id in named], numbered, of_series, held):
        if len(fitting) == 1:
            return fitting[0]
    return None


@lru_cache(maxsize=REMEMBERED)
def _list_held(occasion: Occasion, registry: Registry) -> tuple[Meeting, ...]:
    """The speakers' own meetings on or about that day, at that place where both places are known."""
    own = {forum.id for forum in list_own_forums(occasion, registry)}
    if occasion.on is None or not own:
        return ()
    here = find_longest(index_meetings(registry).places, list(find_tokens(occasion.place or "")))
    near = [
        meeting
        for meeting in registry.meetings.values()
        if meeting.forum in own and _distance(meeting, occasion.on, occasion.on) <= SLACK_DAYS
    ]
    return tuple(meeting for meeting in near if not (here and meeting.place) or meeting.id in here)


def _distance(meeting: Meeting, first: date, last: date) -> int:
    """Days between a stretch of days and the meeting, 0 where they overlap."""
    return max((meeting.first_day - last).days, (first - meeting.last_day).days, 0)


# --- one meeting against the clues ---


def _list_named(clues: Clues, registry: Registry) -> list[Meeting]:
    """The meetings at which a word points: by a name or place of theirs, or by their series."""
    forums = clues.forums | clues.levels | (clues.own if clues.is_sought else frozenset())
    held = index_meetings(registry).held
    ids = (clues.named | clues.places).union(*(held[forum] for forum in forums))
    return [registry.meetings[id] for id in sorted(ids)]


def _fits(meeting: Meeting, clues: Clues, said: date | None) -> bool:
    """Whether nothing the words say speaks against the meeting."""
    if not _fits_time(meeting, clues, said):
        return False
    if meeting.id in clues.named:
        return True
    series = clues.forums or clues.levels
    return (
        (not series or meeting.forum in series)
        and (not clues.numbers or meeting.number in clues.numbers)
        and (not clues.places or meeting.id in clues.places)
    )


def _fits_time(meeting: Meeting, clues: Clues, said: date | None) -> bool:
    """Whether it falls in the time the words give, and is not the one at hand unless the words number it."""
    is_numbered = meeting.number in clues.numbers
    if clues.period:
        moved = _distance(meeting, clues.period.first, clues.period.last)
        if moved > (MOVED_DAYS if is_numbered else 0):
            return False
    if said is None or is_numbered:
        return True
    has_begun = meeting.first_day <= said <= meeting.last_day
    if clues.is_resumed:
        return has_begun
    return not (has_begun and (clues.is_next or meeting.forum in clues.own))


def _judge(meeting: Meeting, clues: Clues, said: date | None, registry: Registry) -> Candidate | None:
    """The meeting with its points; None when no word points at it, or when it lies too far ahead."""
    is_pointed_at = clues.forums or clues.levels or meeting.id in clues.named | clues.places
    if not (is_pointed_at or (clues.is_sought and meeting.forum in clues.own)):
        return None
    reasons = list(_find_reasons(meeting, clues, registry))
    candidate = Candidate(
        meeting,
        points=sum(points for points, _ in reasons),
        reason="; ".join(words for _, words in reasons),
        is_level=meeting.forum in clues.levels,
        is_there=meeting.id in clues.places,
        is_known=meeting.forum in clues.own | clues.forums or meeting.id in clues.named,
    )
    is_series_told = meeting.forum in clues.forums | clues.levels
    is_told = (
        meeting.id in clues.named
        or bool(clues.numbers)
        or clues.period is not None
        or (meeting.id in clues.places and is_series_told)
        or (clues.is_next and is_series_told and _is_following(meeting, said, registry))
    )
    return _see_from(said, candidate, is_told=is_told)


def _is_following(meeting: Meeting, said: date | None, registry: Registry) -> bool:
    """Whether it has the number after that of the last one begun, so that none can lie between."""
    if said is None or meeting.number is None:
        return False
    held = (registry.meetings[id] for id in index_meetings(registry).held[meeting.forum])
    begun = [one.number for one in held if one.number is not None and one.first_day <= said]
    return bool(begun) and meeting.number == begun[-1] + 1


def _find_reasons(meeting: Meeting, clues: Clues, registry: Registry) -> Iterator[tuple[int, str]]:
    """What speaks for the meeting, with its weight."""
    forum = registry.forums[meeting.forum]
    if meeting.id in clues.named:
        yield 5, "the words are a name of it"
    if forum.id in clues.forums:
        yield 3, f"the words name its series, {forum.name}"
    if forum.id in clues.own:
        yield 2 if list_levels(forum, registry) else 1, f"{registry.actors[forum.actor].name} holds it"
    if forum.id in clues.levels:
        yield 1, "the words name who meets"
    if meeting.number in clues.numbers:
        yield 3, f"it is number {meeting.number}"
    if clues.is_resumed:
        yield 3, "it is under way, and the words speak of resuming it"
    if meeting.id in clues.places:
        yield 2, f"it is held in {meeting.place or meeting.country}"
    if clues.period and _distance(meeting, clues.period.first, clues.period.last) == 0:
        yield 2, "it falls in the time the words give"


def _see_from(said: date | None, candidate: Candidate, *, is_told: bool) -> Candidate | None:
    """The candidate as seen from the day: over, ahead, or too far ahead for words that do not tell it."""
    if said is None:
        return candidate if is_told else replace(candidate, points=min(candidate.points, CERTAIN - 1))
    if candidate.meeting.last_day < said:
        reason = f"{candidate.reason}; it was over by then"
        return replace(candidate, points=candidate.points + PAST, reason=reason)
    if not is_told and (candidate.meeting.first_day - said).days > HORIZON_DAYS:
        return None
    return replace(candidate, points=candidate.points + 1)


def _reward_next(candidates: list[Candidate], occasion: Occasion, registry: Registry) -> list[Candidate]:
    """The next meeting of each series gains a point, and another one if those who hold it sit now."""
    if occasion.on is None:
        return candidates
    sitting = {registry.forums[meeting.forum].actor for meeting in _list_held(occasion, registry)}
    following: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: c.meeting.first_day):
        if candidate.points > 0:
            following.setdefault(candidate.meeting.forum, candidate)
    return [
        _reward(c, is_sitting=sitting == {registry.forums[c.meeting.forum].actor})
        if following.get(c.meeting.forum) is c
        else c
        for c in candidates
    ]


def _reward(candidate: Candidate, *, is_sitting: bool) -> Candidate:
    words = "it is the next one of those who speak here" if is_sitting else "it is the next one"
    points = candidate.points + 1 + is_sitting
    return replace(candidate, points=points, reason=f"{candidate.reason}; {words}")
