"""Markdown, with or without front matter -> blocks and what the front matter declares. Knows Markdown by way
of HTML: it is rendered and then read as HTML is, so that inline HTML, escapes, superscripts and nested lists
need no rules of their own.

Front matter tells a file somebody wrote as Markdown, where a line end is a space. Without it the text was
scraped and only has some markup left: there a line end may mean something, and geometry tells what, as in
plain text.
"""

import re

from markdown_it import MarkdownIt

from app.reading.blocks import Layout
from app.reading.layout.front_matter import has_front_matter, split_front_matter
from app.reading.layout.html import parse_fragment
from app.reading.layout.lines import find_measure
from app.reading.layout.plain import split_lines

# Scraped text is indented by accident, not because it is program code.
_WRITTEN = MarkdownIt("commonmark", {"html": True}).enable("table").disable("code")
_SCRAPED = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable("table").disable("code")

# Converters close emphasis after a space or a line end, which CommonMark does not read as an end.
_LATE_CLOSING = re.compile(r"(?<![*\w])(\*{1,3})(?=[^\s*])((?:(?!\n\s*\n)[^*]){1,300}?)(\s+)\1(?!\*)")
_GLUED_NUMBER = re.compile(r"^(\d{1,3}[.)])(?=[A-Z][a-z])", re.M)
"""`1.Decides`: a number of a list, which CommonMark knows by the space behind it."""
_NOTE = re.compile(r"\[\^(\w{1,4})\](:?)")


def parse_markdown(text: str) -> Layout:
    """Front matter that is no YAML is a doubt and kept out of the text all the same."""
    declared, body, doubts = split_front_matter(text)
    body = _LATE_CLOSING.sub(r"\1\2\1\3", _NOTE.sub(r"<sup>\1</sup>", body))
    body = _GLUED_NUMBER.sub(r"\1 ", body)
    if has_front_matter(text):
        return Layout(parse_fragment(_WRITTEN.render(body)), declared, doubts)
    measure = find_measure(split_lines(body))
    return Layout(parse_fragment(_SCRAPED.render(body), measure=measure), declared, doubts)
