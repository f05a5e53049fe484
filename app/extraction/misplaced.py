"""Cues that the parser hung on a word they cannot be coordinated with: where the issuers speak on, though the
parse says that a purpose or a participle goes on.
"""

from app.extraction.complements import (
    commitment_object,
    complement_of,
    is_cue,
    is_directed,
    look_through,
    speaks_again,
)
from app.extraction.grammar import auxiliaries_of, is_auxiliary, object_of, subject_of
from app.extraction.lexicon import load_lexicon
from app.extraction.noun_phrases import is_actor, is_ours
from app.extraction.parse import pos_of
from app.extraction.subclauses import that_clause
from app.extraction.tree import Token
from app.vocabulary import Firmness

_TAKEN_FOR_NOUN = ("NN", "NNS", "NNP", "JJ")
CONJUNCTIONS = ("and", "&")
FARTHEST_CUE = 8
"""Tokens behind a conjunction: an adverb and auxiliaries may stand before the cue."""
_INSIDE = ("relcl", "acl", "ccomp", "advcl")


def is_cue_hung_low(word: Token) -> bool:
    """Whether a cue after `and` is one the parser hung on a word it cannot be coordinated with: it took it
    for a noun ("act at once and pledge to go on"), for a conjunct of a participle ("met on the day set by law
    and commit"), or for one of a purpose ("ways to widen the scheme and stand ready to open it").
    """
    if not 0 < word.i < len(word.doc) - 2:
        return False
    adverb, before = _before_conjunct(word)
    if before.lower_ not in CONJUNCTIONS:
        return False
    if adverb is not None and word.tag_ in ("VB", "VBP") and _speaks_after(adverb, word):
        return True
    if word.tag_ in _TAKEN_FOR_NOUN:
        return _is_noun_for_cue(word)
    return word.dep_ == "conj" and _cannot_go_on(word)


def _cannot_go_on(word: Token) -> bool:
    """Whether the word is of another kind than the one it is hung on."""
    head, is_base = word.head, word.tag_ in ("VB", "VBP")
    if _commits_beside(word):
        return True
    if _has_finite_auxiliary(word):
        return _is_nonfinite(head) or (head.dep_ == "ccomp" and _is_issuers_work(word))
    is_standing = _stands_committed(word)
    if not (is_standing or is_cue(word)):
        return False
    is_call = is_directed(word) or load_lexicon().has("call_for", word)
    if is_base and _is_inside(head) and (is_standing or is_call or speaks_again(word)):
        return True
    if word.tag_ == "VBZ":
        return head.tag_ in ("VB", "VBG", "NN", "NNS")  # "has made progress in building and intends to V"
    if word.tag_ == "VBD":
        is_bare = head.tag_ == "VBN" and not auxiliaries_of(head)  # "noted the progress made and agreed"
        return is_bare or head.tag_ in ("VB", "VBZ", "VBP", "NN", "NNS") or _is_perfect_of_thing(head)
    return is_base and head.tag_ in ("VBN", "VBG", "NN", "NNS")


def _is_perfect_of_thing(verb: Token) -> bool:
    """`noted that the ferries have helped and decided to V`: neither people nor a text that could decide."""
    told = subject_of(verb)
    if verb.dep_ != "ccomp" or verb.tag_ != "VBN" or told is None or pos_of(told) == "PRON":
        return False
    return not (is_actor(told) or load_lexicon().has_any(("body_noun", "document_noun"), told))


def _commits_beside(word: Token) -> bool:
    """`recognise that more must be done and resolve to do it`, `acknowledge the need to act and are committed
    to it`: what is said of a thing or a need, no thing goes on to bind itself.
    """
    is_bare = word.tag_ in ("VB", "VBP") and not auxiliaries_of(word)
    binds = ("commissive",) if is_bare else ("commissive_adjective",) if _has_finite_auxiliary(word) else ()
    lexicon, verb = load_lexicon(), word.head
    if not lexicon.has_any(binds, word) or word.nbor().lower_ != "to":
        return False
    while verb.dep_ in ("conj", "xcomp"):
        verb = verb.head
    said_of = subject_of(verb)
    if said_of is None:
        return verb.dep_ == "acl" and lexicon.has("view_noun", verb.head)
    return verb.dep_ == "ccomp" and not (pos_of(said_of) == "PRON" or is_actor(said_of))


def _is_inside(verb: Token) -> bool:
    """Whether the verb, or the first of its series, belongs to a noun or a clause inside the issuers' own."""
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ in _INSIDE


def _before_conjunct(word: Token) -> tuple[Token | None, Token]:
    """The adverb right before the word ("and therefore commit"), and what stands before both; auxiliaries
    belong to the word.
    """
    doc, index = word.doc, word.i - 1
    while index > 0 and doc[index].head is word and is_auxiliary(doc[index]):
        index -= 1
    adverb, before = doc[index], doc[max(index - 1, 0)]
    if before.lower_ in CONJUNCTIONS and load_lexicon().has("opening_adverb", adverb):
        return adverb, before
    return None, adverb


def _speaks_after(adverb: Token, word: Token) -> bool:
    """`and therefore launch`, `and further commit`: an adverb of reasoning opens any cue, one that only adds
    opens what the issuers say.
    """
    if adverb.lower_ in ("therefore", "hereby", "thus"):
        return is_cue(word)
    lexicon = load_lexicon()
    if lexicon.has("commissive", word):
        return complement_of(word, Firmness.STRONG).content is not None
    return speaks_again(word) or is_directed(word)


def _is_noun_for_cue(word: Token) -> bool:
    """`pledge to go on`, `request that`, `affirm our will to`: taken for a noun or adjective."""
    lexicon, following = load_lexicon(), word.nbor()
    if following.lower_ == "that":
        return lexicon.has("directive_that", word) and that_clause(word) is not None
    if object_of(word) is not None and is_directed(word):
        return True  # "and task the officials to report"
    if following.tag_ == "PRP$":
        return lexicon.has("restating", word) and commitment_object(word) is not None
    is_completed = following.tag_ == "TO" and word.nbor(2).tag_ in ("VB", "RB")
    return is_completed and lexicon.has("commissive", word)


def _has_finite_auxiliary(verb: Token) -> bool:
    return any(aux.lower_ in ("will", "shall", "have", "has", "are", "is") for aux in auxiliaries_of(verb))


def _is_nonfinite(verb: Token) -> bool:
    """`including by working with X`, `are committed to X`: nothing that `and will` could go on with."""
    is_bare = verb.tag_ in ("VB", "VBG") or load_lexicon().has("commissive_adjective", verb)
    return is_bare and not auxiliaries_of(verb) and subject_of(verb) is None


def _is_issuers_work(verb: Token) -> bool:
    """`recognise that harvests fail and will step up our help`: what is theirs, they do; `and will work to
    end it`: what no thing does.
    """
    thing, inner = object_of(verb), subject_of(verb.head)
    if is_ours(thing):
        return True
    content = look_through(verb, Firmness.STRONG).content or verb
    lexicon = load_lexicon()
    if inner is None or pos_of(inner) == "PRON" or is_actor(inner) or lexicon.has("body_noun", inner):
        return False
    return lexicon.has("deliberate", content)


def _stands_committed(verb: Token) -> bool:
    """`stand ready to V`, `remain committed to X`: no purpose, but how the issuers stand."""
    lexicon = load_lexicon()
    if verb.tag_ not in ("VB", "VBP") or not lexicon.has("standing_commitment", verb):
        return False
    return any(c.dep_ == "acomp" and lexicon.has("commissive_adjective", c) for c in verb.rights)
