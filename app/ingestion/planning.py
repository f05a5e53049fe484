"""Decides, for the statements read from one document, which stored statement each of them is, and which of
them still have to be saved.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from app.ingestion.identity import choose_ids, list_slugs
from app.ingestion.stored import Source, load_statements_by_id, load_statements_of_bytes
from app.model import Statement


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with one document.

    `to_save`: statements with their ids. `superseded`: ids of statements that another rendition has taken
    over since this document was last read; they are left as they are. `lost`: ids of statements that were
    read from the same bytes once and are no longer. `replaced`: the sources that the statements came from.
    """

    to_save: tuple[tuple[str, Statement], ...]
    superseded: tuple[str, ...]
    lost: tuple[str, ...]
    replaced: frozenset[str]


def plan_statements(
    connection: Connection, statements: Sequence[Statement], source: Source, *, is_known: bool
) -> Plan:
    """The plan for a document; `is_known`: it was read to its end before, by whatever version."""
    same_bytes = load_statements_of_bytes(connection, source)
    slugs = {slug for statement in statements for slug in list_slugs(statement)}
    same_slugs = load_statements_by_id(connection, slugs)
    ids = choose_ids(statements, same_bytes=same_bytes, same_slugs=same_slugs)
    sources = {
        stored.id: stored.source_digest for stored in (*same_bytes, *same_slugs.values()) if stored.id in ids
    }
    superseded = [id_ for id_ in ids if is_known and sources.get(id_, source.digest) != source.digest]
    return Plan(
        to_save=tuple(
            (id_, statement) for id_, statement in zip(ids, statements, strict=True) if id_ not in superseded
        ),
        superseded=tuple(superseded),
        lost=tuple(stored.id for stored in same_bytes if stored.id not in ids),
        replaced=frozenset(sources.values()),
    )
