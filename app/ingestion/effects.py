"""What is to be saved of acts, beside what is stored of them -> what becomes of each. Reads the store, writes
nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from app.ingestion.corrections import Correction
from app.ingestion.layering import Layered
from app.store.differences import find_differences
from app.store.objects import Record, Values
from app.store.stored import load_records
from app.store.tables import ActRow
from app.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of an act: as it is stored (None: not yet), as it will be served (None: not), what people
    newly decided on it, and the ids of those that hold its words where it is withdrawn.
    """

    stored: Record | None
    record: Record | None
    made: tuple[Correction, ...] = ()
    replaced_by: tuple[str, ...] = ()

    @property
    def act(self) -> Record:
        """As it will be served, else as it is stored."""
        return next(record for record in (self.record, self.stored) if record)

    @property
    def was_served(self) -> bool:
        """Whether it is served until now."""
        return self.stored is not None and self.stored.values["status"] == Status.ACTIVE

    def find_differences(self) -> Values:
        """What the fields that are going to change say until now, by public name; empty where there is
        nothing to compare.
        """
        if self.stored is None or self.record is None:
            return {}
        return find_differences(ActRow, self.record, self.stored, facets=self.stored.facets)


def find_effects(
    connection: Connection, acts: Layered, *, statement: Record, replaced_by: Mapping[str, tuple[str, ...]]
) -> tuple[Effect, ...]:
    """What saving these acts would do, in the order of the text; what stays as it is is left out. `statement`
    is theirs as it is stored.
    """
    records = {record.id: record for record in acts.records}
    ids = {*records, *acts.withdrawn}
    stored = {act.id: replace(act, statement=statement) for act in load_records(connection, ActRow, ids)}
    effects = (Effect(stored.get(id_), records.get(id_), replaced_by=replaced_by.get(id_, ())) for id_ in ids)
    return tuple(sorted(filter(_is_change, effects), key=_find_place))


def _is_change(effect: Effect) -> bool:
    is_served = effect.record is not None
    return is_served != effect.was_served or bool(effect.find_differences())


def _find_place(effect: Effect) -> tuple[int, str]:
    return effect.act.values["start_offset"], effect.act.id
