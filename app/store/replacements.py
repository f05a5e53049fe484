"""Which acts hold the words of a withdrawn one now: written as it is withdrawn, forgotten as it returns.

Only `app.store.records` writes them, for these rows are parts of the act.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, ForeignKey, delete, insert
from sqlalchemy.orm import Mapped, mapped_column

from app.store.declarations import Row, part_of


class ActReplacementRow(Row):
    """An act that holds words of a withdrawn act of the same statement, in the order of the text.

    What the later act comes to be is its own affair: it may be withdrawn in turn, and replaced.
    """

    __tablename__ = "act_replacement"

    act_id: Mapped[str] = mapped_column(part_of("act"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    replaced_by_id: Mapped[str] = mapped_column(ForeignKey("act.id"), index=True)


def save_replacements(connection: Connection, replaced_by: Mapping[str, Sequence[str]]) -> None:
    """Write what acts are replaced by that are being withdrawn."""
    rows = [
        {"act_id": id_, "ordinal": ordinal, "replaced_by_id": later}
        for id_, successors in replaced_by.items()
        for ordinal, later in enumerate(successors)
    ]
    if rows:
        connection.execute(insert(ActReplacementRow), rows)


def forget_replacements(connection: Connection, ids: Collection[str]) -> None:
    """Forget what acts were replaced by that are being served again."""
    if ids:
        connection.execute(delete(ActReplacementRow).where(ActReplacementRow.act_id.in_(ids)))
