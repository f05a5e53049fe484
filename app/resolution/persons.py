"""A text -> the states of the persons whom it names with title and state somewhere: "President Jane Doe of
Kenya" makes "President Doe" Kenya's.

Knows no office holders: a person whose state the text does not name stays unknown.
"""

import itertools
import re
from collections.abc import Sequence

from app.registry.facts import Registry
from app.registry.folding import Token, find_tokens
from app.resolution.names import noun_of_tokens, resolve_name
from app.resolution.nouns import TITLES
from app.vocabulary import ActorKind

WORD = r"(?:(?:[A-Z]\.)+|[A-Z][\w'’-]+)"
CAPITALISED = re.compile(
    rf"{WORD}(?:,?[^\S\n]+(?:(?:of|of\s+the|de|del|da|van|von|bin|al)\s+)?(?:Jr\.|(?<!,\s){WORD})){{0,11}}"
)
"""Words with capitals in a row, as far as they may be one person with title and state; no heading and what
stands under it.
"""
TITLE = re.compile(rf"\b(?:{'|'.join(sorted({title.split()[-1] for title in TITLES}))})s?\b", re.IGNORECASE)
"""The last word of a title."""
LONGEST_TITLE = max(len(title.split()) for title in TITLES)
SHORTEST_NAME = 3
"""Letters of a name: no initial."""


def find_persons(content: str, registry: Registry) -> dict[str, frozenset[str]]:
    """Each name of a person, folded, with the ids of the states for which its bearers are said to act."""
    found: dict[str, set[str]] = {}
    for run in CAPITALISED.finditer(content):
        names = list_person_names(list(find_tokens(run.group()))) if TITLE.search(run.group()) else []
        state = resolve_name(run.group(), registry).actor if names else None
        if state and registry.actors[state].kind is ActorKind.STATE:
            for name in names:
                found.setdefault(name, set()).add(state)
    return {name: frozenset(states) for name, states in found.items()}


def list_person_names(tokens: Sequence[Token]) -> list[str]:
    """The folded names after the first title: "jane" and "doe", of "President Jane Doe of Kenya"."""
    for start in range(len(tokens)):
        for end in range(min(start + LONGEST_TITLE, len(tokens)), start, -1):
            if noun_of_tokens(tokens[start:end]) in TITLES:
                words = [token.folded for token in tokens[end:]]
                named = itertools.takewhile(lambda word: word not in {"of", ",", "and"}, words)
                return [word for word in named if len(word) >= SHORTEST_NAME]
    return []
