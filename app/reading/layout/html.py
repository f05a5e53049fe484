"""HTML -> blocks and what the head declares. Knows elements and attributes; what is page furniture in the
text is told elsewhere.

The text is what a reader sees of the main content: headings, paragraphs, list items with the numbers a
browser would print, table rows. Superscripts and links to notes are kept as raised runs (see `characters`).
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from app.errors import UnreadableDocument
from app.reading.blocks import Block, Layout
from app.reading.characters import LOWERED, RAISED, clean_characters
from app.reading.joining import find_words
from app.reading.layout.gathering import Gatherer
from app.reading.layout.head import find_declared
from app.reading.layout.main_content import MainContent, find_main_content
from app.reading.layout.plain import parse_plain
from app.reading.numbers import Style, write_number

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STRONG = frozenset({"b", "strong", "em", "i", "u"})
_BLOCK_TAGS = (
    "address article blockquote body center dd details div dl dt fieldset figcaption figure form header "
    "hr html main p section summary table tbody tfoot thead tr"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_STYLES = {"a": Style.LETTER, "A": Style.CAPITAL, "i": Style.ROMAN, "I": Style.CAPITAL_ROMAN}
_NOTE_LINK = re.compile(r"#.")
_NOTE_MARK = re.compile(r"[\s\[(]*(?:\d{1,3}|[ivx]{1,5}|[a-z]|[*†‡§]+)[\s\])]*$")


def parse_html(text: str) -> Layout:
    """A whole page: its main content, and what its head declares. Raises UnreadableDocument when it cannot be
    taken apart.
    """
    tree = LexborHTMLParser(text)
    if tree.body is None:
        raise UnreadableDocument("the HTML has no body")
    try:
        return Layout(_read_blocks(find_main_content(tree.body)), find_declared(tree))
    except RecursionError as error:
        raise UnreadableDocument("the HTML is nested too deeply") from error


def parse_fragment(html: str, *, measure: float | None = None) -> tuple[Block, ...]:
    """HTML that is content throughout, as Markdown renders to. `measure`: where its source's lines end."""
    tree = LexborHTMLParser(html)
    return _read_blocks(MainContent(tree.body), measure) if tree.body else ()


def _read_blocks(content: MainContent, measure: float | None = None) -> tuple[Block, ...]:
    words = find_words(clean_characters(content.root.text(separator=" ")).split("\n"))
    walker = _Walker(content, Gatherer(words, measure))
    walker.walk(content.root)
    walker.gatherer.close()
    return tuple(walker.gatherer.blocks)


class _Walker:
    """Walks the tree in reading order and hands what a reader sees to a gatherer."""

    def __init__(self, content: MainContent, gatherer: Gatherer) -> None:
        self.gatherer = gatherer
        self._content = content
        self._strong = 0

    def walk(self, node: LexborNode) -> None:
        for child in node.iter(include_text=True):
            self._visit(child)

    def _visit(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self.gatherer.add(clean_characters(node.text_content or ""), is_strong=self._strong > 0)
        elif not tag[:1].isalpha() or self._content.skips(node):
            return
        elif tag == "br":
            self.gatherer.break_line()
        elif tag == "pre":
            self._visit_preformatted(node)
        elif tag in ("ul", "ol", "menu"):
            self._visit_list(node)
        elif tag == "tr" and not _holds_blocks(node):
            self._visit_row(node)
        elif tag == "sup" or (tag == "a" and _is_note_link(node)):
            self.gatherer.add(RAISED + clean_characters(node.text()) + LOWERED, is_strong=True)
        elif tag in _HEADINGS:
            self._visit_heading(node, _HEADINGS[tag])
        elif tag in _BLOCKS or tag in ("td", "th", "li"):
            self.gatherer.close()
            self.walk(node)
            self.gatherer.close()
        else:
            self._visit_inline(node, tag)

    def _visit_inline(self, node: LexborNode, tag: str) -> None:
        is_strong = tag in _STRONG
        self._strong += is_strong
        self.walk(node)
        self._strong -= is_strong

    def _visit_heading(self, node: LexborNode, level: int) -> None:
        self.gatherer.close()
        self.walk(node)
        self.gatherer.close_as_heading(level)

    def _visit_list(self, node: LexborNode) -> None:
        self.gatherer.close()
        for item, number in _number_items(node):
            if self._content.skips(item):
                continue
            with self.gatherer.an_item(number):
                self.walk(item)
        self.gatherer.close()

    def _visit_row(self, node: LexborNode) -> None:
        """A row of a table of data: one paragraph, its cells set apart as in print."""
        self.gatherer.close()
        cells = [cell for cell in node.iter() if cell.tag in ("td", "th") and cell.text().strip()]
        for index, cell in enumerate(cells):
            if index:
                self.gatherer.add(" | ", is_strong=True)
            self.walk(cell)
        self.gatherer.close()

    def _visit_preformatted(self, node: LexborNode) -> None:
        self.gatherer.close()
        self.gatherer.blocks.extend(parse_plain(node.text()).blocks)


def _number_items(node: LexborNode) -> Iterator[tuple[LexborNode, str | None]]:
    """The items of a list, each with the number a browser prints, None for a bullet."""
    style = _STYLES.get(node.attributes.get("type") or "", Style.DECIMAL)
    ordinal = _parse_ordinal(node.attributes.get("start"), 1)
    for item in node.iter():
        ordinal = _parse_ordinal(item.attributes.get("value"), ordinal)
        yield item, write_number(ordinal, style) if node.tag == "ol" else None
        ordinal += item.tag == "li"


def _parse_ordinal(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.strip().isdecimal() else otherwise


def _holds_blocks(row: LexborNode) -> bool:
    """Whether a table row lays out a page rather than data."""
    return row.css_first("p, ul, ol, table, div, h1, h2, h3, h4") is not None


def _is_note_link(node: LexborNode) -> bool:
    """A link within the page that reads like a footnote mark, or back from the note to its mark."""
    return bool(
        _NOTE_LINK.match(node.attributes.get("href") or "")
        and _NOTE_MARK.match(clean_characters(node.text()))
    )
