"""A parse of spaCy's -> the same tree as plain objects, under spaCy's names. The rules ask each word for its
tag, its children and its neighbours many times over, and spaCy makes each answer anew.

A word is one object, whoever names it.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc as Parse
from spacy.tokens import Token as ParsedToken

_SEVERAL = frozenset([
    "allies", "chairs", "co-chairs", "delegations", "economies", "governments", "heads", "leaders", "members",
    "ministers", "officials", "participants", "parties", "partners", "presidents", "representatives",
])  # fmt: skip
"""Words for those who speak, of which the tagger takes every third with a capital for one name."""


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word or mark, and its place in the sentence and in the tree; the root is its own head."""

    doc: "Doc"
    i: int
    idx: int
    text: str
    lower_: str
    whitespace_: str
    tag_: str
    dep_: str
    head: "Token" = field(init=False)
    left_edge: "Token" = field(init=False)
    right_edge: "Token" = field(init=False)
    lefts: list["Token"] = field(init=False, default_factory=list)
    rights: list["Token"] = field(init=False, default_factory=list)

    def __len__(self) -> int:
        return len(self.text)

    @property
    def children(self) -> list["Token"]:
        """What hangs from it, in order."""
        return self.lefts + self.rights

    @property
    def subtree(self) -> Iterator["Token"]:
        """It and all below it, in order."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    @property
    def conjuncts(self) -> tuple["Token", ...]:
        """All that is coordinated with it, itself left out."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for word in found:
            found.extend(child for child in word.rights if child.dep_ == "conj")
        return tuple(word for word in found if word is not self)

    @property
    def is_punct(self) -> bool:
        """Whether it is nothing but punctuation."""
        return all(unicodedata.category(character).startswith("P") for character in self.text)

    def nbor(self, distance: int = 1) -> "Token":
        """The word so far behind it, or before it; raises IndexError where the sentence ends before."""
        if self.i + distance < 0:
            raise IndexError(distance)
        return self.doc[self.i + distance]

    def is_ancestor(self, word: "Token") -> bool:
        """Whether the word hangs from it, at whatever distance."""
        while word.head is not word:
            word = word.head
            if word is self:
                return True
        return False


class Doc(list[Token]):
    """The words of one sentence; `text` is the sentence as written, where the parser was given another of the
    same length.
    """

    def __init__(self, parse: Parse, text: str) -> None:
        super().__init__(
            Token(self, word.i, word.idx, word.text, word.lower_, word.whitespace_, _tag_of(word), word.dep_)
            for word in parse
        )
        self._text = text
        for token, parsed in zip(self, parse, strict=True):
            token.left_edge = self[parsed.left_edge.i]
            token.right_edge = self[parsed.right_edge.i]
            token.head = self[parsed.head.i]
            if token.head is not token:
                (token.head.lefts if token.i < token.head.i else token.head.rights).append(token)

    @property
    def root(self) -> Token:
        """The word from which all others hang; the first, where the parser left several."""
        return next(token for token in self if token.head is token)

    def text(self, first: int, last: int) -> str:
        """The words from the first to the last, both counted in, as written."""
        end = self[last]
        return self._text[self[first].idx : end.idx + len(end)]


def _tag_of(word: ParsedToken) -> str:
    """Its tag by the treebank's names; "Ministers" and "Heads" are several, written as names or not."""
    return "NNPS" if word.tag_ == "NNP" and word.lower_ in _SEVERAL else word.tag_
