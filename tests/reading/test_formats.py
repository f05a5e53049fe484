import pytest

from app.errors import DocumentError, EmptyDocument, UnreadableDocument
from tests.reading.documents import BODY, a_page, a_pdf, column, quotes, read

PARAGRAPHS = BODY.split("\n\n")


def test_formats_are_told_by_content() -> None:
    html = a_page("".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS))
    markdown = f"---\ntitle: Rivers\n---\n\n{BODY}"
    pdf = a_pdf([column([PARAGRAPHS[0], "", PARAGRAPHS[1]], size=7)])

    assert [quotes(read(content)) for content in (BODY, html, markdown, pdf)] == [PARAGRAPHS] * 4


def test_html_without_a_head_is_html() -> None:
    assert quotes(read("<div><p>We will protect rivers.</p><p>We met in Bonn.</p></div>")) == [
        "We will protect rivers.",
        "We met in Bonn.",
    ]


def test_comments_before_the_page_and_endless_words_are_read_in_no_time() -> None:
    comments, noise = "<!-- end of banner -->" * 60, "x" * 100_000

    assert quotes(read(f"{comments}<div><p>We will protect rivers.</p></div>")) == ["We will protect rivers."]
    assert quotes(read(f"{noise}\n\nWe will protect rivers.")) == [noise, "We will protect rivers."]


def test_text_that_mentions_tags_is_no_html() -> None:
    assert quotes(read("We will use the tag <p> on our pages.")) == ["We will use the tag <p> on our pages."]


@pytest.mark.parametrize("content", [b"", b" \n\t ", b"\xef\xbb\xbf  "])
def test_an_empty_document_is_refused(content: bytes) -> None:
    with pytest.raises(EmptyDocument):
        read(content)


def test_a_document_of_furniture_only_is_empty() -> None:
    with pytest.raises(EmptyDocument, match="furniture"):
        read("Share this page\n\nBack to top")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 word/document.xml", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"{\\rtf1 We will act}", "RTF"),
        (bytes(range(256)) * 8, "UTF-8|binary"),
        (b"%PDF-1.7 and nothing more", "broken"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        read(content)


def test_every_refusal_is_a_document_error() -> None:
    assert issubclass(UnreadableDocument, DocumentError)
    assert issubclass(EmptyDocument, DocumentError)
