"""What the issuers report: done in the perfect, under way in the progressive, done by being said in the
performative present.
"""

from dataclasses import replace

from app.extraction.complements import Complement, commitment_object, complement_of, counted, look_through
from app.extraction.continuation import follows_comma
from app.extraction.findings import Licence
from app.extraction.grammar import (
    agent_of,
    is_impersonal,
    is_infinitive,
    is_passive,
    object_of,
    prepositional_object,
)
from app.extraction.lexicon import load_lexicon
from app.extraction.licences.commissives import commissive, is_history
from app.extraction.licences.directives import directive, directive_at
from app.extraction.licences.scene import BE, PERFECT, Scene
from app.extraction.noun_phrases import is_ours, phrase_of
from app.extraction.parse import lemma_of, pos_of
from app.extraction.standings import SubjectKind
from app.extraction.subclauses import infinitive_after, that_clause
from app.extraction.tree import Token
from app.vocabulary import Firmness, Stage

_OF_OLD = ("always", "historically", "long", "traditionally")
_LONG_TIMES = ("years", "decades", "centuries", "generations")
_STANDING = ("commissive_adjective", "remaining_focus")


def perfect(scene: Scene) -> Licence | None:
    """`have imposed`: a measure. The perfect of a commissive verb with an infinitive is that verb's pledge
    (settled case 7).
    """
    clause, head = scene.clause, scene.head
    if clause.aux(*PERFECT) is None or head.tag_ not in ("VBN", "VBD"):
        return None
    if is_passive(head) or clause.aux("been") is not None:
        return _passive_measure(scene, "measure.perfect_passive", Stage.DONE)
    if not _is_by_issuers(scene) or clause.is_negative or _is_no_measure(scene):
        return None
    if scene.is_any("commissive") and _binds_anew(head):
        return commissive(scene)
    if scene.is_any("passes_on") and that_clause(head) is not None:
        return None  # "have declared that they will"
    if _presents_itself(head) or scene.is_any("restating", "directive", "tasking"):
        return None
    return scene.measure("measure.perfect", Stage.DONE)


def _is_by_issuers(scene: Scene) -> bool:
    """What somebody bound does, or an instrument of the issuers does or gives ("the partnership is training
    pilots"); what comes of it, it does not do.
    """
    is_deed = scene.is_any("enactment", "giving_verb", "helping_verb") and not scene.is_any("effect")
    is_by_instrument = scene.kind is SubjectKind.INSTRUMENT and object_of(scene.head) is not None
    is_ours = scene.binds and not _is_of_person(scene) and not _is_of_people(scene)
    return is_ours or (is_deed and is_by_instrument)


def _is_of_person(scene: Scene) -> bool:
    """`She has written three books`: somebody's life."""
    return scene.clause.subject is not None and scene.clause.subject.lower_ in ("he", "she")


def _is_of_people(scene: Scene) -> bool:
    """`The people of Norway have shared a bond`: told of those who live there."""
    return scene.clause.subject is not None and scene.clause.subject.lower_ in ("people", "peoples")


def _reaches_agreement(scene: Scene) -> bool:
    """`have reached an Agreement on Reciprocal Trade`: one that can be named, not "agreement on the text"."""
    reached = object_of(scene.head)
    if reached is None or lemma_of(scene.head) != "reach":
        return False
    is_named = any(child.tag_ == "DT" for child in reached.lefts)
    return is_named and load_lexicon().has("creation_noun", reached)


def _is_no_measure(scene: Scene) -> bool:
    """`have convened in Lima`, `are entering a new age`, `have long worked together`; `have convened a
    panel`, `are entering into an agreement` is one.
    """
    if any(child.lower_ in _OF_OLD for child in scene.head.lefts) or _went_on_for_years(scene):
        return True
    is_held = scene.is_any("gathering") and object_of(scene.head) is not None
    entered = prepositional_object(scene.head, "into") if lemma_of(scene.head) == "enter" else None
    is_entered = entered is not None and load_lexicon().has("creation_noun", entered)
    is_one = is_held or is_entered or _reaches_agreement(scene) or _endorses(scene) or _takes_in(scene)
    return scene.is_any("not_a_measure", "stance") and not is_one


def _went_on_for_years(scene: Scene) -> bool:
    """`For more than 70 years, our countries have stood together`: a history, of which no deed is told."""
    spans = (prepositional for prepositional in scene.head.lefts if prepositional.lower_ == "for")
    is_long = any(word.lower_ in _LONG_TIMES for span in spans for word in span.rights)
    return is_long and not scene.is_any("enactment", "giving_verb", "helping_verb")


def _takes_in(scene: Scene) -> bool:
    """`have welcomed over 40,000 refugees`, `are welcoming record numbers of students`: so many people."""
    people = object_of(scene.head)
    if lemma_of(scene.head) != "welcome" or people is None:
        return False
    words = list(people.subtree)
    is_number = any(word.tag_ == "CD" or word.lower_ in ("number", "numbers", "thousands") for word in words)
    return is_number and any(load_lexicon().has("newcomer_noun", word) for word in words)


def _binds_anew(verb: Token) -> bool:
    """`has agreed to V`, `has committed to the timely opening of N`; who `has committed five ships` gave
    them.
    """
    thing = object_of(verb)
    if load_lexicon().has("commits_to_nouns", verb):
        return thing is None or pos_of(thing) == "PRON"
    return complement_of(verb, Firmness.STRONG).first_verb is not None


def _presents_itself(verb: Token) -> bool:
    """`has adopted the following conclusions`, `adopt this Declaration`, `have made an Agreement in the
    following terms`: what the statement is, not what it does.
    """
    thing = object_of(verb)
    if thing is None or not load_lexicon().has_any(("document_noun", "reached_noun"), thing):
        return False
    following = verb.doc[thing.i + 1 : thing.i + 4]
    is_quoted = any(word.lower_ == "following" and word.nbor().lower_ == "terms" for word in following)
    return is_quoted or any(child.lower_ in ("following", "this", "present") for child in thing.lefts)


def _endorses(scene: Scene) -> bool:
    """`endorse the guidelines`: an instrument becomes the issuers' own."""
    thing = object_of(scene.head)
    return (
        scene.is_any("endorsing") and thing is not None and load_lexicon().has("own_instrument_noun", thing)
    )


def _passive_measure(scene: Scene, rule: str, stage: Stage) -> Licence | None:
    """`sanctions have been imposed`: the issuers' own action, by inference, when the verb is one of decision
    or provision.
    """
    is_enacted = scene.is_any("enactment") or _is_put_in_place(scene.head)
    if scene.kind is SubjectKind.OUTSIDER or scene.head.tag_ != "VBN" or not is_enacted:
        return None
    if is_impersonal(scene.head) or _is_of_person(scene):
        return None  # "it has been agreed to V"
    subject = scene.clause.subject
    if subject is not None and load_lexicon().has("circumstance_noun", subject):
        return None
    agent = agent_of(scene.head)
    if agent is not None and agent.tag_ != "VBG" and not phrase_of(agent).lower().startswith("our "):
        return None
    return scene.measure(rule, stage)


def _is_put_in_place(verb: Token) -> bool:
    place = prepositional_object(verb, "in") if verb.lower_ == "put" else None
    return place is not None and place.lower_ == "place"


def progressive(scene: Scene) -> Licence | None:
    """`are establishing`: a measure. `are planning to`, `are calling on` are the acts of those verbs."""
    head = scene.head
    if scene.clause.aux("being") is not None and scene.clause.aux(*BE) is not None:
        return _passive_measure(scene, "measure.progressive", Stage.UNDER_WAY)
    is_progressive = head.tag_ == "VBG" and scene.clause.aux(*BE, "been") is not None
    if not is_progressive or is_passive(head) or not _is_by_issuers(scene):
        return None
    if lemma_of(head) == "go" and (ahead := infinitive_after(head)) is not None:
        return scene.pledge("pledge.auxiliary", look_through(ahead, Firmness.STRONG))
    if scene.is_any("commissive") and ((licence := commissive(scene)) or object_of(head) is None):
        return licence  # "are seeking investors" is done, not promised
    if scene.is_any("directive", "call_for"):
        return directive(scene)
    if scene.is_any("restating") and commitment_object(head) is not None:
        return None  # "are renewing our commitment to X"
    if _is_no_measure(scene) or (scene.is_any("passes_on") and that_clause(head)):
        return None
    content = look_through(head, Firmness.STRONG).content
    return scene.pledge("measure.progressive", Complement(content, Firmness.STRONG), stage=Stage.UNDER_WAY)


def in_process(scene: Scene) -> Licence | None:
    """`are in the process of V-ing` says what `are V-ing` does."""
    process = prepositional_object(scene.head, "in")
    is_present = scene.head.lower_ in BE and not scene.clause.is_negative
    if process is None or process.lower_ != "process" or not (is_present and scene.binds):
        return None
    doing = prepositional_object(process, "of")
    if doing is None or doing.tag_ != "VBG" or load_lexicon().has("not_a_measure", doing):
        return None
    complement = Complement(doing, Firmness.STRONG)
    return scene.pledge("measure.progressive", complement, stage=Stage.UNDER_WAY)


def present_continue(scene: Scene) -> Licence | None:
    """`continue to V` in the present is a measure (tie-break 2); `continue to call for` the call itself."""
    if not scene.binds or scene.clause.auxiliaries or not scene.is_any("present_continue"):
        return None
    if _goes_on_with_infinitives(scene):
        return None
    complement, lexicon = _what_is_kept_up(scene.head), load_lexicon()
    verb, thing = complement.first_verb, object_of(scene.head)
    if verb is None and (is_ours(thing) or _is_own_effort(thing)):
        return scene.measure("measure.continue", Stage.UNDER_WAY)  # "continue our support to X"
    if (
        verb is None
        or lexicon.has("stance", verb)
        or (lexicon.has("status", verb) and lemma_of(verb) != "be")
    ):
        return None  # "continue to enjoy a robust trade"
    if lexicon.has("directive", verb) or lexicon.has("call_for", verb):
        return directive_at(verb, scene)
    if is_passive(verb) or lemma_of(verb) in ("be", "remain"):
        words = (verb, *(c for c in verb.rights if c.dep_ == "acomp"))
        if not any(lexicon.has_any(_STANDING, word) for word in words):
            return None  # "continue to be concerned"
        return scene.pledge("reaffirmation.remain", complement, stage=Stage.REAFFIRMED)
    lasting = replace(complement, firmness=Firmness.STRONG)
    return scene.pledge("measure.continue", lasting, stage=Stage.UNDER_WAY)


def _is_own_effort(thing: Token | None) -> bool:
    """`continues its efforts to V`, `continues efforts to V`: of whoever continues them."""
    if thing is None or not load_lexicon().has("effort_noun", thing) or infinitive_after(thing) is None:
        return False
    return all(word.lower_ in ("its", "their") or word.tag_ == "JJ" for word in thing.lefts)


def _what_is_kept_up(verb: Token) -> Complement:
    """What stands under `continue to V`, `continue V-ing`."""
    gerund = next((c for c in verb.rights if c.tag_ == "VBG" and c.dep_ == "xcomp"), None)
    complement = complement_of(verb, Firmness.STRONG)
    is_gerund = gerund is not None and complement.first_verb is None
    return look_through(gerund, Firmness.STRONG) if gerund is not None and is_gerund else complement


def _goes_on_with_infinitives(scene: Scene) -> bool:
    """`We use the fund to feed the poor, continue to train nurses, and build`: hung on the first verb, though
    behind a comma alone it goes on with the purposes.
    """
    head = scene.head
    if scene.clause.has_own_subject or head.dep_ != "conj" or not follows_comma(head):
        return False
    return any(word.tag_ == "VB" and is_infinitive(word) for word in head.doc[head.head.i : head.i])


def performative(scene: Scene) -> Licence | None:
    """`Today, we launch X`, `the Council extends the mandate`, `we announce the creation of X` (settled case
    7).
    """
    target = object_of(scene.head) or _misread_object(scene) or _proclaimed(scene)
    if (
        target is None
        or not (scene.is_simple_present_of_issuers or _is_of_today(scene))
        or load_lexicon().has("courtesy", target)
        or _presents_itself(scene.head)
    ):
        return None
    is_own = load_lexicon().has("own_instrument_noun", target) or load_lexicon().has("founding_noun", target)
    if scene.is_any("endorsing") and is_own:
        return scene.measure("measure.endorsement", Stage.DONE)
    is_new = load_lexicon().has("creation_noun", counted(target)) or any(
        c.lower_ == "new" for c in target.lefts
    )
    is_new = is_new or _proclaimed(scene) is not None
    is_granted = is_new or _is_sum(target)
    if scene.is_any("announcing_creation") and is_granted:
        return scene.measure("measure.announcement", Stage.DONE)
    return scene.measure("measure.performative", Stage.DONE) if scene.is_any("performative") else None


def _proclaimed(scene: Scene) -> Token | None:
    """`proclaims 4 March the International Day of Wells`: what it becomes, by its name."""
    words = scene.head.subtree if scene.is_any("announcing_creation") else ()
    named = ("dobj", "appos", "oprd", "attr")
    observances = (w for w in words if w.text[0].isupper() and load_lexicon().has("observance_noun", w))
    return next((word for word in observances if word.dep_ in named), None)


def _is_of_today(scene: Scene) -> bool:
    """`We today launched X`, `the leaders announced the launch of X`: the past of this very meeting."""
    is_one_of_us = scene.kind is SubjectKind.MEMBER and scene.is_any("announcing_creation")
    is_ours = scene.kind is SubjectKind.ISSUER or is_one_of_us
    if scene.head.tag_ != "VBD" or scene.clause.auxiliaries or not is_ours:
        return False
    if any(child.lower_ in ("today", "hereby") for child in scene.head.children):
        return True
    is_own = scene.clause.subject is not None and scene.clause.subject.lower_ == "we"
    is_said = scene.is_any("announcing_creation") or (is_own and scene.is_any("endorsing"))
    return is_said and not is_history(scene.head)


def _misread_object(scene: Scene) -> Token | None:
    """What the parser took for the subject of a clause ("endorse the Alliance launched this year"), for part
    of an adjunct before it ("extend until the end of the year our mandate"), or for no part of any ("creates,
    as a first step, a fund").
    """
    if not scene.is_any("performative", "endorsing", "announcing_creation"):
        return None
    clauses = (c for c in scene.head.rights if c.dep_ == "ccomp" and c.tag_ in ("VBD", "VBN"))
    subjects = (c for clause in clauses for c in clause.lefts if c.dep_ in ("nsubj", "nsubjpass"))
    unheld = (c for c in scene.head.rights if c.dep_ == "dep" and pos_of(c) in ("NOUN", "PROPN"))
    adjuncts = (c for c in scene.head.rights if c.dep_ == "prep")
    owned = (
        word for adjunct in adjuncts for word in adjunct.subtree if word.dep_ == "appos" and is_ours(word)
    )
    found = subjects if scene.is_any("endorsing", "announcing_creation") else owned
    return next(found, None) or next(unheld, None)


def hereby_done(scene: Scene) -> Licence | None:
    """`A fund is hereby established`: done by being said, without saying by whom."""
    head = scene.head
    done = next((c for c in head.rights if c.dep_ == "acomp" and c.tag_ == "VBN"), head)
    is_present = done.tag_ == "VBN" and (head.lower_ in BE or scene.clause.aux(*BE) is not None)
    if not is_present or not any(c.lower_ == "hereby" for c in (*head.children, *done.children)):
        return None
    return scene.pledge("measure.performative", Complement(done, Firmness.STRONG), stage=Stage.DONE)


def reported(scene: Scene) -> Licence | None:
    """`The Ministers agreed on a framework`, `endorsed the principles`: what a report says was done."""
    if not scene.binds or scene.clause.auxiliaries or scene.head.tag_ not in ("VBD", "VBN"):
        return None
    is_told = scene.listener.hears_report and scene.is_any("reported_decision")
    is_listed = bool(scene.listener.label) and scene.is_any("enactment", "announcing_creation", "commissive")
    target = object_of(scene.head) or prepositional_object(scene.head, "on", "upon", "to")
    uncoded = ("view_noun", "courtesy")
    if target is None or target.tag_ == "VBG" or load_lexicon().has_any(uncoded, target):
        return None
    if _presents_itself(scene.head):
        return None
    is_granted = scene.is_any("announcing_creation") and _is_sum(target) and not is_history(scene.head)
    if not (is_told or is_listed or is_granted):
        return None
    return scene.measure("measure.reported", Stage.DONE)


def _is_sum(thing: Token) -> bool:
    """`$6 million`, `a credit line of 40 million euros`."""
    return any(word.tag_ == "$" or word.lower_ in ("million", "billion") for word in thing.subtree)


def present_provision(scene: Scene) -> Licence | None:
    """`Allies also provide extensive support`: action reported in the simple present."""
    rule = scene.cue("present_provision")
    if rule is None or object_of(scene.head) is None or not scene.is_simple_present_of_issuers:
        return None
    return scene.measure(rule.id, Stage.UNDER_WAY)


def pride(scene: Scene) -> Licence | None:
    """`are proud to have delivered`, `are pleased to announce the creation of`: the measure under it."""
    lexicon = load_lexicon()
    predicate = next((c for c in scene.head.rights if c.dep_ == "acomp" and lexicon.has("pride", c)), None)
    if predicate is None or not scene.binds:
        return None
    content = _participle_after(predicate)
    rule = "measure.perfect"
    if content is None:
        content, rule = infinitive_after(predicate), "measure.performative"
        if content is None or content.head is not predicate or that_clause(content) is not None:
            return None  # "are pleased to announce that we will", "are proud of those who seek to V"
        if not lexicon.has_any(("performative", "announcing_creation", "enactment", "giving_verb"), content):
            return None
        if (given := object_of(content)) is not None and lexicon.has("courtesy", given):
            return None  # "are pleased to extend our thanks"
    complement = Complement(content, Firmness.STRONG, trail=(("measure.proud", predicate),))
    return scene.pledge(rule, complement, stage=Stage.DONE)


def _participle_after(predicate: Token) -> Token | None:
    """The participle of `to have V-ed` under the predicate."""
    options = (*predicate.rights, *predicate.head.rights)
    return next((c for c in options if c.tag_ == "VBN" and any(a.lower_ == "have" for a in c.lefts)), None)
