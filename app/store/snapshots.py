"""What is served of a database, as one moment had it -> another database, empty so far, of the same schema.

The copy has the ids, the numbers and the epoch of the original: whoever reads it is told the same. Of what is
kept for the writer alone nothing is copied.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from app.store import tables
from app.store.correction_tables import CorrectionRow, ExtractedActRow
from app.store.count_tables import ActorSetRow, FacetCountRow
from app.store.declarations import UNTOLD, Row
from app.store.feed import KINDS, write_numbers
from app.store.feed_tables import ChangeRow, FeedHeadRow
from app.store.search_tables import ActWordsRow, PassageWordsRow

ROWS_AT_A_TIME = 100
"""Of texts the longest have a million characters."""

COPIED: frozenset[type[Row]] = frozenset(
    {
        tables.ActActorRow,
        tables.ActBindingRow,
        tables.ActJsonRow,
        tables.ActRow,
        tables.ActThemeRow,
        tables.ActorIdentifierRow,
        tables.ActorNameRow,
        tables.ActorRow,
        tables.DeadlineRow,
        tables.ForumRow,
        tables.MeetingNameRow,
        tables.MeetingRow,
        tables.MembershipRow,
        tables.PassageRow,
        tables.RegistryStateRow,
        tables.RunDocumentRow,
        tables.RunRow,
        tables.SourceRow,
        tables.StatementIssuerRow,
        tables.StatementRow,
        tables.TextRow,
        tables.ThemeRow,
        ActWordsRow,
        ActorSetRow,
        ChangeRow,
        CorrectionRow,
        FacetCountRow,
        FeedHeadRow,
        PassageWordsRow,
    }
)
"""What answers are made of, and what that refers to. A new table is not copied before somebody says so."""
KEPT_BACK: frozenset[type[Row]] = frozenset({tables.SourceStatementRow, ExtractedActRow})
"""What only the job asks for."""


def copy_served(source: Connection, target: Connection) -> None:
    """Copy every row, a few at a time. `target` is a migrating transaction over a new schema: foreign keys
    are checked when it ends, since rows may refer to later ones.
    """
    copied = {row_type.__table__ for row_type in COPIED}
    for table in tables.METADATA.sorted_tables:
        if table in copied:
            target.execute(delete(table))  # what a new schema begins with, as an epoch of its own
            for rows in _read(source, table):
                target.execute(insert(table), rows)
    for row_type in KINDS:
        write_numbers(target, row_type)


def _read(source: Connection, table: Any) -> Iterator[list[dict[str, Any]]]:
    """The rows of a table in the order of its key. A served row comes without the number of its change: the
    schema takes rows and their parts in no other way, and the number when the changes are there.
    """
    wanted = select(table).order_by(*table.primary_key)
    untold = {"changed_seq": UNTOLD} if "changed_seq" in table.c else {}
    streamed = source.execute(wanted, execution_options={"yield_per": ROWS_AT_A_TIME})
    for rows in streamed.mappings().partitions():
        yield [{**row, **untold} for row in rows]
