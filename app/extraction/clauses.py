"""Which words of a parse open a clause that can hold an act.

Relative, conditional and purpose clauses never license an act of their own.
"""

from collections.abc import Callable

from app.extraction.complements import commitment_object, complement_of
from app.extraction.edges import follows_separator
from app.extraction.grammar import (
    auxiliaries_of,
    is_infinitive,
    is_relative,
    is_subordinate,
    is_verb,
    subject_of,
)
from app.extraction.lexicon import load_lexicon
from app.extraction.noun_phrases import antecedent_of
from app.extraction.parse import lemma_of
from app.extraction.standings import BINDING, SubjectKind
from app.extraction.tree import Doc, Token
from app.vocabulary import Firmness

Classify = Callable[[Token | None], SubjectKind]
"""Who a subject is to the issuers, as the walk over the parse has settled it."""
_POINTERS = ("that", "this", "it", "which")
_BEING = ("are", "is")
_PLACING = ("in", "across", "throughout", "within")


def is_recital(doc: Doc) -> bool:
    """`Guided by the treaty and committed to peace,`: before what a resolution decides, it says why."""
    is_participle = doc[0].tag_ in ("VBG", "VBN") or doc[0].text.endswith(("ing", "ed"))
    return is_participle and doc[-1].text == "," and subject_of(doc.root) is None


def opens_clause(token: Token, classify: Classify) -> bool:
    """A verb with a subject of its own (or the root) that no subordinator, relative or stance verb holds
    down.
    """
    if not (is_verb(token) or token.dep_ == "ROOT"):
        return False
    if token.dep_ == "ROOT" or _renews(token) or _is_resolved(token, classify):
        return True
    subject = subject_of(token)
    if subject is None or is_infinitive(token) or subject.dep_ == "expl":
        return False
    if is_relative(token):
        return _is_coded_relative(token, subject, classify)
    if is_subordinate(token):
        return _is_set_beside(token) and classify(subject) is SubjectKind.MEMBER
    if token.dep_ in ("ccomp", "xcomp", "pcomp", "csubj"):
        if is_pointed_at(token):
            return True
        return token.i < token.head.i and not any(c.dep_ == "mark" for c in token.lefts)
    return not any(c.dep_ == "mark" for c in token.lefts)


def _renews(token: Token) -> bool:
    """`Renewing our commitment to X, we ...`: a participle that restates; the recitals of resolutions
    (`Reaffirming`) do not.
    """
    return (
        token.tag_ == "VBG"
        and token.dep_ == "advcl"
        and lemma_of(token) == "renew"
        and commitment_object(token) is not None
    )


def _is_resolved(token: Token, classify: Classify) -> bool:
    """`We met, determined to V`: how the issuers of a clause stand, said beside it; in the recital of a
    resolution (`Determined to V,`) there is no clause.
    """
    is_beside = token.dep_ in ("advcl", "acl", "acomp", "oprd", "amod", "dep")
    is_unjoined = token.dep_ == "conj" and not follows_separator(token)
    if not (is_beside or is_unjoined) or auxiliaries_of(token):
        return False
    if not load_lexicon().has("commissive_adjective", token) or subject_of(token) is not None:
        return False
    matrix = token.head
    subject = subject_of(matrix) if is_verb(matrix) else matrix
    is_linked = load_lexicon().has("standing_commitment", matrix)
    stance = commitment_object(token) or token
    return (
        subject is not None
        and not is_linked
        and complement_of(stance, Firmness.STRONG).first_verb is not None
        and classify(subject) is SubjectKind.ISSUER
    )


def _is_coded_relative(token: Token, subject: Token, classify: Classify) -> bool:
    """`..., which we shall answer`, `in Lima, where they affirmed their resolve to X`: coded because its
    subject is bound (tie-break 4).
    """
    kind = classify(subject)
    if _is_said_beside(token):
        return kind is SubjectKind.ISSUER
    if subject.tag_ != "WDT" and _is_stance_beside(token):
        return kind in (SubjectKind.ISSUER, SubjectKind.MEMBER)
    if not any(c.lower_ in ("will", "shall") for c in token.lefts) or _completes_noun(token):
        return False
    if is_misread_as_relative(token):
        return kind is SubjectKind.ISSUER
    if (antecedent := antecedent_of(subject)) is not None:
        is_new = antecedent.dep_ == "dobj" and any(c.lower_ in ("a", "an") for c in antecedent.lefts)
        is_somebody = kind in (SubjectKind.BOUND, SubjectKind.MEMBER) or subject.tag_ == "WP"
        is_place = antecedent.dep_ == "pobj" and antecedent.head.lower_ in _PLACING
        # neither "set up a board, which will" nor "stronger ports in Kenya, which will"
        return is_somebody and kind in BINDING and not (is_new or is_place)
    return kind in (SubjectKind.ISSUER, SubjectKind.MEMBER) and not _is_contact_clause(token)


def _completes_noun(token: Token) -> bool:
    """`welcomed the announcement that Norway will`: said by somebody else, or before."""
    return token.dep_ == "acl" and any(child.dep_ == "mark" for child in token.lefts)


def _is_said_beside(token: Token) -> bool:
    """Whether a relative clause set off by a comma says how those stand who speak."""
    opening = token.left_edge
    is_set_off = opening.i > 0 and opening.nbor(-1).text == "," and opening.tag_ in ("WRB", "WDT", "IN")
    says_it = load_lexicon().has_any(("restating", "announcing", "confirming"), token)
    return is_set_off and says_it and commitment_object(token) is not None


def _is_stance_beside(token: Token) -> bool:
    """`the plan, which Norway stands ready to fund`, `the plan, which we intend to fund`: undertaken beside
    what is said.
    """
    opening = token.left_edge
    is_set_off = opening.i > 0 and opening.nbor(-1).text == "," and opening.tag_ == "WDT"
    if not is_set_off or any(auxiliary.lower_ not in _BEING for auxiliary in auxiliaries_of(token)):
        return False
    words = [token, *(c for c in token.rights if c.dep_ in ("acomp", "oprd", "advmod"))]
    cues = (w for w in words if load_lexicon().has_any(("commissive", "commissive_adjective"), w))
    return any(complement_of(cue, Firmness.STRONG).first_verb is not None for cue in cues)


def _is_set_beside(token: Token) -> bool:
    """`Japan will fund the school, while Chile will build it`: what one does beside another."""
    mark = next((c for c in token.lefts if c.lower_ == "while"), None)
    is_set_off = mark is not None and mark.i > 0 and mark.nbor(-1).text == ","
    is_future = any(c.lower_ in ("will", "shall") for c in token.lefts)
    return is_set_off and is_future


def is_pointed_at(verb: Token) -> bool:
    """`That is why we will act`, `..., which is why we will act`, `it is in this spirit that we will act`:
    the clause above only points.
    """
    matrix = verb.head
    pointer = subject_of(matrix) if lemma_of(matrix) == "be" else None
    is_judged = any(child.dep_ == "acomp" for child in matrix.rights)  # "it is desirable that"
    return pointer is not None and pointer.lower_ in _POINTERS and verb.dep_ == "ccomp" and not is_judged


def _is_contact_clause(verb: Token) -> bool:
    """`the steps we will take`: a relative clause without a pronoun."""
    has_pronoun = any(word.tag_ in ("WDT", "WP") for word in verb.doc[verb.left_edge.i : verb.i])
    return verb.dep_ == "relcl" and not has_pronoun and not any(c.tag_ == "IN" for c in verb.lefts)


def is_misread_as_relative(verb: Token) -> bool:
    """`Given the harm done we will act`: the sentence has no other clause that could be the main one."""
    root = verb.doc.root
    is_fragment = root.tag_ in ("VBG", "VBN", "IN", "NN", "NNS") and subject_of(root) is None
    return is_fragment and _is_contact_clause(verb)
