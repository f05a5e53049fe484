"""The lines in front of a statement -> its title. Knows the words communiqués are called by; the registry
tells a title from a letterhead.
"""

import re
from collections.abc import Sequence

from app.reading.blocks import Block
from app.reading.dates import find_dates
from app.reading.headings import FORMULA
from app.registry.facts import Registry
from app.resolution.names import resolve_name

_LONGEST_TITLE_WORDS = 60
_KIND = re.compile(
    r"\b(?:statement|declaration|communiqu[eé]|conclusions|resolution|decision|charter|compact|pledge|plan|roadmap|"
    r"agreement|accord|commitments?|outcomes?|principles|message|remarks|report|framework|initiative|vision|"
    r"memorandum|summary)\b",
    re.I,
)
_SESSION = re.compile(r"\bsession$|^(?:agenda\s)?item\s\d", re.I)
# "74/12. Water in schools": the number of a resolution, and its title. "Subject: ..." on a cover note.
_NUMBERED = re.compile(r"\d{1,4}/\d{1,4}\.?\s+(?=\D)")
_LABEL = re.compile(r"(?:(?:subject|title|re)\s?:|\[title\])\s+", re.I)
_SITE = re.compile(r"\s\|\s[^|]{2,60}$")
"""The name of the site behind a title: "Joint Statement | The Presidency"."""
_SYMBOL = re.compile(r"(?:draft\s)?(?:decision|resolution|document)\s(?:no\.?\s)?\S*[/\d]\S*", re.I)
"""The number of a decision alone on its line: "Decision 4/CP.9"."""
_OUR_SENTENCE = re.compile(r"(?:we|I)\b.*[.!?]$", re.I)


def find_title(lines: Sequence[Block], registry: Registry) -> str | None:
    """The line with a resolution's number, else the first that names a kind of communiqué, else the first one
    that is neither a letterhead nor a date, nor what those who speak say.
    """
    candidates = [block.text for block in lines if _can_be_title(block.text, registry)]
    best = next(filter(_NUMBERED.match, candidates), None) or next(filter(_KIND.search, candidates), None)
    title = best or next(iter(candidates), None)
    title = _SITE.sub("", title) if title else None
    return _LABEL.sub("", _NUMBERED.sub("", title, count=1), count=1) if title else None


def _can_be_title(text: str, registry: Registry) -> bool:
    is_line = 2 <= len(text.split()) <= _LONGEST_TITLE_WORDS and not text.endswith((",", ";", ":"))
    dates = find_dates(text)
    is_dateline = bool(dates) and dates[-1].end >= len(text) - 1 and not _KIND.search(text)
    is_another = (
        FORMULA.match(text)
        or _SYMBOL.fullmatch(text)
        or _SESSION.search(text)
        or is_dateline
        or _OUR_SENTENCE.match(text)
    )
    return is_line and not is_another and not resolve_name(text, registry).candidates
