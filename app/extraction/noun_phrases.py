"""A noun in a parse -> the phrase around it: its words, whose it is, and what kind of somebody it can name.
Knows words, not who speaks.
"""

import re
from collections.abc import Iterator

from app.extraction.grammar import is_infinitive, prepositional_object, subject_of
from app.extraction.lexicon import load_lexicon
from app.extraction.parse import lemma_of, pos_of
from app.extraction.tree import Doc, Token

_MEMBERS = re.compile(
    r"(?:all |the |its |all the |all its )?"
    r"(?:members?(?: (?:states?|countries|country|governments?|nations?))?|(?-i:(?:States )?Parties)"
    r"|participating states)",
    re.I,
)
_TITLES = ("minister", "leader", "head", "president", "official")
_OFFICES_OF = ("state", "government", "delegation")
_PART_OF_NAME = ("serving", "acting")
"""Participles of names: "the Conference of the Parties serving as the meeting of the Parties"."""
_AFTER_NAME = ("MD", "VBZ", "VBP", "VBD", "TO", "CC", ",", ".", ":")
_BREAKS = frozenset({",", "–", "—", "-", "(", ";", ":"})


def antecedent_of(pronoun: Token) -> Token | None:
    """`the Board` of "the Board, which will": whom a relative clause set off by a comma says more of."""
    is_relative = pronoun.tag_ in ("WDT", "WP") and pronoun.head.dep_ == "relcl"
    return pronoun.head.head if is_relative and pronoun.i and pronoun.nbor(-1).text == "," else None


def named_beside(pronoun: Token) -> Token | None:
    """`France` of "As France takes the chair, it will": who a clause beside the pronoun's names."""
    clauses = (c for c in pronoun.head.lefts if c.dep_ == "advcl" and c.i < pronoun.i)
    named = (subject_of(clause) for clause in clauses)
    return next((name for name in named if name is not None and name.tag_ == "NNP"), None)


def names_members(subject: Token | None) -> bool:
    """Whether the subject is the members, by that word, all or such as are described ("members in a position
    to do so"); "members of the junta" are others.
    """
    if subject is None or any(child.lower_ == "of" for child in subject.rights):
        return False
    return _MEMBERS.fullmatch(subject.doc.text(subject.left_edge.i, subject.i)) is not None


def owner_of(noun: Token) -> Token | None:
    """Whose the noun is: `our`, `Norway's`."""
    return next((c for c in noun.lefts if c.dep_ == "poss"), None)


def is_ours(noun: Token | None) -> bool:
    """Whether it is called `our` own."""
    return noun is not None and any(child.lower_ == "our" for child in noun.lefts)


def bodies_of(noun: Token | None) -> Iterator[Token]:
    """Whose it is: `Staff`, and `the two countries`, of "the Chiefs of Staff of the two countries"; `Norway`,
    of "officers from Norway", "agencies in Norway".
    """
    words = noun.rights if noun is not None else ()
    owning = (word for word in words if word.lower_ in ("of", "from", "in"))
    for body in (c for word in owning for c in word.rights if c.dep_ == "pobj"):
        yield body
        yield from bodies_of(body)


def phrase_of(noun: Token) -> str:
    """The noun phrase with what is coordinated with it ("China, Russia and all others"), without relative
    clauses
    and what stands between commas or dashes.
    """
    others = (*noun.conjuncts, *_row_after(noun))
    joined = (c for c in others if c.i > noun.i and pos_of(c) in ("NOUN", "PROPN", "PRON"))
    last = max(_phrase_end(word) for word in (noun, *joined))
    if pos_of(noun) == "PROPN":
        last = _name_end(noun.doc, last)
    return noun.doc.text(noun.left_edge.i, last)


def _row_after(name: Token) -> Iterator[Token]:
    """The second and later names of "Chile, the ROK, and Peru", taken for what the first is called."""
    for second in name.rights:
        if second.dep_ == "appos" and pos_of(name) == pos_of(second) == "PROPN":
            row = [word for word in second.conjuncts if pos_of(word) == "PROPN"]
            yield from (second, *row) if row else ()


def _name_end(doc: Doc, last: int) -> int:
    """The end of a name that goes on with `for` ("the Subsidiary Body for Implementation"), which the parser
    takes for the subject of an infinitive after it, or with `serving as`, which it may hang on a later verb.
    """
    following = [token.text for token in doc[last + 1 : last + 3]]
    if following[:1] and following[0] in _PART_OF_NAME:
        return next((token.i - 1 for token in doc[last + 2 :] if token.tag_ in _AFTER_NAME), last)
    if len(following) < 2 or following[0] != "for" or not following[1][0].isupper():
        return last
    last += 2
    while last + 1 < len(doc) and doc[last + 1].text[0].isupper():
        last += 1
    return last


def _phrase_end(noun: Token) -> int:
    last = noun.i
    for token in noun.doc[noun.i + 1 : noun.right_edge.i + 1]:
        is_joined = token.dep_ in ("cc", "conj") and token.head == noun
        is_described = token.dep_ in ("relcl", "acl") and token.lower_ not in _PART_OF_NAME
        is_outside = not noun.is_ancestor(token) or is_joined or is_described
        is_other = token.tag_ in ("WDT", "WP") or is_infinitive(token.head) or token.head.dep_ == "relcl"
        is_break = token.text in _BREAKS and not _joins_names(token)
        if is_outside or is_other or is_break:
            break
        last = token.i
    return last


def _joins_names(comma: Token) -> bool:
    """Between the names of a row ("the leaders of Japan, Peru and Chile")."""
    is_name = comma.text == "," and pos_of(comma.head) == "PROPN" and comma.head.head.lower_ in ("of", "from")
    names = [c for c in comma.head.conjuncts if c.i > comma.i]
    return is_name and bool(names) and all(pos_of(name) == "PROPN" for name in names)


def is_actor(noun: Token) -> bool:
    """Whether the noun can act: a name, a pronoun for people, or a noun of the list."""
    if pos_of(noun) == "PROPN":
        return True
    return load_lexicon().has("actor_noun", noun) or lemma_of(noun) in (
        "who",
        "they",
        "them",
        "those",
        "all",
        "others",
    )


def is_title_alone(noun: Token) -> bool:
    """`The Ministers`, `the Heads of State`: by title, without saying whose."""
    of = [word for body in bodies_of(noun) for word in (body, *body.conjuncts)]
    is_bare = all(c.lower_ == "the" for c in noun.lefts) and all(w.lower_ in _OFFICES_OF for w in of)
    return is_bare and noun.tag_ in ("NNS", "NNPS") and lemma_of(noun).lower() in _TITLES


def is_session(noun: Token) -> bool:
    """`The Conference`, `Summit`: the issuers' own session needs no name beside the word."""
    is_alone = noun.text[0].isupper() and all(child.lower_ in ("the", "this") for child in noun.children)
    return is_alone and load_lexicon().has("session_noun", noun)


def is_acronym(noun: Token) -> bool:
    """`MDBs`, `DFIs`: several of a kind of body, by their letters."""
    return (
        noun.tag_ in ("NNS", "NNPS") and noun.text[-1] == "s" and noun.text[:-1].isupper() and len(noun) > 3
    )


def is_bare_plural(noun: Token) -> bool:
    """`Ministers of fisheries`, `senior officials`: named without saying whose, they are the issuers' own."""
    lexicon = load_lexicon()
    is_plural = noun.tag_ in ("NNS", "NNPS") or (noun.text[-1] == "s" and lexicon.has("serving_noun", noun))
    return is_plural and not any(
        c.dep_ in ("det", "poss", "nummod") or (c.text[0].isupper() and not lexicon.has("portfolio", c))
        for c in noun.lefts
    )


def is_particular(noun: Token) -> bool:
    """`the Board`, `a committee`: one that is pointed at, or named."""
    return (
        any(c.lower_ in ("the", "this", "these", "our", "its", "their", "a", "an", "new") for c in noun.lefts)
        or pos_of(noun) == "PROPN"
    )


def takes_part(noun: Token, *, in_report: bool) -> bool:
    """`participating States`, `signatories to this pledge`; in a report, its `participants`."""
    lexicon = load_lexicon()
    if not lexicon.has("adherent_noun", noun):
        return False
    behind = noun.rights if noun.lower_ == "governments" else ()  # "the governments concerned"
    adhering = (*noun.lefts, *behind, *([noun.head] if noun.head.dep_ == "csubj" else ()))
    if any(lexicon.has("adhering", word) for word in adhering):
        return True
    joined = prepositional_object(noun, "of", "to", "in")
    if joined is not None:
        return any(c.lower_ in ("this", "present") for c in joined.lefts)
    is_bare = all(c.lower_ in ("the", "all", "each", "every") for c in noun.lefts)
    return is_bare and (lexicon.has("signing_noun", noun) or (in_report and noun.lower_ == "participants"))
