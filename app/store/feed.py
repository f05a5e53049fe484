"""The feed's one writer: what a transaction does to served objects -> numbered changes, and the numbers on
the objects.

Numbers are taken last: the one row that gives them stays locked until the transaction commits, so their order
is the order of the commits and a rollback leaves no gap. Who writes a served object asks `telling` for the
means, and the schema refuses whoever does not (docs/decisions/0008).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, literal, not_, or_, select, update

from app.store.act_json import list_statements, list_written, make_json
from app.store.counts import count_moves
from app.store.declarations import UNTOLD
from app.store.dialects import send_hint
from app.store.feed_tables import ChangeRow, FeedHeadRow
from app.store.tables import ActorRow, ActRow, MeetingRow, StatementRow
from app.vocabulary import ChangeCause, ChangeType, ObjectKind

ServedType = type[ActRow] | type[StatementRow] | type[ActorRow] | type[MeetingRow]

EPOCH_BYTES = 4
MARK_BYTES = 4
KINDS: Mapping[ServedType, Any] = {
    ActRow: ActRow.kind,
    StatementRow: literal(ObjectKind.STATEMENT),
    ActorRow: literal(ObjectKind.ACTOR),
    MeetingRow: literal(ObjectKind.MEETING),
}
"""What the feed calls the rows of a table: an act says it itself."""

MARKING = (ChangeRow.run_id, ChangeRow.at)
"""What marks a change and all before it: where a backup was restored and the number is given once more,
another run gives it, or the same at another time.
"""
HEAD = select(FeedHeadRow.seq, FeedHeadRow.oldest_seq, FeedHeadRow.epoch, *MARKING).outerjoin(
    ChangeRow, ChangeRow.seq == FeedHeadRow.seq
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which run writes, when, and why."""

    run_id: str
    at: datetime
    cause: ChangeCause = ChangeCause.INGEST


@dataclass(frozen=True, slots=True)
class Change:
    """One new version of an object. `was`: what the changed fields said before, by their public names.

    `before`, `after`: an act's facets; None where it was or is not served. `replaced_by`: who holds the words
    of an act that is withdrawn.
    """

    kind: str
    object_id: str
    version: int
    type: ChangeType
    was: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    replaced_by: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """Where the feed stands: its newest and its oldest number, the database's epoch, and the mark of the
    newest change, empty before the first.
    """

    seq: int
    oldest_seq: int
    epoch: str
    mark: str


class Telling:
    """What one transaction has to tell of the objects it writes."""

    def __init__(self, connection: Connection, stamp: Stamp) -> None:
        self.connection = connection
        self.stamp = stamp
        self._changes: dict[ServedType, list[Change]] = defaultdict(list)
        self.has_new_names = False
        """Whether acts name what the registry calls otherwise by now."""

    def note(self, row_type: ServedType, changes: Sequence[Change]) -> None:
        """Remember what was done to rows of a table: each object changes once in a transaction."""
        if changes:
            self._changes[row_type] += changes

    def tell(self) -> None:
        """Number the changes, write them down and count them, and make of acts what is answered; the last
        thing a transaction does.
        """
        connection = self.connection
        changes = [change for noted in self._changes.values() for change in noted]
        if not (changes or self.has_new_names):
            return
        first = _take_numbers(connection, len(changes))  # from here on nobody else tells anything
        shown = list_statements(connection) if self.has_new_names else list_written(connection)
        if changes:
            self._number(changes, first)
        make_json(connection, shown)

    def _number(self, changes: Sequence[Change], first: int) -> None:
        send_hint(self.connection)
        rows = [_build_row(change, seq, self.stamp) for seq, change in enumerate(changes, start=first)]
        self.connection.execute(insert(ChangeRow), rows)
        for row_type in self._changes:
            write_numbers(self.connection, row_type)
        count_moves(self.connection, [(change.kind, change.before, change.after) for change in changes])


@contextmanager
def telling(connection: Connection, stamp: Stamp) -> Iterator[Telling]:
    """The means to write served objects; what was changed in the block is told at its end. The transaction
    does nothing after it, because from there on it keeps every other writer waiting.
    """
    writing = Telling(connection, stamp)
    yield writing
    writing.tell()


def read_head(connection: Connection) -> Head:
    """Where the feed stands, for this transaction."""
    seq, oldest_seq, epoch, run_id, at = connection.execute(HEAD).one()
    return Head(seq, oldest_seq, epoch, _make_mark(run_id, at) if run_id else "")


def read_mark(connection: Connection, seq: int) -> str | None:
    """What marks the change with this number; None where there is none."""
    marking = connection.execute(select(*MARKING).where(ChangeRow.seq == seq)).one_or_none()
    return _make_mark(*marking) if marking else None


def begin_epoch(connection: Connection) -> str:
    """Begin another life of the database, whose name it is: cursors given out before lead nowhere."""
    epoch = token_hex(EPOCH_BYTES)
    connection.execute(update(FeedHeadRow).values(epoch=epoch))
    return epoch


def prune_changes(connection: Connection, *, before: int) -> int:
    """Tell no change with a smaller number any more: how many that is. The newest change of each object
    stays stored, since the object names it and its facets are there, and so does the last that is not told:
    the oldest cursors that lead on bear its mark.
    """
    head = read_head(connection)
    oldest = min(max(before, head.oldest_seq), head.seq + 1)
    connection.execute(update(FeedHeadRow).values(oldest_seq=oldest))
    is_named = [exists().where(row_type.changed_seq == ChangeRow.seq) for row_type in KINDS]
    connection.execute(delete(ChangeRow).where(ChangeRow.seq < oldest - 1, not_(or_(*is_named))))
    return oldest - head.oldest_seq


def list_facets(connection: Connection, seqs: Sequence[int]) -> dict[int, Mapping[str, Any] | None]:
    """The facets that acts have had since the changes with these numbers."""
    query = select(ChangeRow.seq, ChangeRow.after).where(ChangeRow.seq.in_(seqs))
    return dict(connection.execute(query).all())


def _make_mark(run_id: str, at: datetime) -> str:
    return blake2b(f"{run_id} {at}".encode(), digest_size=MARK_BYTES).hexdigest()


def _take_numbers(connection: Connection, count: int) -> int:
    """The first of `count` numbers in a row."""
    taken = update(FeedHeadRow).values(seq=FeedHeadRow.seq + count).returning(FeedHeadRow.seq)
    return connection.execute(taken).scalar_one() - count + 1


def write_numbers(connection: Connection, row_type: ServedType) -> None:
    """Give the rows that were written the numbers of their changes."""
    is_its_own = (
        (ChangeRow.object_id == row_type.id)
        & (ChangeRow.kind == KINDS[row_type])
        & (ChangeRow.version == row_type.version)
    )
    number = select(ChangeRow.seq).where(is_its_own).scalar_subquery()
    connection.execute(update(row_type).where(row_type.changed_seq == UNTOLD).values(changed_seq=number))


def _build_row(change: Change, seq: int, stamp: Stamp) -> dict[str, Any]:
    return {
        "seq": seq,
        "type": change.type,
        "cause": stamp.cause,
        "kind": change.kind,
        "object_id": change.object_id,
        "version": change.version,
        "changed_fields": sorted(change.was),
        "was": change.was,
        "before": change.before,
        "after": change.after,
        "replaced_by": change.replaced_by,
        "at": stamp.at,
        "run_id": stamp.run_id,
    }
