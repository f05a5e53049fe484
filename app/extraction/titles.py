"""Headings that stand as paragraphs, or as first sentences: they name what follows, and do nothing."""

import re
from dataclasses import replace

from app.extraction.openings import opens_with_third_person
from app.model import Passage
from app.vocabulary import PassageKind

_CAPITAL_IN_TITLES = 4  # letters of a word that is no "and" or "the"
_LONGEST_TITLE = 20  # words
_RUN_IN = re.compile(
    r"[A-Z][a-z]+ing "
    r"(?:(?!\b(?:we|will|shall|is|are|was|were|has|have|must|should|can|may)\b)[^,;:.]){3,120}\."
)


def read_title(content: str, passage: Passage) -> Passage:
    """The passage, as a heading where its words are set like one."""
    return replace(passage, kind=PassageKind.HEADING) if _is_title(content, passage) else passage


def _is_title(content: str, passage: Passage) -> bool:
    """`Secure, Resilient, and Protective of Privacy`, `Japan`: a paragraph in the capitals of a heading."""
    line = passage.span.quote(content)
    words = line.split()
    is_line = passage.kind is PassageKind.PARAGRAPH and 0 < len(words) <= _LONGEST_TITLE
    if not is_line or not words[-1][-1].isalnum() or words[0].isupper():
        return False
    if len(words) == 1 and opens_with_third_person(line):
        return False  # "Decides"
    return all(word[0].isupper() for word in words if len(word) >= _CAPITAL_IN_TITLES)


def is_run_in_heading(sentence: str) -> bool:
    """`Launching a fund for ports. We intend to pay into it`: the first sentence of a paragraph."""
    return _RUN_IN.fullmatch(sentence) is not None
