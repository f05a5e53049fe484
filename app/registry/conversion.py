"""Validated entries -> facts, one function a kind. Reads no files and compares no entries with each other."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.registry.entries import (
    ActorEntry,
    ForumEntry,
    GroupEntry,
    MeetingEntry,
    Member,
    OfficeEntry,
    PeriodEntry,
    ThemeEntry,
)
from app.registry.facts import Actor, Forum, Identifier, Meeting, Membership, Name, NameUse, Rhythm, Theme
from app.registry.folding import fold
from app.vocabulary import ActorKind

UNSOURCED = ""
"""Stands for a source that neither an entry nor its file gives, until the checks refuse it."""


def to_actor(actor_id: str, entry: ActorEntry, *, kind: ActorKind, source: str) -> Actor:
    """`kind` and `source` are the file's, for an entry without its own."""
    return Actor(
        id=actor_id,
        kind=entry.kind or kind,
        name=entry.name,
        names=tuple(list_actor_names(entry)),
        source=entry.source or source,
        official_name=entry.official,
        parent=entry.parent,
        speaks_for_members=entry.speaks_for_members,
        self_names=entry.self_names,
        identifiers=tuple(list_identifiers(actor_id, entry)),
    )


def to_office(group: str, entry: ActorEntry, suffix: str, *, office: OfficeEntry, source: str) -> Actor:
    """The office of one group that a template describes: `nato` and `foreign-ministers` make
    `nato-foreign-ministers`.
    """
    described = ActorEntry(
        name=office.name.replace("{group}", entry.name),
        parent=group,
        speaks_for_members=office.speaks_for_members,
        self_names=office.said,
    )
    return to_actor(f"{group}-{suffix}", described, kind=ActorKind.OFFICE, source=source)


def list_identifiers(actor_id: str, entry: ActorEntry) -> Iterator[Identifier]:
    """The entry's identifiers; an actor with a numeric ISO 3166-1 code has its alpha-3 code as id."""
    if entry.alpha_2:
        yield Identifier("iso3166-1-alpha-2", entry.alpha_2)
    if entry.numeric:
        yield Identifier("iso3166-1-alpha-3", actor_id.upper())
        yield Identifier("iso3166-1-numeric", entry.numeric)
    if entry.wikidata:
        yield Identifier("wikidata", entry.wikidata)


def list_actor_names(entry: ActorEntry) -> Iterator[Name]:
    """The entry's names, each spelling once, with the first use that is given for it."""
    official = (entry.official,) if entry.official else ()
    uses = {
        NameUse.NAME: (entry.name, *official, *entry.names, *entry.ambiguous),
        NameUse.ADJECTIVE: entry.adjectives,
        NameUse.SEAT: entry.seats,
    }
    ambiguous = {fold(phrase) for phrase in entry.ambiguous}
    seen: set[str] = set()
    for use, phrases in uses.items():
        for phrase in phrases:
            if (folded := fold(phrase)) not in seen:
                seen.add(folded)
                yield Name(phrase, is_ambiguous=folded in ambiguous, use=use)


def mark_shared(actors: Iterable[Actor]) -> list[Actor]:
    """The actors, with every adjective and seat that two of them share ("Korean") marked as ambiguous."""
    listed = list(actors)
    holders: dict[str, set[str]] = {}
    for actor in listed:
        for name in actor.names:
            holders.setdefault(fold(name.text), set()).add(actor.id)

    def mark(name: Name) -> Name:
        is_shared = name.use is not NameUse.NAME and len(holders[fold(name.text)]) > 1
        return replace(name, is_ambiguous=True) if is_shared else name

    return [replace(actor, names=tuple(mark(name) for name in actor.names)) for actor in listed]


def to_memberships(group: str, entry: GroupEntry) -> Iterator[Membership]:
    """One membership a period; a period's own note, source and verification beat the group's."""
    founders: dict[str, Member] = dict.fromkeys(entry.founders, entry.founded)
    for actor, member in [*founders.items(), *entry.members.items()]:
        for period in list_periods(member):
            yield Membership(
                actor=actor,
                group=group,
                start=period.since,
                end=period.until,
                source=period.source or entry.source,
                is_verified=entry.is_verified if period.is_verified is None else period.is_verified,
                note=period.note or entry.note,
            )


def list_periods(member: Member) -> list[PeriodEntry]:
    """A member's periods: a bare date is the first day of one without end."""
    if isinstance(member, list):
        return member
    return [member if isinstance(member, PeriodEntry) else PeriodEntry(since=member)]


def to_forum(forum_id: str, entry: ForumEntry, *, source: str | None) -> Forum:
    """`source` is the file's, for an entry without its own."""
    return Forum(
        id=forum_id,
        actor=entry.actor,
        name=entry.name,
        names=list_names(entry),
        source=entry.source or source or UNSOURCED,
        rhythm=Rhythm(**entry.rhythm.model_dump()) if entry.rhythm else None,
    )


def to_meeting(meeting_id: str, entry: MeetingEntry, *, source: str | None) -> Meeting:
    """`source` is the file's, for an entry without its own."""
    return Meeting(
        id=meeting_id,
        forum=entry.forum,
        name=entry.name,
        place=entry.place,
        country=entry.country,
        first_day=entry.first_day,
        last_day=entry.last_day,
        names=list_names(entry),
        source=entry.source or source or UNSOURCED,
        number=entry.number,
        is_verified=entry.is_verified,
    )


def list_names(entry: ForumEntry | MeetingEntry) -> tuple[Name, ...]:
    """A forum's or meeting's names, its display name first."""
    plain = tuple(Name(phrase) for phrase in dict.fromkeys((entry.name, *entry.names)))
    return (*plain, *(Name(phrase, is_ambiguous=True) for phrase in entry.ambiguous))


def to_theme(theme_id: str, entry: ThemeEntry) -> Theme:
    """A theme has the source of its file: the vocabularies its codes come from."""
    return Theme(
        id=theme_id,
        label=entry.label,
        scope=entry.scope,
        cap=entry.cap,
        sdgs=entry.sdgs,
        lexicon=entry.lexicon,
        exclude=entry.exclude,
        examples=entry.examples,
        counterexamples=entry.counterexamples,
    )
