"""Will and shall: a pledge, whatever stands under it, of the issuers and whoever acts for them; a prediction
when said of things.
"""

from dataclasses import replace

from app.extraction.complements import Complement, look_through
from app.extraction.findings import Licence
from app.extraction.grammar import VERB_TAGS, agent_of, is_infinitive, is_passive, object_of
from app.extraction.lexicon import load_lexicon
from app.extraction.licences.directives import directive_at
from app.extraction.licences.scene import FINITE_PRESENT, Scene
from app.extraction.naming import is_body, is_state
from app.extraction.noun_phrases import bodies_of, is_actor
from app.extraction.parse import pos_of
from app.extraction.standings import BINDING, SubjectKind
from app.extraction.subclauses import infinitive_after
from app.extraction.tree import Token
from app.vocabulary import ActKind, Firmness, Stage

_PARTIES = ("Party", "Parties", "Member", "Members")
_UNDERTAKING = BINDING | {SubjectKind.INSTRUMENT, SubjectKind.COMMITMENT}


def future(scene: Scene) -> Licence | None:
    """`we will`, `Foreign Ministers will`, `this partnership will`; not `this will help`, `we will need`."""
    if not scene.is_future or _is_state_of_mind(scene) or _is_course_of_event(scene):
        return None
    if is_passive(scene.head) or _is_convened(scene) or _is_provided(scene):
        return None if _is_formality(scene) else _passive(scene)
    kind, is_ruled = _kind_of_doer(scene)
    if kind not in _UNDERTAKING or scene.head.tag_ not in VERB_TAGS | {"NN"}:
        return None
    if kind is SubjectKind.INSTRUMENT and _is_effect(scene):
        return None
    is_work = scene.is_any("seeing_to") or (kind is SubjectKind.BOUND and _is_charged(scene.head))
    if scene.is_any(_excluded_by(kind)) and not is_work:
        return None
    if scene.is_any("instructing") and (task := directive_at(scene.head, scene)) is not None:
        return replace(task, firmness=Firmness.STRONG)  # "we will instruct our ministers to V"
    licence = scene.pledge("pledge.auxiliary", look_through(scene.head, Firmness.STRONG))
    return replace(licence, actor=scene.clause.subject) if is_ruled else licence


def _is_provided(scene: Scene) -> bool:
    """`There shall be no tolls`, `there will be regular exchanges`."""
    if not scene.says_there_is:
        return False
    held = (c for c in scene.head.rights if c.dep_ == "attr")
    is_held = any(load_lexicon().has("occasion_noun", noun) for noun in held)
    return is_held or scene.clause.aux("shall") is not None


def _is_course_of_event(scene: Scene) -> bool:
    """`The conference will bring together five hundred delegates`: what an event is like."""
    event = scene.clause.subject
    is_event = event is not None and event.text.islower() and load_lexicon().has("occasion_noun", event)
    return is_event and scene.is_any("course_of_event")


def _is_formality(scene: Scene) -> bool:
    """`This Agreement shall be extended`: a statement of law (tie-break 7)."""
    subject = scene.clause.subject
    if subject is None or not load_lexicon().has_any(("document_noun", "reached_noun"), subject):
        return False
    is_this = any(child.lower_ in ("this", "present") for child in subject.lefts)
    return is_this and scene.is_any("formality")


def _is_state_of_mind(scene: Scene) -> bool:
    """`would be prepared to V`, `will be ready to V`: as firm as the adjective."""
    predicates = (c for c in scene.head.rights if c.dep_ == "acomp")
    words = (scene.head,) if is_passive(scene.head) else predicates
    found = (word for word in words if load_lexicon().has("commissive_adjective", word))
    return scene.binds and any(infinitive_after(word) is not None for word in found)


def _kind_of_doer(scene: Scene) -> tuple[SubjectKind, bool]:
    """Who the subject is as one who will do something, and whether rules say so."""
    kind, overlay = scene.kind, scene.clause.overlay
    if kind not in BINDING and _is_ruled(scene):
        return SubjectKind.BOUND, True
    if kind is SubjectKind.OUTSIDER and is_body(scene.clause.subject, scene.standings):
        return SubjectKind.INSTRUMENT, False
    if (
        kind is SubjectKind.OUTSIDER
        and scene.is_any("giving_verb", "helping_verb", "enactment", "deliberate")
        and is_state(scene.clause.subject, scene.standings)
    ):
        return SubjectKind.INSTRUMENT, False  # "Chile will contribute two ships"
    if kind is SubjectKind.OUTSIDER and _are_members(scene):
        return SubjectKind.MEMBER, False
    if overlay is not None and overlay.stage is not None and kind is SubjectKind.THING:
        return SubjectKind.COMMITMENT, False  # "we reaffirm that the embargo will stay": by being restated
    return kind, False


def _is_ruled(scene: Scene) -> bool:
    """`Each Party shall submit a report`, in the rules that an assembly adopts: who is meant, nobody by
    name; `the Secretary-General shall report`, also in what states agree.
    """
    subject, listener = scene.clause.subject, scene.listener
    if subject is None or scene.clause.aux("shall") is None:
        return False
    lexicon = load_lexicon()
    is_officer = lexicon.has("own_organ_noun", subject)
    if not listener.is_by_organ:
        is_own = not any(bodies_of(subject)) and not lexicon.has("others_when_bare", subject)
        return is_officer and is_own and listener.standings.family.is_of_states(all)
    is_named = pos_of(subject) == "PROPN" and subject.text not in _PARTIES
    return not is_named and (is_actor(subject) or is_officer)


def _is_effect(scene: Scene) -> bool:
    """`Our cooperation will promote growth`, `the forum will enhance our ability to trade`: what comes of
    it.
    """
    lexicon, subject, thing = load_lexicon(), scene.clause.subject, object_of(scene.head)
    works = ("joint_work_noun", "exertion_noun")
    is_work = subject is not None and lexicon.has_any(works, subject)
    is_faculty = thing is not None and lexicon.has("faculty_noun", thing)
    return scene.is_any("effect") and (is_work or is_faculty)


def _is_charged(verb: Token) -> bool:
    """`will be accountable to`, `will have responsibility for`: what an organ is there to do."""
    lexicon = load_lexicon()
    predicates = (c for c in verb.rights if c.dep_ in ("acomp", "dobj"))
    return any(lexicon.has("charge", c) and any(d.dep_ == "prep" for d in c.rights) for c in predicates)


def arranged(scene: Scene) -> Licence | None:
    """`France is to host the next round`: what is arranged for somebody bound; `the text is to be sent`:
    for nobody else.
    """
    head = scene.head
    rule = load_lexicon().find("arranging", head)
    if rule is None or rule.firmness is None or scene.clause.auxiliaries:
        return None
    following = head.doc[head.i + 1 : head.i + 4]
    if head.tag_ not in FINITE_PRESENT or len(following) < 3 or following[0].tag_ != "TO":
        return None
    content, done = following[1:]
    if content.lower_ == "be" and done.tag_ == "VBN" and _is_to_be_done(scene, done):
        return scene.pledge(rule.id, Complement(done, rule.firmness))
    is_arranged = content.tag_ == "VB" and scene.binds
    return scene.pledge(rule.id, look_through(content, rule.firmness)) if is_arranged else None


def _is_to_be_done(scene: Scene, done: Token) -> bool:
    """Whether it is done with a thing, by nobody who is named; `the aim is to be met` says how things are."""
    lexicon, subject = load_lexicon(), scene.clause.subject
    is_thing = scene.kind is SubjectKind.THING and subject is not None and agent_of(done) is None
    is_stance = lexicon.has_any(("stance", "by_nature"), done)
    return is_thing and not is_stance and not lexicon.has("intention_noun", subject or done)


def _are_members(scene: Scene) -> bool:
    """`Governments will`, in what a body of states says."""
    subject, speaker = scene.clause.subject, scene.listener.speaker
    is_bare = subject is not None and subject.lower_ == "governments" and not subject.lefts
    return is_bare and len(speaker.issuers) == 1 and bool(speaker.members)


def headlined(scene: Scene) -> Licence | None:
    """`Both sides to hold the next round in Lima`: what is arranged, as items and headlines say it."""
    head, subject = scene.head, scene.clause.subject
    is_bare = head.dep_ == "ROOT" and head.tag_ == "VB" and is_infinitive(head)
    if not is_bare or not scene.binds or scene.clause.auxiliaries or head.doc[-1].text in (",", "?", ":"):
        return None
    is_before = subject is not None and subject.i < head.i and scene.clause.has_own_subject
    return scene.pledge("pledge.arranged", look_through(head, Firmness.STRONG)) if is_before else None


def _excluded_by(kind: SubjectKind) -> str:
    """The class of verbs that undertake nothing when such a subject "will" do them."""
    match kind:
        case SubjectKind.ISSUER | SubjectKind.MEMBER:
            return "no_undertaking"
        case SubjectKind.BOUND:
            return "status"
        case SubjectKind.COMMITMENT:
            return "outcome"
        case _:
            return "prediction"


def _is_convened(scene: Scene) -> bool:
    """`The next round will take place in Lima`: held, in other words."""
    subject = scene.clause.subject
    return subject is not None and load_lexicon().has("occasion_noun", subject) and scene.is_any("convening")


def _passive(scene: Scene) -> Licence | None:
    """Without agent it is the issuers' own (tie-break 6); an agent they bind is the actor; another agent acts
    for itself.
    """
    if scene.is_any("by_nature") or scene.is_construed or scene.is_view_of_thing:
        return None
    agent = agent_of(scene.head)
    is_acting = agent is not None and agent.tag_ != "VBG" and is_actor(agent)
    is_own = scene.kind in (SubjectKind.BOUND, SubjectKind.INSTRUMENT)
    is_ruled = (
        scene.listener.is_by_organ and scene.clause.aux("shall") is not None
    )  # "elected by their groups"
    if is_acting and not (is_own or is_ruled) and scene.listener.classify(agent) not in BINDING:
        return None
    return Licence(
        rule="pledge.passive",
        kind=ActKind.PLEDGE,
        stage=Stage.PROMISED,
        firmness=Firmness.STRONG,
        content=scene.head,
        cue=scene.head,
        actor=agent if is_acting else None,
    )
