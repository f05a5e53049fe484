"""Brings what was found in a document into the store, in the caller's transaction; only what differs from
what is stored is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.ingestion.bindings import find_bound_actors
from app.ingestion.planning import Plan
from app.ingestion.reports import ActTally, StatementReport
from app.ingestion.rows import build_act, build_statement, build_text
from app.ingestion.runs import Run, record_reports
from app.ingestion.stored import Source, link_statement, save_source
from app.model import ResolvedAct, Statement
from app.resolution.meetings import find_meeting_of_statement
from app.store.dialects import insert_missing
from app.store.records import Record, Saved, save_records
from app.store.tables import ActRow, StatementRow, TextRow
from app.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class Found:
    """A statement with its acts by id. `lost`: ids of acts that were found in it once and are no longer."""

    statement_id: str
    statement: Statement
    source: Source
    acts: Mapping[str, ResolvedAct]
    lost: frozenset[str]


def save_statement(connection: Connection, found: Found, run: Run) -> StatementReport:
    """Save a statement with its text and acts, and record what was done."""
    stamp = run.stamp()
    record = _build_record(found, run)
    insert_missing(connection, TextRow, [build_text(found.statement, reader_version=run.versions["reading"])])
    saved = save_records(connection, StatementRow, [record], stamp=stamp)
    link_statement(connection, found.statement_id, found.source)
    saved_acts = save_records(
        connection, ActRow, _build_acts(found, record, run), stamp=stamp, withdrawn=found.lost
    )
    report = _build_report(found, saved, saved_acts)
    record_reports(connection, run, [report])
    return report


def save_end_of_document(connection: Connection, source: Source, plan: Plan, run: Run) -> None:
    """Withdraw what the document no longer holds, and remember that it has been read to its end."""
    if plan.lost:
        acts = connection.scalars(select(ActRow.id).where(ActRow.statement_id.in_(plan.lost))).all()
        stamp = run.stamp()
        save_records(connection, ActRow, [], stamp=stamp, withdrawn=acts)
        save_records(connection, StatementRow, [], stamp=stamp, withdrawn=plan.lost)
    save_source(connection, source, made_by=run.made_by, replaced=plan.replaced)


def _build_record(found: Found, run: Run) -> Record:
    meeting = find_meeting_of_statement(found.statement.header, run.registry)
    return build_statement(
        found.statement, found.statement_id, meeting=meeting, source_digest=found.source.digest
    )


def _build_acts(found: Found, statement: Record, run: Run) -> list[Record]:
    day = found.statement.header.adopted
    return [
        build_act(
            resolved,
            act_id,
            statement=statement,
            bindings=find_bound_actors(resolved.parties, on=day, registry=run.registry),
        )
        for act_id, resolved in found.acts.items()
    ]


def _build_report(found: Found, statement: Saved, acts: Saved) -> StatementReport:
    if statement.inserted:
        outcome = Outcome.INSERTED
    elif statement.has_changes or acts.has_changes:
        outcome = Outcome.UPDATED
    else:
        outcome = Outcome.UNCHANGED
    return StatementReport(
        name=found.source.name,
        outcome=outcome,
        statement_id=found.statement_id,
        acts=ActTally(
            inserted=len(acts.inserted),
            updated=len(acts.updated),
            unchanged=len(acts.unchanged),
            withdrawn=len(acts.withdrawn),
        ),
        doubts=found.statement.doubts,
    )
