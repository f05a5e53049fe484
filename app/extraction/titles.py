"""Headings that stand as paragraphs, or as first sentences: they name what follows, and do nothing."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from app.extraction.openings import opens_with_third_person
from app.extraction.parse import is_surely_verb
from app.model import Passage
from app.vocabulary import PassageKind

_CAPITAL_IN_TITLES = 4  # letters of a word that is no "and" or "the"
_LONGEST_TITLE = 20  # words
_RUN_IN = re.compile(
    r"[A-Z][a-z]+ing "
    r"(?:(?!\b(?:we|will|shall|is|are|was|were|has|have|must|should|can|may)\b)[^,;:.]){3,120}\."
)


def read_titles(content: str, passages: Sequence[Passage]) -> list[Passage]:
    """The passages, as headings where their words are set like those."""
    return [
        replace(passage, kind=PassageKind.HEADING) if _is_title(content, passage, following) else passage
        for passage, following in zip_longest(passages, passages[1:])
    ]


def _is_title(content: str, passage: Passage, following: Passage | None) -> bool:
    """`Secure, Resilient, and Protective of Privacy`, `Japan`: a paragraph in the capitals of a heading, or
    an item over items that does not say what to do.
    """
    line = passage.span.quote(content)
    words = line.split()
    if not 0 < len(words) <= _LONGEST_TITLE:
        return False
    if passage.kind is PassageKind.LIST_ITEM:
        is_over_items = following is not None and passage.level < following.level
        is_line = is_over_items and not is_surely_verb(words[0])  # "Establish a Fund"
    else:
        is_line = passage.kind is PassageKind.PARAGRAPH
    if not is_line or not words[-1][-1].isalnum() or words[0].isupper():
        return False
    if len(words) == 1 and opens_with_third_person(line):
        return False  # "Decides"
    return all(word[0].isupper() for word in words if len(word) >= _CAPITAL_IN_TITLES)


def is_run_in_heading(sentence: str) -> bool:
    """`Launching a fund for ports. We intend to pay into it`: the first sentence of a paragraph."""
    return _RUN_IN.fullmatch(sentence) is not None
