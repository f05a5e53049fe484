"""Turns the parties of an act into every actor it binds on the day it was said: what the query "pledges of
Estonia" looks at.

Pure, on the registry. Who a party is was resolved before; here groups are opened.
"""

from collections.abc import Iterable
from datetime import date

from app.model import Party
from app.registry.facts import Registry
from app.resolution.speakers import list_bound_members
from app.vocabulary import ActorRole

MAKERS = {ActorRole.PROMISOR, ActorRole.CALLER}
"""Who stands behind an act: whoever promises, or whoever calls."""


def find_bound_actors(parties: Iterable[Party], *, on: date | None, registry: Registry) -> dict[str, bool]:
    """Ids of the actors bound, sorted, and whether the act names each (True) or binds it through a group.

    Groups are opened only where the day is known: membership is a fact of a day. A member that is a group
    itself is not opened: the European Union in the G20 speaks there for itself. A party that has left the
    registry since it was stored binds itself alone.
    """
    named = {party.actor for party in parties if party.actor and party.role in MAKERS}
    bound = dict.fromkeys(named, True)
    if on is not None:
        for actor in named & registry.actors.keys():
            for through in (*_list_bodies(actor, registry), *list_bound_members(actor, registry, on=on)):
                bound.setdefault(through, False)
    return dict(sorted(bound.items()))


def _list_bodies(actor: str, registry: Registry) -> list[str]:
    """The bodies that an organ speaks for, from its own upwards."""
    facts = registry.actors[actor]
    if facts.parent is None or not facts.speaks_for_members:
        return []
    return [facts.parent, *_list_bodies(facts.parent, registry)]
