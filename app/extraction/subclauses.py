"""The clause that completes a word, wherever the parser hung it: infinitive, gerund, `that` clause."""

from app.extraction.grammar import (
    ADVERB_TAGS,
    SUBJECTS,
    auxiliaries_of,
    is_citing,
    is_infinitive,
    is_relative,
    is_verb,
    object_of,
    subject_of,
)
from app.extraction.lexicon import load_lexicon
from app.extraction.parse import is_surely_verb, pos_of
from app.extraction.tree import Token

_LONGEST_GAP = 40


def infinitive_after(cue: Token) -> Token | None:
    """The to-infinitive that completes the cue, wherever the parser hung it: the nearest one after the cue at
    the cue's own level.
    """
    return _completion(cue, gerund=False)


def said_after(verb: Token) -> Token | None:
    """`reaffirm` of "wish to reaffirm", `call` of "took the opportunity to call on": what is led up to."""
    lexicon = load_lexicon()
    leading = verb if lexicon.has("leading_up", verb) else None
    if lexicon.has("taken_to_speak", verb) and (taken := object_of(verb)) is not None:
        leading = taken if lexicon.has("opportunity_noun", taken) else None
    said = infinitive_after(leading) if leading is not None else None
    return said if said is not None and lexicon.has("speech_verb", said) else None


def gerund_after(cue: Token) -> Token | None:
    """The gerund of `to V-ing` / `for V-ing` that completes the cue."""
    return _completion(cue, gerund=True)


def _completion(cue: Token, *, gerund: bool) -> Token | None:
    for token in cue.doc[cue.i + 1 : cue.i + _LONGEST_GAP]:
        if token.lower_ in ("to", "for", "towards", "toward", "in", "on") and (
            token.lower_ == "to" or gerund
        ):
            verb = _verb_after(token, gerund=gerund)
            if verb is not None and _is_at_level_of(token, verb, cue):
                return verb
        if token.text in (";", ":") or (
            token.dep_ in SUBJECTS
            and token.head.i > token.i
            and is_verb(token.head)
            and token.head.dep_ in ("ROOT", "conj")
        ):
            return None
    return None


def _verb_after(particle: Token, *, gerund: bool) -> Token | None:
    wanted = ("VBG",) if gerund else ("VB",)
    for token in particle.doc[particle.i + 1 : particle.i + 5]:
        if token.tag_ in wanted or (not gerund and _is_mistagged_verb(token)):
            return token.head if token.dep_ == "auxpass" else token
        if (
            gerund
            and token.lower_.endswith("ing")
            and token.tag_ in ("NN", "JJ")
            and token.i == particle.i + 1
        ):
            return (
                token if any(c.dep_ in ("dobj", "prep") and c.lower_ != "of" for c in token.rights) else None
            )
        if token.tag_ not in ADVERB_TAGS and token.tag_ != ",":
            return None
    return None


def _is_mistagged_verb(word: Token) -> bool:
    """`our aim to redouble efforts`: placed as a verb, whatever it is tagged as."""
    is_placed = word.dep_ in ("xcomp", "ccomp", "advcl", "acl")
    return is_placed and (word.tag_ in ("VBP", "NN") or (word.tag_ == "JJ" and is_surely_verb(word.text)))


def _is_at_level_of(particle: Token, verb: Token, cue: Token) -> bool:
    """The completion hangs from the cue, from the cue's clause, or follows a parenthesis of commas right
    after the cue.
    """
    if _is_under_later_verb(verb, cue):
        return False  # "affirm our support for X and invite our Ministers to V"
    if cue.is_ancestor(particle) or cue.is_ancestor(verb):
        return not _is_inside_object(particle, cue)
    head = cue.head
    while head.dep_ in ("acomp", "attr", "dobj", "pobj", "prep", "oprd") and head.head != head:
        head = head.head
    return (head.is_ancestor(particle) or head == cue) and not _is_inside_object(particle, cue)


def _is_under_later_verb(verb: Token, cue: Token) -> bool:
    """Whether the verb completes one that is coordinated with the cue or with what stands between them."""
    node = verb.head
    while node.i > cue.i and node.head.i < node.i:
        if node.dep_ == "conj" and is_verb(node):
            return True
        node = node.head
    return False


def _is_inside_object(particle: Token, cue: Token) -> bool:
    """`to` that belongs to a noun between the cue and it ("committed to the plan to build")."""
    node = particle if particle.dep_ == "prep" else particle.head
    if (
        node.head.i > cue.i
        and pos_of(node.head) in ("NOUN", "PROPN", "PRON")
        and node.head.dep_ in ("dobj", "pobj")
        and node.dep_ in ("acl", "relcl", "prep")
    ):
        return node.head != cue
    return False


def that_clause(verb: Token) -> Token | None:
    """The verb of the clause the cue introduces with or without `that`; behind `the work referred to above`
    it is left without subject.
    """
    is_subject_cited = False
    for child in verb.rights:
        links = ("ccomp", "xcomp", "advcl", "relcl", "acl", *(("conj",) if is_subject_cited else ()))
        if child.dep_ not in links or is_infinitive(child):
            continue
        if is_citing(child):
            is_subject_cited = True
        elif subject_of(child) is not None or (is_subject_cited and auxiliaries_of(child)):
            marks = [c.lower_ for c in child.lefts if c.dep_ == "mark"]
            if marks[:1] == ["that"] or not (marks or is_relative(child)):
                return child
    return _clause_after_that(verb) or _clause_hung_on_object(verb)


def _clause_hung_on_object(verb: Token) -> Token | None:
    """`informed the islanders that we will`: taken for what describes them, though `that` is none of its
    parts.
    """
    thing = object_of(verb)
    clauses = (c for c in thing.rights if c.dep_ == "relcl") if thing is not None else ()
    return next((c for c in clauses if any(m.dep_ == "mark" and m.lower_ == "that" for m in c.lefts)), None)


def _clause_after_that(verb: Token) -> Token | None:
    """What `that` right behind the verb opens, when the parser hung it on a noun before both."""
    following = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    opened = following.head
    is_clause = following.lower_ == "that" and opened.i > following.i and is_verb(opened)
    return opened if is_clause and subject_of(opened) is not None else None
