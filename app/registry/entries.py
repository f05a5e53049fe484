"""The form of the YAML files in this folder: each file validated strictly, entry by entry, before it becomes
facts.

Knows the shape of one file at a time; whether entries of different files agree is `checks.py`'s matter.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.registry.facts import NamingYear
from app.vocabulary import ActorKind

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Phrase = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Phrases = Annotated[tuple[Phrase, ...], Field(strict=False)]
Ids = Annotated[tuple[Id, ...], Field(strict=False)]
Kind = Annotated[ActorKind, Field(strict=False)]


class Entry(BaseModel):
    """Unknown keys and wrong types are refused: a misspelt key must not become a missing fact."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ActorEntry(Entry):
    """One actor. `name` and `official` count as names; `offices` are keys of the file of templates."""

    name: Phrase
    kind: Kind | None = None
    official: Phrase | None = None
    names: Phrases = ()
    ambiguous: Phrases = ()
    adjectives: Phrases = ()
    seats: Phrases = ()
    self_names: Phrases = ()
    parent: Id | None = None
    speaks_for_members: bool = False
    alpha_2: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    numeric: Annotated[str, StringConstraints(pattern=r"^[0-9]{3}$")] | None = None
    wikidata: Annotated[str, StringConstraints(pattern=r"^Q[0-9]+$")] | None = None
    offices: Ids = ()
    source: Phrase | None = None


class ActorFile(Entry):
    """Actors by id. `kind` and `source` hold for entries without their own."""

    source: Phrase
    kind: Kind
    actors: Mapping[Id, ActorEntry]


class OfficeEntry(Entry):
    """An office that many groups have; `{group}` in `name` becomes the group's name. `said`: what the group's
    own statements call it.
    """

    name: Annotated[str, StringConstraints(pattern=r"\{group\}")]
    said: Phrases
    speaks_for_members: bool = False


class OfficeFile(Entry):
    """Offices by the suffix they add to their group's id."""

    source: Phrase
    offices: Mapping[Id, OfficeEntry]


class PeriodEntry(Entry):
    """A membership that is more than a date of entry: `until` is the first day it no longer stood."""

    since: date | None = None
    until: date | None = None
    note: Phrase | None = None
    source: Phrase | None = None
    is_verified: bool | None = None


Member = date | PeriodEntry | list[PeriodEntry] | None


class GroupEntry(Entry):
    """The members of one group: `founders` since `founded`, and `members` each since a date of its own (null:
    not known).
    """

    source: Phrase
    is_verified: bool = True
    note: Phrase | None = None
    founded: date | None = None
    founders: Ids = ()
    members: Mapping[Id, Member] = Field(default_factory=dict)


class MembershipFile(Entry):
    """Members by group."""

    memberships: Mapping[Id, GroupEntry]


class RhythmEntry(Entry):
    """When the sessions of a yearly series are held, by their numbers."""

    year_zero: int
    first_month: Annotated[int, Field(ge=1, le=12)]
    months: Annotated[int, Field(ge=1)] = 1


class ForumEntry(Entry):
    """One series of meetings. `name` counts as a name."""

    actor: Id
    name: Phrase
    names: Phrases = ()
    ambiguous: Phrases = ()
    rhythm: RhythmEntry | None = None
    source: Phrase | None = None


class ForumFile(Entry):
    """Forums by id. `source` holds for entries without their own."""

    source: Phrase | None = None
    forums: Mapping[Id, ForumEntry]


class MeetingEntry(Entry):
    """One session. `name` counts as a name; both days are included."""

    forum: Id
    name: Phrase
    first_day: date
    last_day: date
    place: Phrase | None = None
    country: Id | None = None
    number: int | None = None
    names: Phrases = ()
    ambiguous: Phrases = ()
    source: Phrase | None = None
    is_verified: bool = True


class MeetingFile(Entry):
    """Meetings by id. `source` holds for entries without their own."""

    source: Phrase | None = None
    meetings: Mapping[Id, MeetingEntry]


class FiscalYearEntry(Entry):
    """When one actor's fiscal year begins, and what it is called by."""

    first_month: Annotated[int, Field(ge=1, le=12)]
    named_after: Annotated[NamingYear, Field(strict=False)] | None = None
    source: Phrase


class FiscalYearFile(Entry):
    """Fiscal years by actor."""

    fiscal_years: Mapping[Id, FiscalYearEntry]


class ThemeEntry(Entry):
    """One topic of the controlled vocabulary."""

    label: Phrase
    scope: Phrase
    cap: tuple[int, ...] = Field(strict=False)
    sdgs: tuple[Annotated[int, Field(ge=1, le=17)], ...] = Field(strict=False)
    lexicon: Phrases
    exclude: Phrases = ()
    examples: Phrases = ()
    counterexamples: Phrases = Field((), alias="not", strict=False)


class ThemeFile(Entry):
    """Themes by id."""

    source: Phrase
    themes: Mapping[Id, ThemeEntry]


class DecoyFile(Entry):
    """Phrases that hold an actor's name and name no actor."""

    decoys: Phrases
