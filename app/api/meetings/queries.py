"""Meetings from the store."""

from collections.abc import Mapping, Sequence

from pydantic import MISSING
from sqlalchemy import Connection, select

from app.api.meetings.schemas import MeetingQuery, MeetingSort
from app.api.paging import Listing, Page, Term, fetch_page
from app.api.selects import ID, AnyRow, Json, among, fetch_one, updated_since
from app.errors import Withdrawn
from app.store.json_rows import json_values
from app.store.tables import ForumRow, MeetingNameRow, MeetingRow
from app.vocabulary import Status

ORDERS: Mapping[MeetingSort, tuple[Term, ...]] = {
    MeetingSort.NEWEST: (
        Term("first_day", MeetingRow.first_day, is_descending=True),
        Term("id", MeetingRow.id),
    ),
    MeetingSort.OLDEST: (
        Term("first_day", MeetingRow.first_day),
        Term("id", MeetingRow.id, is_descending=True),
    ),
    MeetingSort.UPDATED: (Term("changed_seq", MeetingRow.changed_seq, is_descending=True),),
}
IS_SERVED = MeetingRow.status == Status.ACTIVE
NAMES = json_values(
    select(MeetingNameRow.name)
    .where(MeetingNameRow.meeting_id == MeetingRow.id)
    .order_by(MeetingNameRow.name)
    .correlate(MeetingRow)
).label("names")
MEETINGS = select(MeetingRow.__table__, ForumRow.name.label("forum_name"), NAMES).join(
    ForumRow, ForumRow.id == MeetingRow.forum_id
)
MEETING = MEETINGS.where(MeetingRow.id == ID)


def list_meetings(connection: Connection, query: MeetingQuery) -> tuple[Page, list[Json]]:
    """One page of the meetings that match, in the order asked for."""
    wanted = MEETINGS.where(
        IS_SERVED,
        *among(MeetingRow.id, query.id),
        *among(MeetingRow.forum_id, query.forum),
        *updated_since(MeetingRow.updated_at, query.updated_after),
    )
    if query.after is not MISSING:
        wanted = wanted.where(MeetingRow.last_day >= query.after)
    if query.before is not MISSING:
        wanted = wanted.where(MeetingRow.first_day <= query.before)
    page = fetch_page(connection, Listing("meetings", wanted, ORDERS[query.sort]), query)
    return page, [read_meeting(row) for row in page.rows]


def get_meeting(connection: Connection, meeting_id: str) -> Json:
    """One meeting. Raises NotFound and Withdrawn."""
    row = fetch_one(connection, MEETING, kind="meeting", id=meeting_id)
    if row.status == Status.WITHDRAWN:
        raise Withdrawn(f"The meeting '{meeting_id}' is no longer in the registry.")
    return read_meeting(row)


def find_meetings(connection: Connection, ids: Sequence[str]) -> list[Json]:
    """Those of the ids that are served, in no order."""
    rows = connection.execute(MEETINGS.where(IS_SERVED, MeetingRow.id.in_(ids))).all()
    return [read_meeting(row) for row in rows]


def read_meeting(row: AnyRow) -> Json:
    """`MeetingOut` of a row of `MEETINGS`."""
    return {
        "id": row.id,
        "name": row.name,
        "place": row.place,
        "first_day": row.first_day,
        "last_day": row.last_day,
        "forum": {"id": row.forum_id, "name": row.forum_name},
        "number": row.number,
        "country": row.country,
        "names": row.names,
        "is_verified": row.is_verified,
        "source": row.source,
        "version": row.version,
        "updated_at": row.updated_at,
        "changed_seq": row.changed_seq,
    }
