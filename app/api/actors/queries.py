"""Actors and memberships from the store."""

from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import MISSING
from sqlalchemy import Connection, and_, or_, select
from sqlalchemy.orm import aliased

from app.api.actors.schemas import ActorQuery, ActorSort, MembersQuery
from app.api.paging import Listing, Page, PageQuery, Term, fetch_page
from app.api.selects import ID, AnyRow, Condition, Json, among, fetch_one, updated_since
from app.errors import Withdrawn
from app.registry.facts import Registry
from app.resolution.names import resolve_name
from app.store.json_rows import json_rows, json_values
from app.store.tables import ActorIdentifierRow, ActorNameRow, ActorRow, MembershipRow
from app.vocabulary import Status

ORDERS: Mapping[ActorSort, tuple[Term, ...]] = {
    ActorSort.ID: (Term("id", ActorRow.id),),
    ActorSort.NAME: (Term("name", ActorRow.name), Term("id", ActorRow.id)),
    ActorSort.UPDATED: (Term("changed_seq", ActorRow.changed_seq, is_descending=True),),
}
BY_MEMBER = (Term("actor_id", MembershipRow.actor_id), Term("id", MembershipRow.id))
BY_GROUP = (Term("group_id", MembershipRow.group_id), Term("id", MembershipRow.id))
IS_SERVED = ActorRow.status == Status.ACTIVE
Parent = aliased(ActorRow)
Member = aliased(ActorRow)
Group = aliased(ActorRow)

NAMES = json_values(
    select(ActorNameRow.name)
    .where(ActorNameRow.actor_id == ActorRow.id)
    .order_by(ActorNameRow.name)
    .correlate(ActorRow)
).label("names")
IDENTIFIERS = json_rows(
    select(ActorIdentifierRow.scheme, ActorIdentifierRow.value)
    .where(ActorIdentifierRow.actor_id == ActorRow.id)
    .order_by(ActorIdentifierRow.scheme, ActorIdentifierRow.value)
    .correlate(ActorRow)
).label("identifiers")
ACTORS = select(
    ActorRow.__table__,
    Parent.name.label("parent_name"),
    Parent.kind.label("parent_kind"),
    NAMES,
    IDENTIFIERS,
).outerjoin(Parent, Parent.id == ActorRow.parent_id)
MEMBERSHIPS = (
    select(
        MembershipRow.__table__,
        Member.name.label("actor_name"),
        Member.kind.label("actor_kind"),
        Group.name.label("group_name"),
        Group.kind.label("group_kind"),
    )
    .join(Member, Member.id == MembershipRow.actor_id)
    .join(Group, Group.id == MembershipRow.group_id)
    .where(Member.status == Status.ACTIVE)
)
ACTOR = ACTORS.where(ActorRow.id == ID)


def list_actors(
    connection: Connection, query: ActorQuery, registry: Registry, *, as_of: date
) -> tuple[Page, list[Json]]:
    """One page of the actors that match. Names are read as they are in statements."""
    wanted = ACTORS.where(
        IS_SERVED,
        *among(ActorRow.id, query.id),
        *among(ActorRow.kind, query.kind),
        *updated_since(ActorRow.updated_at, query.updated_after),
    )
    if query.name is not MISSING:
        wanted = wanted.where(ActorRow.id.in_(resolve_name(query.name, registry).candidates))
    if query.member_of:
        members = select(MembershipRow.actor_id).where(
            MembershipRow.group_id.in_(query.member_of), _covers(as_of)
        )
        wanted = wanted.where(ActorRow.id.in_(members))
    page = fetch_page(connection, Listing("actors", wanted, ORDERS[query.sort]), query)
    return page, [read_actor(row) for row in page.rows]


def get_actor(connection: Connection, actor_id: str) -> Json:
    """One actor. Raises NotFound and Withdrawn."""
    row = fetch_one(connection, ACTOR, kind="actor", id=actor_id)
    if row.status == Status.WITHDRAWN:
        raise Withdrawn(f"The actor '{actor_id}' is no longer in the registry.")
    return read_actor(row)


def find_actors(connection: Connection, ids: Sequence[str]) -> list[Json]:
    """Those of the ids that are served, in no order."""
    rows = connection.execute(ACTORS.where(IS_SERVED, ActorRow.id.in_(ids))).all()
    return [read_actor(row) for row in rows]


def list_members(
    connection: Connection, group: str, query: MembersQuery, *, as_of: date
) -> tuple[Page, list[Json]]:
    """One page of those who belonged to `group` on a day. Raises NotFound and Withdrawn."""
    get_actor(connection, group)
    wanted = MEMBERSHIPS.where(MembershipRow.group_id == group, _covers(as_of))
    page = fetch_page(connection, Listing(f"members of {group}", wanted, BY_MEMBER), query)
    return page, [_read_membership(row) for row in page.rows]


def list_memberships(connection: Connection, actor: str, query: PageQuery) -> tuple[Page, list[Json]]:
    """One page of the groups `actor` belongs or belonged to. Raises NotFound and Withdrawn."""
    get_actor(connection, actor)
    wanted = MEMBERSHIPS.where(MembershipRow.actor_id == actor)
    page = fetch_page(connection, Listing(f"memberships of {actor}", wanted, BY_GROUP), query)
    return page, [_read_membership(row) for row in page.rows]


def _covers(day: date) -> Condition:
    """The membership stood on `day`: its start is included, its end is not."""
    began = or_(MembershipRow.start_date.is_(None), MembershipRow.start_date <= day)
    return and_(began, or_(MembershipRow.end_date.is_(None), MembershipRow.end_date > day))


def read_actor(row: AnyRow) -> Json:
    """`ActorOut` of a row of `ACTORS`."""
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "official_name": row.official_name,
        "names": row.names,
        "parent": _read_ref(row.parent_id, row.parent_name, row.parent_kind) if row.parent_id else None,
        "speaks_for_members": row.speaks_for_members,
        "identifiers": row.identifiers,
        "source": row.source,
        "version": row.version,
        "updated_at": row.updated_at,
        "changed_seq": row.changed_seq,
    }


def _read_membership(row: AnyRow) -> Json:
    return {
        "actor": _read_ref(row.actor_id, row.actor_name, row.actor_kind),
        "group": _read_ref(row.group_id, row.group_name, row.group_kind),
        "start": row.start_date,
        "end": row.end_date,
        "is_verified": row.is_verified,
        "note": row.note,
        "source": row.source,
    }


def _read_ref(actor_id: str, name: str, kind: str) -> Json:
    return {"id": actor_id, "name": name, "kind": kind}
