"""Other rules over the stored texts change what they find otherwise, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

import app.extraction
from app.errors import NotFound
from app.extraction import extract_acts
from app.ingestion.correcting import correct_acts
from app.ingestion.correction_entries import Entry, EntryLine
from app.ingestion.job import ingest_documents
from app.ingestion.reextraction import Reextracted, reextract_statements
from app.model import Act, Overrides, Span, Statement
from app.registry import load_registry
from app.resolution.speakers import Speaker
from app.sources.folder import list_documents
from app.store.database import Database
from app.store.feed_tables import ChangeRow
from app.store.tables import ActRow, RunDocumentRow, RunRow, SourceRow
from app.vocabulary import Firmness, Outcome
from tests.api.conftest import serving
from tests.api.followers import apply, follow, walk
from tests.ingestion.documents import PARAGRAPHS, a_communique, some_communiques
from tests.ingestion.kept import check_kept
from tests.ingestion.runs import ingest_a_week, read_everything, read_rows, run_first

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "statements"
Rules = Callable[[Act], Act | None]

extract_once = lru_cache(extract_acts)
"""The rules as they are; what they find in a text is found once for all tests."""


def alter(patch: pytest.MonkeyPatch, rules: Rules) -> None:
    """Alter the rules by what becomes of the acts they find; None is no act."""

    def extract(statement: Statement, speaker: Speaker) -> tuple[Act, ...]:
        return tuple(act for found in extract_once(statement, speaker) if (act := rules(found)))

    patch.setattr(app.extraction, "extract_acts", extract)


@pytest.fixture
def rule(monkeypatch: pytest.MonkeyPatch) -> Callable[[Rules], None]:
    """Lets a test alter the rules."""
    return partial(alter, monkeypatch)


@pytest.fixture
def database(make_database: Callable[..., Database], database_kind: str) -> Database:
    return make_database(database_kind, filled_by=run_first)


def reextract(database: Database, *ids: str, **options: Any) -> list[Reextracted]:
    return list(reextract_statements(database, ids, **options))


def shorten(act: Act) -> Act:
    """The same without its last word."""
    quote = act.quote.rsplit(maxsplit=1)[0]
    return replace(act, quote=quote, span=Span(act.span.start, act.span.start + len(quote)))


def read_changes(database: Database, *, after: int) -> list[Any]:
    return [row for row in read_rows(database, ChangeRow, ChangeRow.seq) if row.seq > after]


def count_changes(database: Database) -> int:
    return len(read_rows(database, ChangeRow))


# --- other rules over the samples ---------------------------------------------------------------------------


ADDED, DROPPED, MOVED = {3}, {10}, {0, 11, 14}
"""Where an act stands, modulo 20, says what other rules do to it: of each number there is one in twenty."""


def read_as_before(act: Act) -> Act | None:
    return None if act.span.start % 20 in ADDED else act


def read_otherwise(act: Act) -> Act | None:
    place = act.span.start % 20
    return None if place in DROPPED else shorten(act) if place in MOVED else act


@dataclass(frozen=True)
class Ingested:
    """The samples as they are stored; acts by where they begin."""

    database: Database
    acts: dict[tuple[str, int], Any]

    def find(self, places: set[int]) -> set[str]:
        """Ids of the acts that stand there."""
        return {row.id for (_, start), row in self.acts.items() if start % 20 in places}


def read_acts(database: Database) -> dict[tuple[str, int], Any]:
    rows = read_rows(database, ActRow)
    acts = {(row.statement_id, row.start_offset): row for row in rows}
    assert len(acts) == len(rows)
    return acts


def ingest_samples(database: Database) -> None:
    documents = list_documents([SAMPLES], Overrides(), 10**7)
    with pytest.MonkeyPatch.context() as patch:
        alter(patch, read_as_before)
        assert ingest_documents(documents, database).tally["failed"] == 0


@pytest.fixture
def samples(
    make_database: Callable[..., Database], database_kind: str, rule: Callable[[Rules], None]
) -> Ingested:
    database = make_database(database_kind, filled_by=ingest_samples)
    rule(read_otherwise)
    return Ingested(database, read_acts(database))


def test_other_rules_change_exactly_what_they_find_otherwise_and_the_feed_tells_it(
    samples: Ingested,
) -> None:
    database, told = samples.database, count_changes(samples.database)
    before = read_everything(database)
    foretold = reextract(database, is_dry_run=True)
    assert read_everything(database) == before

    done = reextract(database)

    assert [each.effects for each in done] == [each.effects for each in foretold]
    assert [each.report for each in done] == [each.report for each in foretold]
    after = read_acts(database)
    added = {row.id for place, row in after.items() if place not in samples.acts}
    dropped, moved = samples.find(DROPPED), samples.find(MOVED)
    assert min(len(added), len(dropped), len(moved)) > 3
    assert len(added) == sum(start % 20 in ADDED for _, start in after)
    assert {place: after[place].id for place in samples.acts} == {
        place: row.id for place, row in samples.acts.items()
    }
    changes = read_changes(database, after=told)
    assert {row.cause for row in changes} == {"reextraction"}
    assert sorted((row.type, row.object_id) for row in changes) == sorted(
        [
            *(("created", id_) for id_ in added),
            *(("withdrawn", id_) for id_ in dropped),
            *(("updated", id_) for id_ in moved),
        ]
    )
    assert {name for row in changes if row.type == "updated" for name in row.changed_fields} == {
        "evidence",
        "quote",
        "themes",  # those that only the last word spoke of
    }
    check_kept(database)
    with serving(database) as api:
        for kind in ("pledge", "call"):
            copy = apply(follow(api, include="object"), {}, kind)
            assert copy == walk(api, f"/v1/{kind}s")


def test_the_same_rules_again_change_nothing_whoever_applies_them(samples: Ingested) -> None:
    database = samples.database
    reextract(database)
    stored = read_everything(database)

    again = reextract(database)

    assert {each.report.outcome for each in again} == {Outcome.UNCHANGED}
    assert not any(each.effects or each.changed_fields for each in again)
    assert read_everything(database) == stored

    with database.writing() as connection:
        connection.execute(update(SourceRow).values(made_by="0" * 64))  # as if other versions had read it
    report = ingest_documents(list_documents([SAMPLES], Overrides(), 10**7), database)

    assert report.tally["unchanged"] == len(again)
    assert read_rows(database, ChangeRow, ChangeRow.seq) == sorted(stored["change"], key=lambda row: row.seq)


# --- what people decided ------------------------------------------------------------------------------------


def decide(database: Database, **decisions: dict[str, Any]) -> None:
    said = {"author": "A. Reader", "reason": "so it reads"}
    lines = [
        EntryLine(number, Entry.model_validate({"act": act, **said, **decision}))
        for number, (act, decision) in enumerate(decisions.items(), start=1)
    ]
    correct_acts(lines, database, load_registry(), name="mended.jsonl")


def test_what_people_decided_outlives_other_rules_and_conflicts_are_told(
    database: Database, rule: Callable[[Rules], None]
) -> None:
    ingest_documents([a_communique()], database)
    corrected, confirmed, rejected, _ = (row.id for row in read_rows(database, ActRow, ActRow.start))
    decide(
        database,
        **{
            corrected: {"decision": "correct", "fields": {"firmness": "weak"}},
            confirmed: {"decision": "confirm"},
            rejected: {"decision": "reject"},
        },
    )
    told = count_changes(database)
    places = [row.start_offset for row in read_rows(database, ActRow, ActRow.start)]

    def find_otherwise(act: Act) -> Act | None:
        if act.span.start == places[1]:
            return None
        return replace(shorten(act), firmness=Firmness.MEDIUM) if act.span.start == places[0] else act

    rule(find_otherwise)
    (foretold,) = reextract(database, is_dry_run=True)
    (done,) = reextract(database)

    assert foretold == done
    assert [effect.act.id for effect in done.effects] == [corrected]
    assert {conflict.split(" (")[0] for conflict in done.report.conflicts} == {
        f"{corrected}: firmness: extraction now says something else",
        f"{confirmed}: extraction no longer finds it",
    }
    assert [(row.object_id, row.changed_fields) for row in read_changes(database, after=told)] == [
        (corrected, ["evidence", "quote"])
    ]
    acts = {row.id: row for row in read_rows(database, ActRow)}
    assert acts[corrected].firmness == "weak"
    assert (acts[confirmed].status, acts[rejected].status) == ("active", "withdrawn")


def test_what_is_merged_is_told_before_it_is_done(
    make_database: Callable[..., Database], rule: Callable[[Rules], None]
) -> None:
    database = make_database("sqlite", filled_by=run_first)
    ingest_documents([a_communique()], database)
    first, second, *_ = read_rows(database, ActRow, ActRow.start)
    whole = PARAGRAPHS[1].rstrip(".")

    def find_one(act: Act) -> Act | None:
        if act.span.start == first.start_offset:
            return replace(act, quote=whole, span=Span(act.span.start, act.span.start + len(whole)))
        return None if act.span.start == second.start_offset else act

    rule(find_one)
    (foretold,) = reextract(database, is_dry_run=True)
    (done,) = reextract(database)

    assert foretold == done
    assert [(effect.act.id, effect.replaced_by) for effect in done.effects] == [
        (first.id, ()),
        (second.id, (first.id,)),
    ]
    withdrawals = [row for row in read_rows(database, ChangeRow) if row.type == "withdrawn"]
    assert [(row.object_id, row.replaced_by) for row in withdrawals] == [(second.id, [first.id])]


# --- which statements, and how they fare --------------------------------------------------------------------


def test_a_statement_that_fails_leaves_the_others_alone(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_documents(some_communiques(3), database)
    broken = sorted({row.statement_id for row in read_rows(database, ActRow)})[1]

    def extract(statement: Statement, speaker: Speaker) -> tuple[Act, ...]:
        if str(statement.header.adopted) in broken:
            raise ValueError("nobody foresaw\0this")
        return tuple(map(shorten, extract_once(statement, speaker)))

    monkeypatch.setattr(app.extraction, "extract_acts", extract)

    assert [each.report.outcome for each in reextract(database)] == ["updated", "failed", "updated"]
    (run,) = [row for row in read_rows(database, RunRow) if row.tally["failed"]]
    assert run.state == "finished"
    (failed,) = [row for row in read_rows(database, RunDocumentRow) if row.outcome == "failed"]
    assert (failed.statement_id, failed.message) == (broken, "ValueError: nobody foresaw?this")


def test_only_the_statements_that_are_named_are_extracted(make_database: Callable[..., Database]) -> None:
    database = make_database("sqlite", filled_by=ingest_a_week)
    first, *_ = sorted({row.statement_id for row in read_rows(database, ActRow)})
    runs = len(read_rows(database, RunRow))

    assert [each.report.statement_id for each in reextract(database, first)] == [first]
    with pytest.raises(NotFound, match="no statement that is served has the id nato-none"):
        reextract(database, first, "nato-none")
    assert len(read_rows(database, RunRow)) == runs + 1


def test_statements_are_extracted_by_workers(make_database: Callable[..., Database]) -> None:
    database = make_database("sqlite", filled_by=ingest_a_week)
    first, *_ = sorted({row.statement_id for row in read_rows(database, ActRow)})
    (done,) = reextract(database, first, workers=2)
    assert done.report.outcome == "unchanged"
