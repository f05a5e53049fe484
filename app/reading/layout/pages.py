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
_FIGURES = re.compile(r"\d+")
# A printed number that lost its paragraph: at the edge of a page by chance.
_LONE_NUMBER = re.compile(r"\(?#[.)]$")


def find_page_furniture(lines: Sequence[Line], find_rule: Callable[[str], str | None]) -> list[Line]:
    """Marks the edge lines that `find_rule` knows, or whose wording is at an edge of at least three pages, or
    of both pages of two.

    The top of the first page is left alone: a running header repeats the title that stands there.
    """
    edges = _find_edges(lines)
    counts = Counter(key for page in edges.values() for key in {_key(lines[index]) for index in page})
    needed = min(_ENOUGH_PAGES, len(edges))
    if needed < 2:
        return list(lines)
    marked = list(lines)
    for index in sorted(index for page in edges.values() for index in page):
        key = _key(lines[index])
        is_running = counts[key] >= needed and not _LONE_NUMBER.match(key)
        rule = find_rule(lines[index].text) or (RUNNING_LINE if is_running else None)
        marked[index] = replace(lines[index], furniture=lines[index].furniture or rule)
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
