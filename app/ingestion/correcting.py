"""The job of `communique correct`: a file of corrections -> decisions in the store, and the acts they change.

All of a file or nothing of it, in one transaction of a run of its own.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from app.ingestion.correction_entries import EntryLine
from app.ingestion.corrections import Conflict, Correction
from app.ingestion.decisions import Plan, plan_corrections
from app.ingestion.effects import Effect
from app.ingestion.layering import judge_all, split_judged
from app.ingestion.reports import ActTally, StatementReport
from app.ingestion.runs import Run, record_reports, running
from app.ingestion.stored_corrections import (
    end_corrections,
    load_decided,
    save_corrections,
    save_extracted,
)
from app.registry.facts import Registry
from app.store.database import Database
from app.store.feed import telling
from app.store.records import Saved, save_records
from app.store.schema import check_schema
from app.store.stored import load_records
from app.store.tables import ActRow, StatementRow
from app.vocabulary import ChangeCause, Outcome, Status


def correct_acts(
    lines: Sequence[EntryLine], database: Database, registry: Registry, *, name: str, is_dry_run: bool = False
) -> tuple[Effect, ...]:
    """Make the decisions of a file, named `name`, and tell what becomes of the acts it names; a dry run
    writes nothing. What stands already has no effect.

    Raises CorrectionError naming every line that does not fit, and StoreError; nothing is written then.
    """
    check_schema(database)
    with database.reading() as connection:
        plan = plan_corrections(connection, lines, registry)
        effects = _list_effects(connection, plan)
    if effects and not is_dry_run:
        with running(database, registry) as run:
            _write(lines, run, name)
    return effects


def list_corrections(
    database: Database, registry: Registry
) -> tuple[tuple[Correction, ...], tuple[Conflict, ...]]:
    """The decisions that stand on acts of served statements, act by act; and where extraction has come apart
    from them. Raises StoreError.
    """
    check_schema(database)
    is_served = StatementRow.status == Status.ACTIVE
    acts = select(ActRow.id).join(StatementRow, StatementRow.id == ActRow.statement_id).where(is_served)
    with database.reading() as connection:
        decided = dict(sorted(load_decided(connection, acts).items()))
        ids = {known.extracted.values["statement_id"] for known in decided.values()}
        statements = {each.id: each for each in load_records(connection, StatementRow, ids)}
        judged = judge_all(connection, decided, statements=statements, registry=registry)
    corrections = (correction for known in decided.values() for correction in known.corrections)
    return tuple(corrections), split_judged(judged).conflicts


def _list_effects(connection: Connection, plan: Plan) -> tuple[Effect, ...]:
    effects = []
    for id_, judged in plan.judge(connection, plan.touched).items():
        act = plan.stored[id_]
        stored = replace(act, statement=plan.statements[act.values["statement_id"]])
        made = tuple(correction for correction in plan.made if correction.act_id == id_)
        effects.append(Effect(stored, judged.record, made))
    return tuple(effects)


def _write(lines: Sequence[EntryLine], run: Run, name: str) -> None:
    """Plan once more, in the transaction that writes: the acts may have moved on."""
    with run.database.writing() as connection:
        plan = plan_corrections(connection, lines, run.registry)
        run.reports.extend(_save(connection, plan, run, name))


def _save(connection: Connection, plan: Plan, run: Run, name: str) -> list[StatementReport]:
    judged = plan.judge(connection, plan.touched)
    layered = split_judged(judged)
    stamp = run.stamp(ChangeCause.CORRECTION)
    with telling(connection, stamp) as writing:
        save_corrections(connection, plan.made, stamp)
        end_corrections(connection, plan.ended)
        save_extracted(connection, {id_: plan.decided[id_] for id_ in plan.touched})
        saved = save_records(writing, ActRow, layered.records, withdrawn=layered.withdrawn)
        reports = _build_reports(plan, saved, name)
        record_reports(connection, run, reports)
    return reports


def _build_reports(plan: Plan, saved: Saved, name: str) -> list[StatementReport]:
    """What was done with the acts of each statement, under the name of the file."""
    acts: dict[str, list[str]] = defaultdict(list)
    for id_ in plan.touched:
        acts[plan.stored[id_].values["statement_id"]].append(id_)
    reports = []
    for statement, ids in acts.items():
        tally = ActTally(
            updated=len(set(ids) & set(saved.updated)),
            unchanged=len(set(ids) & set(saved.unchanged)),
            withdrawn=len(set(ids) & set(saved.withdrawn)),
        )
        outcome = Outcome.UPDATED if tally.updated or tally.withdrawn else Outcome.UNCHANGED
        reports.append(StatementReport(name, outcome, statement_id=statement, acts=tally))
    return reports
