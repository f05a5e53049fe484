"""Brings what was found in a document into the store, in the caller's transaction; only what differs from
what is stored is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from app.ingestion.bindings import find_bound_actors
from app.ingestion.identity import name_acts
from app.ingestion.layering import Layered, lay_over
from app.ingestion.matching import find_successors, match_acts
from app.ingestion.planning import Plan
from app.ingestion.reports import ActTally, StatementReport
from app.ingestion.rows import build_act, build_statement, build_text
from app.ingestion.runs import Run, record_reports
from app.ingestion.stored import (
    Source,
    find_maker,
    forget_older_sources,
    link_statement,
    load_acts,
    save_source,
    save_source_as_read,
)
from app.ingestion.stored_corrections import save_extracted
from app.model import ResolvedAct, Span, Statement
from app.registry.facts import Registry
from app.resolution.meetings import find_meeting_of_statement
from app.store.dialects import insert_missing
from app.store.feed import telling
from app.store.objects import Record
from app.store.records import Saved, save_records
from app.store.tables import ActRow, StatementRow, TextRow
from app.vocabulary import ChangeCause, Outcome


@dataclass(frozen=True, slots=True)
class Found:
    """A statement as a document has it, the id it goes by, and its acts."""

    statement_id: str
    statement: Statement
    source: Source
    acts: tuple[ResolvedAct, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """The acts found, by the ids they go by; and the ids of acts that were found once and are no longer.

    `places`: where the words of those stand in the text at hand, as far as they do.
    """

    acts: Mapping[str, ResolvedAct]
    lost: frozenset[str]
    places: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Revision:
    """What a statement and its acts are to say, once people's decisions are laid over what was found.

    `replaced_by`: of acts that are withdrawn, those that hold their words from now on.
    """

    statement: Record
    acts: Layered
    replaced_by: Mapping[str, tuple[str, ...]]


def match_with_stored(connection: Connection, found: Found) -> Matched:
    """Tell which stored act each act found is, and name those that are new."""
    stored = load_acts(connection, found.statement_id, found.statement.text)
    acts = [resolved.act for resolved in found.acts]
    partners = match_acts(stored, acts)
    ever = {act.id: act.place for act in stored}
    ids = name_acts(found.statement_id, acts, partners, taken=ever.keys())
    lost = frozenset(ever.keys() - set(ids))
    places = {id_: place for id_, place in ever.items() if place and id_ in lost}
    return Matched(dict(zip(ids, found.acts, strict=True)), lost, places)


def revise(connection: Connection, found: Found, matched: Matched, registry: Registry) -> Revision:
    """What is to be saved; the statement's text is stored."""
    statement = _build_statement(found, registry)
    acts = [_build_act(act_id, act, statement, registry) for act_id, act in matched.acts.items()]
    layered = lay_over(connection, acts, lost=matched.lost, statement=statement, registry=registry)
    gone = {id_: place for id_, place in matched.places.items() if id_ in layered.withdrawn}
    return Revision(statement, layered, replaced_by=find_successors(gone, _find_spans(layered, statement)))


def save_statement(connection: Connection, found: Found, matched: Matched, run: Run) -> StatementReport:
    """Save a statement as a document has it: its text and source, itself and its acts."""
    text = build_text(found.statement, reader_version=run.versions["reading"])
    insert_missing(connection, TextRow, [text])
    cause = _tell_cause(connection, found.source)
    save_source(connection, found.source)
    revision = revise(connection, found, matched, run.registry)
    return save_revision(connection, found, revision, run, cause=cause)


def save_revision(
    connection: Connection, found: Found, revision: Revision, run: Run, *, cause: ChangeCause
) -> StatementReport:
    """Save a statement and its acts, record what was done, and tell it in the feed."""
    acts = revision.acts
    with telling(connection, run.stamp(cause)) as writing:
        saved = save_records(writing, StatementRow, [revision.statement])
        link_statement(connection, found.source, found.statement_id)
        save_extracted(connection, acts.decided)
        saved_acts = save_records(
            writing, ActRow, acts.records, withdrawn=acts.withdrawn, replaced_by=revision.replaced_by
        )
        conflicts = tuple(str(conflict) for conflict in acts.conflicts)
        report = replace(_build_report(found, saved, saved_acts), conflicts=conflicts)
        record_reports(connection, run, [report])
    return report


def save_end_of_document(connection: Connection, source: Source, plan: Plan, run: Run) -> None:
    """Withdraw what the document no longer holds, and remember that it has been read to its end."""
    cause = _tell_cause(connection, source)
    save_source_as_read(connection, source, made_by=run.made_by, statements=plan.statement_ids)
    forget_older_sources(connection, source, plan.replaced)
    if plan.lost:
        acts = connection.scalars(select(ActRow.id).where(ActRow.statement_id.in_(plan.lost))).all()
        with telling(connection, run.stamp(cause)) as writing:
            save_records(writing, ActRow, [], withdrawn=acts)
            save_records(writing, StatementRow, [], withdrawn=plan.lost)


def _tell_cause(connection: Connection, source: Source) -> ChangeCause:
    """Other versions that read a document again find what it held all along; else something was published."""
    was_read = find_maker(connection, source) is not None
    return ChangeCause.REEXTRACTION if was_read else ChangeCause.INGEST


def _build_statement(found: Found, registry: Registry) -> Record:
    statement = found.statement
    meeting = find_meeting_of_statement(statement.header, registry)
    return build_statement(statement, found.statement_id, meeting=meeting, source_id=found.source.id)


def _build_act(act_id: str, resolved: ResolvedAct, statement: Record, registry: Registry) -> Record:
    day = statement.values["adopted_date"]
    bindings = find_bound_actors(resolved.parties, on=day, registry=registry)
    return build_act(resolved, act_id, statement=statement, bindings=bindings)


def _find_spans(acts: Layered, statement: Record) -> dict[str, Span]:
    """Where the acts stand in the statement's text; one that people hold on to may stand in an older one."""
    return {
        act.id: Span(act.values["start_offset"], act.values["end_offset"])
        for act in acts.records
        if act.values["text_id"] == statement.values["text_id"]
    }


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
