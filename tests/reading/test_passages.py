"""What holds for the text and the passages of every statement, whatever the document."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import DocumentError
from app.model import Statement
from tests.reading.documents import COOKIES, a_page, quotes, read, read_all

SENTENCES = st.sampled_from(
    [
        "We will protect the rivers that we share.",
        "The Council decides to meet again, and asks for a report.",
        "Russia's",
        "attack on the dam threatens us all",
        "12. We welcome the plan.",
        "(a) to build dams;",
        "- plant trees",
        "LOSS AND DAMAGE",
        "We recall the plan.3 We thank all.",
        "We will:",
        "1 Adopted in Bonn.",
        "3/10",
        "Annex I",
        "**",
        "I.",
        "___________",
        "Decision 1/XY.2",
        "",
    ]
)
SEPARATORS = st.sampled_from([" ", "\n", "\n\n", "\f", "  \n", "<br>", "\t"])
SCRAPED = st.lists(st.tuples(st.one_of(SENTENCES, st.just(COOKIES)), SEPARATORS), max_size=30).map(
    lambda parts: "".join(sentence + separator for sentence, separator in parts)
)


def read_what_can_be_read(content: str) -> tuple[Statement, ...]:
    try:
        return read_all(content)
    except DocumentError:
        return ()


def check(statement: Statement) -> None:
    """The passages cover the text from end to end, in order, two line ends between; every cut lies within."""
    content = statement.text.content
    assert content == "\n\n".join(quotes(statement))
    assert [passage.ordinal for passage in statement.passages] == list(range(len(statement.passages)))
    ends = [0, *(passage.span.end for passage in statement.passages)]
    assert all(passage.span.start >= end for passage, end in zip(statement.passages, ends, strict=False))
    for quote in quotes(statement):
        assert quote == " ".join(quote.split())
        assert not re.search("[\u00a0\u00ad\u200b\ue000\ue001]", quote)
    assert all(0 <= cut.at <= len(content) for cut in statement.text.cuts)
    assert [cut.at for cut in statement.text.cuts] == sorted(cut.at for cut in statement.text.cuts)


@settings(max_examples=120, deadline=None)
@given(SCRAPED)
def test_scraped_text_keeps_its_words_and_loses_its_banners(content: str) -> None:
    for statement in read_what_can_be_read(content):
        check(statement)
        assert "cookies" not in statement.text.content, content
        kept = statement.text.content + "".join(cut.removed for cut in statement.text.cuts)
        assert kept.count("protect the rivers") == content.count("protect the rivers")


@settings(max_examples=60, deadline=None)
@given(SCRAPED)
def test_the_same_holds_on_a_page(content: str) -> None:
    for statement in read_what_can_be_read(a_page(f"<div><p>{content}</p></div>")):
        check(statement)
        assert "cookies" not in statement.text.content


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(content: str) -> None:
    for statement in read_what_can_be_read(content):
        check(statement)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        statements = read_all(content)
    except DocumentError:
        return
    for statement in statements:
        check(statement)


def test_the_same_bytes_give_the_same_text() -> None:
    content = f"We met in Bonn. {COOKIES}\n\n1. We will act."

    assert read(content).text.id == read(content).text.id


def test_a_long_document_is_read_in_seconds() -> None:
    paragraph = (
        "12. We will protect the rivers that we share, and (a) build dams; (b) plant trees on their banks. "
    )
    content = "\n\n".join(f"{paragraph * 4}{COOKIES}" for _ in range(1000))

    assert len(read(content).passages) == 1000
