"""The issuers' family: the issuers, what they are organs of, and the organs of all these; by ids of the
registry. Reads no words.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from app.resolution.speakers import Speaker
from app.vocabulary import ActorKind


@dataclass
class Family:
    """Those who belong to whoever speaks."""

    speaker: Speaker

    @cached_property
    def bodies(self) -> set[str]:
        """The issuers and the bodies they are organs of ("UNFCCC" for its Conference of the Parties)."""
        issuers = self.speaker.issuers
        return {*issuers}.union(*(self._list_above(issuer) for issuer in issuers))

    def _list_above(self, actor: str) -> set[str]:
        parent = self.speaker.registry.actors[actor].parent
        return {parent, *self._list_above(parent)} if parent else set()

    def has_one_of(self, names: Iterable[str]) -> bool:
        """Whether one of the actors is an organ of the issuers, or of what they are organs of."""
        return any(self._list_above(actor) & self.bodies for actor in names)

    def serves(self, names: Iterable[str], those: Collection[str]) -> bool:
        """Whether one of the actors is an organ of one of those ("USAID", of a member or contributor)."""
        return any(not self._list_above(actor).isdisjoint(those) for actor in names)

    def is_organ(self, actor: str) -> bool:
        """Whether an actor is an organ of the issuers, or beside them one that does not speak for all members
        (the Commission beside the European Council, not one conference of all parties beside another).
        """
        known = self.speaker.registry.actors[actor]
        above = self.bodies - {*self.speaker.issuers}
        is_organ = known.kind in (ActorKind.ORGAN, ActorKind.OFFICE)
        is_beside = is_organ and bool(self._list_above(actor) & above)
        return known.parent in self.speaker.issuers or (is_beside and not known.speaks_for_members)

    def is_of_states(self, some: Callable[[Iterable[bool]], bool]) -> bool:
        """Whether all or any of the issuers are states."""
        issuers, actors = self.speaker.issuers, self.speaker.registry.actors
        return bool(issuers) and some(actors[issuer].kind is ActorKind.STATE for issuer in issuers)
