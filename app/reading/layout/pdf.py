"""PDF -> blocks. Knows pages and glyphs; paragraphs, furniture and footnotes are told from the lines the
glyphs make.

Only the text layer is read: a scanned PDF has none and is refused, for nothing can be quoted from a picture.
"""

from collections.abc import Iterator

import pypdfium2

from app.errors import UnreadableDocument
from app.reading.blocks import Layout
from app.reading.furniture import find_block_rule
from app.reading.layout.glyphs import list_glyphs
from app.reading.layout.lines import Line, unfold
from app.reading.layout.pages import find_page_furniture
from app.reading.layout.typesetting import find_body_size, make_lines, mark_notes, space_lines

_FEWEST_LETTERS = 20


def parse_pdf(content: bytes) -> Layout:
    """Raises UnreadableDocument for a broken or locked file and for one without a text layer."""
    lines = list(_load_lines(content))
    if sum(character.isalpha() for line in lines for character in line.text) < _FEWEST_LETTERS:
        raise UnreadableDocument("the PDF has no text layer: it may be a scan")
    body_size = find_body_size(lines)
    lines = mark_notes(find_page_furniture(space_lines(lines, body_size), find_block_rule), body_size)
    return Layout(tuple(unfold(lines, body_size=body_size)))


def _load_lines(content: bytes) -> Iterator[Line]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        is_locked = "password" in str(error).lower()
        raise UnreadableDocument(
            "the PDF asks for a password" if is_locked else f"the PDF is broken: {error}"
        ) from error
    try:
        for number, page in enumerate(document):
            yield from make_lines(list_glyphs(page), number)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(f"the PDF is broken: {error}") from error
    finally:
        document.close()
