"""The plain tree says of every word what spaCy says of it."""

from collections.abc import Iterable

import pytest
from spacy.tokens import Doc as Parse
from spacy.tokens import Token as ParsedToken

from app.extraction.parse import load_parser
from app.extraction.tree import Doc, Token

SENTENCES = [
    "We will train nurses, open schools and, where this is possible, equip the ports of both islands.",
    "Our ministers, who met in May, decided that the fund (2 million) shall be re-opened!",
    "Commit.",
]


def index_all(words: Iterable[Token | ParsedToken]) -> list[int]:
    return [word.i for word in words]


def describe(token: Token | ParsedToken) -> list[object]:
    sentence = token.doc
    plain = [
        token.i,
        token.idx,
        len(token),
        token.text,
        token.lower_,
        token.whitespace_,
        token.tag_,
        token.dep_,
    ]
    places = [token.head.i, token.left_edge.i, token.right_edge.i, token.is_punct]
    below = [
        index_all(w) for w in (token.lefts, token.rights, token.children, token.subtree, token.conjuncts)
    ]
    return [*plain, *places, *below, [token.is_ancestor(other) for other in sentence]]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_word_stands_where_the_parse_has_it(sentence: str) -> None:
    parse: Parse = load_parser()(sentence)
    doc = Doc(parse, parse.text)

    assert [describe(token) for token in doc] == [describe(token) for token in parse]
    assert doc.root.i == next(parse.sents).root.i
    assert doc.text(1, -1) == parse[1:].text


def test_a_neighbour_beyond_the_sentence_is_an_error() -> None:
    first = Doc(load_parser()("Commit."), "Commit.")[0]

    assert first.nbor().text == "."
    with pytest.raises(IndexError):
        first.nbor(-1)
    with pytest.raises(IndexError):
        first.nbor(2)
