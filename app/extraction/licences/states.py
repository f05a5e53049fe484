"""States of commitment: `are committed to`, `remain determined to`, `our commitment is firm`, `reaffirm
our commitment`.
"""

from dataclasses import replace

from app.extraction.complements import Complement, commitment_object, complement_of, complement_of_aim
from app.extraction.findings import Licence
from app.extraction.grammar import agent_of, is_passive, object_of, prepositional_object
from app.extraction.lexicon import Rule, load_lexicon
from app.extraction.licences.scene import BE, FUTURE, PERFECT, Scene
from app.extraction.noun_phrases import bodies_of, owner_of
from app.extraction.parse import lemma_of, pos_of
from app.extraction.standings import SubjectKind
from app.extraction.subclauses import infinitive_after, that_clause
from app.extraction.tree import Token
from app.vocabulary import Firmness, Stage

_PREDICATE_LINKS = ("acomp", "attr", "oprd", "advcl", "xcomp", "ccomp", "dep", "advmod", "conj")
_REFLEXIVES = ("themselves", "itself", "ourselves")
_PREDICATE_TAGS = ("JJ", "VBN", "VBD", "VBG", "RB", "NN")


def predicative(scene: Scene) -> Licence | None:
    """`are committed to` a pledge, `remain committed to` a reaffirmation, `stand ready to` a weak pledge."""
    predicate = _predicate(scene)
    if predicate is None or not scene.binds:
        return None
    remains = scene.is_any("remaining") and scene.head != predicate
    rule = load_lexicon().find("commissive_adjective", predicate)
    if rule is None:
        return _remaining_focus(scene, predicate) if remains else None
    complement = _complement_of_predicate(predicate, rule, remains=remains)
    if complement is None:
        return None
    is_standing = (remains or _is_steadfast(predicate)) and scene.clause.aux(*FUTURE) is None
    stage = Stage.REAFFIRMED if is_standing else Stage.PROMISED
    name = "reaffirmation.remain" if stage is Stage.REAFFIRMED else rule.id
    return scene.pledge(name, complement, stage=stage)


def resolved_adjunct(scene: Scene) -> Licence | None:
    """`We met, determined to V`: the walk opens such a word only beside a clause of the issuers."""
    head = scene.head
    if scene.clause.subject is not None or scene.clause.auxiliaries or head.dep_ == "ROOT":
        return None
    rule = load_lexicon().find("commissive_adjective", head)
    if rule is None:
        return None
    noun = commitment_object(head)
    cue = load_lexicon().find("commitment_noun", noun) if noun is not None else None
    if noun is not None and cue is not None and cue.firmness is Firmness.STRONG:
        standing = complement_of(noun, Firmness.STRONG)
        return scene.pledge("reaffirmation.renewing", standing, stage=Stage.REAFFIRMED)
    complement = complement_of(head, rule.firmness or Firmness.STRONG)
    return scene.pledge(rule.id, complement) if complement.first_verb is not None else None


def _predicate(scene: Scene) -> Token | None:
    """The adjective or participle that says how the subject stands; of several the one with a commitment
    noun.
    """
    lexicon, head = load_lexicon(), scene.head
    be = (*BE, "was", "were", "be") if scene.listener.hears_report or scene.is_future else BE
    if head.tag_ in ("VBN", "VBD", "VBG", "JJ") and scene.clause.aux(*be) and not scene.clause.aux(*PERFECT):
        return head if lexicon.has("commissive_adjective", head) else None
    if scene.is_any("announcing"):
        return _said_of_oneself(head)
    if not lexicon.has("standing_commitment", head) and head.lower_ not in (*BE, "be"):
        return None
    first = [c for c in head.rights if c.dep_ in _PREDICATE_LINKS and c.tag_ in _PREDICATE_TAGS]
    options = [c for option in first for c in (option, *option.conjuncts)]
    commissive = [c for c in options if lexicon.has("commissive_adjective", c)]
    if commissive:
        return next((c for c in commissive if commitment_object(c) is not None), commissive[0])
    return first[0] if first and first[0].dep_ in ("acomp", "oprd") else None


def _stance_noun(predicate: Token) -> Token | None:
    """`our resolve` of "united in our resolve"; "united in solidarity" says of nobody's that it is given."""
    noun = commitment_object(predicate) or commitment_object(predicate.head)
    is_bare = noun is not None and load_lexicon().has("support_noun", noun) and owner_of(noun) is None
    return None if is_bare else noun


def _is_steadfast(predicate: Token) -> bool:
    """`steadfast in our commitment`, `united in our commitment` upholds it (settled case 3); a resolve one is
    united in is new.
    """
    noun = _stance_noun(predicate)
    if noun is None or not load_lexicon().has("needs_noun", predicate):
        return False
    cue = load_lexicon().find("commitment_noun", noun)
    return cue is not None and cue.firmness is Firmness.STRONG


def _said_of_oneself(verb: Token) -> Token | None:
    """`declared themselves prepared to V`."""
    links = (c for c in verb.rights if c.dep_ in ("ccomp", "xcomp", "oprd"))
    return next((c for c in links if any(w.lower_ in _REFLEXIVES for w in (*c.lefts, *verb.rights))), None)


def _complement_of_predicate(predicate: Token, rule: Rule, *, remains: bool) -> Complement | None:
    """What the predicate is about. `determined`, `united` alone say nothing unless the subject remains so."""
    noun = _stance_noun(predicate)
    lexicon = load_lexicon()
    cue = lexicon.find("commitment_noun", noun) if noun is not None else None
    if noun is not None and lexicon.has("steadfast", predicate):
        cue = cue or lexicon.find("support_noun", noun)
    firmness = (cue and cue.firmness) or rule.firmness or Firmness.STRONG
    complement = complement_of(noun if noun is not None else predicate, firmness)
    if complement.content is None or complement.is_nominal:
        is_bare = noun is None and rule.id == "pledge.determined"
        if (
            is_bare
            and not remains
            and (complement.content is None or load_lexicon().has("needs_noun", predicate))
        ):
            return None
        return Complement(predicate, firmness, is_nominal=True)
    return complement


def _remaining_focus(scene: Scene, predicate: Token) -> Licence | None:
    """`remain focused on V-ing` restates; `remain concerned` does not."""
    if not load_lexicon().has("remaining_focus", predicate):
        return None
    target = prepositional_object(predicate, "on", "in", "to")
    is_action = target is not None and target.tag_ == "VBG"
    complement = Complement(target if is_action else predicate, Firmness.MEDIUM, is_nominal=not is_action)
    return scene.pledge("reaffirmation.remain", complement, stage=Stage.REAFFIRMED)


def intention(scene: Scene) -> Licence | None:
    """`It is our intention to V`, `our aim is to V`, `we have the intention of V-ing`, `it is our intention
    that X be V-ed`.
    """
    if any(aux.lower_ not in FUTURE for aux in scene.clause.auxiliaries):
        return None
    if lemma_of(scene.head) not in ("be", "have", "remain"):
        return None
    nouns = [c for c in scene.head.children if c.dep_ in ("attr", "nsubj", "dobj")]
    noun = next((c for c in nouns if load_lexicon().has("intention_noun", c)), None)
    rule = load_lexicon().find("intention_noun", noun) if noun is not None else None
    if noun is None or rule is None or rule.firmness is None:
        return None
    own = ("our", "their") if scene.listener.hears_report else ("our",)
    is_own = any(c.lower_ in own for c in noun.lefts) or any(map(scene.is_of_issuers, bodies_of(noun)))
    if scene.kind is not SubjectKind.ISSUER and not is_own:
        return None
    verb = complement_of_aim(noun, rule.firmness).first_verb or infinitive_after(scene.head)
    verb = that_clause(noun) or that_clause(scene.head) or verb
    stage = Stage.REAFFIRMED if scene.is_any("remaining") else Stage.PROMISED
    return scene.pledge(rule.id, Complement(verb, rule.firmness), stage=stage) if verb is not None else None


def priority(scene: Scene) -> Licence | None:
    """`A focus of our work will be supporting X`, `supporting X will be our focus`: what is to be done, named
    as what comes first.
    """
    subject, head = scene.clause.subject, scene.head
    if subject is None or scene.clause.aux(*FUTURE) is None:
        return None
    named, done = subject, head if scene.clause.aux("be") is not None else None
    if head.lower_ == "be" and subject.dep_ == "csubj":
        named, done = next((c for c in head.rights if c.dep_ == "attr"), subject), subject
    nouns = [word for word in named.subtree if load_lexicon().has("intention_noun", word)]
    rule = load_lexicon().find("intention_noun", nouns[0]) if nouns else None
    is_ours = any(word.lower_ in ("our", "ours") for word in named.subtree)
    if rule is None or rule.firmness is None or not is_ours or done is None or done.tag_ != "VBG":
        return None
    return scene.pledge(rule.id, Complement(done, rule.firmness))


def standing_commitment(scene: Scene) -> Licence | None:
    """`Our pledge to X is unshakeable`, `is enduring`."""
    lexicon = load_lexicon()
    if scene.kind is not SubjectKind.COMMITMENT or not (
        scene.is_any("standing_commitment") or scene.clause.aux(*BE)
    ):
        return None
    links = ("acomp", "attr", "advmod", "oprd")
    words = (
        scene.head,
        *(c for c in scene.head.rights if c.dep_ in links),
    )
    firm = next((word for word in words if lexicon.has("firm_adjective", word)), None)
    if firm is None:
        return None
    complement = Complement(
        scene.head, Firmness.STRONG, is_nominal=True, trail=(("reaffirmation.firm", firm),)
    )
    said = scene.pledge("reaffirmation.commitment_is", complement, stage=Stage.REAFFIRMED)
    return replace(said, actor=scene.whose(scene.clause.subject)) if scene.clause.subject else said


def restating(scene: Scene) -> Licence | None:
    """`reaffirm our commitment to V`, `reiterate our support for X`; with `importance`, `need`, `view` it is
    nothing.
    """
    rule = scene.cue("restating") or _confirming(scene)
    if rule is not None and is_passive(scene.head):
        return _restated_in_passive(scene, rule)
    if rule is None or not scene.binds:
        return None
    if lemma_of(scene.head) == "recommit":
        return scene.pledge(rule.id, complement_of(scene.head, Firmness.STRONG), stage=Stage.REAFFIRMED)
    noun = commitment_object(scene.head)
    if noun is not None:
        return _restated_noun(scene, rule.id, noun)
    named = object_of(scene.head)
    if named is not None and (goal := load_lexicon().find("goal_noun", named)) is not None:
        aim = complement_of_aim(named, Firmness.STRONG)
        is_aimed = aim.first_verb is not None
        return scene.pledge(goal.id, aim, stage=Stage.REAFFIRMED) if is_aimed else None
    if named is not None and owner_of(named) is not None:
        upheld = ("announced_noun", "exertion_noun", "reached_noun")
        decision = next(filter(None, (load_lexicon().find(kind, named) for kind in upheld)), None)
        owned = complement_of(named, (decision and decision.firmness) or Firmness.STRONG)
        if decision is not None:  # "renew our efforts to V", "reiterates its decision to V"
            return scene.pledge(rule.id, owned, stage=Stage.REAFFIRMED) if owned.first_verb else None
    if named is None or not _is_named_instrument(named):
        return None
    whole = Complement(None, Firmness.STRONG)
    return scene.pledge("reaffirmation.instrument", whole, stage=Stage.REAFFIRMED)


def _restated_in_passive(scene: Scene, rule: Rule) -> Licence | None:
    """`Their commitment to V was reaffirmed`, by nobody who is named."""
    noun, told = scene.clause.subject, ("was", "were", "is", "are", "been")
    if noun is None or agent_of(scene.head) is not None or scene.clause.aux(*told) is None:
        return None
    is_own = scene.kind is SubjectKind.COMMITMENT or scene.listener.hears_report
    if not is_own or not load_lexicon().has("commitment_noun", noun):
        return None
    is_others = any(scene.listener.classify(body) is SubjectKind.OUTSIDER for body in bodies_of(noun))
    return None if is_others else _restated_noun(scene, rule.id, noun)


def _confirming(scene: Scene) -> Rule | None:
    """`confirm our support for X`."""
    noun = commitment_object(scene.head)
    return scene.cue("confirming") if noun is not None and load_lexicon().has("support_noun", noun) else None


def _is_named_instrument(noun: Token) -> bool:
    """`the Beijing Declaration`, `the 2016 declaration`: one instrument, by its name or year, or as
    `our declaration`.
    """
    is_own = owner_of(noun) is not None and lemma_of(noun) == "declaration"
    is_one = pos_of(noun) == "PROPN" or any(c.tag_ == "CD" and c.text.isdigit() for c in noun.lefts)
    return (is_one or is_own) and load_lexicon().has("instrument_name", noun)


def gathering(scene: Scene) -> Licence | None:
    """`We met in X to reaffirm our commitment to V`: what the issuers came together to restate; `have come
    together to launch X`: to do by saying so.
    """
    if scene.kind is not SubjectKind.ISSUER or not scene.is_any("gathering") or scene.is_future:
        return None
    verb = infinitive_after(scene.head)
    if verb is not None and load_lexicon().has("performative", verb) and scene.clause.aux(*PERFECT):
        return scene.pledge("measure.performative", Complement(verb, Firmness.STRONG), stage=Stage.DONE)
    rule = load_lexicon().find("restating", verb) if verb is not None else None
    noun = commitment_object(verb) if verb is not None else None
    return _restated_noun(scene, rule.id, noun) if rule is not None and noun is not None else None


def _restated_noun(scene: Scene, rule: str, noun: Token) -> Licence:
    """As firm as the noun, but a resolve that is restated is strong; a readiness or wish that is only
    affirmed is new.
    """
    cue = load_lexicon().find("commitment_noun", noun) or load_lexicon().find("support_noun", noun)
    is_resolve = cue is None or cue.id == "reaffirmation.resolve_noun"
    firmness = (not is_resolve and cue and cue.firmness) or Firmness.STRONG
    complement = complement_of(noun, firmness)
    trail = ((cue.id, noun), *complement.trail) if cue is not None else complement.trail
    verb = complement.first_verb
    restated = Complement(verb or scene.head, complement.firmness, is_nominal=verb is None, trail=trail)
    is_new = firmness is Firmness.WEAK and lemma_of(scene.head) == "affirm"
    said = scene.pledge(rule, restated, stage=Stage.PROMISED if is_new else Stage.REAFFIRMED)
    return replace(said, actor=scene.whose(noun))


def commitment_adjunct(scene: Scene) -> Licence | None:
    """`This flood strengthens our will to V`, `we share a commitment to V`, `renewing our commitment
    to V`.
    """
    noun = commitment_object(scene.head)
    cue = load_lexicon().find("commitment_noun", noun) if noun is not None else None
    if noun is None or cue is None or not scene.is_any("commitment_adjunct") or scene.clause.aux(*FUTURE):
        return None
    complement = complement_of(noun, cue.firmness or Firmness.STRONG)
    content = complement.content
    if content is None or (cue.firmness is Firmness.WEAK and content.tag_ == "VBG"):
        return None  # "share an interest in trading with them"
    if any(scene.listener.classify(body) is SubjectKind.OUTSIDER for body in bodies_of(noun)):
        return None  # "recall the obligation of the rebels to V"
    return scene.pledge("reaffirmation.renewing", complement, stage=Stage.REAFFIRMED)
