"""`python -m app.registry.check`: reads the registry, says how much it knows and how much of it is verified.

Ends with status 1, and a line for each thing that is wrong, when the facts contradict each other.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from app.errors import RegistryError
from app.registry.facts import Registry
from app.registry.loader import FOLDER, parse_registry


def main(folder: Path = FOLDER) -> int:
    """Check the registry in `folder`; the exit status."""
    try:
        registry = parse_registry(folder)
    except RegistryError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("".join(f"{line}\n" for line in describe(registry)))
    return 0


def describe(registry: Registry) -> Iterator[str]:
    """What the registry holds, a line a kind of fact."""
    kinds = Counter(actor.kind.value for actor in registry.actors.values())
    names = sum(len(actor.names) for actor in registry.actors.values())
    by_kind = ", ".join(f"{kinds[kind]} {kind}" for kind in sorted(kinds))
    yield f"actors       {len(registry.actors):5}  {by_kind}; {names} names"
    groups = len({membership.group for membership in registry.memberships})
    yield f"memberships  {count(m.is_verified for m in registry.memberships)}, in {groups} groups"
    yield f"forums       {len(registry.forums):5}"
    yield f"meetings     {count(m.is_verified for m in registry.meetings.values())}"
    yield f"fiscal years {len(registry.fiscal_years):5}"
    phrases = sum(len(theme.lexicon) for theme in registry.themes.values())
    yield f"themes       {len(registry.themes):5}  {phrases} phrases"


def count(verified: Iterator[bool]) -> str:
    """How many there are, and how many of them are not verified."""
    tally = Counter(verified)
    return f"{tally.total():5}  {tally[False]} not verified"


if __name__ == "__main__":
    sys.exit(main())
