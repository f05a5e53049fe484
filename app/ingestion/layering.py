"""Lays what people decided over what extraction finds, where acts are saved: the job, an update of the
registry, and the corrections themselves.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from app.ingestion.correction_fields import Setting
from app.ingestion.corrections import Conflict, Decided, Judged, judge
from app.ingestion.stored_corrections import load_decided
from app.registry.facts import Registry
from app.store.objects import Record
from app.store.tables import TextRow


@dataclass(frozen=True, slots=True)
class Layered:
    """What is to be saved and what withdrawn once corrections are laid over, and the conflicts.

    `decided`: what extraction says now of the acts that decisions stand on, which is to be remembered.
    """

    records: tuple[Record, ...]
    withdrawn: frozenset[str]
    conflicts: tuple[Conflict, ...] = ()
    decided: Mapping[str, Decided] = field(default_factory=dict)


def lay_over(
    connection: Connection,
    acts: Sequence[Record],
    *,
    lost: Collection[str],
    statement: Record,
    registry: Registry,
) -> Layered:
    """What is to be saved when extraction has found `acts` in a statement, and no longer finds `lost`.

    Corrected fields and rejections stay, and what was confirmed is served on where it is lost.
    """
    found = {act.id: act for act in acts}
    decided = {
        id_: replace(known, extracted=found.get(id_, known.extracted), is_found=id_ in found)
        for id_, known in load_decided(connection, [*lost, *found]).items()
    }
    layered = settle(connection, decided, statement=statement, registry=registry)
    return replace(
        layered,
        records=(*(act for act in acts if act.id not in decided), *layered.records),
        withdrawn=layered.withdrawn | (frozenset(lost) - decided.keys()),
    )


def settle(
    connection: Connection, decided: Mapping[str, Decided], *, statement: Record, registry: Registry
) -> Layered:
    """Lay over what extraction says now of acts of a statement what people decided."""
    judged = judge_all(connection, decided, statements={statement.id: statement}, registry=registry)
    return replace(split_judged(judged), decided=decided)


def split_judged(judged: Mapping[str, Judged]) -> Layered:
    """What is to be served of the acts that were judged, and what not."""
    return Layered(
        records=tuple(each.record for each in judged.values() if each.record),
        withdrawn=frozenset(id_ for id_, each in judged.items() if not each.record),
        conflicts=tuple(conflict for each in judged.values() for conflict in each.conflicts),
    )


def judge_all(
    connection: Connection,
    decided: Mapping[str, Decided],
    *,
    statements: Mapping[str, Record],
    registry: Registry,
) -> dict[str, Judged]:
    """Judge acts of these statements, each in the text it was last found in."""
    texts = {known.extracted.values["text_id"] for known in decided.values()}
    query = select(TextRow.id, TextRow.content).where(TextRow.id.in_(texts))
    contents = {row.id: row.content for row in connection.execute(query)} if texts else {}
    judged = {}
    for id_, known in decided.items():
        extracted = known.extracted
        statement = statements[extracted.values["statement_id"]]
        dated = {**extracted.values, "adopted_order": statement.values["adopted_order"]}
        setting = Setting(registry, contents[extracted.values["text_id"]], statement.values["adopted_date"])
        judged[id_] = judge(
            replace(known, extracted=replace(extracted, values=dated, statement=statement)), setting
        )
    return judged
