"""Bytes -> a layout, by what they are and not by what their file is called. Knows the formats' signatures;
the formats know the rest.
"""

import re

from app.errors import EmptyDocument, UnreadableDocument
from app.reading.blocks import Layout
from app.reading.layout.encoding import decode_text
from app.reading.layout.front_matter import has_front_matter
from app.reading.layout.html import parse_html
from app.reading.layout.markdown import parse_markdown
from app.reading.layout.pdf import parse_pdf
from app.reading.layout.plain import parse_plain

_PDF_HEAD_BYTES = 1024
_FOREIGN = (
    (b"PK\x03\x04", "a ZIP archive, as Word and OpenDocument files are"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
)

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S
)
_HTML_BLOCK = re.compile(r"<(?:p|div|h[1-6]|li|section|article|br)\b[^>]*>", re.I)
_MARKUP = re.compile(
    r"\*{2,3}(?=[^\s*])|(?<!\w)([*_])(?=\S)[^*_\n]+(?<=\S)\1(?!\w)"  # emphasis
    r"|(?m:^#{1,6} \S)"
    r"|\[[^\]\n]{1,200}\]\([^)\s]*\)|\[\^\w{1,4}\]"  # link, footnote
    r"|(?m:^\d{1,3}\\[.)])|\\#|\\\*"  # escapes
)
_ENOUGH_MARKUP = 2
# Markdown would fold such lines into one paragraph.
_PARAGRAPH_A_LINE = re.compile(r"^.{120,}\n.{120,}$", re.M)


def parse_layout(content: bytes) -> Layout:
    """Raises EmptyDocument, or UnreadableDocument with what the bytes look like instead."""
    if not content.strip():
        raise EmptyDocument("the document is empty")
    if b"%PDF-" in content[:_PDF_HEAD_BYTES]:
        return parse_pdf(content)
    for signature, description in _FOREIGN:
        if content.startswith(signature):
            raise UnreadableDocument(
                f"the document is {description}; HTML, Markdown, plain text and PDF are read"
            )
    text, doubts = decode_text(content)
    if not text.strip():
        raise EmptyDocument("the document holds white space only")
    return _parse_text(text).doubting(doubts)


def _parse_text(text: str) -> Layout:
    if _is_html(text):
        return parse_html(text)
    return parse_markdown(text) if _is_markdown(text) else parse_plain(text)


def _is_markdown(text: str) -> bool:
    if has_front_matter(text):
        return True
    return len(_MARKUP.findall(text)) >= _ENOUGH_MARKUP and not _PARAGRAPH_A_LINE.search(text)


def _is_html(text: str) -> bool:
    """A document that starts as HTML does, or a fragment of which at least one line in ten opens an HTML
    block.
    """
    if has_front_matter(text):
        return False
    lines = text.count("\n") + 1
    return bool(_HTML_START.match(text)) or (
        text.lstrip().startswith("<") and len(_HTML_BLOCK.findall(text)) * 10 >= lines
    )
