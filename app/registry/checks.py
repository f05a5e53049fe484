"""How facts of different entries must agree: one line for each thing that is wrong, naming the entry. Reads
no files.
"""

from collections.abc import Container, Iterable, Iterator
from itertools import pairwise

from app.registry.facts import Actor, Forum, Meeting, Membership, Registry
from app.registry.folding import fold

GENERAL_KNOWLEDGE = "general knowledge"
"""The source of what nobody looked up."""


def list_troubles(registry: Registry) -> list[str]:
    """Everything that is wrong with the facts, in a fixed order; empty when they agree."""
    return [
        *find_dangling_references(registry),
        *find_unsourced(registry),
        *find_wrong_intervals(registry),
        *find_disorder(registry),
        *find_out_of_rhythm(registry),
        *find_shared_names("actors", registry.actors.values()),
        *find_shared_names("forums", registry.forums.values()),
        *find_shared_names("meetings", registry.meetings.values()),
        *find_wrong_names(registry),
        *find_wrong_phrases(registry),
    ]


def find_dangling_references(registry: Registry) -> Iterator[str]:
    """Ids that name nothing."""
    references: list[tuple[str, str | None, Container[str]]] = [
        *((f"actors: {a.id}: parent", a.parent, registry.actors) for a in registry.actors.values()),
        *((f"memberships: {m.group}: group", m.group, registry.actors) for m in registry.memberships),
        *((f"memberships: {m.group}: member", m.actor, registry.actors) for m in registry.memberships),
        *((f"forums: {f.id}: actor", f.actor, registry.actors) for f in registry.forums.values()),
        *((f"meetings: {m.id}: forum", m.forum, registry.forums) for m in registry.meetings.values()),
        *((f"meetings: {m.id}: country", m.country, registry.actors) for m in registry.meetings.values()),
        *(
            (f"fiscal_years: {y.actor}: actor", y.actor, registry.actors)
            for y in registry.fiscal_years.values()
        ),
    ]
    for where, reference, known in references:
        if reference is not None and reference not in known:
            yield f"{where} {reference!r} does not exist"


def find_unsourced(registry: Registry) -> Iterator[str]:
    """Facts without a source of their own or of their file, and verified ones that were not looked up."""
    for forum in registry.forums.values():
        if not forum.source:
            yield f"forums: {forum.id}: no source"
    for meeting in registry.meetings.values():
        if not meeting.source:
            yield f"meetings: {meeting.id}: no source"
    dated: list[tuple[str, Meeting | Membership]] = [
        *((f"meetings: {m.id}", m) for m in registry.meetings.values()),
        *((f"memberships: {m.group}: {m.actor}", m) for m in registry.memberships),
    ]
    for where, fact in dated:
        if fact.is_verified and fact.source.lower() == GENERAL_KNOWLEDGE:
            yield f"{where}: rests on general knowledge and does not say that it is not verified"


def find_wrong_intervals(registry: Registry) -> Iterator[str]:
    """Intervals that end before they begin, and periods of one member that overlap or are not in order."""
    for meeting in registry.meetings.values():
        if meeting.last_day < meeting.first_day:
            yield f"meetings: {meeting.id}: the last day is before the first"
    periods: dict[tuple[str, str], list[Membership]] = {}
    for membership in registry.memberships:
        where = f"memberships: {membership.group}: {membership.actor}"
        if membership.start and membership.end and membership.end <= membership.start:
            yield f"{where}: the end is not after the start"
        if membership.actor == membership.group:
            yield f"{where}: a member of itself"
        periods.setdefault((membership.group, membership.actor), []).append(membership)
    for (group, actor), rows in periods.items():
        for earlier, later in pairwise(rows):
            if earlier.end is None or later.start is None or later.start < earlier.end:
                yield f"memberships: {group}: {actor}: two periods overlap, or are not in order"


def find_disorder(registry: Registry) -> Iterator[str]:
    """Meetings of one forum that do not follow each other in time and number, as they are written down."""
    by_forum: dict[str, list[Meeting]] = {}
    for meeting in registry.meetings.values():
        by_forum.setdefault(meeting.forum, []).append(meeting)
    for forum, meetings in by_forum.items():
        for earlier, later in pairwise(meetings):
            if later.first_day < earlier.first_day:
                yield f"meetings: {forum}: {later.id} was held before {earlier.id} and stands after it"
        numbered = [(meeting.number, meeting.id) for meeting in meetings if meeting.number is not None]
        for (number, one), (next_number, other) in pairwise(numbered):
            if next_number < number:
                yield f"meetings: {forum}: {other} follows {one} and has a lower number"


def find_out_of_rhythm(registry: Registry) -> Iterator[str]:
    """Numbered sessions that did not begin when their number says."""
    for meeting in registry.meetings.values():
        forum = registry.forums.get(meeting.forum)
        if forum and forum.rhythm and meeting.number is not None:
            expected = (forum.rhythm.year_zero + meeting.number, forum.rhythm.first_month)
            if (meeting.first_day.year, meeting.first_day.month) != expected:
                yield f"meetings: {meeting.id}: its number says that it began in another month"


def find_shared_names(kind: str, facts: Iterable[Actor | Forum | Meeting]) -> Iterator[str]:
    """Names that several of a kind have and do not all declare ambiguous."""
    for folded, held in index_holders(facts).items():
        if len(held) > 1 and not all(held.values()):
            yield f"{kind}: {', '.join(held)}: share the name {folded!r} and do not all declare it ambiguous"


def find_wrong_names(registry: Registry) -> Iterator[str]:
    """Names of actors that hold no word, or are declared ambiguous and shared with nobody."""
    for folded, held in index_holders(registry.actors.values()).items():
        for actor, is_ambiguous in held.items():
            if not folded:
                yield f"actors: {actor}: a name without a word is no name"
            elif is_ambiguous and len(held) == 1:
                yield f"actors: {actor}: nobody else has the name {folded!r} that it declares ambiguous"


def index_holders(facts: Iterable[Actor | Forum | Meeting]) -> dict[str, dict[str, bool]]:
    """Folded name -> the ids of those who have it, each with whether it declares it ambiguous."""
    holders: dict[str, dict[str, bool]] = {}
    for fact in facts:
        for name in fact.names:
            holders.setdefault(fold(name.text), {})[fact.id] = name.is_ambiguous
    return holders


def find_wrong_phrases(registry: Registry) -> Iterator[str]:
    """Lexicon phrases that could never match or that are given twice, and decoys that hide no name."""
    for theme in registry.themes.values():
        phrases = (*theme.lexicon, *theme.exclude)
        for phrase in phrases:
            if phrase != phrase.lower() or "*" in phrase[:-1] or not fold(phrase):
                yield f"themes: {theme.id}: {phrase!r} is not a lower-case phrase with at most a final *"
            if phrases.count(phrase) > 1:
                yield f"themes: {theme.id}: {phrase!r} is given twice"
    names = {f" {fold(name.text)} " for actor in registry.actors.values() for name in actor.names}
    for decoy in registry.decoys:
        folded = f" {fold(decoy)} "
        if not any(name in folded for name in names):
            yield f"decoys: {decoy!r} holds no actor's name"
