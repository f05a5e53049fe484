"""Entries of a file of corrections, and the acts they name -> what is to be written, or every line at fault.

Reads the store, writes nothing: what a plan says is saved by `app.ingestion.correcting`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import MISSING
from sqlalchemy import Connection, select

from app.ingestion.correction_entries import Entry, EntryLine, refuse
from app.ingestion.correction_fields import Unfit
from app.ingestion.corrections import WHOLE, Correction, Decided, Judged, tell
from app.ingestion.layering import judge_all
from app.ingestion.stored_corrections import count_corrections, load_decided
from app.registry.facts import Registry
from app.store.objects import Record, canonise
from app.store.stored import load_records
from app.store.tables import ActRow, StatementRow
from app.vocabulary import Decision, Status


@dataclass(slots=True)
class Plan:
    """What a file of corrections comes to, entry by entry.

    `stored`: the acts it names, as they are. `decided`: the same with the decisions that will stand. `made`:
    the new decisions. `ended`: ids of decisions that will stand no longer, each with the one that ends it.
    """

    registry: Registry
    stored: Mapping[str, Record]
    statements: Mapping[str, Record]
    versions: Mapping[str, int]
    counts: dict[str, int]
    decided: dict[str, Decided]
    made: list[Correction] = field(default_factory=list)
    ended: dict[str, str] = field(default_factory=dict)

    def judge(self, connection: Connection, acts: Collection[str]) -> dict[str, Judged]:
        """The acts as they will be served."""
        decided = {id_: self.decided[id_] for id_ in acts}
        return judge_all(connection, decided, statements=self.statements, registry=self.registry)

    @property
    def touched(self) -> list[str]:
        """Ids of the acts that something is decided on anew, sorted."""
        return sorted({correction.act_id for correction in self.made})


def plan_corrections(connection: Connection, lines: Sequence[EntryLine], registry: Registry) -> Plan:
    """The plan of all entries together. Raises CorrectionError, which names every line at fault."""
    plan = _load_plan(connection, {line.entry.act for line in lines}, registry)
    faults: dict[int, str] = {}
    for line in lines:
        try:
            _enter(connection, line.entry, plan)
        except Unfit as error:
            faults[line.number] = str(error)
    refuse(faults)
    return plan


def _load_plan(connection: Connection, acts: Collection[str], registry: Registry) -> Plan:
    """A plan without entries."""
    stored = {act.id: act for act in load_records(connection, ActRow, acts)}
    versions = select(ActRow.id, ActRow.version).where(ActRow.id.in_(acts))
    statements = {act.values["statement_id"] for act in stored.values()}
    undecided = {
        id_: Decided(act, is_found=act.values["status"] == Status.ACTIVE, corrections=())
        for id_, act in stored.items()
    }
    return Plan(
        registry=registry,
        stored=stored,
        statements={each.id: each for each in load_records(connection, StatementRow, statements)},
        versions={row.id: row.version for row in connection.execute(versions)},
        counts=count_corrections(connection, acts),
        decided={**undecided, **load_decided(connection, acts)},
    )


def _enter(connection: Connection, entry: Entry, plan: Plan) -> None:
    """Add one entry to the plan; one that stands already adds nothing. Raises Unfit."""
    if entry.act not in plan.stored:
        raise Unfit(f"no pledge or call ever had the id {entry.act!r}")
    decided = plan.decided[entry.act]
    correction = _make_correction(entry, decided, number=plan.counts.get(entry.act, 0) + 1)
    if any(_is_same(correction, standing) for standing in decided.corrections):
        return
    _check_state(entry, plan)
    if entry.decision is Decision.TAKE_BACK:
        ended = _choose_ended(entry, decided)
        kept = tuple(standing for standing in decided.corrections if standing.id not in ended)
        plan.ended.update(dict.fromkeys(ended, correction.id))
    else:
        kept = (*decided.corrections, correction)
    plan.decided[entry.act] = replace(decided, corrections=kept)
    plan.counts[entry.act] = correction.number
    plan.made.append(correction)
    for conflict in plan.judge(connection, [entry.act])[entry.act].conflicts:
        if conflict.correction.id == correction.id and conflict.field:
            raise Unfit(f"{conflict.field}: {conflict.message}")


def _make_correction(entry: Entry, decided: Decided, *, number: int) -> Correction:
    names = [name for name, _ in entry.fields.items()] or [WHOLE]
    return Correction(
        id=f"{entry.act}.{number}",
        act_id=entry.act,
        number=number,
        decision=entry.decision,
        fields=entry.fields,
        against={name: tell(decided.extracted, name) for name in names},
        reason=entry.reason,
        author=entry.author,
    )


def _is_same(correction: Correction, standing: Correction) -> bool:
    """Whether the decision stands already, made against what extraction says now."""
    one, other = (
        (each.decision, each.fields, each.reason, each.author, canonise(each.against))
        for each in (correction, standing)
    )
    return one == other


def _check_state(entry: Entry, plan: Plan) -> None:
    """Raises Unfit where the act is not as the person saw it."""
    statement = plan.statements[plan.stored[entry.act].values["statement_id"]]
    if statement.values["status"] == Status.WITHDRAWN:
        raise Unfit(f"its statement {statement.id!r} is withdrawn, and every act with it")
    version = plan.versions[entry.act]
    if entry.version is not MISSING and entry.version != version:
        raise Unfit(f"version: the act has moved on to {version}; look at it again")


def _choose_ended(entry: Entry, decided: Decided) -> list[str]:
    """The decisions an entry takes back: the one it names, else all that stand."""
    standing = [correction.id for correction in decided.corrections]
    if entry.correction is not MISSING:
        if entry.correction not in standing:
            raise Unfit(f"correction: of the act stand {', '.join(standing) or 'none'}")
        return [entry.correction]
    if not standing:
        raise Unfit("no decision stands on it that could be taken back")
    return standing
