"""Statements and their passages from the store."""

from collections.abc import Mapping, Sequence

from pydantic import MISSING
from sqlalchemy import Connection, ScalarSelect, func, select

from app.api.paging import Listing, Page, Term, fetch_page
from app.api.search.queries import cut_match, search_of
from app.api.selects import (
    ID,
    AnyRow,
    Condition,
    Json,
    among,
    fetch_one,
    issued_by,
    issued_by_none,
    updated_since,
)
from app.api.statements.schemas import PassageQuery, StatementQuery, StatementSort
from app.errors import Withdrawn
from app.search.grammar import Search
from app.store.act_parts import ISSUERS, MEETING
from app.store.columns import without_index
from app.store.search_dialects import find_in_statement
from app.store.tables import (
    ActRow,
    ForumRow,
    MeetingRow,
    PassageRow,
    StatementRow,
    TextRow,
)
from app.vocabulary import ActKind, Status

ORDERS: Mapping[StatementSort, tuple[Term, ...]] = {
    StatementSort.NEWEST: (
        Term("adopted_order", StatementRow.adopted_order, is_descending=True),
        Term("id", StatementRow.id),
    ),
    StatementSort.OLDEST: (
        Term("adopted_order", StatementRow.adopted_order),
        Term("id", StatementRow.id, is_descending=True),
    ),
    StatementSort.UPDATED: (
        Term("updated_at", StatementRow.updated_at, is_descending=True),
        Term("id", StatementRow.id),
    ),
}
ORDER_OF_THE_TEXT = (Term("ordinal", PassageRow.ordinal),)


def _count_acts(kind: ActKind) -> ScalarSelect[int]:
    is_of_kind = without_index(ActRow.kind) == kind
    counted = (ActRow.statement_id == StatementRow.id, is_of_kind, ActRow.status == Status.ACTIVE)
    return select(func.count()).select_from(ActRow).where(*counted).correlate(StatementRow).scalar_subquery()


STATEMENTS = (
    select(
        StatementRow.__table__,
        TextRow.length,
        ForumRow.name.label("forum_name"),
        MEETING.label("meeting"),
        ISSUERS.label("issuers"),
        *(_count_acts(kind).label(f"{kind}_count") for kind in ActKind),
    )
    .join(TextRow, TextRow.id == StatementRow.text_id)
    .outerjoin(ForumRow, ForumRow.id == StatementRow.forum_id)
    .outerjoin(MeetingRow, MeetingRow.id == StatementRow.meeting_id)
)
STATEMENT = STATEMENTS.where(StatementRow.id == ID)


def list_statements(connection: Connection, query: StatementQuery) -> tuple[Page, list[Json]]:
    """One page of the statements that match, in the order asked for."""
    wanted = STATEMENTS.where(StatementRow.status == Status.ACTIVE, *_conditions(query))
    page = fetch_page(connection, Listing("statements", wanted, ORDERS[query.sort]), query)
    return page, [read_statement(row) for row in page.rows]


def get_statement(connection: Connection, statement_id: str) -> Json:
    """One statement. Raises NotFound and Withdrawn."""
    row = fetch_one(connection, STATEMENT, kind="statement", id=statement_id)
    if row.status == Status.WITHDRAWN:
        raise Withdrawn(f"The statement '{statement_id}' is no longer found in the document it came from.")
    return read_statement(row)


def find_statements(connection: Connection, ids: Sequence[str]) -> list[Json]:
    """Those of the ids that are served, in no order."""
    wanted = STATEMENTS.where(StatementRow.status == Status.ACTIVE, StatementRow.id.in_(ids))
    return [read_statement(row) for row in connection.execute(wanted)]


def list_passages(connection: Connection, statement_id: str, query: PassageQuery) -> tuple[Page, list[Json]]:
    """One page of a statement's passages that match, in the order of the text. Raises NotFound and
    Withdrawn.
    """
    text_id = get_statement(connection, statement_id)["text"]["id"]
    content = connection.execute(select(TextRow.content).where(TextRow.id == text_id)).scalar_one()
    search = search_of(query)
    wanted = select(PassageRow.__table__).where(
        PassageRow.statement_id == statement_id,
        *([] if search is None else [find_in_statement(connection, statement_id, search)]),
        *among(PassageRow.kind, query.kind),
    )
    page = fetch_page(connection, Listing(f"passages of {statement_id}", wanted, ORDER_OF_THE_TEXT), query)
    return page, [_read_passage(row, content, search) for row in page.rows]


def _conditions(query: StatementQuery) -> list[Condition]:
    conditions = [
        *among(StatementRow.id, query.id),
        *issued_by(StatementRow.id, query.issuer),
        *issued_by_none(StatementRow.id, query.issuer_not),
        *updated_since(StatementRow.updated_at, query.updated_after),
        *among(StatementRow.forum_id, query.forum),
        *among(StatementRow.meeting_id, query.meeting),
        *among(StatementRow.language, query.language),
    ]
    if query.adopted_after is not MISSING:
        conditions.append(StatementRow.adopted_date >= query.adopted_after)
    if query.adopted_before is not MISSING:
        conditions.append(StatementRow.adopted_date <= query.adopted_before)
    return conditions


def read_statement(row: AnyRow) -> Json:
    """`StatementOut` of a row of `STATEMENTS`."""
    return {
        "id": row.id,
        "title": row.title,
        "adopted_date": row.adopted_date,
        "issuers": row.issuers,
        "place": row.place,
        "number": row.number,
        "url": row.url,
        "language": row.language,
        "forum": {"id": row.forum_id, "name": row.forum_name} if row.forum_id else None,
        "meeting": row.meeting,
        "text": {"id": row.text_id, "length": row.length},
        "doubts": row.doubts,
        "pledge_count": row.pledge_count,
        "call_count": row.call_count,
        "run": row.run_id,
        "version": row.version,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
        "changed_seq": row.changed_seq,
    }


def _read_passage(row: AnyRow, content: str, search: Search | None) -> Json:
    words = content[row.start_offset : row.end_offset]
    return {
        "ordinal": row.ordinal,
        "kind": row.kind,
        "number": row.number,
        "level": row.level,
        "start": row.start_offset,
        "end": row.end_offset,
        "text": words,
        "is_truncated": row.is_truncated,
        "match": cut_match(words, search, start=row.start_offset),
    }
