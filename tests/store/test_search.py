"""A query finds the same on both databases, and in plain Python; what is served is indexed, and nothing
else.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, bindparam, insert, select, text, update

from app.search.grammar import Search, Term, read_search
from app.search.words import find_words, index_words
from app.store.database import Database
from app.store.dialects import is_sqlite
from app.store.feed import Stamp, telling
from app.store.objects import Record
from app.store.records import save_records
from app.store.search_dialects import FEW, find, find_in_statement
from app.store.search_tables import ActWordsRow, PassageWordsRow, WordsType
from app.store.stored import load_records
from app.store.tables import ActRow, PassageRow, RunRow, SourceRow, StatementRow, TextRow
from tests.builders import CALL, PLEDGE
from tests.databases import KINDS
from tests.store.rows import (
    NOON,
    RUN_ID,
    STATEMENT_ID,
    a_passage_row,
    a_run_row,
    a_source_row,
    a_statement_row,
    a_text_row,
    an_act_row,
)

ACTS = tuple(f"plg_{number}" for number in range(6))
WORDS_OF_RUNS = ("version", "run_id", "created_at", "updated_at", "content_digest")


class Unfinished(Exception):
    """Rolls back what a test wrote."""


def a_record(act_id: str, quote: str = PLEDGE, **changes: Any) -> Record:
    row = an_act_row(id=act_id, quote=quote, **changes)
    return Record({name: value for name, value in row.items() if name not in WORDS_OF_RUNS}, parts={})


def a_statement_record(*passages: tuple[int, int]) -> Record:
    row = a_statement_row()
    rows = [
        {**a_passage_row(ordinal=ordinal, start_offset=start, end_offset=end), "number": None}
        for ordinal, (start, end) in enumerate(passages)
    ]
    values = {name: value for name, value in row.items() if name not in WORDS_OF_RUNS}
    return Record(values, {PassageRow: rows})


def save(connection: Connection, row_type, records=(), *, withdrawn=()) -> None:
    with telling(connection, Stamp(RUN_ID, NOON)) as writing:
        save_records(writing, row_type, records, withdrawn=withdrawn)


def fill(connection: Connection, *passages: tuple[int, int]) -> None:
    """A statement with these passages."""
    connection.execute(insert(RunRow), [a_run_row()])
    connection.execute(insert(TextRow), [a_text_row()])
    connection.execute(insert(SourceRow), [a_source_row()])
    save(connection, StatementRow, [a_statement_record(*passages)])


def find_acts(connection: Connection, typed: str, *, few: int = FEW) -> set[str]:
    finds = find(connection, ActWordsRow, read_search(typed), few=few)
    return set(connection.scalars(select(ActRow.id).where(finds.condition)))


def find_passages(connection: Connection, typed: str, *, few: int) -> set[int]:
    finds = find(connection, PassageWordsRow, read_search(typed), few=few)
    return set(connection.scalars(select(PassageRow.ordinal).where(finds.condition)))


# --- the same on both, and in plain Python ------------------------------------------------------------------

VOCABULARY = (
    *("the", "The", "we", "will", "climate", "Climate-neutral", "climates", "OR", "-", "defence", "défense"),
    *("COVID-19", "C5+1", "c5", "1", "19", "U.S.", "us", "Türkiye", "turkiye", "Tu\u0308rkiye", "Straße"),
    *(
        "½",
        "ﷺ",
        "⑴",
        "don't",
        "states'",
        "Ukraine's",
        "a_b",
        "東京",
        "हिन्दी",
        "İstanbul",
        "\x00",
        "%",
        "'",
        "\\",
    ),
)
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join) | st.text(st.characters())
TERMS = st.builds(
    "{}{}{}".format,
    st.sampled_from(("", "", "", "-", '"')),
    st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(" ".join),
    st.sampled_from(("", "", '"', "*", ' OR "', '*"')),
)
QUERIES = st.lists(TERMS, max_size=4).map(" ".join) | st.text(st.characters())


def is_found(search: Search, content: str) -> bool:
    """By the definition of the grammar, over the list of words."""
    words = [word.folded for word in find_words(content)]

    def holds(term: Term) -> bool:
        length = len(term.words)
        runs = (tuple(words[start : start + length]) for start in range(len(words) - length + 1))
        if term.is_prefix:
            return any(run[:-1] == term.words[:-1] and run[-1].startswith(term.words[-1]) for run in runs)
        return term.words in runs

    is_sought = not search.alternatives or any(all(map(holds, terms)) for terms in search.alternatives)
    return is_sought and not any(map(holds, search.excluded))


@pytest.fixture(scope="module", params=KINDS)
def six_of_each(request, databases) -> Iterator[Connection]:
    """A transaction on a database with six acts and six passages in it."""
    with databases.open(request.param) as database:
        with database.writing() as connection:
            fill(connection, *((start, start + 1) for start in range(6)))
            save(connection, ActRow, [a_record(act_id) for act_id in ACTS])
        with suppress(Unfinished), database.writing() as connection:
            yield connection
            raise Unfinished


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(TEXTS, min_size=6, max_size=6), typed=QUERIES, few=st.sampled_from((0, FEW)))
def test_a_query_finds_what_the_grammar_says(
    six_of_each: Connection, texts: Sequence[str], typed: str, few: int
) -> None:
    for words, key, owners in (
        (ActWordsRow, ActWordsRow.act_id, ACTS),
        (PassageWordsRow, PassageWordsRow.ordinal, range(6)),
    ):
        rows = [
            {"owner": owner, "words": index_words(content)}
            for owner, content in zip(owners, texts, strict=True)
        ]
        six_of_each.execute(update(words).where(key == bindparam("owner")), rows)

    search = read_search(typed)
    expected = {number for number, content in enumerate(texts) if is_found(search, content)}
    assert find_acts(six_of_each, typed, few=few) == {ACTS[number] for number in expected}
    assert find_passages(six_of_each, typed, few=few) == expected
    within = find_in_statement(six_of_each, STATEMENT_ID, search)
    assert set(six_of_each.scalars(select(PassageRow.ordinal).where(within))) == expected


def test_as_many_terms_as_fit_are_no_trouble(six_of_each: Connection) -> None:
    six_of_each.execute(update(ActWordsRow).values(words=" ".join(f"w{number}" for number in range(250))))
    every = [f"w{number}" for number in range(250)]
    for typed in (" ".join(every), " OR ".join(every), f'"{" ".join(every)}"'):
        assert find_acts(six_of_each, typed) == set(ACTS)
    assert find_acts(six_of_each, f"w1 {' '.join(f'-x{number}' for number in range(250))}") == set(ACTS)


def test_a_word_and_a_phrase_of_a_megabyte_are_found(six_of_each: Connection) -> None:
    content = f"{'the annex lists the ports ' * 40_000} and COVID-19"
    six_of_each.execute(update(ActWordsRow).values(words=index_words(content)))
    assert find_acts(six_of_each, '"the ports and" covid-19 -rivers') == set(ACTS)
    assert find_acts(six_of_each, '"ports the covid"') == set()


# --- what is indexed ----------------------------------------------------------------------------------------


@contextmanager
def consistent(database) -> Iterator[Connection]:
    """A transaction behind which every act and passage that is served has its words, and nothing else."""
    with database.writing() as connection:
        yield connection
    with database.reading() as connection:
        acts = connection.execute(select(ActRow.id, ActRow.quote).where(ActRow.status == "active")).all()
        kept = connection.execute(select(ActWordsRow.act_id, ActWordsRow.words)).all()
        assert sorted(kept) == sorted((act_id, index_words(quote)) for act_id, quote in acts)
        assert sorted(list_passage_words(connection)) == sorted(expect_passage_words(connection))
    with database.writing() as connection:
        for words in (ActWordsRow, PassageWordsRow):
            check_index(connection, words)


def list_passage_words(connection: Connection):
    columns = (PassageWordsRow.statement_id, PassageWordsRow.ordinal, PassageWordsRow.words)
    return map(tuple, connection.execute(select(*columns)))


def expect_passage_words(connection: Connection):
    rows = connection.execute(
        select(PassageRow.__table__, TextRow.content)
        .join(StatementRow, StatementRow.id == PassageRow.statement_id)
        .join(TextRow, TextRow.id == StatementRow.text_id)
        .where(StatementRow.status == "active")
    )
    for row in rows:
        passage = row.content[row.start_offset : row.end_offset]
        yield (row.statement_id, row.ordinal, index_words(passage))


def check_index(connection: Connection, words: WordsType) -> None:
    """SQLite compares its index with the words; PostgreSQL's is one by nature."""
    if is_sqlite(connection):
        name = f"{words.__tablename__}_fts"
        connection.execute(text(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)"))  # noqa: S608


def test_postgresql_plans_each_search_anew_and_nothing_else(make_database: Callable[..., Database]) -> None:
    database = make_database("postgresql")
    how = text("SHOW plan_cache_mode")
    with database.reading() as connection:
        find(connection, ActWordsRow, read_search("reef"))
        assert connection.scalar(how) == "force_custom_plan"
    with database.reading() as connection:
        assert connection.scalar(how) == "auto"


def test_the_index_follows_every_write(database) -> None:
    with consistent(database) as connection:
        fill(connection, (0, 10), (11, 32))
        save(connection, ActRow, [a_record("plg_0"), a_record("plg_1", CALL)])
        assert find_acts(connection, '"all states"') == {"plg_1"}
    with consistent(database) as connection:
        save(connection, ActRow, [a_record("plg_0", "We will plant trees")], withdrawn=["plg_1"])
        assert find_acts(connection, "all states OR trees") == {"plg_0"}
        assert find_acts(connection, "coastal") == set()
    with consistent(database) as connection:
        save(connection, ActRow, [a_record("plg_1", CALL)])  # found again
        save(connection, StatementRow, [a_statement_record((0, 32))])  # read otherwise
        assert find_acts(connection, "-trees") == {"plg_1"}
    with consistent(database) as connection:
        save(connection, ActRow, withdrawn=["plg_0", "plg_1"])
        save(connection, StatementRow, withdrawn=[STATEMENT_ID])
        assert find_acts(connection, "") == {
            "plg_0",
            "plg_1",
        }  # the search asks nothing; the list asks status


def test_what_is_rolled_back_is_not_found(database) -> None:
    with consistent(database) as connection:
        fill(connection)
        save(connection, ActRow, [a_record("plg_0")])
    with suppress(Unfinished), database.writing() as connection:
        save(connection, ActRow, [a_record("plg_0", "We will plant trees")])
        raise Unfinished
    with consistent(database) as connection:
        assert find_acts(connection, "trees") == set()
        assert find_acts(connection, "coastal") == {"plg_0"}


def test_sqlite_numbers_words_so_that_the_newest_pledges_come_first(make_database) -> None:
    days = {"plg_0": date(2022, 3, 24), "plg_1": date(2023, 5, 2), "plg_2": date(2022, 3, 24)}
    acts = [a_record(act_id, adopted_order=day) for act_id, day in days.items()]
    call = a_record("cal_0", kind="call", stage=None, adopted_order=date.max)
    with make_database("sqlite").writing() as connection:
        fill(connection)
        for act in (acts[0], call, *acts[1:]):
            save(connection, ActRow, [act])
        by_number = select(ActWordsRow.act_id).order_by(ActWordsRow.number)
        assert connection.scalars(by_number).all() == ["plg_1", "plg_0", "plg_2", "cal_0"]


def test_nothing_is_indexed_anew_when_nothing_differs(database) -> None:
    with database.writing() as connection:
        fill(connection, (0, 10))
        save(connection, ActRow, [a_record("plg_0")])
        before = connection.scalars(select(ActWordsRow.number)).all()
        save(connection, ActRow, load_records(connection, ActRow, ["plg_0"]))
        assert connection.scalars(select(ActWordsRow.number)).all() == before
