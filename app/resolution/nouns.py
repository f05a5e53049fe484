"""The closed lists of `rules/nouns.yaml`, and how noun phrases are compared with them. Holds no names."""

import re
from collections.abc import Iterable

from app.resolution.patterns import load_lists

_LISTS: dict[str, list[str]] = load_lists("nouns")

DETERMINERS = frozenset(_LISTS["determiners"])
NUMERALS = {word: number for number, word in enumerate(_LISTS["numerals"], start=2)}
PRONOUNS = frozenset(_LISTS["pronouns"])
GOVERNMENT_NOUNS = frozenset(_LISTS["government"])
GOVERNMENT_MODIFIERS = tuple(f"{modifier} " for modifier in _LISTS["government_modifiers"])
MEMBER_NOUNS = frozenset(_LISTS["member"])
SEATED_NOUNS = frozenset(_LISTS["seated"])
TITLES = frozenset(_LISTS["title"])
STAFF = frozenset(_LISTS["staff"])
SELF_WORDS = frozenset(_LISTS["self"])
PARTICIPANT_NOUNS = frozenset(_LISTS["participant"])
CONTESTED_NOUNS = frozenset(_LISTS["contested"])
COUNTED_NOUNS = frozenset(_LISTS["counted"])
MINISTER = re.compile(
    r"(?:(?!(?:former|shadow|opposition|and|or|of|with)\b)[\w-]{1,20} ){0,2}(?:minister|ministry)"
    r"|(?:minister|ministry|secretary) (?:of|for) (?:[\w-]{1,20}[, ]{0,2}){1,6}"
)
"""A member of a government, or where he works, whatever the subject: "minister of energy"."""
OWN_NOUNS = frozenset(_LISTS["own"])


def singular(word: str) -> str:
    """The word without a plural ending, as far as these lists need it."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def fold_noun(words: Iterable[str]) -> str:
    """A noun phrase of folded words as the lists write it: every word in the singular."""
    return " ".join(singular(word) for word in words)


def is_government(noun: str) -> bool:
    """Whether the folded noun, or each of two, is one for those who act for a state, or for its people."""
    while noun.startswith(GOVERNMENT_MODIFIERS):
        noun = noun.removeprefix(next(m for m in GOVERNMENT_MODIFIERS if noun.startswith(m)))
    return (
        noun in GOVERNMENT_NOUNS
        or MINISTER.fullmatch(noun) is not None
        or all(part in GOVERNMENT_NOUNS or MINISTER.fullmatch(part) for part in noun.split(" and "))
    )
