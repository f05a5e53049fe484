"""The ordered table of rules: which verb phrase is an act, of which kind, stage and firmness. Each rule reads one clause and answers or passes.

Find first, judge later: the walk (`clauses.py`) has found the clause; nothing here looks at coordination, spans or who exactly is meant.
Definitions are those of the coding manual (kinds, tie-breaks, firmness).
"""

from collections.abc import Callable

from spacy.tokens import Token

from app.extraction.complements import (
    Complement,
    addressee_of,
    commitment_object,
    complement_of,
    directed_action,
    look_through,
)
from app.extraction.findings import Clause, Licence
from app.extraction.grammar import (
    VERB_TAGS,
    infinitive_after,
    is_passive,
    object_of,
    prepositional_object,
    that_clause,
)
from app.extraction.lexicon import Lexicon, load_lexicon
from app.extraction.parse import lemma_of
from app.extraction.subjects import Listener, SubjectKind, is_actor, phrase_of
from app.vocabulary import ActKind, Firmness, Stage

Rule = Callable[[Clause, SubjectKind, Listener], Licence | None]

BINDING = frozenset({SubjectKind.ISSUER, SubjectKind.BOUND, SubjectKind.MEMBER})
_MODALS_OF_DUTY = ("must", "should", "ought")
_FUTURE = ("will", "shall", "'ll", "’ll")
_PERFECT = ("have", "has", "'ve", "’ve")
_BE = ("are", "is", "'re", "’re", "am")


def license_clause(clause: Clause, kind: SubjectKind, listener: Listener) -> Licence | None:
    """The first rule of the table that answers."""
    return next((licence for rule in RULES if (licence := rule(clause, kind, listener)) is not None), None)


def _pledge(
    rule: str, clause: Clause, complement: Complement, *, stage: Stage = Stage.PROMISED, weight: float = 0.9
) -> Licence:
    return Licence(
        rule=rule,
        kind=ActKind.PLEDGE,
        stage=stage,
        firmness=complement.firmness,
        content=complement.content,
        cue=clause.head,
        is_nominal=complement.is_nominal,
        weight=weight,
        trail=complement.trail,
    )


# --- duty: must, should, need to ----------------------------------------------------------------------------------------


def duty(clause: Clause, kind: SubjectKind, listener: Listener) -> Licence | None:
    """Said of somebody else it is a call, of ourselves a pledge of medium firmness; of a thing it is nothing."""
    cue = clause.aux(*_MODALS_OF_DUTY) or _verb_of_duty(clause)
    if cue is None or (clause.overlay is not None and clause.overlay.is_deciding):
        return None
    rule = load_lexicon().find("deontic", cue)
    if rule is None or rule.firmness is None:
        return None
    content = clause.head if cue is not clause.head else complement_of(cue, Firmness.STRONG).first_verb
    if content is None:
        return None
    complement = look_through(content, rule.firmness)
    if kind in BINDING:
        medium = Complement(complement.content, Firmness.MEDIUM, complement.is_nominal, complement.trail)
        return _pledge("pledge.own_obligation", clause, medium, weight=0.7)
    if kind is SubjectKind.OUTSIDER and not is_passive(content):
        return Licence(
            rule=rule.id,
            kind=ActKind.CALL,
            stage=None,
            firmness=rule.firmness,
            content=complement.content,
            cue=cue,
            addressee=clause.subject,
            weight=0.8,
        )
    return None


def _verb_of_duty(clause: Clause) -> Token | None:
    head = clause.head
    if clause.auxiliaries and clause.aux("will", "would", "may", "might") is not None:
        return None
    if (
        lemma_of(head) in ("need", "have")
        and complement_of(head, Firmness.STRONG).first_verb is not None
        and head.tag_ in ("VBP", "VBZ")
    ):
        following = head.nbor().lower_ if head.i + 1 < len(head.doc) else ""
        return head if following == "to" else None
    return (
        head
        if lemma_of(head) in ("oblige", "obligate") and head.tag_ in ("VBN", "JJ") and clause.aux(*_BE)
        else None
    )


# --- the future -----------------------------------------------------------------------------------------------------------


def future(clause: Clause, kind: SubjectKind, listener: Listener) -> Licence | None:
    """`will` decides: a pledge, whatever stands under it."""
    if clause.aux(*_FUTURE) is None:
        return None
    lexicon = load_lexicon()
    head = clause.head
    if is_passive(head):
        return _future_passive(clause, kind, listener)
    if kind is SubjectKind.OUTSIDER and listener.is_body(clause.subject):
        kind = SubjectKind.INSTRUMENT
    if kind not in BINDING | {SubjectKind.INSTRUMENT} or head.tag_ not in VERB_TAGS | {"NN"}:
        return None
    if kind is not SubjectKind.ISSUER and lexicon.has("prediction", head):
        return None
    if kind is SubjectKind.ISSUER and lemma_of(head) in ("need", "require", "face", "benefit", "see", "know"):
        return None
    complement = look_through(head, Firmness.STRONG)
    weight = 0.93 if kind is SubjectKind.ISSUER else 0.75
    return _pledge("pledge.auxiliary", clause, complement, weight=weight)


def _future_passive(clause: Clause, kind: SubjectKind, listener: Listener) -> Licence | None:
    """Without agent it is the issuers' own; an agent that is a body of theirs is the actor; another agent acts for itself."""
    head = clause.head
    if load_lexicon().has("by_nature", head) or load_lexicon().has("prediction", head):
        return None
    agent = prepositional_object(head, "by")
    actor = None
    if agent is not None and agent.tag_ != "VBG" and is_actor(agent):
        agent_kind = listener.classify(agent)
        if agent_kind not in BINDING:
            return None
        actor = agent
    return Licence(
        rule="pledge.passive",
        kind=ActKind.PLEDGE,
        stage=Stage.PROMISED,
        firmness=Firmness.STRONG,
        content=head,
        cue=head,
        actor=actor,
        weight=0.7 if kind is not SubjectKind.ISSUER else 0.5,
    )


# --- what is done or under way ----------------------------------------------------------------------------------------


def perfect(clause: Clause, kind: SubjectKind, listener: Listener) -> Licence | None:
    """Perfect of the issuers: a measure done; of a commissive verb with an infinitive: that verb's pledge."""
    head = clause.head
    if clause.aux(*_PERFECT) is None or head.tag_ not in ("VBN", "VBD"):
        return None
    lexicon = load_lexicon()
    if is_passive(head) or (len(clause.auxiliaries) > 1 and clause.auxiliaries[-1].lower_ == "been"):
        return _perfect_passive(clause, kind, lexicon)
    if kind not in BINDING or lexicon.has("not_a_measure", head) or clause.is_negative:
        return None
    rule = lexicon.find("commissive", head)
    complement = complement_of(head, Firmness.STRONG)
    if rule is not None and not complement.is_nominal and complement.content:
        return commissive(clause, kind, listener)
    if lexicon.has("restating", head) or lexicon.has("directive", head) or lexicon.has("stance", head):
        return None
    return _pledge("measure.perfect", clause, Complement(head, Firmness.STRONG), stage=Stage.DONE, weight=0.8)


def _perfect_passive(clause: Clause, kind: SubjectKind, lexicon: Lexicon) -> Licence | None:
    head = clause.head
    if kind is SubjectKind.OUTSIDER or not lexicon.has("enactment", head) or head.tag_ != "VBN":
        return None
    agent = prepositional_object(head, "by")
    if agent is not None and not (agent.tag_ == "VBG" or phrase_of(agent).lower().startswith("our ")):
        return None
    return _pledge(
        "measure.perfect_passive", clause, Complement(head, Firmness.STRONG), stage=Stage.DONE, weight=0.6
    )


def progressive(clause: Clause, kind: SubjectKind, listener: Listener) -> Licence | None:
    """Present progressive of the issuers: a measure under way; of a commissive or directive verb: that verb's act."""
    head = clause.head
    if head.tag_ != "VBG" or clause.aux(*_BE, "been") is None or kind not in BINDING or is_passive(head):
        return None
    lexicon = load_lexicon()
    if lexicon.has("commissive", head) and lemma_of(head) != "mean":
        return commissive(clause, kind, listener)
    if lexicon.has("directive", head) or lexicon.has("call_for", head):
        return directive(clause, kind, listener)
    if lexicon.has("not_a_measure", head) or lexicon.has("stance", head):
        return None
    complement = (
        look_through(head, Firmness.STRONG) if lemma_of(head) != "work" else Complement(head, Firmness.STRONG)
    )
    strong = Complement(complement.content, Firmness.STRONG, complement.is_nominal, complement.trail)
    return _pledge("measure.progressive", clause, strong, stage=Stage.UNDER_WAY, weight=0.85)


def present_continue(clause: Clause, kind: SubjectKind, listener: Listener) -> Licence | None:
    """`continue to V` in the present is a measure; `continue to call for` the call itself."""
    head = clause.head
    lexicon = load_lexicon()
    if kind not in BINDING or not lexicon.has("present_continue", head) or clause.auxiliaries:
        return None
    complement = complement_of(head, Firmness.STRONG)
    verb = complement.first_verb
    if verb is None or lexicon.has("stance", verb):
        return None
    if lexicon.has("directive", verb) or lexicon.has("call_for", verb):
        return _directive_at(verb, clause, listener)
    return _pledge("measure.continue", clause, complement, stage=Stage.UNDER_WAY, weight=0.7)


def performative(clause: Clause, kind: SubjectKind, listener: Listener) -> Licence | None:
    """`Today, we launch X`, `The Council extends the mandate`, `we announce the creation of X`: done by being said."""
    head = clause.head
    lexicon = load_lexicon()
    if clause.auxiliaries or head.tag_ not in ("VBP", "VBZ") or kind is not SubjectKind.ISSUER:
        return None
    target = object_of(head)
    if target is None:
        return None
    is_creation = lexicon.has("announcing_creation", head) and lexicon.has("creation_noun", target)
    if is_creation or lexicon.has("performative", head):
        rule = "measure.announcement" if is_creation else "measure.performative"
        return _pledge(rule, clause, Complement(head, Firmness.STRONG), stage=Stage.DONE, weight=0.65)
    return None


def present_provision(clause: Clause, kind: SubjectKind, listener: Listener) -> Licence | None:
    """`Allies also provide extensive support`: action reported in the simple present."""
    head = clause.head
    if clause.auxiliaries or head.tag_ not in ("VBP", "VBZ") or kind is not SubjectKind.ISSUER:
        return None
    rule = load_lexicon().find("present_provision", head)
    if rule is None or object_of(head) is None:
        return None
    return _pledge(rule.id, clause, Complement(head, Firmness.STRONG), stage=Stage.UNDER_WAY, weight=0.6)


# --- states of commitment ---------------------------------------------------------------------------------------------


def adjectival(clause: Clause, kind: SubjectKind, listener: Listener) -> Licence | None:
    """`are committed to` a pledge, `remain committed to` a reaffirmation, `stand ready to` a weak pledge."""
    head = clause.head
    lexicon = load_lexicon()
    predicate = _predicate(clause, lexicon)
    if predicate is None or kind not in BINDING:
        return None
    rule = lexicon.find("commissive_adjective", predicate)
    remains = lexicon.has("remaining", head) and head is not predicate
    if rule is None:
        return _remaining_focus(clause, predicate) if remains else None
    firmness = rule.firmness or Firmness.STRONG
    complement = complement_of(predicate, firmness)
    noun = commitment_object(predicate)
    if noun is not None:
        complement = complement_of(noun, firmness)
    if rule.id == "pledge.determined" and not complement.content and not remains:
        return None
    if not complement.content:
        complement = Complement(predicate, firmness, is_nominal=True)
    if (
        rule.id == "pledge.determined"
        and noun is None
        and complement.is_nominal
        and predicate.lower_ in ("united", "unified", "steadfast", "unwavering", "intent")
        and not remains
    ):
        return None
    is_past = head.tag_ == "VBD"
    stage = Stage.REAFFIRMED if remains and clause.aux(*_FUTURE) is None else Stage.PROMISED
    name = "reaffirmation.remain" if stage is Stage.REAFFIRMED else rule.id
    return _pledge(name, clause, complement, stage=stage, weight=0.55 if is_past else 0.92)


def _predicate(clause: Clause, lexicon: Lexicon) -> Token | None:
    head = clause.head
    if head.tag_ in ("VBN", "VBD", "JJ") and clause.aux(*_BE) is not None and clause.aux(*_PERFECT) is None:
        return head if lexicon.has("commissive_adjective", head) else None
    if lemma_of(head) not in ("be", "stand", "remain", "stay") and head.lower_ not in (
        "'re",
        "’re",
        "are",
        "is",
    ):
        return None
    links = ("acomp", "attr", "oprd", "advcl", "xcomp", "ccomp", "dep", "advmod", "conj")
    first = [c for c in head.rights if c.dep_ in links and c.tag_ in ("JJ", "VBN", "VBD", "VBG", "RB", "NN")]
    commissive = [
        c for option in first for c in (option, *option.conjuncts) if lexicon.has("commissive_adjective", c)
    ]
    if commissive:
        return next((c for c in commissive if commitment_object(c) is not None), commissive[0])
    return first[0] if first and first[0].dep_ in ("acomp", "oprd") else None


def pride(clause: Clause, kind: SubjectKind, listener: Listener) -> Licence | None:
    """`are proud to have delivered`, `are pleased to announce the creation of`: the measure under it."""
    if kind is not SubjectKind.ISSUER:
        return None
    lexicon = load_lexicon()
    predicate = next((c for c in clause.head.rights if c.dep_ == "acomp" and lexicon.has("pride", c)), None)
    content = infinitive_after(predicate) if predicate is not None else None
    if content is None or lemma_of(content) == "have":
        participle = content_participle(predicate) if predicate is not None else None
        return None if participle is None else _proud(clause, "measure.perfect", participle, predicate)
    if lexicon.has("performative", content) or lexicon.has("announcing_creation", content):
        return _proud(clause, "measure.performative", content, predicate)
    return None


def _proud(clause: Clause, rule: str, content: Token, predicate: Token | None) -> Licence:
    trail = (("measure.proud", predicate),) if predicate is not None else ()
    return _pledge(
        rule, clause, Complement(content, Firmness.STRONG, trail=trail), stage=Stage.DONE, weight=0.65
    )


def content_participle(predicate: Token) -> Token | None:
    """The participle of `to have V-ed` under the predicate."""
    return next(
        (
            c
            for c in (*predicate.rights, *predicate.head.rights)
            if c.tag_ == "VBN" and any(a.lower_ == "have" for a in c.lefts)
        ),
        None,
    )


def _remaining_focus(clause: Clause, predicate: Token) -> Licence | None:
    """`remain focused on V-ing` restates; `remain concerned` does not."""
    if predicate.lower_ not in (
        "focused",
        "focussed",
        "engaged",
        "active",
        "faithful",
        "loyal",
        "vigilant",
        "open",
    ):
        return None
    target = prepositional_object(predicate, "on", "in", "to")
    content = target if target is not None and target.tag_ == "VBG" else predicate
    return _pledge(
        "reaffirmation.remain",
        clause,
        Complement(content, Firmness.MEDIUM, is_nominal=content is predicate),
        stage=Stage.REAFFIRMED,
        weight=0.7,
    )


def standing_commitment(clause: Clause, kind: SubjectKind, listener: Listener) -> Licence | None:
    """`Our commitment to X is iron-clad`."""
    head = clause.head
    lexicon = load_lexicon()
    if kind is not SubjectKind.COMMITMENT or not lexicon.has("standing_commitment", head):
        return None
    firm = next(
        (
            c
            for c in head.rights
            if c.dep_ in ("acomp", "attr", "advmod", "oprd") and lexicon.has("firm_adjective", c)
        ),
        None,
    )
    if firm is None:
        return None
    return _pledge(
        "reaffirmation.commitment_is",
        clause,
        Complement(head, Firmness.STRONG, is_nominal=True, trail=(("reaffirmation.firm", firm),)),
        stage=Stage.REAFFIRMED,
        weight=0.8,
    )


def restating(clause: Clause, kind: SubjectKind, listener: Listener) -> Licence | None:
    """`reaffirm our commitment to V`, `reiterate our support for X`; with `importance`, `need`, `view` it is nothing."""
    head = clause.head
    lexicon = load_lexicon()
    rule = lexicon.find("restating", head)
    if rule is None or kind is not SubjectKind.ISSUER or is_passive(head):
        return None
    if lemma_of(head) in ("recommit",):
        complement = complement_of(head, Firmness.STRONG)
        return _pledge(
            rule.id,
            clause,
            complement if complement.content else Complement(head, Firmness.STRONG, True),
            stage=Stage.REAFFIRMED,
        )
    noun = commitment_object(head)
    if noun is None:
        return None
    return _restated_noun(rule.id, clause, noun)


def _restated_noun(rule_id: str, clause: Clause, noun: Token) -> Licence | None:
    lexicon = load_lexicon()
    head = clause.head
    cue = lexicon.find("commitment_noun", noun) or lexicon.find("support_noun", noun)
    if cue is None:
        return None
    firmness = cue.firmness or Firmness.STRONG
    stage = Stage.REAFFIRMED
    if lemma_of(head) == "affirm" and firmness is Firmness.WEAK:
        stage = Stage.PROMISED
    if firmness is Firmness.MEDIUM:
        firmness = Firmness.STRONG
    complement = complement_of(noun, firmness)
    if complement.first_verb is None:
        complement = Complement(head, firmness, is_nominal=True)
    traced = Complement(
        complement.content, complement.firmness, complement.is_nominal, ((cue.id, noun), *complement.trail)
    )
    return _pledge(rule_id, clause, traced, stage=stage, weight=0.9)


def announcing(clause: Clause, kind: SubjectKind, listener: Listener) -> Licence | None:
    """`underline our commitment to V`, `announce our intention to V`: a pledge, as firm as the noun."""
    head = clause.head
    lexicon = load_lexicon()
    if kind is not SubjectKind.ISSUER or not lexicon.has("announcing", head):
        return None
    noun = commitment_object(head)
    cue = lexicon.find("commitment_noun", noun) if noun is not None else None
    if noun is None or cue is None:
        return None
    complement = complement_of(noun, cue.firmness or Firmness.STRONG)
    if not complement.content or complement.is_nominal:
        complement = Complement(head, complement.firmness, is_nominal=True)
    return _pledge("pledge.announced_commitment", clause, complement, weight=0.8)


def commitment_adjunct(clause: Clause, kind: SubjectKind, listener: Listener) -> Licence | None:
    """`This crisis reinforces our determination to V`, `we share a commitment to V`."""
    head = clause.head
    lexicon = load_lexicon()
    if not lexicon.has("commitment_adjunct", head) or clause.aux(*_FUTURE) is not None:
        return None
    noun = commitment_object(head)
    cue = lexicon.find("commitment_noun", noun) if noun is not None else None
    if noun is None or cue is None:
        return None
    complement = complement_of(noun, cue.firmness or Firmness.STRONG)
    if not complement.content:
        return None
    return _pledge("reaffirmation.renewing", clause, complement, stage=Stage.REAFFIRMED, weight=0.6)


# --- commissive and directive verbs ---------------------------------------------------------------------------------------


def commissive(clause: Clause, kind: SubjectKind, listener: Listener) -> Licence | None:
    """`commit to`, `agree to V`, `intend to V`, in any tense of this meeting's own report."""
    head = clause.head
    lexicon = load_lexicon()
    rule = lexicon.find("commissive", head)
    if rule is None or rule.firmness is None or kind not in BINDING or is_passive(head):
        return None
    complement = complement_of(head, rule.firmness)
    if complement.content and not (complement.is_nominal and not _takes_noun(head)):
        return _pledge(rule.id, clause, complement, weight=0.92 if not complement.is_nominal else 0.75)
    return None


def _takes_noun(head: Token) -> bool:
    return lemma_of(head) in ("commit", "pledge")


def directive(clause: Clause, kind: SubjectKind, listener: Listener) -> Licence | None:
    """`call on X to V`: a call; to an organ of the issuers' own: a pledge of that organ."""
    if kind not in BINDING or is_passive(clause.head):
        return None
    return _directive_at(clause.head, clause, listener)


def _directive_at(verb: Token, clause: Clause, listener: Listener) -> Licence | None:
    lexicon = load_lexicon()
    call_for = lexicon.find("call_for", verb)
    if call_for is not None:
        return Licence(
            rule=call_for.id,
            kind=ActKind.CALL,
            stage=None,
            firmness=Firmness.STRONG,
            content=verb,
            cue=verb,
            is_nominal=True,
            weight=0.8,
        )
    rule = lexicon.find("directive", verb) or lexicon.find("tasking", verb)
    if rule is None:
        return None
    addressee = addressee_of(verb)
    complement = directed_action(verb, addressee)
    firmness = rule.firmness or Firmness.STRONG
    own_organ = addressee is not None and _is_own_organ(addressee, verb, listener)
    content_verb = complement.first_verb
    if own_organ and content_verb and lexicon.has("tasking", verb):
        return Licence(
            rule="pledge.tasked",
            kind=ActKind.PLEDGE,
            stage=Stage.PROMISED,
            firmness=_tasked_firmness(verb),
            content=content_verb,
            cue=verb,
            actor=addressee,
            weight=0.8,
        )
    if content_verb and addressee is not None:
        return Licence(
            rule=rule.id,
            kind=ActKind.CALL,
            stage=None,
            firmness=firmness,
            content=content_verb,
            cue=verb,
            addressee=addressee,
            weight=0.9,
        )
    clause_under = that_clause(verb)
    if clause_under is not None and lemma_of(verb) in (
        "demand",
        "insist",
        "request",
        "ask",
        "urge",
        "recommend",
    ):
        return Licence(
            rule=rule.id,
            kind=ActKind.CALL,
            stage=None,
            firmness=firmness,
            content=clause_under,
            cue=verb,
            addressee=next((c for c in clause_under.lefts if c.dep_.startswith("nsubj")), None),
            weight=0.7,
        )
    if lemma_of(verb) in ("encourage", "urge", "demand", "invite") and object_of(verb) is not None:
        return Licence(
            rule=rule.id,
            kind=ActKind.CALL,
            stage=None,
            firmness=firmness,
            content=verb,
            cue=verb,
            is_nominal=True,
            weight=0.6,
        )
    return None


def _tasked_firmness(verb: Token) -> Firmness:
    return (
        Firmness.STRONG
        if lemma_of(verb) in ("task", "instruct", "mandate", "direct", "charge", "entrust", "urge")
        else Firmness.MEDIUM
    )


def _is_own_organ(addressee: Token, directive_verb: Token, listener: Listener) -> bool:
    """`our officials`, `the relevant Ministers`, `the secretariat`, or an office the registry gives to the issuers.

    A body of the same family that is merely invited or urged is a peer (UN drafting requests of subordinates).
    """
    if lemma_of(directive_verb) in ("invite", "encourage", "urge", "call") and listener.is_peer(addressee):
        return False
    if listener.classify(addressee) is SubjectKind.BOUND:
        return True
    is_relevant = any(
        c.lower_ in ("our", "relevant", "respective", "responsible", "competent", "concerned")
        for c in addressee.lefts
    )
    return is_relevant and load_lexicon().has("own_organ_noun", addressee)


def decided(clause: Clause, kind: SubjectKind, listener: Listener) -> Licence | None:
    """Under `decides that`: what shall, will, should or would be is decided, whoever is the subject."""
    overlay = clause.overlay
    if overlay is None or not overlay.is_deciding or clause.aux(*_FUTURE, *_MODALS_OF_DUTY, "would") is None:
        return None
    head = clause.head
    if lemma_of(head) == "understand" and that_clause(head) is not None:
        return None
    if lemma_of(overlay.matrix) == "agree" and kind not in BINDING and not is_passive(head):
        return None  # "agreed that closer ties would bring benefits": a view
    agent = prepositional_object(head, "by") if is_passive(head) else None
    actor = agent if agent is not None and agent.tag_ != "VBG" and is_actor(agent) else None
    if actor is None and kind is SubjectKind.BOUND:
        actor = clause.subject
    complement = look_through(head, Firmness.STRONG)
    return Licence(
        rule=overlay.rule,
        kind=ActKind.PLEDGE,
        stage=Stage.PROMISED,
        firmness=complement.firmness,
        content=complement.content,
        cue=overlay.matrix,
        actor=actor,
        weight=0.7,
    )


RULES: tuple[Rule, ...] = (
    decided,
    duty,
    future,
    perfect,
    pride,
    adjectival,
    progressive,
    standing_commitment,
    restating,
    announcing,
    commitment_adjunct,
    present_continue,
    directive,
    commissive,
    performative,
    present_provision,
)
