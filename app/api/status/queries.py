"""The service's status from the store."""

from sqlalchemy import Connection, func, select

from app.api.acts.schemas import ActFilters
from app.api.facets.counted import find_total
from app.api.runs.queries import read_run
from app.api.selects import Json
from app.store.tables import ActorRow, MeetingRow, RegistryStateRow, RunRow, StatementRow, ThemeRow
from app.vocabulary import ActKind, Status


def get_status(connection: Connection) -> Json:
    """Everything but the version, in the shape of `StatusOut`."""
    coverage = connection.execute(
        select(
            func.count(),
            func.min(StatementRow.adopted_date).label("first_adopted"),
            func.max(StatementRow.adopted_date).label("last_adopted"),
            func.max(StatementRow.updated_at).label("updated_at"),
        ).where(StatementRow.status == Status.ACTIVE)
    ).one()
    last_run = connection.execute(
        select(RunRow.__table__).order_by(RunRow.started_at.desc(), RunRow.id).limit(1)
    ).one_or_none()
    return {
        "registry": connection.execute(select(RegistryStateRow.digest)).scalar_one_or_none(),
        "counts": {"statements": coverage[0], **_count(connection)},
        "first_adopted": coverage.first_adopted,
        "last_adopted": coverage.last_adopted,
        "updated_at": coverage.updated_at,
        "last_run": read_run(last_run) if last_run else None,
    }


def _count(connection: Connection) -> Json:
    actors = select(func.count()).where(ActorRow.status == Status.ACTIVE)
    meetings = select(func.count()).where(MeetingRow.status == Status.ACTIVE)
    return {
        "pledges": find_total(connection, ActKind.PLEDGE, ActFilters()),
        "calls": find_total(connection, ActKind.CALL, ActFilters()),
        "actors": connection.execute(actors).scalar_one(),
        "meetings": connection.execute(meetings).scalar_one(),
        "themes": connection.execute(select(func.count()).select_from(ThemeRow)).scalar_one(),
    }
