"""Documents for the tests of reading, in each format, and the short way through reading them."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.model import Document, Overrides, Passage, Statement
from app.reading import read_document
from app.registry import load_registry

BODY = """We, the Leaders of the G7, met in Bonn on 3 March 2031 to discuss the safety of rivers.

We will double the number of gauges on shared rivers by 2033, and we will publish their data every day."""

COOKIES = "This website uses cookies to give you the best experience. X"


def read(content: str | bytes, **overrides: Any) -> Statement:
    """The one statement of a document."""
    (statement,) = read_all(content, **overrides)
    return statement


def read_all(content: str | bytes, **overrides: Any) -> tuple[Statement, ...]:
    """The statements of a document."""
    raw = content.encode() if isinstance(content, str) else content
    return read_document(Document("a document", raw, Overrides(**overrides)), load_registry())


def quotes(statement: Statement) -> list[str]:
    """The words of each passage."""
    return [quote(passage, statement) for passage in statement.passages]


def quote(passage: Passage, statement: Statement) -> str:
    """The words of a passage."""
    return passage.span.quote(statement.text.content)


def outline(statement: Statement) -> list[tuple[str, int, str | None, str]]:
    """Kind, level, number and first two words of each passage."""
    return [
        (p.kind.value, p.level, p.number, " ".join(quote(p, statement).split()[:2]))
        for p in statement.passages
    ]


def a_page(body: str, *, head: str = "<title>A page</title>") -> str:
    """An HTML page."""
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>"


Line = tuple[str, dict[str, Any]]


def a_pdf(pages: Sequence[Sequence[Line]], *, password: str | None = None) -> bytes:
    """A PDF of lines. A line's style: `y` and `x` in points from the bottom left, `size`, `font`, `angle`,
    and `mark`, a raised run, with what comes `after` it.
    """
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), encrypt=password)
    for page in pages:
        for text, style in page:
            _draw(canvas, text, **style)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def column(lines: Sequence[str], *, top: float = 760, leading: float = 14, **style: Any) -> list[Line]:
    """Lines one below the other; an empty one leaves white."""
    return [(line, {"y": top - leading * index, **style}) for index, line in enumerate(lines) if line]


def _draw(
    canvas: Canvas,
    text: str,
    *,
    y: float,
    x: float = 72,
    size: float = 11,
    font: str = "Times-Roman",
    angle: float = 0,
    mark: str = "",
    after: str = "",
) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(angle)
    words = canvas.beginText(0, 0)
    words.setFont(font, size)
    words.textOut(text)
    words.setFont(font, size * 0.6)
    words.setRise(size * 0.4)
    words.textOut(mark)
    words.setFont(font, size)
    words.setRise(0)
    words.textOut(after)
    canvas.drawText(words)
    canvas.restoreState()
