"""Runs and their documents from the store."""

from sqlalchemy import Connection, select

from app.api.paging import Listing, Page, Term, fetch_page
from app.api.runs.schemas import RunDocumentQuery, RunQuery
from app.api.selects import AnyRow, Json, among, fetch_one
from app.store.tables import RunDocumentRow, RunRow

NEWEST_FIRST = (Term("started_at", RunRow.started_at, is_descending=True), Term("id", RunRow.id))
ORDER_OF_THE_RUN = (Term("ordinal", RunDocumentRow.ordinal),)


def list_runs(connection: Connection, query: RunQuery) -> tuple[Page, list[Json]]:
    """One page of the runs that match, the newest first."""
    wanted = select(RunRow.__table__).where(*among(RunRow.id, query.id))
    page = fetch_page(connection, Listing("runs", wanted, NEWEST_FIRST), query)
    return page, [read_run(row) for row in page.rows]


def get_run(connection: Connection, run_id: str) -> Json:
    """One run. Raises NotFound."""
    wanted = select(RunRow.__table__).where(RunRow.id == run_id)
    return read_run(fetch_one(connection, wanted, kind="run", id=run_id))


def list_documents(connection: Connection, run_id: str, query: RunDocumentQuery) -> tuple[Page, list[Json]]:
    """One page of what a run did, document by document. Raises NotFound."""
    get_run(connection, run_id)
    wanted = select(RunDocumentRow.__table__).where(
        RunDocumentRow.run_id == run_id, *among(RunDocumentRow.outcome, query.outcome)
    )
    page = fetch_page(connection, Listing(f"documents of {run_id}", wanted, ORDER_OF_THE_RUN), query)
    return page, [_read_document(row) for row in page.rows]


def read_run(row: AnyRow) -> Json:
    """`RunOut` from a row of the table."""
    return {
        "id": row.id,
        "state": row.state,
        "started_at": row.started_at,
        "finished_at": row.finished_at,
        "versions": row.versions,
        "tally": row.tally,
    }


def _read_document(row: AnyRow) -> Json:
    return {
        "ordinal": row.ordinal,
        "name": _public_name(row.name),
        "outcome": row.outcome,
        "statement": row.statement_id,
        "message": row.message,
    }


def _public_name(name: str) -> str:
    """The last part of a path: which folders the service's machine has is nobody's business. An address stays
    whole.
    """
    return name if "://" in name else name.replace("\\", "/").rsplit("/", 1)[-1]
