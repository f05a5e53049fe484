"""The YAML files of this folder -> one Registry, checked.

The form of a file is in `entries.py`, how an entry becomes a fact in `conversion.py`, how facts must agree in
`checks.py`.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from app.errors import RegistryError
from app.registry.checks import list_troubles
from app.registry.conversion import (
    mark_shared,
    to_actor,
    to_forum,
    to_meeting,
    to_memberships,
    to_office,
    to_theme,
)
from app.registry.entries import (
    ActorFile,
    DecoyFile,
    FiscalYearFile,
    ForumFile,
    MeetingFile,
    MembershipFile,
    OfficeFile,
    ThemeFile,
)
from app.registry.facts import Actor, FiscalYear, Forum, Meeting, Membership, Registry, Theme
from app.registry.files import compute_digest, read_files

FOLDER = Path(__file__).parent

Fact = TypeVar("Fact", Actor, Forum, Meeting, Theme)


@lru_cache(maxsize=1)
def load_registry() -> Registry:
    """The facts of this version. Raises RegistryError, naming file or entry, where they contradict."""
    return parse_registry(FOLDER)


def parse_registry(folder: Path) -> Registry:
    """The registry that a folder of YAML files describes. Raises RegistryError with one line for each thing
    that is wrong.
    """
    registry = Registry(
        actors=index_by_id(mark_shared(read_actors(folder))),
        memberships=tuple(read_memberships(folder)),
        forums=index_by_id(read_forums(folder)),
        meetings=index_by_id(read_meetings(folder)),
        themes=index_by_id(read_themes(folder)),
        digest=compute_digest(folder),
        decoys=tuple(phrase for _, file in read_files(folder, "decoys", DecoyFile) for phrase in file.decoys),
        fiscal_years={year.actor: year for year in read_fiscal_years(folder)},
    )
    if troubles := list_troubles(registry):
        raise RegistryError("\n".join(troubles))
    return registry


def index_by_id(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Facts by id; an id given twice, in whatever files, is refused."""
    indexed: dict[str, Fact] = {}
    for fact in facts:
        if fact.id in indexed:
            raise RegistryError(f"{fact.id}: two entries have this id")
        indexed[fact.id] = fact
    return indexed


def read_actors(folder: Path) -> Iterator[Actor]:
    """Every actor, each followed by the offices its entry asks for."""
    offices = {
        suffix: (office, file.source)
        for _, file in read_files(folder, "offices", OfficeFile)
        for suffix, office in file.offices.items()
    }
    for name, file in read_files(folder, "actors", ActorFile):
        for actor_id, entry in file.actors.items():
            yield to_actor(actor_id, entry, kind=file.kind, source=file.source)
            for suffix in entry.offices:
                if suffix not in offices:
                    raise RegistryError(f"{name}: actors.{actor_id}.offices: there is no template {suffix!r}")
                office, source = offices[suffix]
                yield to_office(actor_id, entry, suffix, office=office, source=source)


def read_memberships(folder: Path) -> Iterator[Membership]:
    """Every membership, in the order of the files."""
    for _, file in read_files(folder, "memberships", MembershipFile):
        for group, entry in file.memberships.items():
            yield from to_memberships(group, entry)


def read_forums(folder: Path) -> Iterator[Forum]:
    """Every forum, in the order of the files."""
    for _, file in read_files(folder, "forums", ForumFile):
        for forum_id, entry in file.forums.items():
            yield to_forum(forum_id, entry, source=file.source)


def read_meetings(folder: Path) -> Iterator[Meeting]:
    """Every meeting, in the order of the files."""
    for _, file in read_files(folder, "meetings", MeetingFile):
        for meeting_id, entry in file.meetings.items():
            yield to_meeting(meeting_id, entry, source=file.source)


def read_fiscal_years(folder: Path) -> Iterator[FiscalYear]:
    """Every fiscal year, in the order of the file."""
    for _, file in read_files(folder, "fiscal-years", FiscalYearFile):
        for actor, entry in file.fiscal_years.items():
            yield FiscalYear(actor, entry.first_month, entry.named_after, entry.source)


def read_themes(folder: Path) -> Iterator[Theme]:
    """Every theme, in the order of the files."""
    for _, file in read_files(folder, "themes", ThemeFile):
        for theme_id, entry in file.themes.items():
            yield to_theme(theme_id, entry)
