import pytest

from app.errors import UnreadableDocument
from app.reading.layout.encoding import decode_text

WORDS = "Déclaration commune: nous – les chefs d’État – réaffirmons notre engagement."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_are_told_by_their_marks(encoding: str) -> None:
    assert decode_text(WORDS.encode(encoding)) == (WORDS, ())


def test_a_declared_charset_is_believed() -> None:
    page = f"<html><head><meta charset=iso-8859-2></head><body>{'Łódź and Kraków'}</body></html>"

    assert decode_text(page.encode("iso-8859-2")) == (page, ())


def test_windows_1252_is_assumed_with_a_doubt() -> None:
    text, doubts = decode_text(WORDS.encode("cp1252"))

    assert text == WORDS
    assert [doubt.code for doubt in doubts] == ["encoding-assumed"]


def test_damaged_utf_8_is_refused_rather_than_shown_as_other_letters() -> None:
    damaged = ("We – the leaders – reaffirm. " * 3).encode() + b"\xe2\x80"

    with pytest.raises(UnreadableDocument, match="not UTF-8"):
        decode_text(damaged)


def test_a_document_that_is_not_what_it_declares_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="'ascii'"):
        decode_text(b"<meta charset='ascii'><p>\xe9t\xe9</p>")


@pytest.mark.parametrize("charset", [b"undefined", b"unicode_escape"])
def test_a_charset_that_yields_no_text_is_refused(charset: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        decode_text(b"<meta charset='" + charset + b"'><p>\xe9t\xe9 \\ud800</p>")


def test_an_unknown_charset_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="'x-klingon'"):
        decode_text(b"<meta charset='x-klingon'><p>\xe9t\xe9</p>")


@pytest.mark.parametrize("content", [b"We will\x00 act.", bytes(range(256)), b"\x01\x02\x03\x04 We will act"])
def test_binary_data_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        decode_text(content)


def test_line_ends_are_made_one_kind() -> None:
    assert decode_text(b"one\r\ntwo\rthree\n")[0] == "one\ntwo\nthree\n"
