"""One content verb -> itself and the later conjuncts that are acts of their own under the same cue.

`strengthen X and develop Y` are two; `protect and defend Z` is one, because the verbs share their object
(coding manual, section 2).
The parser's conjuncts come first, then those that `repair.py` reads off the words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from app.extraction.complements import is_cue
from app.extraction.continuation import follows_comma, has_object, is_bare_continuation
from app.extraction.edges import conjuncts_of, left_edge
from app.extraction.grammar import follows_stranded, has_own_complement, is_infinitive, object_of
from app.extraction.lexicon import load_lexicon
from app.extraction.parse import could_be_adjective, is_base_verb, lemma_of, pos_of
from app.extraction.repair import belongs_to_means, close_series, find_misplaced, shares_purpose
from app.extraction.subclauses import infinitive_after
from app.extraction.tree import Token

_PURPOSES = frozenset({"advcl", "acl", "relcl", "xcomp"})


@dataclass(frozen=True, slots=True)
class Series:
    """The content words that make acts, in order, and the verbs that are part of one of them: they share its
    object, or go on with its purpose.
    """

    contents: tuple[Token, ...]
    merged: tuple[Token, ...]


def content_series(content: Token, above: tuple[Token, ...], *, is_nominal: bool) -> Series:
    """The first content word is always `content`; `above` are the verbs it was found under ("seek to
    exchange, share and develop"). Beside a gerund that is kept up stand others, and verbs that go on with
    what governs it ("continue opening X and training Y, and fund Z").
    """
    if is_nominal:
        return Series((content, *_verbs_beside_noun(content)), ())
    own = _series_of(content, above)
    if not (content.tag_ == "VBG" and content.dep_ == "xcomp" and content.head in above):
        return own
    outer = _series_of(content.head, above)
    later = list(takewhile(lambda verb: not _opens_behind_comma(verb), outer.contents[1:]))
    return Series((*own.contents, *later), (*own.merged, *outer.merged))


def _series_of(content: Token, above: tuple[Token, ...]) -> Series:
    contents, merged = [content], list[Token]()
    repaired = [token for verb in find_misplaced(content) for token in (verb, *_chain(verb))]
    beside = [token for verb in above for token in _beside(verb) if _goes_on_from(token, content, verb)]
    found = sorted({*_chain(content), *repaired, *beside}, key=lambda token: token.i)
    if content.tag_ == "VBG":
        done = [v for v in found if not (belongs_to_means(v, content) or _follows_colon(v, content))]
        found = [*close_series(done), *_infinitives_beside(content)]
    else:
        found = [verb for verb in found if not (_follows_aside(verb) or _is_second_adjective(verb, content))]
    first, *steps = _steps_of(content, found) or [content]
    kept = steps or _without_purposes(content, found)
    group = [first]
    for verb in kept:
        shares = follows_stranded(left_edge(verb)) or (
            not _are_parted(content, group[-1], verb)
            and not any(has_own_complement(one, left_edge(verb).i, after=group[-1].i) for one in group)
        )
        (merged if shares else contents).append(verb)
        group = [*group, verb] if shares else [verb]
    return Series(tuple(contents), (*merged, *(verb for verb in found if verb not in kept)))


def _beside(verb: Token) -> Iterator[Token]:
    """What goes on with a verb that is looked through: its conjuncts, of a gerund also those hung too low."""
    yield from _chain(verb)
    if verb.tag_ == "VBG":
        yield from find_misplaced(verb)


def _infinitives_beside(gerund: Token) -> list[Token]:
    """`commit to raising the dues, and to provide help`: what the cue governs beside the gerund; without a
    comma behind an infinitive, or behind one that has a comma, it is a second purpose.
    """
    doc = gerund.doc
    if not (gerund.i > 0 and gerund.nbor(-1).lower_ == "to"):
        return []
    verbs = [t for t in doc[gerund.i + 1 :] if t.tag_ == "VB" and t.nbor(-1).lower_ == "to"]
    joined = (v for v in verbs if doc[v.i - 2].lower_ == "and" and has_object(v))
    is_set_off = any(doc[verb.i - 2].text == "," for verb in verbs)
    return [v for v in joined if v is verbs[0] or (doc[v.i - 3].text == "," and not is_set_off)][:1]


def _are_parted(content: Token, one: Token, other: Token) -> bool:
    """Whether a noun stands between two verbs, which the parser gave to neither ("to deter and suppress raids
    and to punish").
    """
    between = one.doc[one.i + 1 : left_edge(other).i]
    is_parted = any(pos_of(word) in ("NOUN", "PROPN") and not is_base_verb(word.text) for word in between)
    return is_parted and content.tag_ == "VB"


def _verbs_beside_noun(cue: Token) -> Iterator[Token]:
    """`our commitment to peace and to working with X`: gerunds under the same cue as the noun before them,
    wherever the parser hung their `to`.
    """
    for token in cue.doc[cue.i + 2 : len(cue.doc) - 1]:
        if token.text in (";", ":"):
            return
        if token.lower_ in ("to", "for") and _joins(token.nbor(-1)) and token.nbor().tag_ == "VBG":
            yield token.nbor()
        is_gerund = token.tag_ == "VBG" and token.dep_ == "conj" and token.head is cue
        if is_gerund and token.nbor(-1).lower_ == "and" and has_object(token):
            yield token


def _joins(word: Token) -> bool:
    """`and`, or the last word of `as well as`."""
    return word.lower_ == "and" or (word.lower_ == "as" and word.nbor(-1).lower_ == "well")


def _goes_on_from(verb: Token, content: Token, above: Token) -> bool:
    """Whether a conjunct of the cue itself ("intend to X, address Y") is in truth one of its content, or goes
    on with a verb looked through ("continuing to X and facilitating Y").
    """
    is_alike = above.tag_ == verb.tag_ == "VBG" or is_bare_continuation(verb, content)
    goes_on = not is_cue(verb) or lemma_of(verb) == "work"  # "plan to ease dues and work to avoid bans"
    return verb.i > content.i and is_alike and goes_on


def _follows_aside(verb: Token) -> bool:
    """`intend to explore new paths, while keeping the old, to ease trade`: a purpose, behind an aside that
    the parser hung on it.
    """
    asides = (child for child in verb.lefts if child.dep_ == "advcl" and child.tag_ == "VBG")
    return is_infinitive(verb) and any(aside.left_edge.lower_ == "while" for aside in asides)


def _follows_colon(verb: Token, content: Token) -> bool:
    """`commit to sparing all relief: ensuring the supply of food, easing transit`: what that means."""
    return any(word.text == ":" for word in verb.doc[content.i + 1 : verb.i])


def _is_second_adjective(verb: Token, content: Token) -> bool:
    """`advance secure and open networks`: two adjectives, of which the parser took the second for a verb."""
    is_right_behind = verb.i == content.i + 3 and verb.nbor(-1).lower_ == "and"
    return is_right_behind and all(could_be_adjective(word.text) for word in (verb.nbor(-2), verb))


def _without_purposes(content: Token, found: list[Token]) -> list[Token]:
    """`meet to coordinate X, map Y and plan Z`: a list that goes on by commas after a purpose infinitive is
    the purpose's; so are verbs that share its object.
    """
    doc = content.doc
    found = [verb for verb in found if not shares_purpose(verb, content)]
    found = list(_before_purpose(content, found))
    if is_infinitive(content) and found and _opens_behind_and(found[-1]):
        return found
    for verb in found:
        purpose = any(
            t.tag_ == "VB" and t.dep_ in _PURPOSES and doc[t.i - 1].tag_ == "TO" and is_base_verb(t.text)
            for t in doc[content.i + 1 : verb.i]
        )
        if purpose and not is_infinitive(verb) and follows_comma(verb) and content.tag_ not in ("VBG", "VBN"):
            return [earlier for earlier in found if earlier.i < verb.i]
    return found


def _before_purpose(content: Token, found: list[Token]) -> Iterator[Token]:
    """`will cut dues and widen roads, to support growth`: after bare verbs `to` behind a comma alone says
    what for; after an infinitive it does where bare verbs go on with it ("to cut dues, to win firms, support
    growth and train staff").
    """
    is_closed = bool(found) and _opens_behind_and(found[-1])  # "to cut dues, win firms, and to train"
    for verb, following in zip_longest(found, found[1:]):
        is_alike = is_closed or following is None or is_infinitive(following)
        if _opens_behind_comma(verb) and not (is_infinitive(content) and is_alike):
            return
        yield verb


def _opens_behind_and(infinitive: Token) -> bool:
    opening = next((child for child in infinitive.lefts if child.tag_ == "TO"), None)
    return opening is not None and opening.i > 1 and opening.doc.text(opening.i - 2, opening.i - 1) == ", and"


def _opens_behind_comma(infinitive: Token) -> bool:
    opening = next((child for child in infinitive.lefts if child.tag_ == "TO"), None)
    return opening is not None and opening.i > 0 and opening.nbor(-1).text == ","


def _steps_of(content: Token, found: list[Token]) -> list[Token]:
    """The verbs of `take steps to open X, ease Y and train Z`, `use all tools to open X, ease Y and train Z`:
    the steps are what is to be done, and a series of them goes on with it.
    """
    thing = object_of(content)
    if thing is None or not _says_nothing_of(thing, content):
        return []
    step = infinitive_after(thing) or _step_beside(thing, content)
    if step is None:
        return []
    hung_high = [verb for token in find_misplaced(step) for verb in (token, *_chain(token))]
    steps = sorted({*found, *_chain(step), *hung_high}, key=lambda token: token.i)
    return [step, *steps] if any(map(follows_comma, steps)) else []


def _step_beside(thing: Token, content: Token) -> Token | None:
    """`open` of "take steps to open X", where the parser hung it on the verb as what that is for."""
    purposes = (c for c in content.rights if c.dep_ == "advcl" and c.tag_ == "VB" and is_infinitive(c))
    return next((verb for verb in purposes if verb.left_edge.i == thing.i + 1), None)


def _says_nothing_of(thing: Token, verb: Token) -> bool:
    """Whether `take steps`, `make efforts`, `use all tools` only say that what follows is done."""
    lexicon = load_lexicon()
    if lemma_of(verb) == "use":
        return lexicon.has("means_noun", thing) and any(c.lower_ in ("all", "every") for c in thing.lefts)
    return lemma_of(verb) in ("take", "undertake", "make") and lexicon.has("step_noun", thing)


def _chain(content: Token) -> Iterator[Token]:
    todo = [content]
    while todo:
        verb = todo.pop(0)
        for conjunct in (*conjuncts_of(verb), *_second_complement(verb)):
            if is_bare_continuation(conjunct, content):
                yield conjunct
                todo.append(conjunct)


def _second_complement(verb: Token) -> Iterator[Token]:
    """`committed not only to protecting X but also to helping Y`: the second `to` hangs on the first."""
    above = conjuncts_of(verb.head) if verb.dep_ == "pcomp" and verb.head.dep_ == "prep" else ()
    beside = (c for c in conjuncts_of(verb) if c.tag_ == "IN" and any(w.dep_ == "pobj" for w in c.rights))
    for preposition in (*above, *beside):  # "and in this context raising"
        yield from (child for child in preposition.rights if child.dep_ == "pcomp")
