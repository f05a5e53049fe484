"""`call on X to V`, `urge`, `request`, `call for Y`: a call; to an organ of the issuers' own, a pledge of
that organ (settled case 4).
"""

from dataclasses import replace

from app.extraction.complements import addressee_of, can_be_asked, directed_action
from app.extraction.findings import Licence
from app.extraction.grammar import is_passive, object_of, prepositional_object, subject_of
from app.extraction.lexicon import Rule, load_lexicon
from app.extraction.licences.scene import Scene
from app.extraction.noun_phrases import bodies_of, is_actor, is_ours, names_members, phrase_of
from app.extraction.parse import lemma_of
from app.extraction.standings import SubjectKind
from app.extraction.subclauses import infinitive_after, that_clause
from app.extraction.subjects import Listener
from app.extraction.tree import Token
from app.resolution.nouns import TITLES
from app.vocabulary import ActKind, Firmness, Stage

_LONGEST_SHARED = 12
"""Tokens between two verbs of asking that ask for the same."""
_TASKING_NOUNS = ("request", "demand")
"""By which a body tasks its own organs; it invites and calls on others."""


def directive(scene: Scene) -> Licence | None:
    """The clause's verb as a directive of the issuers, or of somebody they bind."""
    is_permitted = scene.clause.aux("may", "might", "can", "could") is not None  # "may invite advisers"
    if not scene.binds or is_passive(scene.head) or is_permitted or scene.is_past_perfect:
        return None
    return directive_at(scene.head, scene)


def directive_at(verb: Token, scene: Scene) -> Licence | None:
    """The directive `verb`, which may stand under the clause's own (`continue to call for`)."""
    lexicon = load_lexicon()
    call_for = lexicon.find("call_for", verb)
    if call_for is not None:
        asked = _asked_for(verb)
        return _call(call_for, verb, *asked) if asked is not None else _call_for_thing(call_for, verb)
    rule = lexicon.find("directive", verb) or lexicon.find("tasking", verb)
    if rule is None:
        return None
    addressee = addressee_of(verb)
    content = directed_action(verb, addressee).content or _asked_of_others_too(verb)
    if addressee is not None and content is None and lexicon.has("instructing", verb):
        work = prepositional_object(verb, "with") or prepositional_object(addressee, "with")
        if work is not None:
            return replace(_task(verb, addressee, verb), is_nominal=True)  # "task X with the drafting of N"
    if addressee is None or content is None:
        return _call_without_infinitive(rule, verb, scene.listener)
    if lexicon.has("tasking", verb) and _is_own_organ(addressee, verb, scene.listener):
        return _task(verb, addressee, content)
    is_courtesy = lemma_of(verb) == "invite" and lemma_of(content) == "visit"
    is_peer = addressee.lower_ in TITLES or addressee.lower_ == "counterpart"
    if is_courtesy and (is_peer or scene.listener.classify(addressee) is SubjectKind.MEMBER):
        return None
    if not can_be_asked(addressee, content):
        return _call_without_infinitive(rule, verb, scene.listener)
    return _call(rule, verb, content, addressee)


def _asked_for(verb: Token) -> tuple[Token, Token] | None:
    """What, and of whom, where `call for X to V` names somebody."""
    clauses = (c for c in verb.rights if any(m.lower_ == "for" and m.dep_ == "mark" for m in c.lefts))
    under = next(clauses, None)
    asked = subject_of(under) if under is not None and not is_passive(under) else None
    return (under, asked) if under is not None and asked is not None and is_actor(asked) else None


def joined_directive(scene: Scene) -> Licence | None:
    """`We join in calling on X to V`, `stand together in urging X to V`: the call."""
    if scene.kind is not SubjectKind.ISSUER or not scene.is_any("joining", "standing_commitment"):
        return None
    words = (scene.head, *(c for c in scene.head.rights if c.dep_ in ("acomp", "advmod", "oprd")))
    asking = next((v for w in words if (v := prepositional_object(w, "in")) is not None), None)
    return directive_at(asking, scene) if asking is not None and asking.tag_ == "VBG" else None


def _asked_of_others_too(verb: Token) -> Token | None:
    """`urges Chile and invites Peru to V`: what the first is asked to do stands behind the second."""
    ahead = verb.doc[verb.i + 1 : verb.i + _LONGEST_SHARED]
    second = next((t for t in ahead if t.dep_ == "conj" and load_lexicon().has("directive", t)), None)
    if second is None or second.nbor(-1).lower_ != "and" or second.tag_ != verb.tag_:
        return None
    return directed_action(second, addressee_of(second)).content


def restated_directive(scene: Scene) -> Licence | None:
    """`reiterates its invitation to X to V`, `renew our call on X to V`: the call, once more."""
    noun = object_of(scene.head)
    said = that_clause(scene.head)
    if noun is not None and said is not None and said.i < noun.i:
        noun = None  # "affirms that it will meet, as agreed, the request that it V"
    rule = load_lexicon().find("directive_object", noun) if noun is not None else None
    if (
        noun is None
        or rule is None
        or not scene.binds
        or not scene.is_any("restating", "announcing", "uttering")
    ):
        return None
    under = that_clause(noun)
    if under is not None:
        return _call(rule, scene.head, under, subject_of(under))
    if (asked := _asked_for(noun) or _asked_for(scene.head)) is not None:
        return _call(rule, scene.head, *asked)
    hung = (prepositional_object(word, "to", "on", "upon") for word in (noun, scene.head))
    addressee = next(filter(None, hung), None)
    content = directed_action(noun, addressee).content
    thing = prepositional_object(noun, "for") or prepositional_object(scene.head, "for")
    if addressee is None and content is not None and thing is not None and is_actor(thing):
        return _call(rule, scene.head, content, thing)  # "renew our call for X to V"
    if content is None and thing is not None:
        return _call_for_thing(rule, scene.head)
    if addressee is None or content is None or lemma_of(content) == "visit":  # a courtesy
        return None
    if lemma_of(noun) in _TASKING_NOUNS and _is_own_organ(addressee, noun, scene.listener):
        task = _task(scene.head, addressee, content)
        is_restated = lemma_of(scene.head) == "reaffirm"  # who reiterates a request asks again
        return replace(task, stage=Stage.REAFFIRMED) if is_restated else task
    return _call(rule, scene.head, content, addressee)


def instruction(scene: Scene) -> Licence | None:
    """`gave instructions to X to V`, `issued directives to X for N`: tasked, in other words."""
    head, lexicon = scene.head, load_lexicon()
    noun = object_of(head)
    is_given = scene.is_any("uttering") or lemma_of(head) == "give"
    if noun is None or not (is_given and scene.binds and lexicon.has("instruction_noun", noun)):
        return None
    whom = next((c for c in head.rights if c.dep_ == "dative" and c.lower_ != "to"), None)
    organ = whom or prepositional_object(noun, "to") or prepositional_object(head, "to")
    content = directed_action(noun, organ).content or that_clause(noun)
    if content is None and prepositional_object(noun, "for") is None:
        return None if prepositional_object(head, "for") is None else _instructed(head, organ, head)
    return _instructed(head, organ, content or head)


def _instructed(verb: Token, organ: Token | None, content: Token) -> Licence:
    return replace(_task(verb, organ, content), firmness=Firmness.STRONG, is_nominal=content is verb)


def passive_directive(scene: Scene) -> Licence | None:
    """`The parties are urged to V`: the issuers ask, the subject is asked."""
    head, subject = scene.head, scene.clause.subject
    rule = load_lexicon().find("directive", head) or load_lexicon().find("tasking", head)
    told = ("was", "were") if scene.listener.hears_report else ()
    if (
        rule is None
        or subject is None
        or head.tag_ not in ("VBN", "JJ")
        or scene.clause.aux("are", "is", "been", *told) is None
    ):
        return None
    charge = prepositional_object(head, "with")  # "was tasked with opening a school"
    is_charged = charge is not None and charge.tag_ == "VBG"
    content = charge if is_charged else infinitive_after(head)
    if content is None and charge is not None and scene.is_any("instructing"):
        content = head  # "was charged with the drafting of N"
    if content is None or prepositional_object(head, "by") is not None:
        return None
    if scene.kind is SubjectKind.ISSUER and not names_members(subject):
        return None
    if scene.kind is SubjectKind.BOUND:
        return _task(head, subject, content)
    if scene.clause.aux("been") is not None:
        return None  # "the islands have been encouraged to V", by whomever
    is_forecast = lemma_of(head) == "expect"  # "traders are expected to gain"
    return _call(rule, head, content, subject) if is_actor(subject) and not is_forecast else None


def _call_without_infinitive(rule: Rule, verb: Token, listener: Listener) -> Licence | None:
    """`demand that X withdraw`; `encourage the development of Y` (settled case 5)."""
    lexicon = load_lexicon()
    under = that_clause(verb)
    if under is not None and lexicon.has("instructing", verb) and is_passive(under):
        return _task(verb, None, under)
    asked = subject_of(under) if under is not None and lexicon.has("tasking", verb) else None
    organs = (noun for noun in (asked, *bodies_of(asked)) if noun is not None)
    organ = next((noun for noun in organs if _is_own_organ(noun, verb, listener)), None)
    if under is not None and organ is not None:
        return _task(verb, organ, under)
    if under is not None and lexicon.has("directive_that", verb):
        whom = subject_of(under)
        is_document = whom is not None and lexicon.has("document_noun", whom)  # "that the report show"
        return _call(rule, verb, under, None if is_document else whom)
    if lexicon.has("directive_thing", verb) and (_wants_thing(verb) or _is_before_gerund(verb)):
        return _call_for_thing(rule, verb)
    return None


def _wants_thing(verb: Token) -> bool:
    """`encourage the return of X`; in `members, invited countries, and others` nobody invites."""
    thing = object_of(verb)
    is_participle = verb.tag_ in ("VBN", "VBD") and subject_of(verb) is None
    return thing is not None and not (is_participle and thing.i == verb.i + 1)


def _is_before_gerund(verb: Token) -> bool:
    """`encourage opening the ports`: what should be done, whoever does it; `encourage continued aid`: a
    participle taken for a verb.
    """
    return any(child.tag_ in ("VBG", "VBN") and child.i == verb.i + 1 for child in verb.rights)


def _call(rule: Rule, verb: Token, content: Token, addressee: Token | None) -> Licence:
    return Licence(
        rule=rule.id,
        kind=ActKind.CALL,
        stage=None,
        firmness=rule.firmness or Firmness.STRONG,
        content=content,
        cue=verb,
        addressee=addressee,
    )


def _call_for_thing(rule: Rule, verb: Token) -> Licence:
    return replace(_call(rule, verb, verb, None), is_nominal=True)


def _task(verb: Token, organ: Token | None, content: Token) -> Licence:
    asked = load_lexicon().find("directive", verb)
    is_weak = asked is not None and asked.firmness is Firmness.WEAK
    firmness = Firmness.STRONG if load_lexicon().has("strict_tasking", verb) else Firmness.MEDIUM
    return Licence(
        rule="pledge.tasked",
        kind=ActKind.PLEDGE,
        stage=Stage.PROMISED,
        firmness=Firmness.WEAK if is_weak else firmness,
        content=content,
        cue=verb,
        actor=organ,
    )


def _has_portfolio(noun: Token) -> bool:
    """`the ministers for health`: of the same governments as those who ask."""
    field = prepositional_object(noun, "for")
    return noun.tag_ == "NNS" and lemma_of(noun) == "minister" and field is not None and not is_actor(field)


def _is_own_organ(addressee: Token, verb: Token, listener: Listener) -> bool:
    """`our officials`, `the relevant Ministers`, `the secretariat`, or an office the registry gives to the
    issuers.

    A body of the same family that is merely invited or urged is a peer: UN drafting requests of subordinates.
    """
    if addressee.lower_ in ("it", "them") and listener.last_asked is SubjectKind.BOUND:
        return True
    if load_lexicon().has("peer_directive", verb) and listener.standings.is_peer(phrase_of(addressee)):
        return False
    named_with = [
        noun
        for noun in addressee.conjuncts
        if noun.i > addressee.i and is_actor(noun) and not _is_pointed_at(noun)
    ]
    if any(listener.classify(noun) is SubjectKind.OUTSIDER for noun in named_with):
        return False  # "the regional commissions and all other organizations"
    kind, lexicon = listener.classify(addressee), load_lexicon()
    is_one = len(listener.speaker.issuers) == 1 and addressee.tag_ in ("NN", "NNP")
    if kind is SubjectKind.ISSUER and is_one and not names_members(addressee):
        return True  # "asks the General Assembly to review it", says the General Assembly
    is_theirs = kind is SubjectKind.INSTRUMENT and lexicon.has("staffed_noun", addressee)
    is_serving = kind is SubjectKind.ISSUER and lexicon.has("serving_noun", addressee)
    if kind is SubjectKind.BOUND or is_theirs or is_serving:
        return True
    if lexicon.has("instructing", verb) and (
        addressee.lower_ in ("it", "them") or listener.is_subordinate(addressee)
    ):
        return True
    if lexicon.has("others_when_bare", addressee):
        return is_ours(addressee) and lexicon.has("own_organ_noun", addressee)
    return _is_pointed_at(addressee) or (
        _has_portfolio(addressee) and lexicon.has("own_organ_noun", addressee)
    )


def _is_pointed_at(noun: Token) -> bool:
    """`our officials`, `the relevant bodies`."""
    lexicon = load_lexicon()
    return lexicon.has("own_organ_noun", noun) and any(lexicon.has("own_pointer", c) for c in noun.children)
