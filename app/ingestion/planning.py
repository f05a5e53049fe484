"""Decides, for the statements read from one document, which stored statement each of them is, and which of
them are to be saved.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from app.ingestion.identity import choose_ids, list_slugs
from app.ingestion.stored import Source, find_maker, load_statements_by_id, load_statements_of_document
from app.model import Statement


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with one document.

    `to_save`: its statements by id. `superseded`: ids of statements whose text another rendition has given
    since this document was last read; they stay as they are. `lost`: ids of statements that were read from
    these bytes before, and are no longer. `replaced`: the sources its statements came from until now.
    """

    to_save: tuple[tuple[str, Statement], ...]
    superseded: tuple[str, ...]
    lost: tuple[str, ...]
    replaced: frozenset[str]

    @property
    def statement_ids(self) -> list[str]:
        """Ids of all statements in the document."""
        return [*(statement_id for statement_id, _ in self.to_save), *self.superseded]


def plan_statements(connection: Connection, statements: Sequence[Statement], source: Source) -> Plan:
    """The plan for a document from which `statements` were read."""
    was_read = find_maker(connection, source) is not None
    same_document = load_statements_of_document(connection, source)
    slugs = {slug for statement in statements for slug in list_slugs(statement)}
    same_slugs = load_statements_by_id(connection, slugs)
    ids = choose_ids(statements, same_document=same_document, same_slugs=same_slugs)
    stored = {known.id: known for known in (*same_document, *same_slugs.values()) if known.id in ids}
    superseded = {known.id for known in stored.values() if was_read and known.source_id != source.id}
    return Plan(
        to_save=tuple(
            (statement_id, statement)
            for statement_id, statement in zip(ids, statements, strict=True)
            if statement_id not in superseded
        ),
        superseded=tuple(sorted(superseded)),
        lost=tuple(
            known.id
            for known in same_document
            if known.id not in ids and known.bytes_digest == source.bytes_digest
        ),
        replaced=frozenset(known.source_id for known in stored.values()),
    )
