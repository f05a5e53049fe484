"""Where a clause or conjunct of a parse begins, and what is coordinated with what."""

from collections.abc import Iterator

from app.extraction.grammar import ADVERB_TAGS, auxiliaries_of, is_verb, subject_of
from app.extraction.tree import Token

_SEPARATORS = frozenset({",", ";", "and", "or", "but", "&", "–", "—", "-", ":"})
_FINITE = frozenset({"will", "shall", "have", "has", "are", "is", "would"})


def conjuncts_of(token: Token) -> Iterator[Token]:
    """Direct conjuncts, in order; the conjuncts of conjuncts come from asking them. A link without comma or
    conjunction is the parser's error.
    """
    joined = [child for child in token.rights if child.dep_ == "conj"]
    if token.dep_ == "ccomp" and subject_of(token) is not None:
        joined += [child for child in token.head.rights if child.i > token.i and _lacks_subject(child)]
    elif token.dep_ in ("ROOT", "conj") and not any(child.dep_ == "mark" for child in token.lefts):
        clauses = [child for child in token.rights if child.dep_ == "ccomp"]
        joined += [child for child in clauses[:1] if _lacks_subject(child)]
    return (child for child in joined if follows_separator(child))


def _lacks_subject(clause: Token) -> bool:
    """`We will train them, will host them, and will pay`: a finite clause that can only go on with the one
    before it, taken for a complement.
    """
    is_finite = any(aux.lower_ in _FINITE for aux in auxiliaries_of(clause))
    is_marked = any(child.dep_ == "mark" or child.tag_ == "WRB" for child in clause.lefts)
    return clause.dep_ == "ccomp" and is_finite and not is_marked and subject_of(clause) is None


def follows_separator(word: Token) -> bool:
    """Whether a comma, semicolon or conjunction stands before the word and its adverbs, auxiliaries or
    subject.
    """
    doc = word.doc
    first = word.left_edge.i
    if doc[first].lower_ in _SEPARATORS:
        return True
    index = first - 1
    while index > 0 and (doc[index].tag_ in ADVERB_TAGS or doc[index].lower_ == "to"):
        index -= 1
    if doc[index].lower_ == "as":
        return index > 1 and doc[index - 1].lower_ == "well"
    return doc[index].lower_ in _SEPARATORS


def left_edge(token: Token) -> Token:
    """The first word of what hangs from the token, without conjunctions, punctuation and its own `to`; of a
    gerund under a coordinated preposition, that ("and in this context raising").
    """
    if token.dep_ == "pcomp" and token.head.dep_ == "conj":
        return token.head
    if token.dep_ == "conj" and token.nbor(-1).lower_ in ("and", "or"):
        return token  # whatever the parser hung on it stands before the conjunction
    first = token.left_edge
    while first.i < token.i and _opens_nothing(first, token):
        first = first.nbor()
    return first


def without_to(word: Token) -> Token:
    """The word itself, or the next one where it is `to`: a later conjunct's span starts behind it (settled
    case 9).
    """
    is_own = word.lower_ == "to" and word.dep_ != "prep"
    return word.nbor() if is_own and word.i + 1 < len(word.doc) else word


def clause_start(head: Token) -> Token:
    """The first word of a clause: behind any finite clause the parser hung on its left ("X is firm; our
    ministers will meet").
    """
    first = left_edge(head)
    subject = subject_of(head)
    if subject is not None and subject.i < first.i:
        first = left_edge(subject)
    for child in head.lefts:
        if (
            child.dep_ in ("ccomp", "parataxis", "dep", *(("advcl",) if subject is None else ()))
            and is_verb(child)
            and subject_of(child) is not None
            and not any(c.dep_ == "mark" for c in child.lefts)
        ):
            first = head.doc[min(child.right_edge.i + 1, head.i)]
    while first.i < head.i and _opens_nothing(first, head):
        first = first.nbor()
    return first


def _opens_nothing(word: Token, head: Token) -> bool:
    if word.lower_ == "to":
        is_own = word.tag_ == "TO" and word.head == head and word.dep_ != "prep"
        return is_own or word.i + 1 == head.i
    if word.lower_ == "while":
        return word.head == head
    return (
        (word.dep_ in ("cc", "punct", "preconj") and word.lower_ != "not")
        or word.tag_ in ("CC", ",", ":", "HYPH")
        or (word.is_punct and word.text not in '“"‘(')
    )
