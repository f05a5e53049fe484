"""What a cue governs: the infinitive, gerund or noun that says what is to be done, and to whom a directive is
addressed.
"""

from dataclasses import dataclass

from app.extraction.edges import conjuncts_of
from app.extraction.grammar import is_infinitive, is_passive, object_of, prepositional_object, subject_of
from app.extraction.lexicon import Rule, load_lexicon
from app.extraction.noun_phrases import is_acronym, is_actor, is_ours
from app.extraction.parse import is_base_verb, lemma_of, pos_of
from app.extraction.subclauses import gerund_after, infinitive_after
from app.extraction.tree import Token
from app.vocabulary import Firmness


@dataclass(frozen=True, slots=True)
class Complement:
    """The words that carry the content, and how firm they leave the cue. `trail` names the rules looked
    through, with their words.
    """

    content: Token | None
    firmness: Firmness
    is_nominal: bool = False
    trail: tuple[tuple[str, Token], ...] = ()

    @property
    def first_verb(self) -> Token | None:
        """The content word when it is a verb."""
        return None if self.is_nominal else self.content

    def or_verb(self, cue: Token) -> "Complement":
        """The same, or the cue itself as content where no verb says what is to be done."""
        if self.first_verb is not None:
            return self
        return Complement(cue, self.firmness, is_nominal=True, trail=self.trail)


LONGEST_ADDRESSEE = 80
"""Tokens between a directive and its infinitive: UN texts name their addressees at length."""
CUE_CLASSES = (
    "stance",
    "emphasis",
    "directive",
    "call_for",
    "commissive",
    "restating",
    "announcing",
    "performative",
    "not_a_measure",
    "look_through",
)
_JOINTLY = frozenset({"together", "with", "jointly", "collectively", "collaboratively", "cooperatively"})
_CALLING = ("on", "upon", "to")
_RANK = {Firmness.STRONG: 0, Firmness.MEDIUM: 1, Firmness.WEAK: 2}


def weaker(one: Firmness, other: Firmness) -> Firmness:
    """The less firm of two."""
    return max(one, other, key=_RANK.__getitem__)


def directed_action(directive: Token, addressee: Token | None) -> Complement:
    """What the addressee is asked to do: the first infinitive after it that no adjective or relative clause
    of the addressee claims.
    """
    start = addressee if addressee is not None else directive
    own = {token.i for token in start.subtree if _describes(token, start)}
    described = list[Token]()
    for token in directive.doc[start.i + 1 : directive.i + LONGEST_ADDRESSEE]:
        is_beside = token.dep_ == "conj" and token.head is directive and token.tag_ != "VBN"
        is_other = is_beside and speaks_again(token)
        if token.text in (";", ":") or _speaks_on(token) or is_other:
            break
        if is_taken_for_adjective(token, directive):
            return look_through(token, Firmness.STRONG)
        if token.tag_ == "VB" and is_infinitive(token):
            if token.i not in own and not _stands_for_verb(token):
                return look_through(token, Firmness.STRONG)
            if token.head not in described:  # "to stop it and to report"
                described.append(token)
        if token.tag_ == "VBG" and token.nbor(-1).lower_ == "with" and token.head.head in (start, directive):
            return look_through(token, Firmness.STRONG)  # "task the secretariat with preparing"
    if described:  # "those who seek to evade it to stop", "the states concerned to stop": hung too low
        return look_through(described[-1], Firmness.STRONG)
    return Complement(None, Firmness.STRONG)


def _stands_for_verb(token: Token) -> bool:
    """`those in a position to do so`: what they can do is said behind it, where anything is."""
    return token.lower_ == "do" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "so"


def _speaks_on(token: Token) -> bool:
    """`invites X to act, and asks Y to report`: what stands behind a second finite verb is that verb's."""
    return token.dep_ == "conj" and token.tag_ in ("VBZ", "VBD") and subject_of(token) is None


def is_taken_for_adjective(token: Token, cue: Token) -> bool:
    """`invites the Commission to present options`, `undertake to clear wrecks`: a verb that the parser took
    for what describes a noun.
    """
    particle = token.nbor(-1)
    is_base = token.tag_ == "JJ" and token.dep_ == "amod" and is_base_verb(token.text)
    return is_base and particle.lower_ == "to" and particle.head is cue


def _describes(token: Token, noun: Token) -> bool:
    """Whether the token is inside a relative clause or adjective of the noun ("those who seek to evade",
    "states willing to help").
    """
    node = token
    while node not in (noun, node.head):
        if node.dep_ in ("relcl", "amod", "acl") and not is_infinitive(node):
            return True
        node = node.head
    return False


def is_directed(verb: Token) -> bool:
    """Whether the verb is a directive with somebody to direct and something to do: a clause of its own
    wherever it stands.
    """
    if not load_lexicon().has("directive", verb):
        return False
    addressee = addressee_of(verb)
    if addressee is None:
        return False
    action = directed_action(verb, addressee).content
    return action is not None and can_be_asked(addressee, action)


def can_be_asked(addressee: Token, action: Token) -> bool:
    """Whether it is somebody who can act; those who are to do what stands under the directive can, whatever
    they are called ("urge manufacturers to V", "call on shipping lines to V", "ask the administrator to V").
    In `encourage efforts to V` the infinitive is the noun's, and `request the report to be sent` asks nothing
    of a report.
    """
    if is_actor(addressee) or is_acronym(addressee) or addressee.lower_ == "it":
        return True
    directives = (addressee.head, addressee.head.head)  # "urge raiders to V", "call on raiders to V"
    is_called = lemma_of(addressee.head.head) in ("call", "appeal") and addressee.head.lower_ in _CALLING
    links = ("xcomp", "advcl") if is_called else ("xcomp",)
    is_under = action.dep_ in links and action.head in directives and not is_passive(action)
    is_one = any(c.lower_ in ("the", "its", "our", "their") for c in addressee.lefts)
    return is_under and (addressee.tag_ == "NNS" or is_one) and not _is_deed(addressee)


def _is_deed(thing: Token) -> bool:
    """`request the support of all to V`, `encourage the funding`: what is asked for, not who is asked."""
    wanted = ("help_noun", "effort_noun", "step_noun", "creation_noun", "means_noun", "quantifying_noun")
    is_made_of_verb = thing.lower_.endswith(("tion", "ment", "ing", "ance", "ence", "al", "ship"))
    return is_made_of_verb or load_lexicon().has_any(wanted, thing)


def is_cue(verb: Token) -> bool:
    """Whether the issuers speak or act by this verb: beside another clause it is a clause of its own."""
    return load_lexicon().has_any(CUE_CLASSES, verb)


def speaks_again(verb: Token) -> bool:
    """Whether the verb is one by which the issuers speak: it continues nothing, whatever it is coordinated
    with.
    """
    lexicon = load_lexicon()
    is_before_that = verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "that"
    if is_before_that and lexicon.has("passes_on", verb) and not is_infinitive(verb):
        return True
    if lexicon.has("restating", verb):
        return is_ours(object_of(verb)) or commitment_object(verb) is not None
    is_ready = any(c.dep_ == "acomp" and lexicon.has("commissive_adjective", c) for c in verb.rights)
    return is_ready or lexicon.has("stance", verb) or lexicon.has("emphasis", verb)


def complement_of(word: Token, firmness: Firmness) -> Complement:
    """The nearest of: to-infinitive, `to`/`for` + gerund, `to`/`for` + noun; nothing when there is none."""
    infinitive, gerund = infinitive_after(word), gerund_after(word)
    verb = min((v for v in (infinitive, gerund) if v is not None), key=lambda v: v.i, default=None)
    noun = prepositional_object(word, "to", "for", "towards", "toward")
    if noun is not None and noun.tag_ == "VBG":
        verb = noun if verb is None or noun.i <= verb.i else verb
        noun = None
    if noun is not None and (verb is None or noun.i < verb.i):
        return Complement(word, firmness, is_nominal=True)
    if verb is None:
        return Complement(word if _is_before_noun(word) else None, firmness, is_nominal=True)
    return look_through(verb, firmness)


def _is_before_noun(cue: Token) -> bool:
    """`commit to ambitious and accelerated efforts`: `to` opens a noun phrase, though the parser took it for
    an infinitive's; `commit to and prioritise their repair`: one that a second verb shares.
    """
    following = cue.doc[cue.i + 1 : cue.i + 3]
    if len(following) < 2 or following[0].lower_ != "to":
        return False
    return following[1].tag_ in ("JJ", "JJR", "NN", "NNS", "CC")


def complement_of_aim(noun: Token, firmness: Firmness) -> Complement:
    """What an aim is about: `goal of V-ing`, `intention to V`."""
    gerund = prepositional_object(noun, "of")
    if gerund is not None and gerund.tag_ == "VBG":
        return Complement(gerund, firmness)
    return complement_of(noun, firmness)


def look_through(verb: Token, firmness: Firmness) -> Complement:
    """`will continue to V`, `work to V`, `seek to V`: the content is V, and the act as firm as the weakest of
    them.
    """
    lexicon = load_lexicon()
    trail: list[tuple[str, Token]] = []
    current = verb
    for _ in range(3):
        rule = lexicon.find("look_through", current)
        following = _looked_through_to(current) if rule is not None else None
        if rule is None or following is None or _has_object_between(current, following):
            if lemma_of(current) == "work" and (aim := _aim_of(current)) is not None:
                is_joint = any(t.lower_ in _JOINTLY for t in current.doc[current.i + 1 : aim.i])
                firmness = firmness if is_joint else weaker(firmness, Firmness.MEDIUM)
            if lemma_of(current) == "seek" and object_of(current) is not None:
                firmness = weaker(firmness, Firmness.MEDIUM)  # "will seek closer ties"
            break
        between = current.doc[current.i + 1 : following.i]
        manner = {t.lower_ for t in between if t.nbor(-1).lower_ != "including"}
        if lemma_of(current) == "work" and manner & _JOINTLY:
            if "with" in manner:
                break
        elif rule.firmness is not None:
            firmness = weaker(firmness, rule.firmness)
        trail.append((rule.id, current))
        current = following
    return Complement(current, firmness, trail=tuple(trail))


def _looked_through_to(verb: Token) -> Token | None:
    """The verb under one that is looked through: `work to V`, `work towards V-ing`, `continue V-ing`."""
    aim = prepositional_object(verb, "at", "for") if lemma_of(verb) in ("aim", "strive") else None
    aim = _aim_of(verb) if lemma_of(verb) == "work" else aim
    if aim is not None and aim.tag_ == "VBG":
        return aim
    gerund = next((c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VBG"), None)
    return gerund if gerund is not None and gerund.i <= verb.i + 2 else infinitive_after(verb)


def _aim_of(verb: Token) -> Token | None:
    """What one works towards."""
    return prepositional_object(verb, "towards", "toward")


def weak_rule(content: Token) -> Rule | None:
    """The rule of a content verb that makes its act weak whatever the cue (`consider`, `discuss`)."""
    return load_lexicon().find("weak_verb", content)


def _has_object_between(verb: Token, infinitive: Token) -> bool:
    for child in verb.rights:
        if not verb.i < child.i < infinitive.i or infinitive in child.rights:
            continue
        if child.dep_ in ("dobj", "attr", "acomp", "conj") or (
            child.dep_ == "prep" and child.lower_ in ("on", "towards", "toward", "through", "for", "against")
        ):
            return True
    return False


def commitment_object(
    cue: Token, *, nouns: tuple[str, ...] = ("commitment_noun", "support_noun")
) -> Token | None:
    """The commitment noun the cue governs: its object (any conjunct of it, also one hung on the cue), or the
    object of `in`/`with` ("united in our resolve").
    """
    lexicon = load_lexicon()
    first = object_of(cue) or prepositional_object(cue, "in", "by", "to") or _taken_for_subject(cue)
    if load_lexicon().has("assuring", cue):
        first = prepositional_object(cue, "of") or (first and prepositional_object(first, "of"))
    candidates = [first] if first is not None else []
    candidates += [c for c in cue.rights if c.dep_ == "dobj" and c is not first]  # "their nations’ support"
    candidates += [noun for noun in conjuncts_of(cue) if pos_of(noun) == "NOUN"]
    while candidates:
        noun = counted(candidates.pop(0))
        if lexicon.has_any(nouns, noun):
            return noun
        candidates.extend(conjuncts_of(noun))
    return None


def _taken_for_subject(cue: Token) -> Token | None:
    """`express our will and commitment of funds to end this`, `make clear our will to V`: the object, taken
    for the subject of the infinitive or adjective.
    """
    clauses = (c for c in cue.rights if c.dep_ == "ccomp" and (is_infinitive(c) or c.tag_ == "JJ"))
    subjects = (c for clause in clauses for c in clause.children if c.dep_ == "nsubj")
    return next(subjects, None)


def counted(noun: Token) -> Token:
    """What there is a number of: `commitments` of "a series of commitments"."""
    counted = prepositional_object(noun, "of") if load_lexicon().has("quantifying_noun", noun) else None
    return counted if counted is not None else noun


def _named_by_participle(directive: Token) -> Token | None:
    """`calls on participating States to V`, `urges developed countries to V`: the parser takes the participle
    before the name for a verb.
    """
    following = directive.doc[directive.i + 1 : directive.i + 3]
    participle = next((t for t in following if t.tag_ in ("VBG", "VBN")), None)
    if participle is None:
        return None
    named = object_of(participle) or _subject_under(participle)
    return named if named is not None and named.left_edge.i == participle.i + 1 else None


def addressee_of(directive: Token) -> Token | None:
    """Who is asked: the object of `urge X`, of `call on X`, `appeal to X`; the subject of the infinitive
    where the parser put it there.
    """
    options = (object_of(directive), prepositional_object(directive, "on", "upon", "to"))
    found = min(filter(None, options), key=lambda noun: noun.i, default=None)
    if found is not None and (pos_of(found) == "ADJ" or load_lexicon().has("portfolio", found)):
        # "our foreign, finance and other relevant ministers"
        found = next((c for c in reversed(found.conjuncts) if c.tag_ in ("NNS", "NNPS")), found)
    asked = _subject_under(directive)
    if found is not None and found.tag_ not in ("VB", "VBG") and (asked is None or found.i < asked.i):
        return found
    return _named_by_participle(directive) or asked


def _subject_under(directive: Token) -> Token | None:
    """The subject of the clause under the directive."""
    clauses = (child for child in directive.rights if child.dep_ in ("xcomp", "ccomp", "advcl"))
    subjects = (c for clause in clauses for c in clause.lefts if c.dep_ in ("nsubj", "nsubjpass"))
    return next(subjects, None)
