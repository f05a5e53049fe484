"""Later verbs of a series that the parser hung on words they cannot be coordinated with ("counter lies and
expose narratives", on `lies`), read off the words instead.
"""

from collections.abc import Iterator
from itertools import pairwise

from app.extraction.complements import is_directed
from app.extraction.continuation import has_object, is_bare_continuation, is_only_verb, is_paired
from app.extraction.edges import follows_separator, left_edge
from app.extraction.grammar import (
    auxiliaries_of,
    is_infinitive,
    is_stranded,
    is_verb,
    object_of,
    subject_of,
)
from app.extraction.lexicon import load_lexicon
from app.extraction.parse import could_be_adjective, is_base_verb, is_surely_verb, lemma_of, pos_of
from app.extraction.tree import Token

_SEPARATORS = frozenset({",", ";", "and", "or", "but", "&"})
_NOUNS = ("NOUN", "PROPN", "PRON")
_BESIDE_VERBS = ("RB", "RP", "HYPH")
_LONGEST_ASIDE = 12  # tokens
_MEANS = frozenset(
    [
        "by",
        "through",
        "including",
        "of",
        "for",
        "in",
        "on",
        "from",
        "while",
        "without",
        "via",
        "when",
        "towards",
        "toward",
        "with",
    ]
)


def find_misplaced(content: Token) -> Iterator[Token]:
    """Verbs of the content's form after a separator that the parser hung on a word they cannot be coordinated
    with.
    """
    candidates = list(_candidates(content))
    if content.tag_ in ("VBG", "VBN"):
        yield from _closed_series(content, candidates)
        return
    for verb in candidates:
        if _hangs_soundly(verb, content) or _goes_on_with_relative(verb, content):
            continue
        if is_only_verb(verb) or _takes_something(verb):
            yield verb


def _takes_something(verb: Token) -> bool:
    """An object or clause, which a noun of the same form ("and research through") does not have."""
    is_clause = verb.tag_ == "VB" and verb.dep_ in (
        "advcl",
        "oprd",
        "dep",
    )  # "urge X to abide by Y, refrain from Z"
    completing = {"dobj", "xcomp", "ccomp", "acomp", "dative"} | ({"prep"} if is_clause else set())
    return any(child.dep_ in completing for child in verb.rights)


def _candidates(content: Token) -> Iterator[Token]:
    for token in content.doc[content.i + 1 : content.doc[-1].i + 1]:
        if _starts_other_clause(token, content) or _is_stance_beside(token, content):
            return
        if (
            token.dep_ != "prep"
            and follows_separator(token)
            and (is_verb(token) or is_only_verb(token))
            and not load_lexicon().has_any(("stance", "describing"), token)
            and is_bare_continuation(token, content)
        ):
            yield token


def _is_stance_beside(verb: Token, content: Token) -> bool:
    """`commit to fund the survey, and look forward to its results to learn of gaps`: what follows is the
    stance's.
    """
    is_joined = verb.dep_ == "conj" and verb.i > 0 and verb.nbor(-1).lower_ == "and"
    return is_joined and content.tag_ == "VB" and load_lexicon().has("stance_of_present", verb)


def shares_purpose(verb: Token, content: Token) -> bool:
    """`guard the border to prevent, deter and suppress raids`, `help Peru prevent, deter and suppress them`:
    verbs that share their object with one before them share its purpose too.
    """
    doc, first = verb.doc, verb
    for word in reversed(doc[content.i + 1 : verb.i]):
        before = doc[word.i - 1]
        if word.lower_ == "to":
            return first is not verb and first is not content
        if word.lower_ in _SEPARATORS or word.tag_ in _BESIDE_VERBS or is_stranded(word):
            continue
        if first is not verb and not is_base_verb(word.text):
            return lemma_of(content) == "help" and pos_of(word) in _NOUNS
        is_infinitive_of = before.lower_ == "to" and (before.tag_ == "TO" or is_surely_verb(word.text))
        is_bare = before.lower_ in _SEPARATORS or is_infinitive_of or pos_of(before) in _NOUNS
        is_joined = word.nbor().lower_ in _SEPARATORS or is_stranded(word.nbor())
        if not (is_base_verb(word.text) and is_bare and is_joined):
            return False
        first = word
    return False


def _starts_other_clause(token: Token, content: Token) -> bool:
    """A finite verb with its own subject or auxiliary at the top: what follows is another clause's."""
    if token.dep_ == "ROOT" and auxiliaries_of(token) and content.i < token.i:
        return True
    return (
        token.dep_ in ("conj", "ROOT", "parataxis")
        and is_verb(token)
        and token.tag_ not in ("VB", "VBG")
        and subject_of(token) is not None
        and not content.is_ancestor(token)
    )


def _hangs_soundly(verb: Token, content: Token) -> bool:
    """Whether the parser's link for a base form can be right: to another base form, or as an infinitive with
    its own `to`.
    """
    if is_infinitive(verb):
        return not _continues_infinitives(verb, content)
    if is_directed(verb):
        return True
    is_finite_head = verb.head.tag_ == "VBP" and subject_of(verb.head) is not None
    if (
        verb.dep_ == "conj"
        and verb.head.tag_ in ("VB", "VBP", "MD")
        and not (is_finite_head and verb.tag_ == "VB")
    ):
        return True
    is_described = could_be_adjective(verb.text) and not is_paired(verb)
    return is_described and pos_of(verb.nbor()) not in ("DET", "PRON", "ADP")


def _continues_infinitives(verb: Token, content: Token) -> bool:
    """`to protect X, to work toward Y`: a series of infinitives of which the content is the nearest."""
    doc = verb.doc
    if (
        not is_infinitive(content)
        or doc[verb.i - 1].lower_ != "to"
        or not _is_joint(doc[verb.i - 2])
        or _goes_on_in_relative(verb)
        or _goes_on_with_effort(verb, content)
        or not (
            verb.dep_ in ("conj", "dep")
            or doc[verb.i - 2].lower_ == "as"
            or _is_parted_from(verb, content)
            or _opens_closing(verb, content)
        )
    ):
        return False
    between = (
        t for t in doc[content.i + 1 : verb.i] if t.tag_ == "VB" and is_infinitive(t) and _is_plain_verb(t)
    )
    return not any(
        (t.head == content or t.dep_ == "advcl" or t.doc[t.i - 2].lower_ in ("order", "so"))
        and not _continues_infinitives(t, content)
        for t in between
    )


def _is_joint(word: Token) -> bool:
    """What joins a later infinitive to a series, before its `to`: also the last word of `as well as`."""
    return word.lower_ in (",", ";", "and", "or") or (word.lower_ == "as" and word.nbor(-1).lower_ == "well")


def _goes_on_in_relative(verb: Token) -> bool:
    """`a fund which is used to pay miners, and to train them`: after an infinitive of the relative clause."""
    first = verb
    while first.dep_ == "conj":
        first = first.head
    above = first.head
    while is_infinitive(first) and above.head is not above and above.dep_ != "relcl":
        above = above.head
    return is_infinitive(first) and above.dep_ == "relcl" and not is_infinitive(above)


def _goes_on_with_relative(verb: Token, content: Token) -> bool:
    """`rules that slow the landing of, or put quotas on, fish`, `dealers who arm raiders and squander funds`:
    joined without a comma, or by `or`, it says more of what the relative clause describes.
    """
    index = left_edge(verb).i - 1
    joint, before = verb.doc[index], verb.doc[index - 1]
    is_of_it = (thing := object_of(verb)) is not None and thing.lower_ in ("it", "them")
    # neither "schemes that lower prices and explore new ones" nor "schemes that mend yards and protect them"
    is_doing = load_lexicon().has("deliberate", verb) and not is_of_it
    is_close = joint.lower_ == "or" or (joint.lower_ == "and" and before.text != "," and not is_doing)
    between = (t for t in verb.doc[content.i + 1 : index] if t.tag_ == "VBP" and t.dep_ == "relcl")
    return is_close and any(lemma_of(relative) != "be" for relative in between)


def _goes_on_with_effort(verb: Token, content: Token) -> bool:
    """`intensify our cooperation to end X, to counter Y, and to meet Z`: what the cooperation is for; with
    `continue our efforts` it is what is done.
    """
    first = verb
    while first.dep_ == "conj":
        first = first.head
    is_of_effort = first.dep_ == "acl" and is_infinitive(first) and first.head is object_of(content)
    is_kept = load_lexicon().has("look_through", content)
    return is_of_effort and not is_kept and load_lexicon().has("effort_noun", first.head)


def _is_parted_from(verb: Token, content: Token) -> bool:
    """`pledge to protect X, to work toward Y, and to plant Z`: hung on the cue, and not the last."""
    is_beside = verb.dep_ == "advcl" and content.dep_ == "acl" and verb.head.is_ancestor(content)
    return is_beside and any(t.lower_ == "and" for t in verb.doc[verb.i + 1 : verb.right_edge.i])


def _opens_closing(verb: Token, content: Token) -> bool:
    """`undertake to share plans, to consult in good faith, and to settle disputes`: between the first of a
    series and its `and to`, taken for a purpose.
    """
    doc = verb.doc
    if doc[verb.i - 2].text != "," or any(map(is_infinitive, doc[content.i + 1 : verb.i])):
        return False
    before = [t.lower_ for t in doc[max(content.i, verb.i - _LONGEST_ASIDE) : verb.i - 2]]
    if ("and", ",") in pairwise(before):  # "and, as a first step, to share notifications"
        return True
    return any(
        t.lower_ == "and" and t.nbor().lower_ == "to" and (t.i < verb.right_edge.i or t.nbor(-1).text == ",")
        for t in doc[verb.i + 1 : len(doc) - 1]
    )


def _is_plain_verb(word: Token) -> bool:
    """Not a noun after `to` that the parser took for an infinitive ("barriers to trade in food")."""
    return is_surely_verb(word.text) or any(
        c.dep_ not in ("aux", "prep", "cc", "conj") for c in word.children
    )


def _closed_series(content: Token, candidates: list[Token]) -> list[Token]:
    """Gerunds are conjuncts when the series is closed by `and` or parted by semicolons; otherwise they are
    tails ("..., ensuring that").
    """
    free = [
        verb
        for verb in candidates
        if not belongs_to_means(verb, content)
        and not _is_subject(verb)
        and not (verb.dep_ == "conj" and auxiliaries_of(verb.head))
        and not _says_how(verb)
        and not _opens_tail(verb)
        and (content.tag_ == "VBG" or has_object(verb))
    ]
    return close_series(free)


def close_series(verbs: list[Token]) -> list[Token]:
    """The gerunds up to the last that a conjunction closes; behind it, and without one, they are tails."""
    if any(_separator_before(verb) == ";" for verb in verbs):
        return [verb for verb in verbs if _separator_before(verb) in (";", "and")]
    closing = [verb for verb in verbs if _separator_before(verb) in ("and", "or", "but", "as")]
    return [verb for verb in verbs if closing and verb.i <= closing[-1].i]


def _opens_tail(gerund: Token) -> bool:
    """`..., building on the survey`, `..., starting with the islands and laying cables to the reefs`."""
    return gerund.i > 0 and gerund.nbor(-1).text == "," and load_lexicon().has("recital", gerund)


def _says_how(gerund: Token) -> bool:
    """`while fully respecting the law`, `and taking into account its limits`."""
    is_means = any(t.lower_ in _MEANS for t in gerund.doc[gerund.i - 2 : gerund.i])
    return is_means or (gerund.lower_ == "taking" and gerund.nbor().lower_ == "into")


def _is_subject(gerund: Token) -> bool:
    """`that draining the fields, as well as flooding them, is a threat`: subjects, which do nothing."""
    return gerund.dep_ == "csubj" or (gerund.dep_ == "conj" and gerund.head.dep_ == "csubj")


def _separator_before(verb: Token) -> str:
    words = [t.lower_ for t in verb.doc[max(0, verb.i - 4) : verb.i]]
    if ";" in words:
        return ";"
    return next((w for w in reversed(words) if w in _SEPARATORS or w == "as"), "")


def belongs_to_means(verb: Token, content: Token) -> bool:
    """A series after `by ...ing` or `including ...ing` goes on with the means, not with the content."""
    doc = verb.doc
    between = doc[content.i + 1 : verb.i]
    if any(t.text == ";" for t in between):
        return False
    gerunds = [t for t in between if t.lower_.endswith("ing")]
    is_added = any(doc.text(t.i - 3, t.i - 1).lower() == "in addition to" for t in gerunds if t.i > 2)
    return is_added or any(doc[t.i - 1].lower_ in _MEANS for t in gerunds)
