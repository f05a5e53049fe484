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

_LONGEST_TITLE = 60
_KIND = re.compile(
    r"\b(?:statement|declaration|communiqu[eé]|conclusions|resolution|decision|charter|compact|pledge|plan|roadmap|agreement|accord|"
    r"commitments?|outcomes?|principles|message|remarks|report|framework|initiative|vision|memorandum|summary)\b",
    re.I,
)
_NUMBER = re.compile(r"^\d[\d/.-]*\.?\s+(?=\D)")


def find_title(lines: Sequence[Block], registry: Registry) -> str | None:
    """The first line that names a kind of communiqué, else the first one that is neither a letterhead nor a
    date.
    """
    candidates = [block.text for block in lines if _can_be_title(block.text, registry)]
    title = next((text for text in candidates if _KIND.search(text)), next(iter(candidates), None))
    return _NUMBER.sub("", title) if title else None


def _can_be_title(text: str, registry: Registry) -> bool:
    is_line = 2 <= len(text.split()) <= _LONGEST_TITLE and not text.endswith((",", ";", ":"))
    dates = find_dates(text)
    is_dateline = bool(dates) and dates[-1].end >= len(text) - 1 and not _KIND.search(text)
    return (
        is_line
        and not is_dateline
        and not FORMULA.match(text)
        and not resolve_name(text, registry).candidates
    )
