"""Two stretches of one sentence that a line end kept apart -> how they belong together. Knows words, no
layout.

A hyphen at a line end is either the word's own or the typesetter's; which one, the document's other words
tell.
"""

import re
from collections.abc import Iterable

from app.reading.characters import LOWERED, RAISED

_WORD = re.compile(r"\w+(?:['’]\w+)?(?:-\w+)*")
_BROKEN_WORD = re.compile(r"(\w+(?:-\w+)*) ?-$")
_FIRST_WORD = re.compile(r"\w+(?:-\w+)*")
_JOINTS = ("-", "–", "—", "/")
_TIGHT_END = re.compile(r"[\w)][/—–]|\d-")
_LONGEST_WORD = 80
_CONJUNCTIONS = frozenset({"and", "or", "to", "nor", "as", "but"})

# Some PDF writers set a hyphen apart from the word before it.
_STRAY_SPACE = re.compile(r"(?<=[a-z]) -(?=[a-z])")

COLONS = (":", ":-", ":–", ":—")
"""How a chapeau ends: with a colon, and the dash that some set behind it."""
_TERMINAL = re.compile(rf"(?:[.!?:;…]|:[-–—])[\"”’')\]]*(?:\s?{RAISED}[^{LOWERED}]*{LOWERED})*$")
_LONGEST_END = 100
# Words that no sentence, heading or list item ends with: what follows belongs to it.
_OPEN_WORDS = (
    "a an and as at between by during for from in into its of on or our over that the their through to "
    "toward towards under upon via which who whose with within without"
)
_OPEN_ENDS = frozenset(_OPEN_WORDS.split())


def ends_sentence(text: str) -> bool:
    """Whether `text` stops where a sentence, a chapeau or an item of a list can."""
    return bool(_TERMINAL.search(text[-_LONGEST_END:]))


def is_left_open(text: str) -> bool:
    """Whether `text` stops at a word that needs another one."""
    return text.rpartition(" ")[2].lower() in _OPEN_ENDS


def starts_in_lower_case(text: str) -> bool:
    """Whether the first letter of `text`, quotation marks and round brackets aside, is a small one."""
    return text.lstrip("\"'“‘(")[:1].islower()


def find_words(lines: Iterable[str]) -> frozenset[str]:
    """The words of a document in lower case, those aside that a line end may have broken."""
    words: set[str] = set()
    is_broken = False
    for line in lines:
        found = [word.lower() for word in _WORD.findall(line)]
        ends_broken = bool(_BROKEN_WORD.search(line[-_LONGEST_WORD:]))
        words.update(found[1 if is_broken else 0 : -1 if ends_broken else None])
        is_broken = ends_broken
    return frozenset(words)


def splice(left: str, right: str, words: frozenset[str]) -> tuple[str, str]:
    """`left` and the glue to set between it and `right`: a space, or nothing inside a word or range."""
    if not left.endswith(_JOINTS):
        return left, " "
    if _TIGHT_END.search(left[-2:]):
        return left, ""
    last_word, tail = _BROKEN_WORD.search(left[-_LONGEST_WORD:]), _FIRST_WORD.match(right)
    if not last_word or not tail or tail.group().lower() in _CONJUNCTIONS:
        return left, " "
    head, rest = last_word.group(1).lower(), tail.group().lower()
    if left.endswith(" -") and f"{head}-{rest}" not in words:
        return left, " "
    stem = left[:-1].rstrip()
    is_own = (
        not tail.group()[0].islower()
        or f"{head}-{rest}" in words
        or (head.rpartition("-")[2] in words and rest.partition("-")[0] in words)
    )
    return (f"{stem}-", "") if is_own and f"{head}{rest}" not in words else (stem, "")


def rejoin(lines: Iterable[str], words: frozenset[str]) -> str:
    """Lines of one paragraph as one line."""
    parts: list[str] = []
    for line in filter(None, lines):
        if parts:
            parts[-1], glue = splice(parts[-1], line, words)
            parts.append(glue)
        parts.append(line)
    return _STRAY_SPACE.sub("-", "".join(parts))
