"""What a poller saw and what stands -> what is wrong with it, counted; nothing should be."""

from collections import defaultdict
from collections.abc import Sequence

import httpx
from sqlalchemy import select

from app.ingestion.runs import start_run
from app.ingestion.saving import match_with_stored, save_statement
from app.model import ResolvedAct
from app.store.database import Database
from app.store.feed import read_head
from app.store.feed_tables import ChangeRow
from tests.api.followers import Json, walk
from tests.api.world import a_world_registry
from tests.soak.editions import make_edition, read_edition
from tests.soak.writers import Entry


def judge_feed(database: Database, seen: Sequence[Json]) -> dict[str, int]:
    """Against the table of changes. `disordered`: whether the same came in another order."""
    columns = (ChangeRow.seq, ChangeRow.kind, ChangeRow.object_id, ChangeRow.version)
    with database.reading() as connection:
        told = [tuple(row) for row in connection.execute(select(*columns).order_by(ChangeRow.seq))]
        head = read_head(connection).seq
    polled = [
        (change["seq"], change["object"]["kind"], change["object"]["id"], change["object"]["version"])
        for change in seen
    ]
    return {
        "missed": len(set(told) - set(polled)),
        "repeated": len(polled) - len(set(polled)),
        "gaps": head - len({seq for seq, *_ in told}),
        "disordered": int(polled != told),
    }


def judge_statements(api: httpx.Client, ledgers: Sequence[Entry]) -> dict[str, int]:
    """Against the ledgers. `lost`: an older edition is served than was committed, or one that was rolled
    back. `halves`: what is served of a statement is not what its edition says.
    """
    committed: dict[str, int] = defaultdict(int)
    for entry in ledgers:
        if entry.is_committed:
            committed[entry.statement_id] = max(committed[entry.statement_id], entry.edition)
    rolled_back = {(entry.statement_id, entry.edition) for entry in ledgers if not entry.is_committed}
    pledges: dict[str, list[Json]] = defaultdict(list)
    for pledge in walk(api, "/v1/pledges").values():
        pledges[pledge["statement"]["id"]].append(pledge)
    editions = read_editions(api)
    return {
        "lost": sum(
            editions.get(id_, 0) < edition or (id_, editions[id_]) in rolled_back
            for id_, edition in committed.items()
        ),
        "halves": sum(
            sorted(map(_describe_pledge, pledges[id_]))
            != sorted(map(_describe_act, make_edition(id_, edition).acts))
            for id_, edition in editions.items()
        ),
    }


def read_editions(api: httpx.Client) -> dict[str, int]:
    """Which edition of each statement is served."""
    return {id_: read_edition(statement["title"]) for id_, statement in walk(api, "/v1/statements").items()}


def save_editions(database: Database, editions: dict[str, int]) -> int:
    """How many changes it makes to save these editions of statements, by one run in one transaction."""
    run = start_run(database, a_world_registry())
    with database.writing() as connection:
        before = read_head(connection).seq
        for id_, edition in editions.items():
            found = make_edition(id_, edition)
            run.reports.append(save_statement(connection, found, match_with_stored(connection, found), run))
        return read_head(connection).seq - before


def _describe_pledge(pledge: Json) -> tuple[object, ...]:
    return (
        pledge["quote"],
        pledge["object"],
        pledge["stage"],
        pledge["firmness"],
        pledge["polarity"],
        pledge["confidence"],
        [deadline["latest"] for deadline in pledge["deadlines"]],
        [theme["id"] for theme in pledge["themes"]],
        sorted(party["id"] for party in pledge["actors"]),
    )


def _describe_act(resolved: ResolvedAct) -> tuple[object, ...]:
    act = resolved.act
    return (
        act.quote,
        act.object,
        act.stage,
        act.firmness,
        act.polarity,
        act.confidence,
        [str(deadline.latest) for deadline in resolved.deadlines],
        [match.theme for match in resolved.themes],
        sorted(str(party.actor) for party in resolved.parties),
    )
