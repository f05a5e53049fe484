"""What is stored of the samples can be found in their texts, word for word, on both databases."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.ingestion.job import ingest_documents
from app.ingestion.runs import end_run, start_run
from app.ingestion.stored_statements import list_served_ids, load_statement
from app.model import Overrides
from app.reading import read_document
from app.registry import load_registry
from app.sources.folder import list_documents
from app.store.tables import ActActorRow, ActRow, ActThemeRow, DeadlineRow, PassageRow, TextRow
from app.vocabulary import RunState
from tests.databases import KINDS
from tests.ingestion.runs import read_rows

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "statements"


@pytest.fixture(scope="module", params=KINDS)
def filled(databases, request):
    with databases.open(request.param) as database:
        report = ingest_documents(list_documents([SAMPLES], Overrides(), 10**7), database)
        assert report.tally["failed"] == 0
        yield database


def test_every_quote_stands_in_its_text(filled):
    texts = {text.id: text.content for text in read_rows(filled, TextRow)}
    acts = {act.id: act for act in read_rows(filled, ActRow)}
    assert acts
    for act in acts.values():
        content = texts[act.text_id]
        assert content[act.start_offset : act.end_offset] == act.quote
        for wording in (*act.scope, *act.quantities, *act.conditions):
            assert content[wording["start"] : wording["end"]] == wording["text"]
    for row_type, column in ((DeadlineRow, "text"), (ActActorRow, "name")):
        for row in read_rows(filled, row_type):
            if row.start_offset is not None:
                content = texts[acts[row.act_id].text_id]
                assert content[row.start_offset : row.end_offset] == getattr(row, column)
    for row in read_rows(filled, ActThemeRow):
        for wording in row.words:
            assert texts[acts[row.act_id].text_id][wording["start"] : wording["end"]] == wording["text"]


def test_every_act_stands_in_the_passage_it_names(filled):
    passages = {(row.statement_id, row.ordinal): row for row in read_rows(filled, PassageRow)}
    for act in read_rows(filled, ActRow):
        passage = passages[act.statement_id, act.passage]
        assert passage.start_offset <= act.start_offset < act.end_offset <= passage.end_offset


def test_a_stored_statement_is_the_statement_that_was_read(filled):
    registry = load_registry()
    documents = list_documents([SAMPLES], Overrides(), 10**7)
    read = [statement for document in documents for statement in read_document(document, registry)]
    with filled.reading() as connection:
        stored = [load_statement(connection, id_, registry)[0] for id_ in list_served_ids(connection)]
    assert sorted(stored, key=repr) == sorted(read, key=repr)


def test_a_registry_of_the_same_facts_resolves_everything_to_what_it_is(filled):
    run = start_run(filled, replace(load_registry(), digest="1" * 64))
    end_run(run, RunState.FINISHED)
    assert run.resolved_anew == 0
