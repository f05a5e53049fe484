"""What the API answers of an act that is served, as JSON: made from its rows when these are written, so that
to answer is to read it.

It says more than the act's own rows: what its statement, its actors, its meetings and its themes are called.
So it is made anew for every act of a statement that was written, and for all acts when the registry calls
things otherwise (`app.store.feed`). Its shape is part of the schema: who alters it adds a revision that
empties the table, and `communique migrate` makes what is missing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, delete, func, null, select

from app.store.act_parts import ACT_HEAD, DEADLINES, NOTHING, THEMES, parties_in
from app.store.columns import without_index
from app.store.declarations import UNTOLD
from app.store.dialects import upsert
from app.store.json_rows import json_instant, json_object
from app.store.tables import ActJsonRow, ActRow, PassageRow, StatementRow
from app.vocabulary import ActKind, ActorRole, Status

STATEMENTS: BindParameter[str] = bindparam("statements", expanding=True)
STATEMENTS_AT_A_TIME = 20
NO_MATCH = '"match":null'
"""Stands once in the JSON of an act, at its end: one member is named so, and strings escape their quotes."""


def _select_shaped(kind: ActKind, **parties: Any) -> Select[*tuple[Any, ...]]:
    """The served acts of a kind in some statements, in its shape; but `rules` is all that was traced.

    Made once: to build so large a select costs more than to run it.
    """
    shape = json_object(
        **ACT_HEAD,
        evidence=json_object(
            text=ActRow.text_id,
            start=ActRow.start,
            end=ActRow.end,
            passage=ActRow.passage,
            passage_number=PassageRow.number,
        ),
        verb=ActRow.verb,
        object=func.nullif(ActRow.object, NOTHING),
        **parties,
        beneficiaries=parties_in(ActorRole.BENEFICIARY),
        scope=ActRow.scope,
        themes=THEMES,
        deadlines=DEADLINES,
        quantities=ActRow.quantities,
        conditions=ActRow.conditions,
        confidence=ActRow.confidence,
        rules=ActRow.trace,
        run=ActRow.run_id,
        version=ActRow.version,
        created_at=json_instant(ActRow.created_at),
        updated_at=json_instant(ActRow.updated_at),
        changed_seq=ActRow.changed_seq,
        match=null(),
    )
    is_in_its_text = and_(
        PassageRow.statement_id == ActRow.statement_id,
        PassageRow.ordinal == ActRow.passage,
        ActRow.text_id == StatementRow.text_id,
    )
    return (
        select(shape)
        .select_from(ActRow)
        .join(StatementRow, StatementRow.id == ActRow.statement_id)
        .outerjoin(PassageRow, is_in_its_text)
        .where(
            ActRow.statement_id.in_(STATEMENTS),
            without_index(ActRow.kind) == kind,
            ActRow.status == Status.ACTIVE,
        )
    )


SHAPED: Mapping[ActKind, Select[*tuple[Any, ...]]] = {
    ActKind.PLEDGE: _select_shaped(ActKind.PLEDGE, actors=parties_in(ActorRole.PROMISOR)),
    ActKind.CALL: _select_shaped(
        ActKind.CALL, actors=parties_in(ActorRole.CALLER), addressees=parties_in(ActorRole.ADDRESSEE)
    ),
}


def list_statements(connection: Connection) -> Sequence[str]:
    """All statements that are served."""
    served = select(StatementRow.id).where(StatementRow.status == Status.ACTIVE)
    return connection.scalars(served.order_by(StatementRow.id)).all()


def list_written(connection: Connection) -> Sequence[str]:
    """The statements that this transaction has written, or acts of; to be asked before it numbers them."""
    with_acts = select(ActRow.statement_id).where(ActRow.changed_seq == UNTOLD)
    themselves = select(StatementRow.id).where(StatementRow.changed_seq == UNTOLD)
    return connection.scalars(with_acts.union(themselves)).all()


def list_unmade(connection: Connection) -> Sequence[str]:
    """The statements with served acts whose JSON was never made."""
    unmade = (
        select(ActRow.statement_id)
        .outerjoin(ActJsonRow, ActJsonRow.act_id == ActRow.id)
        .where(ActRow.status == Status.ACTIVE, ActJsonRow.act_id.is_(None))
    )
    return connection.scalars(unmade.distinct()).all()


def make_json(connection: Connection, statements: Collection[str]) -> None:
    """Make the JSON of the acts of some statements; where it says the same as before, nothing is written."""
    listed = sorted(statements)
    for start in range(0, len(listed), STATEMENTS_AT_A_TIME):
        some = listed[start : start + STATEMENTS_AT_A_TIME]
        known = _load(connection, some)
        made = dict(shape_acts(connection, some))
        fresh = [{"act_id": id_, "body": body} for id_, body in made.items() if known.get(id_) != body]
        upsert(connection, ActJsonRow, fresh)
        if gone := known.keys() - made:
            connection.execute(delete(ActJsonRow).where(ActJsonRow.act_id.in_(gone)))


def _load(connection: Connection, statements: Sequence[str]) -> dict[str, str]:
    """What was made before, by act."""
    kept = select(ActJsonRow.act_id, ActJsonRow.body).join(ActRow, ActRow.id == ActJsonRow.act_id)
    return dict(connection.execute(kept.where(ActRow.statement_id.in_(statements))).all())


def shape_acts(connection: Connection, statements: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each served act with its JSON; of the rules that were traced each once."""
    for shaped in SHAPED.values():
        for act in connection.execute(shaped, {STATEMENTS.key: statements}).scalars():
            act["rules"] = list(dict.fromkeys(firing["rule"] for firing in act["rules"]))
            yield act["id"], orjson.dumps(act).decode()


def tell_match(body: str, match: Mapping[str, Any] | None) -> str:
    """The JSON of an act, with the place where a search met it."""
    before, _, behind = body.rpartition(NO_MATCH)
    return f'{before}"match":{orjson.dumps(match).decode()}{behind}'
