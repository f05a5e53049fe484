"""What is decided: `decides that X shall`, `it was agreed to V`, and decisions told by a noun (`agreement was
reached to V`, `the Council took the decision to V`).
"""

from app.extraction.complements import Complement, complement_of, counted, look_through
from app.extraction.findings import Licence
from app.extraction.grammar import (
    agent_of,
    is_impersonal,
    is_passive,
    object_of,
    prepositional_object,
    subject_of,
)
from app.extraction.lexicon import load_lexicon
from app.extraction.licences.commissives import said_by_deciding
from app.extraction.licences.scene import DUTY, FUTURE, PERFECT, Scene
from app.extraction.naming import is_body
from app.extraction.noun_phrases import bodies_of, is_actor
from app.extraction.parse import is_surely_verb, lemma_of
from app.extraction.standings import SubjectKind
from app.extraction.subclauses import infinitive_after, that_clause
from app.extraction.tree import Token
from app.vocabulary import ActKind, Firmness, Stage

_LATEST_INFINITIVE = 6
"""Tokens behind a verb of deciding in which what is decided begins."""
_BEING = ("are", "is", "were", "was")
_TOLD = (*PERFECT, "was", "were", "been", "is", "are")


def decision_reached(scene: Scene) -> Licence | None:
    """What was agreed or decided, by the issuers or by nobody named, is theirs to do."""
    lexicon, head = load_lexicon(), scene.head
    noun = decision_told_by(head)
    rule = lexicon.find("reached_noun", noun) if noun is not None else None
    is_told = not scene.clause.auxiliaries or scene.clause.aux(*_TOLD) is not None
    if noun is None or rule is None or not is_told or scene.clause.aux(*FUTURE):
        return None
    if agent_of(head) is not None or not (is_passive(head) or scene.binds):
        return None
    made = prepositional_object(noun, "on", "to") or prepositional_object(head, "on", "to")
    is_made = made is not None and any(lexicon.has("creation_noun", n) for n in (made, counted(made)))
    verb = _what_is_decided(noun, head)
    if verb is None and not is_made:
        return None
    return scene.pledge(rule.id, Complement(verb, Firmness.STRONG) if verb else _whole(head))


def decision_told_by(verb: Token) -> Token | None:
    """`agreement` of "agreement was reached", "gave an undertaking", "are in agreement"."""
    lexicon = load_lexicon()
    if lexicon.has("reaching", verb):
        noun = subject_of(verb) if is_passive(verb) else object_of(verb)
    else:
        noun = prepositional_object(verb, "in") if verb.lower_ in _BEING else None
    return noun if noun is not None and lexicon.has("reached_noun", noun) else None


def _what_is_decided(noun: Token, head: Token) -> Token | None:
    decided = complement_of(noun, Firmness.STRONG).first_verb
    return decided or complement_of(head, Firmness.STRONG).first_verb


def _whole(head: Token) -> Complement:
    return Complement(head, Firmness.STRONG, is_nominal=True)


def impersonal(scene: Scene) -> Licence | None:
    """`It was decided to V`, `talks were agreed to be held`: nobody is named, so it is the issuers who
    decide.
    """
    rule = scene.cue("deciding_that")
    is_told = is_impersonal(scene.head)
    is_of_thing = scene.kind is SubjectKind.THING and is_passive(scene.head) and not is_told
    if rule is None or rule.firmness is None or not (is_told or is_of_thing):
        return None
    if not _is_right_before_infinitive(scene.head):
        return None  # "it was decided long ago to V" is history
    complement = complement_of(scene.head, rule.firmness)
    verb = complement.first_verb
    if (said := said_by_deciding(verb, scene)) is not None:
        return said
    if verb is None or (is_of_thing and not is_passive(verb)):
        return None
    if rule.firmness is not Firmness.STRONG and object_of(verb) is None:
        return None  # "it is planned to open in May"
    return scene.pledge(rule.id, complement)


def _is_right_before_infinitive(verb: Token) -> bool:
    """`agreed to V`, `agreed, therefore, to V`, `agreed unanimously to V`, `agreed in principle to V`."""
    following = verb.doc[verb.i + 1 : verb.i + _LATEST_INFINITIVE]
    is_aside = load_lexicon().has
    other = (
        w
        for w in following
        if w.text != "," and not w.lower_.endswith("ly") and not is_aside("opening_adverb", w)
    )
    return next((word.lower_ == "to" for word in other if word.lower_ != "principle"), False)


def decided(scene: Scene) -> Licence | None:
    """Under `decides that`: what shall, will, should or would be is decided, whoever is the subject.

    `agreed that closer ties would bring benefits` is a view: under `agree` the subject must be somebody
    bound, or the clause passive.
    """
    clause, head = scene.clause, scene.head
    overlay = clause.overlay
    is_subjunctive = _is_to_be_done(scene) or _is_mandated(scene) or _is_arranged_for(scene)
    is_said = clause.aux(*FUTURE, *DUTY, "would") is not None or is_subjunctive
    if overlay is None or not scene.is_decided or not is_said or scene.is_construed:
        return None
    if (lemma_of(head) == "understand" and that_clause(head) is not None) or scene.is_any("by_nature"):
        return None
    is_arranged = is_passive(head) or scene.is_any("convening") or is_body(clause.subject, scene.standings)
    is_arranged = is_arranged or _is_our_focus(clause.subject) or _is_provided_for(scene)
    is_bound, is_view = scene.binds or _is_own_servant(scene), load_lexicon().has("agreeing", overlay.matrix)
    if is_view and not (is_bound or is_arranged):
        return None
    if scene.is_view_of_thing or (is_view and clause.aux("must") is not None and scene.is_any("status")):
        return None  # "agreed that each side must have access to the wells"
    agent = agent_of(head) if is_passive(head) else None
    actor = agent if agent is not None and agent.tag_ != "VBG" and is_actor(agent) else None
    is_predicate = overlay.matrix.tag_ != "VBD" or lemma_of(overlay.matrix) != "determine"
    predicate = load_lexicon().find("commissive_adjective", overlay.matrix) if is_predicate else None
    is_aim = lemma_of(head) == "be" and head.nbor().tag_ == "TO"  # "the purposes will be to V"
    aim = infinitive_after(head) if is_aim else None
    speaks = scene.kind in (SubjectKind.ISSUER, SubjectKind.MEMBER)
    complement = look_through(aim or head, (predicate and predicate.firmness) or Firmness.STRONG)
    return Licence(
        rule=overlay.rule,
        kind=ActKind.PLEDGE,
        stage=Stage.PROMISED,
        firmness=complement.firmness,
        content=complement.content or head,
        cue=overlay.matrix,
        actor=actor or (clause.subject if is_bound and not speaks and not is_passive(head) else None),
    )


def _is_our_focus(subject: Token | None) -> bool:
    """`the focus of our work` will be on X."""
    is_focus = subject is not None and load_lexicon().has("intention_noun", subject)
    return subject is not None and is_focus and any(word.lower_ == "our" for word in subject.subtree)


def _is_provided_for(scene: Scene) -> bool:
    """`agreed that there shall be no tolls`, `that there should be regular exchanges`: what is to take place,
    not how things will be.
    """
    head = scene.head
    if not scene.says_there_is or lemma_of(head) != "be":
        return False
    thing = next((c for c in head.rights if c.dep_ == "attr"), head)
    done = ("occasion_noun", "creation_noun", "effort_noun")
    return scene.clause.aux("shall") is not None or load_lexicon().has_any(done, thing)


def _is_own_servant(scene: Scene) -> bool:
    """`agreed that the experts would meet`: those who work for the issuers, though nobody says whose."""
    subject, lexicon = scene.clause.subject, load_lexicon()
    if subject is None or any(bodies_of(subject)):
        return False
    is_servant = lexicon.has("own_organ_noun", subject) and not lexicon.has("others_when_bare", subject)
    return is_servant and subject.tag_ in ("NN", "NNS")


def _is_to_be_done(scene: Scene) -> bool:
    """`agreed that a study be made`; what could be made is no decision."""
    first = next(iter(scene.clause.auxiliaries), None)
    return is_passive(scene.head) and first is not None and first.lower_ == "be"


def _is_arranged_for(scene: Scene) -> bool:
    """`agreed that the Board is to draw up a plan`: somebody bound, or a body."""
    following = scene.head.doc[scene.head.i + 1 : scene.head.i + 2]
    is_to = scene.head.lower_ in ("is", "are") and [word.tag_ for word in following] == ["TO"]
    return is_to and (scene.binds or is_body(scene.clause.subject, scene.standings))


def _is_mandated(scene: Scene) -> bool:
    """`agreed that the group meet each year`, `agreed that their officials hold talks`: the subjunctive, told
    by a base form where the indicative would have another.
    """
    head, subject, overlay = scene.head, scene.clause.subject, scene.clause.overlay
    if overlay is None or subject is None or scene.clause.auxiliaries or head.lower_ != lemma_of(head):
        return False
    is_plural = subject.tag_ in ("NNS", "NNPS") and overlay.verb.tag_ not in ("VBD", "VBN")
    is_base = (head.tag_ in ("VB", "VBP") or is_surely_verb(head.text)) and not scene.is_any("status")
    is_decided = scene.binds and not load_lexicon().has("agreeing", overlay.matrix)
    return is_base and (scene.kind is SubjectKind.BOUND or is_decided) and not is_plural
