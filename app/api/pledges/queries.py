"""Pledges from the store: their list, one of them, and why it is one."""

from sqlalchemy import Connection, select

from app.api.acts.children import list_parties, list_theme_words
from app.api.acts.filters import act_conditions, has_deadline, with_deadline
from app.api.acts.queries import get_act, list_acts
from app.api.paging import Page
from app.api.pledges.schemas import PledgeQuery
from app.api.selects import Json, among
from app.store.tables import ActRow, RunRow, TextRow
from app.vocabulary import ActKind


def list_pledges(connection: Connection, query: PledgeQuery) -> tuple[Page, list[Json]]:
    """One page of the pledges that match."""
    conditions = [
        *act_conditions(query),
        *with_deadline(query),
        *has_deadline(query.has_deadline),
        *among(ActRow.id, query.id),
        *among(ActRow.stage, query.stage),
    ]
    return list_acts(connection, ActKind.PLEDGE, query, conditions)


def get_pledge(connection: Connection, pledge_id: str) -> Json:
    """One pledge. Raises NotFound and Withdrawn."""
    return get_act(connection, ActKind.PLEDGE, pledge_id)


def get_explanation(connection: Connection, pledge_id: str) -> Json:
    """Why a pledge is one, in the shape of `ExplanationOut`. Raises NotFound and Withdrawn."""
    pledge = get_pledge(connection, pledge_id)
    made = connection.execute(
        select(ActRow.trace, TextRow.content, RunRow.versions)
        .join(TextRow, TextRow.id == ActRow.text_id)
        .join(RunRow, RunRow.id == ActRow.run_id)
        .where(ActRow.id == pledge_id)
    ).one()
    return {
        "pledge": pledge["id"],
        "quote": pledge["quote"],
        "confidence": pledge["confidence"],
        "rules": [_read_firing(firing, made.content) for firing in made.trace],
        "parties": list_parties(connection, [pledge_id])[pledge_id],
        "deadlines": pledge["deadlines"],
        "themes": list_theme_words(connection, [pledge_id])[pledge_id],
        "run": pledge["run"],
        "versions": made.versions,
    }


def _read_firing(firing: Json, content: str) -> Json:
    start, end = firing["start"], firing["end"]
    text = None if start is None else content[start:end]
    return {"rule": firing["rule"], "text": text, "start": start, "end": end}
