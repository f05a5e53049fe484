"""One content verb -> itself and the later conjuncts that are acts of their own under the same cue.

`strengthen X and develop Y` are two; `protect and defend Z` is one, because the verbs share their object
(coding manual, section 2).
The parser's conjuncts come first; where it hung a verb on a word of another form ("counter lies and expose
narratives": on `lies`),
the series is read off the words instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.extraction.complements import is_cue, is_directed
from app.extraction.grammar import (
    auxiliaries_of,
    base_form_fits,
    conjuncts_of,
    follows_separator,
    has_own_complement,
    infinitive_after,
    is_infinitive,
    is_verb,
    left_edge,
    object_of,
    subject_of,
)
from app.extraction.lexicon import load_lexicon
from app.extraction.parse import could_be_adjective, is_base_verb, is_surely_verb, lemma_of, pos_of
from app.extraction.tree import Token

_SEPARATORS = frozenset({",", ";", "and", "or", "but", "&"})
_SPEAKING = ("commissive", "restating", "directive", "call_for", "stance")
_PURPOSES = frozenset({"advcl", "acl", "relcl", "xcomp"})
_MEANS = frozenset(
    {
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
    }
)


@dataclass(frozen=True, slots=True)
class Series:
    """The content words that make acts, in order, and the verbs that are part of one of them: they share its
    object, or go on with its purpose.
    """

    contents: tuple[Token, ...]
    merged: tuple[Token, ...]


def content_series(content: Token, above: tuple[Token, ...], *, is_nominal: bool) -> Series:
    """The first content word is always `content`; `above` are the verbs it was found under ("seek to
    exchange, share and develop").
    """
    if is_nominal:
        return Series((content, *_verbs_beside_noun(content)), ())
    contents, merged = [content], list[Token]()
    repaired = [token for verb in _repaired(content) for token in (verb, *_chain(verb))]
    beside = [token for verb in above for token in _chain(verb) if _goes_on_from(token, content)]
    found = sorted({*_chain(content), *repaired, *beside}, key=lambda token: token.i)
    first, *steps = _steps_of(content, found) or [content]
    kept = steps or _without_purposes(content, found)
    group = [first]
    for verb in kept:
        shares = not any(
            has_own_complement(earlier, left_edge(verb).i, after=group[-1].i) for earlier in group
        )
        (merged if shares else contents).append(verb)
        group = [*group, verb] if shares else [verb]
    return Series(tuple(contents), (*merged, *found[len(kept) :]))


def _verbs_beside_noun(cue: Token) -> Iterator[Token]:
    """`our commitment to peace and to working with X`: gerunds under the same cue as the noun before them,
    wherever the parser hung their `to`.
    """
    for token in cue.doc[cue.i + 2 : len(cue.doc) - 1]:
        if token.text in (";", ":"):
            return
        if token.lower_ in ("to", "for") and token.nbor(-1).lower_ == "and" and token.nbor().tag_ == "VBG":
            yield token.nbor()
        is_gerund = token.tag_ == "VBG" and token.dep_ == "conj" and token.head is cue
        if is_gerund and token.nbor(-1).lower_ == "and" and _has_object(token):
            yield token


def _goes_on_from(verb: Token, content: Token) -> bool:
    """Whether a conjunct of the cue itself ("intend to X, address Y") is in truth one of its content."""
    return verb.i > content.i and _is_bare_continuation(verb, content) and not is_cue(verb)


def _without_purposes(content: Token, found: list[Token]) -> list[Token]:
    """`meet to coordinate X, map Y and plan Z`: a list that goes on by commas after a purpose infinitive is
    the purpose's.
    """
    doc = content.doc
    for verb in found:
        purpose = any(
            t.tag_ == "VB" and t.dep_ in _PURPOSES and doc[t.i - 1].tag_ == "TO" and is_base_verb(t.text)
            for t in doc[content.i + 1 : verb.i]
        )
        if purpose and not is_infinitive(verb) and _follows_comma(verb) and content.tag_ in ("VB", "VBP"):
            return [earlier for earlier in found if earlier.i < verb.i]
    return found


def _steps_of(content: Token, found: list[Token]) -> list[Token]:
    """The later verbs of `take steps to open X, ease Y and train Z`, after `open`: the steps are what is to
    be done, and a series of them goes on with it.
    """
    thing = object_of(content)
    if thing is None or lemma_of(content) not in ("take", "undertake"):
        return []
    step = infinitive_after(thing) if load_lexicon().has("step_noun", thing) else None
    if step is None:
        return []
    steps = sorted({*found, *_chain(step)}, key=lambda token: token.i)
    return [step, *steps] if any(map(_follows_comma, steps)) else []


def _follows_comma(verb: Token) -> bool:
    """Whether a comma alone stands before the verb; `and, as appropriate, promote` is closed by its `and`."""
    before = left_edge(verb).i - 1
    return verb.doc[before].text == "," and verb.doc[before - 1].lower_ not in ("and", "or")


def _chain(content: Token) -> Iterator[Token]:
    todo = [content]
    while todo:
        verb = todo.pop(0)
        for conjunct in (*conjuncts_of(verb), *_second_complement(verb)):
            if _is_bare_continuation(conjunct, content):
                yield conjunct
                todo.append(conjunct)


def _second_complement(verb: Token) -> Iterator[Token]:
    """`committed not only to protecting X but also to helping Y`: the second `to` hangs on the first."""
    above = conjuncts_of(verb.head) if verb.dep_ == "pcomp" and verb.head.dep_ == "prep" else ()
    beside = (c for c in conjuncts_of(verb) if c.tag_ == "IN" and any(w.dep_ == "pobj" for w in c.rights))
    for preposition in (*above, *beside):  # "and in this context raising"
        yield from (child for child in preposition.rights if child.dep_ == "pcomp")


def _is_bare_continuation(verb: Token, first: Token) -> bool:
    """Same form as the first content verb, without subject or auxiliary of its own."""
    if subject_of(verb) is not None or auxiliaries_of(verb):
        return False
    if first.tag_ == "VBG":
        return (verb.tag_ == "VBG" and not _modifies(verb)) or (
            verb.lower_.endswith("ing") and pos_of(verb) == "NOUN" and _has_object(verb)
        )
    if first.tag_ in ("VBN", "VBD"):
        return (
            verb.tag_ in ("VBN", "VBD")
            and not is_inside_subject(verb)
            and (_has_object(verb) or any(c.dep_ in ("agent", "prep", "xcomp") for c in verb.rights))
        )
    if first.tag_ in ("VB", "VBP", "NN"):
        return _is_base_form(verb) and not _belongs_to_relative(verb, first)
    return is_verb(verb) and verb.tag_ == first.tag_


def is_inside_subject(participle: Token) -> bool:
    """`the way in which it is made and used is a model`: a finite verb right behind it shows that it is part
    of a subject.
    """
    is_participle = participle.tag_ == "VBN" and participle.i + 1 < len(participle.doc)
    return is_participle and participle.nbor().tag_ in ("VBZ", "VBP")


def goes_on_with_purpose(verb: Token, head: Token) -> bool:
    """`We recognise the sea as a means to spur growth, create jobs, and end poverty`: by commas, after an
    infinitive, under a verb that undertakes nothing.
    """
    is_said = any(load_lexicon().has(cue_class, verb) for cue_class in _SPEAKING)
    is_bare = verb.tag_ in ("VB", "VBP") and not is_said
    if not (is_bare and load_lexicon().has("stance", head) and _follows_comma(verb)):
        return False
    return any(t.tag_ == "VB" and t.dep_ == "acl" and is_infinitive(t) for t in verb.doc[head.i + 1 : verb.i])


def _modifies(participle: Token) -> bool:
    """`critical and emerging technologies`: a participle coordinated with an adjective before a noun."""
    doc = participle.doc
    return (
        participle.i >= 2
        and pos_of(doc[participle.i - 2]) == "ADJ"
        and participle.i + 1 < len(doc)
        and pos_of(participle.nbor()) == "NOUN"
    )


def _is_base_form(verb: Token) -> bool:
    """A base form, also where the tagger took a word that can only be a verb for something else ("uphold"
    before an adjective).
    """
    if not is_base_verb(verb.text) or (verb.tag_ != "VB" and verb.lower_ != lemma_of(verb)):
        return False
    if modifies_noun(verb) or (verb.tag_ == "NNP" and verb.text[0].isupper()):
        return False
    return base_form_fits(verb) or _is_only_verb(verb) or (verb.tag_ in ("NN", "NNP") and _has_object(verb))


def _is_only_verb(word: Token) -> bool:
    """`uphold`, `phase in`: words that are nothing else, whatever the tagger took them for."""
    return is_surely_verb(word.text) or load_lexicon().has("phrasal_verb", word)


def modifies_noun(verb: Token) -> bool:
    """`a test and treat strategy`, `follow-up measures`: what can be counted is no bare object."""
    following = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    if following.tag_ == "HYPH":
        return True
    return following.tag_ == "NN" and load_lexicon().has("count_noun", following)


def _belongs_to_relative(verb: Token, first: Token) -> bool:
    """`works that drain the fields, feed the canals and turn mills`: a finite present after a relative clause
    goes on with it.
    """
    if verb.tag_ != "VBP" or first.tag_ == "VBP":
        return False
    return any(t.tag_ == "VBP" and t.dep_ == "relcl" and first.i < t.i < verb.i for t in first.doc)


def _has_object(verb: Token) -> bool:
    return any(child.dep_ == "dobj" for child in verb.rights)


# --- repair ---------------------------------------------------------------------------------------


def _repaired(content: Token) -> Iterator[Token]:
    """Verbs of the content's form after a separator that the parser hung on a word they cannot be coordinated
    with.
    """
    candidates = list(_candidates(content))
    if content.tag_ in ("VBG", "VBN"):
        yield from _closed_series(content, candidates)
        return
    for verb in candidates:
        if not _hangs_soundly(verb, content) and (_is_only_verb(verb) or _takes_something(verb)):
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
        if _starts_other_clause(token, content):
            return
        if (
            (is_verb(token) or _is_only_verb(token))
            and token.dep_ != "prep"
            and not load_lexicon().has("stance", token)
            and follows_separator(token)
            and _is_bare_continuation(token, content)
        ):
            yield token


def _starts_other_clause(token: Token, content: Token) -> bool:
    """A finite verb with its own subject, coordinated at the top: what follows is another clause's."""
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
    return could_be_adjective(verb.text) and pos_of(verb.nbor()) not in ("DET", "PRON", "ADP")


def _continues_infinitives(verb: Token, content: Token) -> bool:
    """`to protect X, to work toward Y`: a series of infinitives of which the content is the nearest."""
    doc = verb.doc
    if (
        not is_infinitive(content)
        or doc[verb.i - 1].lower_ != "to"
        or doc[verb.i - 2].lower_ not in (",", ";", "and", "or")
        or not (
            verb.dep_ in ("conj", "dep") or _is_parted_from(verb, content) or _opens_closing(verb, content)
        )
    ):
        return False
    between = (
        t for t in doc[content.i + 1 : verb.i] if t.tag_ == "VB" and is_infinitive(t) and _is_plain_verb(t)
    )
    return not any(t.head == content or t.dep_ == "advcl" for t in between)


def _is_parted_from(verb: Token, content: Token) -> bool:
    """`pledge to protect X, to work toward Y, and to plant Z`: hung on the cue, and not the last."""
    is_beside = verb.dep_ == "advcl" and content.dep_ == "acl" and verb.head.is_ancestor(content)
    return is_beside and any(t.lower_ == "and" for t in verb.doc[verb.i + 1 : verb.right_edge.i])


def _opens_closing(verb: Token, content: Token) -> bool:
    """`undertake to share plans, to consult in good faith, and to settle disputes`: between the first of a
    series and its `and to`, taken for a purpose.
    """
    doc = verb.doc
    if (
        verb.dep_ != "advcl"
        or doc[verb.i - 2].text != ","
        or any(map(is_infinitive, doc[content.i + 1 : verb.i]))
    ):
        return False
    following = doc[verb.i + 1 : verb.right_edge.i + 1]
    return any(t.lower_ == "and" and t.nbor().lower_ == "to" for t in following[:-1])


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
        if not _belongs_to_means(verb, content)
        and not _is_subject(verb)
        and not (verb.nbor(-1).text == "," and load_lexicon().has("recital", verb))
        and (content.tag_ == "VBG" or _has_object(verb))
    ]
    if not free:
        return []
    if any(_separator_before(verb) == ";" for verb in free):
        return [verb for verb in free if _separator_before(verb) in (";", "and")]
    closing = [verb for verb in free if _separator_before(verb) in ("and", "or", "but")]
    return [verb for verb in free if closing and verb.i <= closing[-1].i]


def _is_subject(gerund: Token) -> bool:
    """`that draining the fields, as well as flooding them, is a threat`: subjects, which do nothing."""
    return gerund.dep_ == "csubj" or (gerund.dep_ == "conj" and gerund.head.dep_ == "csubj")


def _separator_before(verb: Token) -> str:
    words = [t.lower_ for t in verb.doc[max(0, verb.i - 4) : verb.i]]
    if ";" in words:
        return ";"
    return next((w for w in reversed(words) if w in _SEPARATORS), "")


def _belongs_to_means(verb: Token, content: Token) -> bool:
    """A series after `by ...ing` or `including ...ing` goes on with the means, not with the content."""
    doc = verb.doc
    between = doc[content.i + 1 : verb.i]
    if any(t.text == ";" for t in between):
        return False
    return any(t.tag_ == "VBG" and doc[t.i - 1].lower_ in _MEANS for t in between)
