"""A block and what follows it -> whether it is a heading. Knows how headings look and read in communiqués;
knows no list and no number.

A heading that the format itself names is believed, unless it reads like a paragraph.
"""

import re
from collections.abc import Sequence

from app.reading.blocks import Block
from app.reading.dates import find_dates
from app.reading.joining import ends_sentence, is_left_open
from app.reading.numbers import Style
from app.vocabulary import PassageKind

_MOST_WORDS_STYLED, _MOST_WORDS_PLAIN, _MOST_WORDS_SENTENCE_CASE = 30, 20, 9
# A heading has a body: a block of so many words, at most so many blocks further on.
_BODY_WORDS, _BODY_WITHIN = 8, 8
_LONGEST_DATE = 50

STRUCTURAL = re.compile(
    r"(?:annex|appendix|article|chapter|part|section|attachment|preamble)\b"
    r"(?:\s+(?:[IVXLC]+|[A-Z]|\d+|one|two|three|four))?"
    r"(?:\s*[:.–—-]?\s*[A-Z“].{0,120})?$",
    re.I,
)
_TITLE_START = re.compile(
    r"(?:joint\s|final\s|political\s|ministerial\s|chair(?:['’]s|man['’]s)?\s|leaders['’]?\s|presidency\s)*"
    r"(?:statement|declaration|communiqu[eé]|conclusions|resolution|memorandum|charter)\s"
    r"(?:by|of|on|from|to|following|between)\s",
    re.I,
)
# "Resolution adopted by the Council on 3 May 2031" says how, not what; "Doc. A/B/3" is a number.
FORMULA = re.compile(
    r"(?:draft\s+)?(?:(?:resolution|decision)s?\s+)?(?:adopted|submitted|issued|published|released)\b"
    r"|(?:doc\w*\.?\s)?\w+/\S+/",
    re.I,
)
_FINITE = re.compile(r"\b(?:will|shall|should|must|is|are|was|were|has|have|had|can|may|would)\b")
_PERSON_START = re.compile(
    r"(?:[A-Z][\w ]{2,40}\s?:\s?)?(?:H\.\s?E\.|H\.?R?\.?H\.?"
    r"|(?:His|Her|Their)\s(?:Royal\s)?(?:Highness|Majest|Excellenc)\w*|Hon\.|Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Prof\.|Amb\.)\s"
)
_SENTENCE_START = re.compile(r"(?:We|I|It|This|These|They|There|He|She|Today)\b")
_VERB_START = re.compile(r"[A-Z][a-z]{3,}(?:s|ing)\b(?! of\b)")
_LEVELS = {
    Style.CAPITAL_ROMAN: 2,
    Style.CAPITAL: 3,
    Style.DECIMAL: 4,
    Style.BRACKETED: 4,
    Style.ROMAN: 5,
    Style.LETTER: 5,
}
_DEFAULT_LEVEL = 2


def is_heading(block: Block, following: Sequence[Block]) -> bool:
    """Whether `block` heads what follows. `following` are the next content blocks, at least eight when there
    are as many.
    """
    words = block.text.split()
    if block.kind is PassageKind.HEADING:
        return len(words) <= _MOST_WORDS_STYLED or not ends_sentence(block.text)
    if (
        block.kind is not PassageKind.PARAGRAPH
        or block.is_truncated
        or ends_sentence(block.text)
        or is_left_open(block.text)
    ):
        return False
    if block.text.endswith(",") or not has_body(following) or _is_subject(block.text, following[0].text):
        return False
    if _is_date(following[0].text):
        return False
    if block.is_styled or (block.number and block.number.isupper()):
        return len(words) <= _MOST_WORDS_STYLED
    if _TITLE_START.match(block.text) and not _FINITE.search(block.text):
        return len(words) <= _MOST_WORDS_STYLED
    return bool(STRUCTURAL.match(block.text)) or reads_like_heading(block.text)


def reads_like_heading(text: str) -> bool:
    """Whether the wording alone is a heading's: capitals, or a few words that state nothing."""
    words = text.split()
    if not words or not (words[0][0].isupper() or words[0][0] in "0123456789“\"'‘") or _is_date(text):
        return False
    if _PERSON_START.match(text):
        return False
    if text.isupper() or _is_in_title_case(words):
        return len(words) <= _MOST_WORDS_PLAIN and not _SENTENCE_START.match(text)
    is_statement = _FINITE.search(text) or _SENTENCE_START.match(text)
    return len(words) <= _MOST_WORDS_SENTENCE_CASE and not is_statement


def has_body(following: Sequence[Block]) -> bool:
    """Whether a paragraph of some length comes soon."""
    return any(
        len(block.text.split()) >= _BODY_WORDS and (ends_sentence(block.text) or block.text.endswith(","))
        for block in following[:_BODY_WITHIN]
    )


def find_heading_level(block: Block, style: Style | None) -> int:
    """1 for a title; what the format says, else what the printed number suggests."""
    return block.level or (_LEVELS.get(style, _DEFAULT_LEVEL) if style else _DEFAULT_LEVEL)


def _is_in_title_case(words: Sequence[str]) -> bool:
    long_words = [word for word in words if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long_words)
    return len(long_words) >= 2 and capitals >= 0.7 * len(long_words)


def _is_subject(text: str, following: str) -> bool:
    """Whether `text` is the subject of the verb that the next block starts with, as in "The Council" /
    "Recalling", "Decides".
    """
    return text.startswith("The ") and bool(_VERB_START.match(following))


def _is_date(text: str) -> bool:
    is_short = len(text) <= _LONGEST_DATE
    return is_short and any(found.start == 0 and found.end == len(text) for found in find_dates(text))
