"""Many phrases sought in one text in one pass over its tokens: a trie of folded words. Knows no meanings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from app.registry.folding import Token, find_tokens

Value = TypeVar("Value")

WILDCARD = "*"
REMEMBERED = 8192
"""Words, each with what begins as it does: a text says the same words again."""


@dataclass(slots=True)
class Node(Generic[Value]):
    """What can follow some words. `stems`: beginnings of a last word, each with the values of its phrases."""

    children: dict[str, "Node[Value]"] = field(default_factory=dict)
    values: list[Value] = field(default_factory=list)
    stems: dict[str, list[Value]] = field(default_factory=dict)

    def find_stemmed(self, word: str) -> Iterator[Value]:
        """The values of phrases whose last word is a beginning of `word`."""
        if self.stems:
            for length in range(1, len(word) + 1):
                yield from self.stems.get(word[:length], ())


class PhraseIndex(Generic[Value]):
    """Phrases and the values they stand for; phrases may share a value, and values a phrase."""

    def __init__(self) -> None:
        self._root: Node[Value] = Node()
        self._list_first = lru_cache(maxsize=REMEMBERED)(lambda word: tuple(self._root.find_stemmed(word)))

    def add(self, phrase: str, value: Value) -> None:
        """Make `phrase` stand for `value`, among others; a final `*` lets its last word have any ending."""
        words = [token.folded for token in find_tokens(phrase.removesuffix(WILDCARD))]
        node = self._root
        for word in words[:-1]:
            node = node.children.setdefault(word, Node())
        if phrase.endswith(WILDCARD):
            node.stems.setdefault(words[-1], []).append(value)
        else:
            node.children.setdefault(words[-1], Node()).values.append(value)

    def find_at(self, tokens: Sequence[Token], start: int) -> Iterator[tuple[int, Value]]:
        """Every phrase that begins at `start`, the shortest first: the index after it, and a value."""
        node = self._root
        for index in range(start, len(tokens)):
            word = tokens[index].folded
            stemmed = self._list_first(word) if index == start else node.find_stemmed(word)
            for value in stemmed:
                yield index + 1, value
            if word not in node.children:
                return
            node = node.children[word]
            for value in node.values:
                yield index + 1, value

    def has_beginning(self, word: str) -> bool:
        """Whether a phrase may begin with the word."""
        return word in self._root.children or bool(self._list_first(word))

    def list_whole(self, tokens: Sequence[Token]) -> list[Value]:
        """The values of the phrase that is exactly these tokens."""
        return [value for end, value in self.find_at(tokens, 0) if end == len(tokens)]
