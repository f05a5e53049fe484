"""The lines of a paged document -> the same lines, running headers, running footers and page numbers marked
as furniture.

What stands at the edge of a page and comes again at the edge of others, figures aside, belongs to the pages
and not to the text.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.reading.layout.lines import Line

RUNNING_LINE = "running-line"

_EDGE_LINES = 4
_ENOUGH_PAGES = 3
_TITLE_LENGTH = 12
_FIGURES = re.compile(r"\d+")
# A printed number that lost its paragraph: at the edge of a page by chance.
_LONE_NUMBER = re.compile(r"\(?#[.)]$")


def find_page_furniture(lines: Sequence[Line], find_rule: Callable[[str], str | None]) -> list[Line]:
    """Marks the edge lines that `find_rule` knows, that say again what the first page says, or whose wording
    is at an edge of at least three pages.

    The top of the first page is left alone: a running header repeats the title that stands there.
    """
    edges = _find_edges(lines)
    first = min(edges, default=0)
    counts = Counter(key for page in edges.values() for key in {_key(lines[index]) for index in page})
    first_page = {_key(line) for line in lines if line.page == first}
    marked = list(lines)
    for index in (index for page in edges.values() for index in page):
        line, key = lines[index], _key(lines[index])
        is_long = line.page != first and len(key) >= _TITLE_LENGTH
        is_title = is_long and any(key in printed for printed in first_page)
        is_running = counts[key] >= _ENOUGH_PAGES and not _LONE_NUMBER.match(key)
        rule = find_rule(line.text) or (RUNNING_LINE if is_running or is_title else None)
        marked[index] = replace(line, furniture=line.furniture or rule)
    return marked


def _find_edges(lines: Sequence[Line]) -> dict[int, set[int]]:
    """The indexes of the lines at the edges of each page."""
    pages: dict[int, list[int]] = defaultdict(list)
    for index in sorted(range(len(lines)), key=lambda i: (lines[i].page, lines[i].y)):
        pages[lines[index].page].append(index)
    first = min(pages, default=0)
    return {
        page: {*(() if page == first else ix[:_EDGE_LINES]), *ix[-_EDGE_LINES:]} for page, ix in pages.items()
    }


def _key(line: Line) -> str:
    return _FIGURES.sub("#", "".join(line.text.split()).lower())
