"""Forums from the store."""

from sqlalchemy import Connection, select

from app.api.forums.schemas import ForumQuery
from app.api.paging import Listing, Page, Term, fetch_page
from app.api.selects import Json, among
from app.store.tables import ActorRow, ForumRow

BY_ID = (Term("id", ForumRow.id),)
FORUMS = select(
    ForumRow.__table__, ActorRow.name.label("actor_name"), ActorRow.kind.label("actor_kind")
).join(ActorRow, ActorRow.id == ForumRow.actor_id)


def list_forums(connection: Connection, query: ForumQuery) -> tuple[Page, list[Json]]:
    """One page of the forums that match: one SQL statement."""
    wanted = FORUMS.where(*among(ForumRow.id, query.id), *among(ForumRow.actor_id, query.actor))
    page = fetch_page(connection, Listing("forums", wanted, BY_ID), query)
    forums = [
        {
            "id": row.id,
            "name": row.name,
            "actor": {"id": row.actor_id, "name": row.actor_name, "kind": row.actor_kind},
            "source": row.source,
        }
        for row in page.rows
    ]
    return page, forums
