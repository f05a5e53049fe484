"""The types of the facts in this folder's YAML files, and the registry that holds them. Reads no files.

Every fact names its source: a package's data, a public page or document. `is_verified` is False where a fact
rests on general knowledge alone; such facts resolve with a lower confidence and say so.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.vocabulary import ActorKind


class NameUse(StrEnum):
    """How far a name stands alone for what it names."""

    NAME = "name"
    """Anywhere: "Ukraine", "NATO"."""
    ADJECTIVE = "adjective"
    """Only before a noun of government: "Ukrainian authorities"; "Ukrainian grain" names nobody."""
    SEAT = "seat"
    """Only as the whole of a phrase: "Kyiv" for the government there; in running text it is a place."""


@dataclass(frozen=True, slots=True)
class Name:
    """One way statements name something. `is_ambiguous`: shared on purpose, so it never resolves alone."""

    text: str
    is_ambiguous: bool = False
    use: NameUse = NameUse.NAME


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in somebody else's scheme: `iso3166-1-alpha-2`, `iso3166-1-alpha-3`, `iso3166-1-numeric`,
    `wikidata`.
    """

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, organisation, group, organ or office.

    `id`: ISO 3166 alpha-3 in lower case for states, else an acronym or spelled-out slug. `name` is the
    display name. `parent`: the body an organ or office belongs to. `speaks_for_members`: its decisions bind
    the parent's members (a council of ministers does, a secretariat does not). `self_names`: how the actor
    speaks of itself or its members in its own statements ("Allies"); for an organ or office, how its parent's
    statements speak of it ("Foreign Ministers").
    """

    id: str
    kind: ActorKind
    name: str
    names: tuple[Name, ...]
    source: str
    official_name: str | None = None
    parent: str | None = None
    speaks_for_members: bool = False
    self_names: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """`actor` belonged to `group` from `start` (included) to `end` (excluded); None is not known, or open.

    `note` says what is contested.
    """

    actor: str
    group: str
    start: date | None
    end: date | None
    source: str
    is_verified: bool = True
    note: str | None = None

    def covers(self, day: date) -> bool:
        """Whether the membership stood on `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Session n of a yearly series begins in month `first_month` of the year `year_zero` + n, and is over
    within `months` months, that one included.
    """

    year_zero: int
    first_month: int
    months: int


@dataclass(frozen=True, slots=True)
class Forum:
    """A series of meetings, held by `actor` (an actor id). `names` are ways statements name the series ("the
    Summit", "COP"). `rhythm`: when its sessions are held, where their numbers tell.
    """

    id: str
    actor: str
    name: str
    names: tuple[Name, ...]
    source: str
    rhythm: Rhythm | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One session of a forum. Days are both included; `names` are aliases ("Madrid Summit", "COP27")."""

    id: str
    forum: str
    name: str
    place: str | None
    country: str | None
    first_day: date
    last_day: date
    names: tuple[Name, ...]
    source: str
    number: int | None = None
    is_verified: bool = True


class NamingYear(StrEnum):
    """Which of the two calendar years that a fiscal year touches it is called by."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """An actor's fiscal year begins on the first day of a month; `named_after` is None when not known."""

    actor: str
    first_month: int
    named_after: NamingYear | None
    source: str


@dataclass(frozen=True, slots=True)
class Theme:
    """An entry of the controlled vocabulary of topics.

    `scope` says what belongs and what does not. `cap` are major-topic codes of the Comparative Agendas
    Project, `sdgs` goal numbers. `lexicon`: phrases, lower case, whose presence makes an act be about the
    theme; a trailing `*` matches any ending. `exclude`: phrases that hold one of these and mean
    something else. `examples` are sentences about the theme, `counterexamples` only seem to be.
    """

    id: str
    label: str
    scope: str
    cap: tuple[int, ...]
    sdgs: tuple[int, ...]
    lexicon: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Registry:
    """All facts, indexed by id, and the SHA-256 of the files they came from; equal only to itself, so indexes
    can be kept beside it.

    `decoys`: phrases that hold an actor's name and name no actor ("South China Sea"). `fiscal_years` are by
    actor.
    """

    actors: dict[str, Actor]
    memberships: tuple[Membership, ...]
    forums: dict[str, Forum]
    meetings: dict[str, Meeting]
    themes: dict[str, Theme]
    digest: str
    decoys: tuple[str, ...] = ()
    fiscal_years: dict[str, FiscalYear] = field(default_factory=dict)
    _by_group: dict[str, tuple[Membership, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_group: dict[str, list[Membership]] = {}
        for membership in self.memberships:
            by_group.setdefault(membership.group, []).append(membership)
        object.__setattr__(self, "_by_group", {group: tuple(rows) for group, rows in by_group.items()})

    def list_members(self, group: str, *, on: date) -> tuple[str, ...]:
        """Ids of the direct members of `group` on that day, sorted."""
        return tuple(sorted(m.actor for m in self._by_group.get(group, ()) if m.covers(on)))
